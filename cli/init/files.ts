/** The data files under what was named with `--from`: which of them are one table, and what a project file calls them. */
import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
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
const dataFile = /\.((csv|jsonl|ndjson)(\.gz)?|parquet)$/i;
const READABLE = ".csv, .jsonl and .ndjson (each also as .gz) and .parquet";
/** Tables in forms that are not looked at, and what to do with them. */
const otherForms: readonly [form: RegExp, why: string][] = [
  [/\.(xlsx?|xlsm|ods|numbers)$/i, "is a spreadsheet: save each sheet as CSV (UTF-8, comma-separated)"],
  [/\.(tsv|tab|psv)$/i, "is not separated by commas: save it as CSV"],
  [
    /\.(json|xml|avro|orc|feather|arrow)(\.gz)?$/i,
    "is in a form that is not read: save it as CSV, JSON Lines or Parquet",
  ],
  [/\.(duckdb|db|sqlite3?)$/i, "is a database: export its tables or, of DuckDB, name them in playc.yaml with `table`"],
  [/\.(zip|7z|tar|tgz|rar|bz2|xz|zst)$/i, "is an archive: unpack it"],
];

/** Failure of kind `usage` when a path is not there, or nothing below it is data. `project` is a real path. */
export function findDataFiles(paths: readonly string[], project: string): DataFiles {
  const found: DataFiles = { dataFolders: [], isInProject: false, tables: [], passedOver: [] };
  const names: string[] = [];
  for (const path of paths) {
    const { root, files, others } = filesBelow(path);
    const inProject = root === project || root.startsWith(project + sep);
    const base = inProject ? project : freeBase(root, files, project, names);
    if (inProject) found.isInProject = true;
    else if (!found.dataFolders.includes(base)) found.dataFolders.push(base);
    names.push(...files.map((file) => relative(base, file).split(sep).join("/")));
    for (const other of others) {
      found.passedOver.push({ ...other, file: relative(base, other.file).split(sep).join("/") });
    }
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
    `There is no data in ${paths.join(", ")}: playc reads ${READABLE} files. Name the folder that holds them, or the files.${saidOf(found.passedOver)}`,
  );
}

/** Files that might have been meant. */
function saidOf(passedOver: DataFiles["passedOver"]): string {
  return passedOver
    .slice(0, 3)
    .map(({ file, why }) => ` ${file} ${why}.`)
    .join("");
}

function refusal(name: string): string | undefined {
  if (isGlob(name)) return "its name holds `*` or `?`, which stand for other names in a project file";
  if (name.includes("\\")) return "its name holds a backslash";
  if (/[\p{Cc}\p{Cs}]/u.test(name)) return "its name holds control characters";
  return undefined;
}

interface Walked {
  /** Real paths. */
  files: string[];
  /** What might be data and is not looked at. */
  others: { file: string; why: string }[];
}

/** The files of one `--from`, and the folder they were found in. */
function filesBelow(path: string): Walked & { root: string } {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    throw new Failure("usage", `There is no file or folder ${path}. Name your data with --from.`, { cause: error });
  }
  if (statSync(real).isDirectory()) return { root: real, ...walk(real, 0) };
  if (!dataFile.test(real)) {
    const why = otherForms.find(([form]) => form.test(real))?.[1] ?? `is none of ${READABLE}: save it as one of them`;
    throw new Failure("usage", `${path} ${why}.`);
  }
  return { root: dirname(real), files: [real], others: [] };
}

function walk(folder: string, depth: number): Walked {
  const files: string[] = [];
  const others: Walked["others"] = [];
  for (const entry of entriesOf(folder)) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth < DEEPEST) {
      const below = walk(path, depth + 1);
      files.push(...below.files);
      others.push(...below.others);
    } else if (entry.isSymbolicLink()) {
      if (dataFile.test(entry.name)) others.push({ file: path, why: LINK });
    } else if (entry.isFile()) {
      const why = otherForms.find(([form]) => form.test(entry.name))?.[1];
      if (dataFile.test(entry.name)) files.push(path);
      else if (why !== undefined) others.push({ file: path, why });
    }
    if (files.length > MOST_FILES) {
      throw new Failure(
        "usage",
        `There are more than ${MOST_FILES} data files below ${folder}. Name the ones you want.`,
      );
    }
  }
  return { files, others };
}

const LINK = "is a link, and links are not followed: name the file itself with --from";

/** Failure of kind `io` when the folder cannot be looked into. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(
      "io",
      `The folder ${folder} cannot be looked into: ${reason}. Name the files you want with --from.`,
      {
        cause: error,
      },
    );
  }
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
