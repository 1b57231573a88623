/** Runs of playc that change what stands in one folder take turns at it, also when one of them was killed in its turn. */
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "./failure.ts";

const turnFileName = ".playc-turn";
/** Whoever takes a turn writes its name on it at once. */
const namedMilliseconds = 1_000;
/** Moving takes milliseconds; whoever waits this long waits for something else. */
const longestWaitMilliseconds = 10_000;

/** Calls `change`, which must not wait for anything, while nobody else changes what stands in `folder`. */
export async function inTurn<Result>(folder: string, change: () => Result): Promise<Result> {
  const turn = join(folder, turnFileName);
  await takeTurn(turn);
  try {
    return change();
  } finally {
    rmSync(turn, { force: true });
  }
}

async function takeTurn(turn: string): Promise<void> {
  for (let waited = 0; waited < longestWaitMilliseconds; waited += 50) {
    try {
      const file = openSync(turn, "wx");
      try {
        writeSync(file, String(process.pid));
      } catch (error) {
        // The disk is full: a turn without a name would keep others waiting.
        rmSync(turn, { force: true });
        throw error;
      } finally {
        closeSync(file);
      }
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    if (isAbandoned(turn)) rmSync(turn, { force: true });
    else await sleep(50);
  }
  throw new Failure(
    "io",
    `Another run is writing to ${dirname(turn)}. Wait for it, or take another folder with --out.`,
  );
}

/** A run that was killed while it moved its files leaves its turn behind; perhaps before it could write its name on it. */
function isAbandoned(turn: string): boolean {
  try {
    const holder = Number(readFileSync(turn, "utf8"));
    if (!Number.isInteger(holder) || holder <= 0) return Date.now() - statSync(turn).mtimeMs > namedMilliseconds;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
