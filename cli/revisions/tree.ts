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

/** Among more projects than these none is looked for by its files. */
const mostProjects = 1000;

/** By path what git calls the contents. */
type Blobs = ReadonlyMap<string, string>;

interface Tree {
  readonly blobs: Blobs;
  readonly links: readonly string[];
  /** Folders that are repositories of their own. */
  readonly submodules: readonly string[];
  /** Paths that more than one entry has: no checkout can make such files, or their names are not in UTF-8. */
  readonly twice: readonly string[];
}

export interface CommittedProject {
  readonly folder: ProjectFolder;
  /** Where it was in that commit: empty, or with `/` at its end. */
  readonly prefix: string;
  /** Links in the place of `.play` files and of what they name; they are not followed. */
  readonly links: readonly string[];
  /** Repositories inside the project, whose files are no part of the commit. */
  readonly submodules: readonly string[];
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
  const twice = tree.twice.flatMap((path) => within(prefix, path, path)).find(([path]) => isPlayFile(path));
  if (twice) {
    throw new Failure("io", `In ${name} several files are called ${twice[0]}, or have names that are not in UTF-8.`);
  }
  const folder = folderOf(repository, `${name}:${prefix}`, below);
  const isNamed = namedBy(folder.files.map(({ text }) => text));
  const links = tree.links.flatMap((path) => within(prefix, path, path)).map(([path]) => path);
  const submodules = tree.submodules.flatMap((path) => within(prefix, path, path)).map(([path]) => path);
  return { folder, prefix, links: links.filter((path) => isPlayFile(path) || isNamed(path)), submodules };
}

function within<T>(prefix: string, path: string, value: T): [string, T][] {
  return path.startsWith(prefix) ? [[path.slice(prefix.length), value]] : [];
}

function treeOf({ folder }: Repository, commit: string, name: string): Tree {
  // Without sizes: a clone need not have the files that are no part of the project.
  const answer = askGit(folder, ["ls-tree", "-r", "-z", "--full-tree", commit]);
  if ("refused" in answer) {
    throw new Failure("io", `The files of ${name} cannot be read: ${lastLine(answer.refused)}`);
  }
  const blobs = new Map<string, string>();
  const [links, submodules, twice]: [string[], string[], string[]] = [[], [], []];
  for (const entry of answer.output.toString("utf8").split("\0")) {
    const [, mode, type, id = "", path = ""] = /^(\d+) (\w+) ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
    if (type === "commit") submodules.push(path);
    if (type !== "blob") continue;
    if (mode === "120000") links.push(path);
    else if (blobs.has(path)) twice.push(path);
    else blobs.set(path, id);
  }
  return { blobs, links, submodules, twice };
}

/** `present`: the names of the project's files as it is now, by which it is known again. */
function prefixOf({ blobs, links }: Tree, prefix: string, name: string, present: readonly string[]): string {
  if (blobs.has(prefix + projectFileName)) return prefix;
  if (links.includes(prefix + projectFileName)) {
    throw new Failure("usage", `In ${name} \`${prefix}${projectFileName}\` is a link, and links are not followed.`);
  }
  const others = [...blobs.keys()]
    .filter((path) => path === projectFileName || path.endsWith(`/${projectFileName}`))
    .map((path) => path.slice(0, path.length - projectFileName.length));
  const alike = (others.length > mostProjects ? [] : others)
    .map((each) => ({ each, found: present.filter((path) => blobs.has(each + path)).length }))
    .sort((a, b) => b.found - a.found);
  const [best, second] = alike;
  // Half of its files under their names: then it is the one that was moved, if no other is as like.
  if (best && 2 * best.found > present.length && best.found > (second?.found ?? 0)) return best.each;
  const where = others.slice(0, 5).map((each) => `\`${each === "" ? "." : each.replace(/\/$/, "")}\``);
  const hint =
    where.length > 0
      ? ` Projects of that revision: ${where.join(", ")}; --project names the folder of the one that is meant.`
      : "";
  throw new Failure(
    "usage",
    `In ${name} there is no project in \`${prefix === "" ? "." : prefix.replace(/\/$/, "")}\`, and none that looks like it.${hint}`,
  );
}

function isPlayFile(path: string): boolean {
  return path.endsWith(".play") && !path.split("/").some((part) => part.startsWith(".") || part === "node_modules");
}

function folderOf({ folder }: Repository, root: string, blobs: Blobs): ProjectFolder {
  const paths = [...blobs.keys()].filter(isPlayFile).sort();
  if (paths.length > mostFiles) throw new Failure("usage", `There are more than ${mostFiles} .play files in ${root}.`);
  if (paths.some((path) => path.split("/").length - 1 > deepestFolder)) {
    throw new Failure("usage", `The folders below ${root} nest too deep.`);
  }
  const texts = new Map<string, string | undefined>();
  const read = (wanted: readonly string[]) => {
    const missing = wanted.filter((path) => !texts.has(path));
    for (const path of missing) texts.set(path, undefined);
    const ids = missing.map((path) => blobs.get(path)!);
    const sizes = new Map(sizesOf(folder, root, ids).map((size, index) => [missing[index]!, size]));
    const small = missing.filter((path) => sizes.get(path)! <= largestFile);
    const bytes = small.reduce((sum, path) => sum + sizes.get(path)!, 0);
    if (bytes > mostBytes)
      throw new Failure("usage", `The files of ${root} are larger than ${mostBytes / 1_000_000} MB.`);
    const wantedNow = small.map((path) => ({ id: blobs.get(path)!, size: sizes.get(path)! }));
    const contents = contentsOf(folder, root, wantedNow);
    for (const [index, path] of small.entries()) texts.set(path, textOf(contents[index]!));
  };
  read([projectFileName, ...paths]);
  // What a program names is asked for together, since each question to git is a process.
  read([...blobs.keys()].filter(namedBy(paths.map((path) => texts.get(path) ?? ""))));
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

/**
 * Whether the texts quote a path or, since a library names its files from its own folder on, the end of one. Asked of every
 * path of a repository, so that it first compares last names.
 */
function namedBy(texts: readonly string[]): (path: string) => boolean {
  const lastOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  const byLast = new Map<string, Set<string>>();
  for (const text of texts) {
    for (const [, quoted = ""] of text.matchAll(/"([^"\n]+)"/g)) {
      const last = lastOf(quoted);
      byLast.set(last, (byLast.get(last) ?? new Set()).add(quoted));
    }
  }
  return (path) => {
    for (const quoted of byLast.get(lastOf(path)) ?? []) if (`/${path}`.endsWith(`/${quoted}`)) return true;
    return false;
  };
}

/** Bytes, in the order asked for. Failure of kind `io` when one is not in this clone. */
function sizesOf(folder: string, root: string, ids: readonly string[]): number[] {
  const lines = catFile(folder, "--batch-check", ids).toString("latin1").split("\n");
  return ids.map((id, index) => {
    const [known, type, size] = lines[index]?.split(" ") ?? [];
    if (known !== id || type !== "blob") throw notHere(root);
    return Number(size);
  });
}

/** In the order asked for. Failure of kind `io` when one is not in this clone. */
function contentsOf(folder: string, root: string, blobs: readonly { id: string; size: number }[]): Buffer[] {
  const output = catFile(
    folder,
    "--batch",
    blobs.map(({ id }) => id),
  );
  let at = 0;
  return blobs.map(({ id, size }) => {
    const head = `${id} blob ${size}\n`;
    if (output.toString("latin1", at, at + head.length) !== head) throw notHere(root);
    const start = at + head.length;
    at = start + size + 1;
    return output.subarray(start, start + size);
  });
}

/** Nothing where git refuses: in a clone without some files it does so at the first of them. */
function catFile(folder: string, how: "--batch" | "--batch-check", ids: readonly string[]): Buffer {
  if (ids.length === 0) return Buffer.alloc(0);
  const answer = askGit(folder, ["cat-file", how], `${ids.join("\n")}\n`);
  return "output" in answer ? answer.output : Buffer.alloc(0);
}

function notHere(root: string): Failure {
  return new Failure(
    "io",
    `Files of ${root} are not in this clone, or cannot be read. If it is a partial clone, \`git fetch --refetch --no-filter\` brings them.`,
  );
}

function lastLine(text: string): string {
  return text.split("\n").at(-1) ?? "";
}
