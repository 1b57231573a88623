/**
 * Files that appear together or not at all. They are written into a hidden folder of this run's own inside the output
 * folder (so that moving them is a rename on one disk) and moved when all of them are there. Runs into one folder take
 * turns at moving, and the files of two runs never mix.
 */
import {
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "./failure.ts";

const turnFileName = ".playc-turn";
/** Moving takes milliseconds; whoever waits this long waits for something else. */
const longestWaitMilliseconds = 10_000;

export interface OutputFolder {
  /** Where this run writes: exists, is empty, is nobody else's. */
  readonly work: string;
  /** Moves these files of the work folder to the output folder, over those of an earlier run, and ends the work. */
  publish(files: readonly string[]): Promise<void>;
  /** Takes away all traces of an unpublished run. Harmless after `publish`, and when called again. */
  discard(): void;
}

/** Opens `folder`, making it and what is above it where they are missing. */
export function openOutputFolder(folder: string): OutputFolder {
  const target = resolve(folder);
  const made = mkdirSync(target, { recursive: true });
  const work = mkdtempSync(join(target, ".playc-run-"));
  return {
    work,
    async publish(files) {
      const turn = join(target, turnFileName);
      await takeTurn(turn);
      try {
        moveAll(work, target, files);
      } finally {
        rmSync(turn, { force: true });
      }
      rmSync(work, { recursive: true, force: true, maxRetries: 3 });
    },
    discard() {
      rmSync(work, { recursive: true, force: true, maxRetries: 3 });
      if (made !== undefined) removeEmpty(target, made);
    },
  };
}

/** All or none: when one cannot be moved, those already moved go back and the earlier ones return. */
function moveAll(work: string, target: string, files: readonly string[]): void {
  const earlier = join(work, "earlier");
  mkdirSync(earlier);
  const undo: (() => void)[] = [];
  const move = (from: string, to: string) => {
    renameSync(from, to);
    undo.push(() => renameSync(to, from));
  };
  try {
    for (const file of files) {
      const existing = lstatSync(join(target, file), { throwIfNoEntry: false });
      if (existing === undefined) continue;
      if (!existing.isFile()) {
        throw new Failure("io", `${join(target, file)} is there already, and is no plain file: it is left alone.`);
      }
      move(join(target, file), join(earlier, file));
    }
    for (const file of files) move(join(work, file), join(target, file));
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

async function takeTurn(turn: string): Promise<void> {
  for (let waited = 0; waited < longestWaitMilliseconds; waited += 50) {
    try {
      const file = openSync(turn, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
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

/** A run that was killed while it moved its files leaves its turn behind. */
function isAbandoned(turn: string): boolean {
  try {
    const holder = Number(readFileSync(turn, "utf8"));
    if (!Number.isInteger(holder) || holder <= 0) return false;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

/** Removes the folders this run made, from the innermost, as far as they are still empty. */
function removeEmpty(innermost: string, outermost: string): void {
  try {
    for (let folder = innermost; folder.length >= outermost.length; folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // Somebody else put something there: it stays.
  }
}
