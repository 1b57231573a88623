/** Puts a new project's files where there are none yet: all of them or none, and never over something. */
import { existsSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type Compilation, compile } from "../../compiler/compile.ts";
import { format } from "../../compiler/format/format.ts";
import { readProjectFile } from "../../project/read.ts";
import { Failure } from "../failure.ts";
import { builtInLibrary } from "../libraries.ts";
import { openOutputFolder } from "../output-folder.ts";
import { playFilesBelow, projectFileName } from "../project-files.ts";

/** The real path the project has, or will have: its folder may not be there yet. */
export function projectRoot(directory: string): string {
  const full = resolve(directory);
  for (let there = full; ; there = dirname(there)) {
    if (existsSync(there)) return join(realpathSync(there), relative(there, full));
  }
}

/** Failure of kind `usage` when the folder is a project already, or holds what one would be made of. */
export function refuseTaken(directory: string, files: Iterable<string>): void {
  const refuse = (what: string) => {
    throw new Failure(
      "usage",
      `${directory} ${what}: nothing was written. Name another folder, as \`playc init FOLDER\`.`,
    );
  };
  if (existsSync(join(directory, projectFileName))) refuse(`is a project already: it has a ${projectFileName}`);
  for (const file of files) if (existsSync(join(directory, file))) refuse(`has a ${file} already`);
  const [play] = existsSync(directory) ? playFilesBelow(realpathSync(directory)) : [];
  if (play !== undefined) refuse(`holds ${play}, which would be part of the project`);
}

/**
 * The files as they are written: the program in the formatter's own layout. Failure of kind `internal` when what was
 * made is no program: better none than one that does not check.
 */
export function finishedProject(files: ReadonlyMap<string, string>): Map<string, string> {
  const said: string[] = [];
  const finished = new Map(files);
  for (const [path, text] of files) {
    if (!path.endsWith(".play")) continue;
    const made = format(path, text);
    if (made.kind === "formatted") finished.set(path, made.text);
    else said.push(`${path} cannot be formatted`);
  }
  said.push(...wrongIn(finished));
  if (said.length === 0) return finished;
  throw new Failure("internal", `The project made from this data does not check: ${said.slice(0, 3).join(" ")}`);
}

function wrongIn(files: ReadonlyMap<string, string>): string[] {
  const { project, problems } = readProjectFile(projectFileName, files.get(projectFileName)!);
  const said = problems.map(({ line, message }) => `${projectFileName}:${line} ${message}`);
  if (!project) return said;
  return [
    ...said,
    ...compileFiles(files).diagnostics.map(({ file, span, message }) => `${file}:${span.start} ${message}`),
  ];
}

/** These files as a project; nothing where its project file cannot be read. */
export function compileFiles(files: ReadonlyMap<string, string>): Pick<Compilation, "diagnostics" | "schedule"> {
  const { project } = readProjectFile(projectFileName, files.get(projectFileName)!);
  if (!project) return { diagnostics: [] };
  return compile({
    files: [...files].filter(([path]) => path.endsWith(".play")).map(([path, text]) => ({ path, text })),
    libraries: project.libraries.filter(({ folder }) => folder === undefined).map(builtInLibrary),
    currency: project.currency,
    readText: () => undefined,
    exists: () => false,
  });
}

export async function writeProject(directory: string, files: ReadonlyMap<string, string>): Promise<void> {
  refuseTaken(directory, files.keys());
  const folder = openOutputFolder(directory);
  try {
    const tops = new Set<string>();
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder.work, path)), { recursive: true });
      writeFileSync(join(folder.work, path), text);
      tops.add(path.split("/")[0]!);
    }
    refuseTaken(directory, tops);
    await folder.publish([...tops]);
  } catch (error) {
    folder.discard();
    throw error;
  }
}
