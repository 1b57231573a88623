/**
 * A project as it was in a commit, read into memory: the same files that would be read of its folder, and no others. Links
 * and other repositories inside are left out; nothing is written, and nothing is run.
 */
import { posix } from "node:path";
import { Failure, type Problem } from "../failure.ts";
import {
  deepestFolder,
  largestFile,
  mostFiles,
  notTextProblem,
  type ProjectFolder,
  projectFileName,
  textOf,
} from "../project-files.ts";
import { askGit } from "./git.ts";
import type { Repository } from "./repository.ts";

/** All files of a program together; far beyond what people write. */
const mostBytes = 64_000_000;

interface Blob {
  readonly id: string;
  readonly size: number;
}

export interface CommittedProject {
  readonly folder: ProjectFolder;
  /** Where it was in that commit: empty, or with `/` at its end. */
  readonly prefix: string;
  /** `.play` files that are links, which are not followed. */
  readonly links: readonly string[];
}

/**
 * The project that was at the repository's own prefix or, if it had another folder then, the one most like it. Failure of
 * kind `usage` when there was none, of kind `io` when git cannot read it.
 */
export function committedProject(
  repository: Repository,
  commit: string,
  name: string,
  present: readonly string[],
): CommittedProject {
  const tree = treeOf(repository, commit, name);
  const prefix = prefixOf(tree, repository.prefix, name, present);
  const below = new Map([...tree.blobs].flatMap(([path, blob]) => within(prefix, path, blob)));
  const links = tree.links.flatMap((path) => within(prefix, path, path)).map(([path]) => path);
  return { folder: folderOf(repository, `${name}:${prefix}`, below), prefix, links: links.filter(isPlayFile) };
}

function within<T>(prefix: string, path: string, value: T): [string, T][] {
  return path.startsWith(prefix) ? [[path.slice(prefix.length), value]] : [];
}

function treeOf({ folder }: Repository, commit: string, name: string) {
  const answer = askGit(folder, ["ls-tree", "-r", "-z", "--long", "--full-tree", commit]);
  if ("refused" in answer) {
    throw new Failure("io", `The files of ${name} cannot be read: ${lastLine(answer.refused)}`);
  }
  const [blobs, links] = [new Map<string, Blob>(), [] as string[]];
  for (const entry of answer.output.toString("utf8").split("\0")) {
    const [, mode, type, id = "", size, path = ""] = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(entry) ?? [];
    if (type !== "blob") continue;
    if (mode === "120000") links.push(path);
    else blobs.set(path, { id, size: Number(size) });
  }
  return { blobs, links };
}

/** `present`: the names of the project's files as it is now, by which it is known again. */
function prefixOf(
  { blobs }: { blobs: ReadonlyMap<string, Blob> },
  prefix: string,
  name: string,
  present: readonly string[],
): string {
  if (blobs.has(prefix + projectFileName)) return prefix;
  const others = [...blobs.keys()]
    .filter((path) => path === projectFileName || path.endsWith(`/${projectFileName}`))
    .map((path) => path.slice(0, path.length - projectFileName.length));
  const alike = others
    .map((each) => ({ each, found: present.filter((path) => blobs.has(each + path)).length }))
    .sort((a, b) => b.found - a.found);
  const [best, second] = alike;
  // Half of its files under their names: then it is the one that was moved, if no other is as like.
  if (best && 2 * best.found > present.length && best.found > (second?.found ?? 0)) return best.each;
  const where = others.slice(0, 5).map((each) => `\`${each === "" ? "." : each.replace(/\/$/, "")}\``);
  const hint = where.length > 0 ? ` Projects of that revision: ${where.join(", ")}.` : "";
  throw new Failure(
    "usage",
    `In ${name} there is no project in \`${prefix === "" ? "." : prefix.replace(/\/$/, "")}\`, and none that looks like it.${hint}`,
  );
}

function isPlayFile(path: string): boolean {
  return path.endsWith(".play") && !path.split("/").some((part) => part.startsWith(".") || part === "node_modules");
}

function folderOf({ folder }: Repository, root: string, blobs: ReadonlyMap<string, Blob>): ProjectFolder {
  const paths = [...blobs.keys()].filter(isPlayFile).sort();
  if (paths.length > mostFiles) throw new Failure("usage", `There are more than ${mostFiles} .play files in ${root}.`);
  if (paths.some((path) => path.split("/").length - 1 > deepestFolder)) {
    throw new Failure("usage", `The folders below ${root} nest too deep.`);
  }
  const texts = new Map<string, string | undefined>();
  const read = (wanted: readonly string[]) => {
    const missing = wanted.filter((path) => !texts.has(path));
    for (const path of missing) texts.set(path, undefined);
    const small = missing.filter((path) => blobs.get(path)!.size <= largestFile);
    const bytes = small.reduce((sum, path) => sum + blobs.get(path)!.size, 0);
    if (bytes > mostBytes)
      throw new Failure("usage", `The files of ${root} are larger than ${mostBytes / 1_000_000} MB.`);
    const contents = contentsOf(
      folder,
      root,
      small.map((path) => blobs.get(path)!),
    );
    for (const [index, path] of small.entries()) texts.set(path, textOf(contents[index]!));
  };
  read([projectFileName, ...paths]);
  // What a program quotes may be a file it names: asked for together, since each question to git is a process.
  const quoted = new Set(
    paths.flatMap((path) => [...(texts.get(path) ?? "").matchAll(/"([^"\n]+)"/g)].map(([, file]) => file!)),
  );
  read([...blobs.keys()].filter((path) => tailsOf(path).some((tail) => quoted.has(tail))));
  const problems: Problem[] = [projectFileName, ...paths].flatMap((path) =>
    texts.get(path) === undefined ? [notTextProblem(path)] : [],
  );
  const found = (path: string) => {
    const plain = posix.normalize(path);
    return blobs.has(plain) ? plain : undefined;
  };
  return {
    root,
    projectFile: texts.get(projectFileName) ?? "",
    files: paths.map((path) => ({ path, text: texts.get(path) ?? "" })),
    problems,
    readText(path) {
      const file = found(path);
      if (file === undefined) return undefined;
      read([file]);
      return texts.get(file);
    },
    exists: (path) => found(path) !== undefined,
  };
}

/** `a/b/c.md`, `b/c.md`, `c.md`: a library names its files from its own folder on. */
function tailsOf(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(index).join("/"));
}

/** In the order asked for. Failure of kind `io` when one is not in this clone. */
function contentsOf(folder: string, root: string, blobs: readonly Blob[]): Buffer[] {
  if (blobs.length === 0) return [];
  const answer = askGit(folder, ["cat-file", "--batch"], `${blobs.map(({ id }) => id).join("\n")}\n`);
  const output = "output" in answer ? answer.output : Buffer.alloc(0);
  let at = 0;
  return blobs.map(({ id, size }) => {
    const head = `${id} blob ${size}\n`;
    if (output.toString("latin1", at, at + head.length) !== head) {
      throw new Failure(
        "io",
        `Files of ${root} are not in this clone, or cannot be read. \`git fetch\` of that revision brings them.`,
      );
    }
    const start = at + head.length;
    at = start + size + 1;
    return output.subarray(start, start + size);
  });
}

function lastLine(text: string): string {
  return text.split("\n").at(-1) ?? "";
}
