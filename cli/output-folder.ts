/**
 * Files that appear together or not at all. They are written into a hidden folder of this run's own inside the output
 * folder (so that moving them is a rename on one disk) and moved when all of them are there. Runs into one folder take
 * turns at moving, and the files of two runs never mix. Should the process be killed while it moves them, the last of
 * the files tells: it goes first and comes last, and where it stands, all the others are of the same run.
 */
import {
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "./failure.ts";

const turnFileName = ".playc-turn";
/** Whoever takes a turn writes its name on it at once. */
const namedMilliseconds = 1_000;
const workPrefix = ".playc-run-";
/** A work folder that nobody wrote into for so long is what a killed run left behind. */
const abandonedMilliseconds = 24 * 3_600_000;
/** Moving takes milliseconds; whoever waits this long waits for something else. */
const longestWaitMilliseconds = 10_000;

export interface OutputFolder {
  /** Where this run writes: exists, is empty, is nobody else's. */
  readonly work: string;
  /**
   * Moves these files of the work folder to the output folder, over those of an earlier run, and ends the work. The
   * last of them is there only when all of them are. `gone`: files of an earlier run that this one has no more.
   */
  publish(files: readonly string[], gone?: readonly string[]): Promise<void>;
  /** Takes away all traces of an unpublished run. Harmless after `publish`, and when called again. */
  discard(): void;
}

/** Opens `folder`, making it and what is above it where they are missing. */
export function openOutputFolder(folder: string): OutputFolder {
  const target = resolve(folder);
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new Failure("io", `${folder} is a file. The run leaves several files: name a folder with --out.`);
  }
  const made = mkdirSync(target, { recursive: true });
  removeAbandoned(target);
  const work = mkdtempSync(join(target, workPrefix));
  return {
    work,
    async publish(files, gone = []) {
      const turn = join(target, turnFileName);
      await takeTurn(turn);
      try {
        moveAll(work, target, files, gone);
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
function moveAll(work: string, target: string, files: readonly string[], gone: readonly string[]): void {
  const earlier = join(work, "earlier");
  mkdirSync(earlier);
  const undo: (() => void)[] = [];
  const move = (from: string, to: string) => {
    renameSync(from, to);
    undo.push(() => renameSync(to, from));
  };
  try {
    for (const file of new Set([...files.toReversed(), ...gone])) {
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

/** Takes away the work of runs that were killed, if nobody has touched it for long. */
function removeAbandoned(target: string): void {
  for (const name of readdirSync(target)) {
    if (!name.startsWith(workPrefix)) continue;
    try {
      const work = join(target, name);
      const touched = [work, ...readdirSync(work).map((file) => join(work, file))].map(
        (path) => statSync(path).mtimeMs,
      );
      if (Date.now() - Math.max(...touched) > abandonedMilliseconds) rmSync(work, { recursive: true });
    } catch {
      // Somebody else's, or being taken away just now: it is not ours to care for.
    }
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

/** Removes the folders this run made, from the innermost, as far as they are still empty. */
function removeEmpty(innermost: string, outermost: string): void {
  try {
    for (let folder = innermost; folder.length >= outermost.length; folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // Somebody else put something there: it stays.
  }
}
