/**
 * The tables of a run as text beside its Parquet, and which of them an earlier run left: a run without them takes them
 * away, so that no table of another run stands beside its own. Files of that name that nobody listed are not touched.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TextFormat, textFilesOf, textFormats } from "../runtime/ledger/text-files.ts";

const indexFile = "text-tables.json";

/** Writes the list of the run's text files into `folder`; gives its name. */
export function listTextFiles(folder: string, files: readonly string[]): string {
  const index = { format: "playc-text-tables", version: 1, files };
  writeFileSync(join(folder, indexFile), `${JSON.stringify(index, null, 2)}\n`);
  return indexFile;
}

/** The text files that the last run into the folder left, its list among them. */
export function earlierTextFiles(folder: string): string[] {
  const path = join(folder, indexFile);
  if (!existsSync(path)) return [];
  const listed = filesIn(readFileSync(path, "utf8"));
  if (listed === undefined) return [];
  const ours = new Set(textFormats.flatMap((format: TextFormat) => textFilesOf(format)));
  return [...listed.filter((file) => ours.has(file)), indexFile];
}

/** Undefined for a file of somebody else. */
function filesIn(text: string): string[] | undefined {
  try {
    const index: unknown = JSON.parse(text);
    if (typeof index !== "object" || index === null || !("format" in index) || index.format !== "playc-text-tables") {
      return undefined;
    }
    const files: unknown = "files" in index ? index.files : undefined;
    return Array.isArray(files) ? files.filter((file: unknown) => typeof file === "string") : undefined;
  } catch {
    return undefined;
  }
}
