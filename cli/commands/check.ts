/**
 * `playc check`: says what is wrong with a program, and with `--fix` mends what can be mended without asking. What it
 * finds is its result, and goes to stdout.
 */
import { reportProject } from "../compile-project.ts";
import { exitCodes } from "../failure.ts";
import { type FixedProblem, fixProject } from "../fix-project.ts";
import { writeResult } from "../terminal.ts";
import { counted } from "../views/figures.ts";
import { printable } from "../views/printable.ts";

export interface CheckOptions {
  format: "text" | "json";
  fix?: boolean;
}

/** Gives the exit code. */
export async function check(directory: string, { format, fix = false }: CheckOptions): Promise<number> {
  const fixed = fix ? fixProject(directory) : [];
  const { errors, warnings, silenced, problems, text } = reportProject(directory);
  const made = fix ? { fixed } : {};
  const json = { format: "playc-check", version: 1, errors, warnings, silenced, ...made, diagnostics: problems };
  const said = fixed.length > 0 ? `${fixedText(fixed)}\n\n` : "";
  await writeResult(format === "json" ? `${JSON.stringify(json, null, 2)}\n` : `${said}${text}\n`);
  return errors > 0 ? exitCodes.program : exitCodes.fine;
}

function fixedText(fixed: readonly FixedProblem[]): string {
  const lines = fixed.map(({ file, line, column, code, title }) => `  ${file}:${line}:${column} ${code} ${title}`);
  return [`Mended ${counted(fixed.length, "mistake")}:`, ...lines.map((line) => printable(line))].join("\n");
}
