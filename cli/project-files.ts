/**
 * Reads a project folder: `playc.yaml` and every `.play` file below it, in order of path. Nothing outside the folder
 * is read, whatever a link says: folders that are links are not entered, files that are links must end inside. What git keeps is
 * not read, either.
 */
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { isInGitFolder } from "../project/git-folder.ts";
import { Failure, type Problem } from "./failure.ts";
import { thisCommand } from "./own-command.ts";

export const projectFileName = "playc.yaml";

/** Far beyond what people write; what is larger is not a playbook. */
export const largestFile = 4_000_000;
export const mostFiles = 10_000;
export const deepestFolder = 50;

export interface TextFile {
  path: string;
  text: string;
}

export interface ProjectFolder extends FilesInFolder {
  /** Absolute, links resolved. */
  readonly root: string;
  /** Text of `playc.yaml`. */
  readonly projectFile: string;
}

interface FilesInFolder {
  /** Every `.play` file, by paths relative to the root, with `/`. */
  readonly files: readonly TextFile[];
  /** Files that are there and cannot be read as text. */
  readonly problems: readonly Problem[];
  /** The text of a file inside the project, or undefined when there is none. */
  readText(path: string): string | undefined;
  exists(path: string): boolean;
}

/** Failure of kind `usage` when `directory` is no project; of kind `io` when a file cannot be read. */
export function readProjectFolder(directory: string): ProjectFolder {
  const root = rootOf(directory);
  const projectFile = fileInside(root, projectFileName);
  if (projectFile === undefined) {
    throw new Failure(
      "usage",
      `${directory} is not a project: it has no ${projectFileName}. Name the folder that holds it, or begin one with \`${thisCommand()} init\`.`,
    );
  }
  const { problems, ...others } = filesInFolder(root);
  const projectText = readUtf8(join(root, projectFileName));
  const unreadable = projectText === undefined ? [notTextProblem(projectFileName)] : [];
  return { root, projectFile: projectText ?? "", problems: [...problems, ...unreadable], ...others };
}

/** The `.play` files below a folder, and a way to its others. Failures as for `readProjectFolder`. */
export function filesInFolder(directory: string): FilesInFolder {
  const root = rootOf(directory);
  const problems: Problem[] = [];
  const textAt = (path: string): string => {
    const text = readUtf8(join(root, path));
    if (text === undefined) problems.push(notTextProblem(path));
    return text ?? "";
  };
  return {
    files: playFilesBelow(root).map((path) => ({ path, text: textAt(path) })),
    problems,
    readText: (path) => {
      const file = fileInside(root, path);
      return file === undefined ? undefined : readUtf8(file);
    },
    exists: (path) => fileInside(root, path) !== undefined,
  };
}

/** Why a file is not read. */
export const notText = `This is not a text file in UTF-8 of at most ${largestFile / 1_000_000} MB. Save it as UTF-8, or give it another ending.`;

export function notTextProblem(file: string): Problem {
  return { severity: "error", file, message: notText };
}

function rootOf(directory: string): string {
  let root: string;
  try {
    root = realpathSync(directory);
  } catch (error) {
    if (isMissing(error)) throw new Failure("usage", `There is no folder ${directory}.`, { cause: error });
    throw error;
  }
  if (statSync(root).isDirectory()) return root;
  throw new Failure("usage", `${directory} is a file. Name the folder of the project.`);
}

/** Every `.play` file below a folder, as paths relative to it, in order. */
export function playFilesBelow(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number) => {
    if (depth > deepestFolder) throw new Failure("usage", `The folders below ${root} nest too deep.`);
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path, depth + 1);
      else if (isPlayFile(root, path, entry)) found.push(path);
      if (found.length > mostFiles) {
        throw new Failure("usage", `There are more than ${mostFiles} .play files below ${root}: that is no project.`);
      }
    }
  };
  visit("", 0);
  return found.sort();
}

function isPlayFile(root: string, path: string, entry: Dirent): boolean {
  if (!path.endsWith(".play")) return false;
  return entry.isFile() || (entry.isSymbolicLink() && fileInside(root, path) !== undefined);
}

/** The real path of a regular file that lies inside the root and is not git's own, or nothing. */
function fileInside(root: string, path: string): string | undefined {
  try {
    const file = realpathSync(resolve(root, path));
    const top = root.endsWith(sep) ? root : root + sep;
    if (!file.startsWith(top) || isInGitFolder(file.slice(top.length))) return undefined;
    return statSync(file).isFile() ? file : undefined;
  } catch (error) {
    // A name with a NUL or of a megabyte is no file either.
    if (isMissing(error) || error instanceof TypeError || hasCode(error, "ENAMETOOLONG")) return undefined;
    throw error;
  }
}

/** The file's text without a byte order mark; undefined when it is not UTF-8 or too large. */
function readUtf8(file: string): string | undefined {
  if (statSync(file).size > largestFile) return undefined;
  return textOf(readFileSync(file));
}

/** Bytes as text, without a byte order mark; undefined when they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** There is nothing of that name. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR") || hasCode(error, "ELOOP");
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
