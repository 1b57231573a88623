/** Makes the safe fixes of a project's `.play` files. Files are written whole, all of them or none. */
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../compiler/compile.ts";
import { applySafeFixes, type SourceFile } from "../compiler/diagnostics/apply-fixes.ts";
import { linesOf } from "../compiler/diagnostics/lines.ts";
import { readProjectFile } from "../project/read.ts";
import { Failure } from "./failure.ts";
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

/** Does nothing where the project file or one of the files cannot be read; what is wrong there is for `check` to say. */
export function fixProject(directory: string): FixedProblem[] {
  const folder = readProjectFolder(directory);
  const { project } = readProjectFile(projectFileName, folder.projectFile);
  if (!project || folder.problems.length > 0) return [];
  const { currency, diagnostics: severities } = project;
  const { readText, exists } = folder;
  const check = (files: readonly SourceFile[]) =>
    compile({ files, currency, severities, readText, exists }).diagnostics;
  const { files, made } = applySafeFixes(folder.files, check);
  writeChanged(folder, files);
  return made.map(({ diagnostic: { code, file, span, fix }, files: before }) => {
    const text = before.find(({ path }) => path === file)?.text ?? "";
    const { line, column } = linesOf(text).rangeOf(span);
    return { code, title: fix?.title ?? "", file, line, column };
  });
}

/** The texts are those read, byte order marks aside; a file that somebody changed since is not written over. */
function writeChanged({ root, files: before }: ProjectFolder, after: readonly SourceFile[]): void {
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
