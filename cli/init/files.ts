/** The data files under what was named with `--from`: which of them are one table, and what a project file calls them. */
import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { isGlob } from "../../runtime/histories/files/glob.ts";
import { Failure } from "../failure.ts";

export interface DataFiles {
  /** Real paths of the folders outside the project that `simulate` needs as `--data`. */
  dataFolders: string[];
  /** Whether some of the files are below the project itself. */
  isInProject: boolean;
  /** Paths and patterns as in a project file, each one table, sorted. */
  tables: string[];
  /** Files that are there and cannot be named in a project file. */
  passedOver: { file: string; why: string }[];
}

const MOST_FILES = 10_000;
const DEEPEST = 8;
const dataFile = /\.(csv|csv\.gz|parquet)$/i;

/** Failure of kind `usage` when a path is not there, or nothing below it is data. `project` is a real path. */
export function findDataFiles(paths: readonly string[], project: string): DataFiles {
  const found: DataFiles = { dataFolders: [], isInProject: false, tables: [], passedOver: [] };
  const names: string[] = [];
  for (const path of paths) {
    const { root, files } = filesBelow(path);
    const inProject = root === project || root.startsWith(project + sep);
    const base = inProject ? project : freeBase(root, files, project, names);
    if (inProject) found.isInProject = true;
    else if (!found.dataFolders.includes(base)) found.dataFolders.push(base);
    names.push(...files.map((file) => relative(base, file).split(sep).join("/")));
  }
  const usable = [...new Set(names)].sort().filter((name) => {
    const why = refusal(name);
    if (why !== undefined) found.passedOver.push({ file: name, why });
    return why === undefined;
  });
  found.tables = tablesOf(usable);
  if (found.tables.length > 0) return found;
  throw new Failure(
    "usage",
    `There is no data in ${paths.join(", ")}: playc reads .csv, .csv.gz and .parquet files. Name the folder that holds them, or the files.`,
  );
}

function refusal(name: string): string | undefined {
  if (isGlob(name)) return "its name holds `*` or `?`, which stand for other names in a project file";
  if (name.includes("\\")) return "its name holds a backslash";
  if (/[\p{Cc}\p{Cs}]/u.test(name)) return "its name holds control characters";
  return undefined;
}

/** The files of one `--from`, by real path, and the folder they were found in. */
function filesBelow(path: string): { root: string; files: string[] } {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    throw new Failure("usage", `There is no file or folder ${path}. Name your data with --from.`, { cause: error });
  }
  if (statSync(real).isDirectory()) return { root: real, files: walk(real, 0) };
  if (!dataFile.test(real)) {
    throw new Failure("usage", `${path} is neither .csv, .csv.gz nor .parquet. Save it as one of them.`);
  }
  return { root: dirname(real), files: [real] };
}

function walk(folder: string, depth: number): string[] {
  const files: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth < DEEPEST) files.push(...walk(path, depth + 1));
    else if (dataFile.test(entry.name) && lstatSync(path).isFile()) files.push(path);
    if (files.length > MOST_FILES) {
      throw new Failure(
        "usage",
        `There are more than ${MOST_FILES} data files below ${folder}. Name the ones you want.`,
      );
    }
  }
  return files;
}

/** The folder, or the nearest above it, from which the files' paths are those of no other file of the project. */
function freeBase(root: string, files: readonly string[], project: string, names: readonly string[]): string {
  for (let base = root; ; base = dirname(base)) {
    const clash = files.some((file) => {
      const name = relative(base, file).split(sep).join("/");
      return names.includes(name) || existsSync(join(project, name));
    });
    if (!clash || dirname(base) === base) return base;
  }
}

/** Files of one folder whose names differ in their digits alone become one pattern. */
function tablesOf(names: readonly string[]): string[] {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const folder = name.slice(0, name.length - basename(name).length);
    const pattern = folder + basename(name).replace(/\d+/g, "*");
    groups.set(pattern, [...(groups.get(pattern) ?? []), name]);
  }
  const tables = [...groups].flatMap(([pattern, members]) => {
    const matcher = new RegExp(`^${pattern.split("*").map(escaped).join("[^/]*")}$`);
    const isOne = members.length > 1 && names.filter((name) => matcher.test(name)).length === members.length;
    return isOne ? [pattern] : members;
  });
  return tables.sort();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
