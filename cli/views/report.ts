/** All there is to say about a program: for people as one text, for tools as a list. */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { type DiagnosticJson, diagnosticToJson } from "../../compiler/diagnostics/json.ts";
import { keptLines } from "../../compiler/diagnostics/lines.ts";
import { render } from "../../compiler/diagnostics/render.ts";
import type { Library } from "../../compiler/libraries/library.ts";
import type { Problem } from "../failure.ts";
import { type ProjectFolder, projectFileName } from "../project-files.ts";
import { counted } from "./figures.ts";
import { printable } from "./printable.ts";

export interface Report {
  readonly errors: number;
  readonly warnings: number;
  /** Warnings that the project silences. */
  readonly silenced: number;
  /** As in the JSON of `playc check`. */
  readonly problems: readonly Problem[];
  /** The same apart: mistakes of files as such, and what is said of the program. */
  readonly inFiles: readonly Problem[];
  readonly diagnostics: readonly DiagnosticJson[];
  /** Paths that begin with one of these are of libraries that come with playc. */
  readonly foreign: readonly string[];
  /** A file's text, by the path it is told by. */
  textOf(file: string): string | undefined;
  /** For people, without a line end at the end. */
  readonly text: string;
}

/** `inFiles`: mistakes of files as such; `found`: those of playc.yaml and of the program. */
export function reportOf(
  inFiles: readonly Problem[],
  found: readonly Diagnostic[],
  folder: Pick<ProjectFolder, "files" | "projectFile" | "readText"> & { libraries: readonly Library[] },
  silenced = 0,
): Report {
  const texts = new Map([
    [projectFileName, folder.projectFile],
    ...[folder, ...folder.libraries].flatMap(({ files }) => files.map(({ path, text }) => [path, text] as const)),
  ]);
  const textOf = (path: string) => texts.get(path) ?? otherText(path);
  const otherText = (path: string) => {
    const library = folder.libraries.find(({ prefix }) => path.startsWith(prefix));
    return library ? library.readText(path.slice(library.prefix.length)) : folder.readText(path);
  };
  const linesIn = keptLines();
  const diagnostics = found.map((diagnostic) => diagnosticToJson(diagnostic, textOf, linesIn));
  const problems = [...inFiles, ...diagnostics];
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const paragraphs = [
    ...inFiles.map(plainText),
    ...found.map((diagnostic) => render(diagnostic, textOf(diagnostic.file) ?? "", textOf, linesIn)),
    `${counted(errors, "error")}, ${counted(warnings, "warning")} in ${counted(folder.files.length, ".play file")}${silenced > 0 ? `; ${counted(silenced, "warning")} silenced` : ""}.`,
  ];
  const foreign = folder.libraries.flatMap(({ prefix }) => (prefix.endsWith(":") ? [prefix] : []));
  const text = paragraphs.join("\n\n");
  return { errors, warnings, silenced, problems, inFiles, diagnostics, foreign, textOf, text };
}

function plainText({ severity, file, line, column, message }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return `${severity} ${printable(place)}\n  ${printable(message)}`;
}
