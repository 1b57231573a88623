/**
 * The files of parts while a run makes them: in a hidden folder of the output folder, which is there until the run is
 * over and, when it is interrupted, until `--resume` goes on with it or another run takes it away.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { differenceOf, type RunIdentity } from "../../runtime/ledger/part-file.ts";
import type { Shard } from "../../runtime/parts/cut.ts";
import { Failure } from "../failure.ts";
import { own, ownershipOf } from "../owner.ts";
import { inTurn } from "../turn.ts";
import { differenceWords } from "./identity.ts";

const folderPrefix = ".playc-parts-";
const runFile = "run.json";
const partFile = /^part-\d+\.playc$/;

/** How many of how many parts are whole, and where. */
export interface Kept {
  readonly done: number;
  readonly parts: number;
  readonly folder: string;
}

export interface KeptParts {
  /**
   * Takes over what an interrupted run left, if that is to be resumed, and takes away what others left. Gives how many
   * parts are there. Failure of kind `usage` when what was left is of another run.
   */
  open(identity: RunIdentity, parts: number, shard?: Shard): Promise<number>;
  /** Where the file of a part is, or is to be. */
  pathOf(part: number): string;
  /** So far; no folder before `open` and when all is over. */
  state(): Omit<Kept, "folder"> & Partial<Kept>;
  /** The run was interrupted: what is whole stays. Undefined when nothing does. */
  keep(): Kept | undefined;
  /** Nothing stays. Harmless when called again, and after `keep`. */
  discard(): void;
}

/** `output`: the output folder, which is there. */
export function keptPartsIn(output: string, resume: boolean): KeptParts {
  const target = resolve(output);
  let folder: string | undefined;
  let parts = 0;
  let disown = () => {};
  const wholeIn = (path: string) => readdirSync(path).filter((name) => partFile.test(name));
  const discard = () => {
    disown();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    folder = undefined;
  };
  return {
    async open(run, number, shard) {
      parts = number;
      const identity = { ...run, shard: shard ? `${shard.number}/${shard.of}` : "" };
      const left = await inTurn(target, () => {
        const made = mkdtempSync(join(target, folderPrefix));
        folder = made;
        disown = own(made);
        writeFileSync(join(made, runFile), JSON.stringify(identity));
        return takeOver(target, made, identity, resume);
      });
      if (left !== undefined) throw anotherRun(identity, left, output);
      return wholeIn(folder!).length;
    },
    pathOf: (part) => join(folder!, `part-${part}.playc`),
    state: () => (folder === undefined ? { done: 0, parts } : { done: wholeIn(folder).length, parts, folder }),
    keep() {
      const { done, folder: kept } = this.state();
      if (kept === undefined || done === 0 || parts === 1) {
        discard();
        return undefined;
      }
      disown();
      folder = undefined;
      return { done, parts, folder: kept };
    },
    discard,
  };
}

/** Of the folders that nobody owns any more; gives the identity of one that is of another run, if none is of this one. */
function takeOver(target: string, mine: string, identity: RunIdentity, resume: boolean): unknown {
  const left = readdirSync(target)
    .filter((name) => name.startsWith(folderPrefix))
    .map((name) => join(target, name))
    .filter((folder) => folder !== mine && ownershipOf(folder) !== "owned");
  // What another shard left is not in the way, and may be wanted.
  const found = left
    .map((folder) => ({ folder, run: runOf(folder) }))
    .filter(({ run }) => run === undefined || shardOf(run) === identity.shard);
  const ours = found.filter(({ run }) => differenceOf(identity, run) === undefined);
  const others = found.filter(({ run }) => run !== undefined);
  if (resume && ours.length === 0 && others.length > 0) return others[0]!.run;
  for (const { folder } of resume ? ours : found) {
    for (const name of resume ? readdirSync(folder).filter((each) => partFile.test(each)) : []) {
      if (!existsSync(join(mine, name))) renameSync(join(folder, name), join(mine, name));
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return undefined;
}

function shardOf(run: unknown): unknown {
  return typeof run === "object" && run !== null && "shard" in run ? run.shard : undefined;
}

/** Whatever stands in its file. */
function runOf(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, runFile), "utf8"));
  } catch {
    return undefined;
  }
}

function anotherRun(identity: RunIdentity, left: unknown, output: string): Failure {
  return new Failure(
    "usage",
    `The interrupted run in ${output} cannot be resumed: ${differenceWords(identity, left)}. Run as it was run then or, without --resume, from the beginning; that takes its parts away.`,
  );
}
