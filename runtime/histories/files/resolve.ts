/**
 * From the path in the project file to real files: looked for in the project, then in each data folder, and never
 * outside of them, whatever the path or a link says.
 */
import type { Stats } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { isAbsolute, join, sep } from "node:path";
import { isInGitFolder } from "../../../project/git-folder.ts";
import { DataError } from "../types.ts";
import { findFiles, isGlob } from "./glob.ts";

export type Format = "csv" | "json" | "parquet" | "duckdb";

export interface ResolvedFile {
  /** As a person finds it again: relative to the folder it was found in. */
  shown: string;
  /** Where it really is. */
  path: string;
  format: Format;
  /** What changes when somebody writes to it. */
  stamp: string;
  /** In a DuckDB file. */
  table?: string;
}

/** The folders input may come from, by their real paths; the project first. */
export async function realFolders(projectDir: string, dataDirs: readonly string[]): Promise<string[]> {
  return Promise.all(
    [projectDir, ...dataDirs].map(async (folder) => {
      const real = await realpath(folder).catch(() => undefined);
      if (real === undefined) throw new DataError(`There is no folder \`${folder}\`.`, { file: folder }, "io");
      return real;
    }),
  );
}

/** The files of a path or pattern, at least one. `table`: of DuckDB files. */
export async function resolveFiles(
  pattern: string,
  folders: readonly string[],
  table?: string,
): Promise<ResolvedFile[]> {
  const place = { file: pattern };
  if (isAbsolute(pattern) || /^[A-Za-z]:|\\/.test(pattern)) {
    throw new DataError(`\`${pattern}\`: paths are relative to the project folder, with \`/\` between names.`, place);
  }
  if (pattern.split("/").includes("..")) {
    throw new DataError(
      `\`${pattern}\` leads out of the project. Put the file inside, or name its folder with --data.`,
      place,
    );
  }
  for (const folder of folders) {
    const shown = isGlob(pattern) ? await findFiles(folder, pattern) : [pattern];
    const files: ResolvedFile[] = [];
    for (const path of shown) {
      const file = await resolveFile(folder, path, folders);
      if (file !== undefined) files.push({ ...file, ...(table !== undefined && { table }) });
    }
    if (files.length > 0) return files;
  }
  const reason = isGlob(pattern) ? "matches no file" : "is not there";
  throw new DataError(`\`${pattern}\` ${reason}, neither in the project folder nor in a --data folder.`, place, "io");
}

async function resolveFile(
  folder: string,
  shown: string,
  folders: readonly string[],
): Promise<ResolvedFile | undefined> {
  const path = await realpath(join(folder, shown)).catch(() => undefined);
  if (path === undefined) return undefined;
  const tops = folders.map((allowed) => (allowed.endsWith(sep) ? allowed : allowed + sep));
  const top = tops.find((allowed) => path.startsWith(allowed));
  if (top === undefined) {
    throw new DataError(`\`${shown}\` is a link that leads out of the project. Put the file itself inside.`, {
      file: shown,
    });
  }
  if (isInGitFolder(path.slice(top.length))) {
    throw new DataError(`\`${shown}\` leads into \`.git\`, which is git's own and no data.`, { file: shown });
  }
  const found = await stat(path);
  if (!found.isFile()) throw new DataError(`\`${shown}\` is no file.`, { file: shown });
  return { shown, path, format: formatOf(shown), stamp: stampOf(found) };
}

/** Size and time of the last change. */
export function stampOf({ size, mtimeMs }: Pick<Stats, "size" | "mtimeMs">): string {
  return `${size} ${mtimeMs}`;
}

function formatOf(path: string): Format {
  const lower = path.toLowerCase();
  if (lower.endsWith(".parquet")) return "parquet";
  if (lower.endsWith(".duckdb")) return "duckdb";
  if (/\.csv(\.gz)?$/.test(lower)) return "csv";
  if (/\.(jsonl|ndjson)(\.gz)?$/.test(lower)) return "json";
  throw new DataError(`\`${path}\` is neither CSV, JSON Lines, Parquet nor DuckDB by its name.`, { file: path });
}
