/**
 * Finds the libraries that `playc.yaml` names. One that comes with playc is a folder of `playbooks/` of the package, both
 * in the repository and where playc is installed; every other one is a folder of the project, whose files are then not
 * the project's own.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Library } from "../compiler/libraries/library.ts";
import type { LibrarySource, ProjectProblem } from "../project/types.ts";
import { Failure } from "./failure.ts";
import { filesInFolder, type ProjectFolder, projectFileName, type TextFile } from "./project-files.ts";

export interface WithLibraries {
  /** The project's own `.play` files. */
  readonly files: readonly TextFile[];
  readonly libraries: readonly Library[];
  /** Libraries that are not there. */
  readonly problems: readonly ProjectProblem[];
}

/** `builtIn`: reads what comes with playc. Failure of kind `io` when that cannot be read. */
export function withLibraries(
  folder: ProjectFolder,
  sources: readonly LibrarySource[],
  builtIn: typeof builtInLibrary = builtInLibrary,
): WithLibraries {
  const prefixes = sources.flatMap((source) => (source.folder === undefined ? [] : [`${source.folder}/`]));
  const problems: ProjectProblem[] = [];
  const libraries = sources.map((source): Library => {
    if (source.folder === undefined) return builtIn(source);
    const library = folderLibrary(source, source.folder, folder);
    if (library.files.length === 0) problems.push(nothingThere(source, source.folder, folder.projectFile));
    return library;
  });
  const files = folder.files.filter(({ path }) => !prefixes.some((prefix) => path.startsWith(prefix)));
  return { files, libraries, problems };
}

function folderLibrary({ name, span }: LibrarySource, path: string, folder: ProjectFolder): Library {
  const prefix = `${path}/`;
  return {
    name,
    span,
    prefix,
    files: folder.files.filter((file) => file.path.startsWith(prefix)),
    readText: (file) => folder.readText(prefix + file),
    exists: (file) => folder.exists(prefix + file),
  };
}

/** One that comes with playc. Failure of kind `io` when its folder cannot be read. */
export function builtInLibrary({ name, span }: LibrarySource): Library {
  const prefix = `${name}:`;
  const { files, readText, exists } = filesInFolder(builtInFolder(name));
  return {
    name,
    span,
    prefix,
    files: files.map(({ path, text }) => ({ path: prefix + path, text })),
    readText,
    exists,
  };
}

/** The folder of a library that comes with playc. */
export function builtInFolder(name: string): string {
  return join(packageFolder(), "playbooks", name);
}

/** Where playc's own package.json is: this file is below it, bundled or not. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const above = dirname(folder);
    if (above === folder)
      throw new Failure("io", "The libraries that come with playc are not there. Install it again.");
    folder = above;
  }
  return folder;
}

function nothingThere({ name, placeSpan }: LibrarySource, path: string, projectFile: string): ProjectProblem {
  const before = projectFile.slice(0, placeSpan.start).split("\n");
  const message = `The library \`${name}\` is not there: \`${path}\` is no folder of the project with .play files. Create it, or correct its path.`;
  return {
    file: projectFileName,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    fault: "wrong_value",
    span: placeSpan,
    message,
  };
}
