/** Makes the safe fixes of a project's files. Files are written whole, all of them or none. */
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../compiler/compile.ts";
import { applySafeFixes, type SourceFile } from "../compiler/diagnostics/apply-fixes.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { fromProject } from "../compiler/diagnostics/from-project.ts";
import { linesOf } from "../compiler/diagnostics/lines.ts";
import { readProjectFile } from "../project/read.ts";
import { Failure } from "./failure.ts";
import { withLibraries } from "./libraries.ts";
import { readPlayFile } from "./play-files.ts";
import { type ProjectFolder, projectFileName, readProjectFolder } from "./project-files.ts";
import { replaceFile } from "./replace-file.ts";

/** A fix that was made: at its place in the file as it was before. */
export interface FixedProblem {
  code: string;
  title: string;
  file: string;
  line: number;
  column: number;
}

/**
 * Also mends the project file and the holidays file. Does nothing where one of the files is no text; what is wrong
 * there is for `check` to say.
 */
export function fixProject(directory: string): FixedProblem[] {
  const folder = readProjectFolder(directory);
  if (folder.problems.length > 0) return [];
  const check = (files: readonly SourceFile[]) => checked(files, folder);
  const program = [...folder.files, { path: projectFileName, text: folder.projectFile }];
  const first = applySafeFixes(program, check);
  const others = othersToMend(first.files, folder, check);
  const second = applySafeFixes([...first.files, ...others], check);
  const made = [...first.made, ...second.made];
  writeChanged(folder.root, [...program, ...others], second.files);
  return made.map(({ diagnostic: { code, file, span, fix }, files: then }) => {
    const text = then.find(({ path }) => path === file)?.text ?? "";
    const { line, column } = linesOf(text).rangeOf(span);
    return { code, title: fix?.title ?? "", file, line, column };
  });
}

/** What is wrong with a project whose files have these texts. */
function checked(files: readonly SourceFile[], folder: ProjectFolder): readonly Diagnostic[] {
  const { readText, exists } = folder;
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const { project, mapping, problems } = readProjectFile(projectFileName, texts.get(projectFileName) ?? "");
  if (!project) return problems.map(fromProject);
  const { currency, currencySpan, diagnostics: severities } = project;
  const play = files.filter(({ path }) => path.endsWith(".play"));
  const { files: own, libraries } = withLibraries({ ...folder, files: play }, project.libraries);
  const textOf = (path: string) => texts.get(path) ?? readText(path);
  const described = { currency, currencySpan, severities, ...(mapping ? { mapping } : {}) };
  return compile({ files: own, libraries, ...described, readText: textOf, exists }).diagnostics;
}

/** Files that the program names, such as that of the holidays, in which something can be mended. */
function othersToMend(
  program: readonly SourceFile[],
  { readText }: ProjectFolder,
  check: (files: readonly SourceFile[]) => readonly Diagnostic[],
): SourceFile[] {
  const known = new Set(program.map(({ path }) => path));
  const named = new Set(check(program).flatMap(({ fix, file }) => (fix?.safe && !known.has(file) ? [file] : [])));
  return [...named].flatMap((path) => {
    const text = readText(path);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** The texts are those read, byte order marks aside; a file that somebody changed since is not written over. */
function writeChanged(root: string, before: readonly SourceFile[], after: readonly SourceFile[]): void {
  const changes = after.flatMap(({ path, text }, index) => {
    const read = before[index]!.text;
    if (text === read) return [];
    const real = realpathSync(join(root, path));
    const now = readPlayFile(real);
    const mark = now?.startsWith("\uFEFF") ? "\uFEFF" : "";
    if (now !== mark + read) throw new Failure("io", `${path} was changed meanwhile; nothing is written. Try again.`);
    return [{ real, now, text: mark + text }];
  });
  const written: typeof changes = [];
  try {
    for (const change of changes) {
      replaceFile(change.real, change.text);
      written.push(change);
    }
  } catch (error) {
    for (const { real, now } of written) replaceFile(real, now);
    throw error;
  }
}
