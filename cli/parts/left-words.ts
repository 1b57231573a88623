/** What is said of a run that did not end: what of it is kept, and what a full disk would have needed. */
import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "../failure.ts";
import type { Kept, KeptParts } from "./kept-parts.ts";

/** How to go on with what is kept. */
export function keptWords({ done, parts, folder }: Kept): string {
  return `${done} of ${parts} parts are done and kept in ${dirname(folder)}. The same command with --resume goes on with them; without it they are taken away.`;
}

/** What is said where nothing is; `output`: the output folder. */
export function nothingKeptWords(output: string): string {
  return `Interrupted. Nothing of this run is kept: none of its parts was whole, or it has only one. What an earlier run left in ${output} is as it was.`;
}

/** The failure for a disk that is full, with what the run had taken of it and would need. `work`: its folder. */
export function diskFull(cause: unknown, work: string, kept: KeptParts): Failure {
  const { done, parts, folder } = kept.state();
  const made = folder === undefined ? 0 : megabytesIn(folder);
  const staged = megabytesIn(join(work, "input"));
  const all = megabytesIn(work) + made;
  // Parts are there twice while the ledger is put together, and it once more.
  const needed =
    done === 0 ? "" : ` In all it needs about ${Math.ceil(staged + ((all - staged + made) * parts) / done)} MB.`;
  return new Failure(
    "io",
    `The disk of ${dirname(work)} is full. This run had written ${all} MB there${done === 0 ? "" : `, for ${done} of ${parts} parts`}; ${freeMegabytes(work)} MB are free.${needed} Make room, or name a folder on another disk with --out.`,
    { cause },
  );
}

function megabytesIn(folder: string): number {
  if (!existsSync(folder)) return 0;
  const bytes = readdirSync(folder, { recursive: true, encoding: "utf8" }).reduce(
    (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  return Math.ceil(bytes / 1e6);
}

function freeMegabytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / 1e6);
}
