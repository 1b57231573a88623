/** The machine as the language server sees it: projects and their files, read as every command reads them. */
import { type Dirent, existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { Library } from "../compiler/libraries/library.ts";
import type { Host } from "../lsp/server/host.ts";
import type { Disk, FolderContent } from "../lsp/service/disk.ts";
import { Failure } from "./failure.ts";
import { builtInFolder, builtInLibrary, withLibraries } from "./libraries.ts";
import { projectFileName, readProjectFolder } from "./project-files.ts";
import { version } from "./version.ts";

/** A folder that somebody opens may hold more than projects: it is not searched for ever. */
const mostFolders = 5_000;
const deepest = 12;
/** Of files that are no programs, as many are offered as anybody would look through. */
const mostOtherFiles = 2_000;

export const languageHost: Host = {
  version,
  projectFolderOf: (file) => projectFolderOf(file, () => true),
  projectsBelow: (folder) =>
    [...foldersBelow(folder)].map(({ path }) => path).filter((path) => existsSync(join(path, projectFileName))),
  disk: diskOf,
  libraryFile(path) {
    const [name, rest] = path.split(":", 2);
    return name === undefined || rest === undefined ? undefined : join(builtInFolder(name), rest);
  },
  within(folders) {
    const roots = folders.map(realOf).filter((root) => root !== undefined);
    const isInside = (path: string) => {
      const real = realOf(path);
      return real !== undefined && roots.some((root) => real === root || real.startsWith(endingWithSeparator(root)));
    };
    return {
      ...languageHost,
      projectFolderOf: (file) => projectFolderOf(file, isInside),
      projectsBelow: (folder) => (isInside(folder) ? languageHost.projectsBelow(folder) : []),
    };
  },
};

/** The nearest folder with a `playc.yaml` at or above a file, among those that may be looked at. */
function projectFolderOf(file: string, mayLookAt: (folder: string) => boolean): string | undefined {
  for (let folder = dirname(file); mayLookAt(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, projectFileName))) return folder;
    if (dirname(folder) === folder) break;
  }
  return undefined;
}

function endingWithSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

/** The path without links; undefined when nothing is there. */
function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function diskOf(root: string): Disk {
  // What comes with playc does not change while it runs.
  const known = new Map<string, Library>();
  const builtIn = (source: Parameters<typeof builtInLibrary>[0]): Library => {
    const library = known.get(source.name) ?? builtInLibrary(source);
    known.set(source.name, library);
    return { ...library, span: source.span };
  };
  return {
    read: () => {
      try {
        const { projectFile, files, problems, readText, exists } = readProjectFolder(root);
        const unreadable = problems.map(({ file, message }) => ({ file: file ?? projectFileName, message }));
        return { projectFile, files, problems: unreadable, readText, exists };
      } catch (error) {
        // Nobody can read it, or it is gone: what is open counts alone.
        if (error instanceof Failure || isOfSystem(error)) return undefined;
        throw error;
      }
    },
    split: (folder: FolderContent, sources) =>
      withLibraries({ ...folder, root, problems: [], files: [...folder.files] }, sources, builtIn),
    otherFiles: () => otherFilesBelow(root),
  };
}

function isOfSystem(error: unknown): boolean {
  return error instanceof Error && "code" in error;
}

function otherFilesBelow(root: string): string[] {
  const files: string[] = [];
  for (const { path, entries } of foldersBelow(root)) {
    for (const entry of entries) {
      if (!entry.isFile() || entry.name.startsWith(".") || entry.name.endsWith(".play")) continue;
      const below = path.slice(root.length + 1);
      files.push(below === "" ? entry.name : `${below.replaceAll("\\", "/")}/${entry.name}`);
      if (files.length >= mostOtherFiles) return files;
    }
  }
  return files;
}

/** A folder and those below it, as far as anybody keeps projects; links are not followed. */
function* foldersBelow(folder: string): Generator<{ path: string; entries: Dirent[] }> {
  const queue = [{ path: folder, depth: 0 }];
  for (let index = 0; index < queue.length && index < mostFolders; index++) {
    const { path, depth } = queue[index]!;
    const entries = entriesOf(path);
    yield { path, entries };
    if (depth >= deepest) continue;
    for (const entry of entries) {
      if (!entry.isDirectory() || entry.name.startsWith(".") || entry.name === "node_modules") continue;
      queue.push({ path: join(path, entry.name), depth: depth + 1 });
    }
  }
}

function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
