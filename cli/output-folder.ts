/**
 * Files that appear together or not at all. They are written into a hidden folder of this run's own inside the output
 * folder (so that moving them is a rename on one disk) and moved when all of them are there. Runs into one folder take
 * turns at moving, and the files of two runs never mix. Should the process be killed while it moves them, the last of
 * the files tells: it goes first and comes last, and where it stands, all the others are of the same run.
 */
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Failure } from "./failure.ts";
import { own, ownershipOf } from "./owner.ts";
import { inTurn } from "./turn.ts";

const workPrefix = ".playc-run-";
/** A work folder that names no owner, and that nobody wrote into for so long, is what a killed run left behind. */
const abandonedMilliseconds = 24 * 3_600_000;

export interface OutputFolder {
  /** Where this run writes: exists, is nobody else's, and has nothing but `owner.json`. */
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
  const disown = own(work);
  return {
    work,
    async publish(files, gone = []) {
      await inTurn(target, () => moveAll(work, target, files, gone));
      disown();
      rmSync(work, { recursive: true, force: true, maxRetries: 3 });
    },
    discard() {
      disown();
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

/** Takes away the work of runs that were killed. */
function removeAbandoned(target: string): void {
  for (const name of readdirSync(target)) {
    if (!name.startsWith(workPrefix)) continue;
    try {
      const work = join(target, name);
      const ownership = ownershipOf(work);
      if (ownership === "left") rmSync(work, { recursive: true });
      if (ownership !== "nobody's") continue;
      const touched = [work, ...readdirSync(work).map((file) => join(work, file))].map(
        (path) => statSync(path).mtimeMs,
      );
      if (Date.now() - Math.max(...touched) > abandonedMilliseconds) rmSync(work, { recursive: true });
    } catch {
      // Somebody else's, or being taken away just now: it is not ours to care for.
    }
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
