/** Reads the summary that the last run left in a project. */
import { readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { type RunSummary, summaryOf } from "./summary.ts";

/** Where it is in a project. */
export const summaryPath = ".playc/last/summary.json";
/** In bytes; far more than thousands of people in hundreds of weeks make. */
const largest = 100_000_000;

export interface LastRun {
  readonly summary: RunSummary;
  readonly written: Date;
}

/** Undefined where there is none that can be read. In a folder that is not trusted nothing outside of it is read, wherever links lead. */
export async function readLastRun(folder: string, isTrusted: boolean): Promise<LastRun | undefined> {
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, summaryPath))]);
    if (!isTrusted && !file.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
    const facts = await stat(file);
    if (!facts.isFile() || facts.size > largest) return undefined;
    const summary = summaryOf(await readFile(file, "utf8"));
    return summary && { summary, written: facts.mtime };
  } catch {
    // Nobody has simulated here yet.
    return undefined;
  }
}
