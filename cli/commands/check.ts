/**
 * `playc check`: says what is wrong with a program, and with `--fix` mends what can be mended without asking. What it
 * finds is its result, and goes to stdout.
 */
import type { CheckFormat } from "../check-formats.ts";
import { reportProject } from "../compile-project.ts";
import { exitCodes } from "../failure.ts";
import { type FixedProblem, fixProject } from "../fix-project.ts";
import { writeResult } from "../terminal.ts";
import { counted } from "../views/figures.ts";
import { printable } from "../views/printable.ts";

export interface CheckOptions {
  format: CheckFormat;
  fix?: boolean;
}

/** Gives the exit code. */
export async function check(directory: string, { format, fix = false }: CheckOptions): Promise<number> {
  const fixed = fix ? fixProject(directory) : [];
  const report = reportProject(directory);
  const { errors, warnings, silenced, problems, text } = report;
  const made = fix ? { fixed } : {};
  const json = { format: "playc-check", version: 1, errors, warnings, silenced, ...made, diagnostics: problems };
  const said = `${fixed.length > 0 ? `${fixedText(fixed)}\n\n` : ""}${text}\n`;
  if (format === "json") await writeResult(`${JSON.stringify(json, null, 2)}\n`);
  else if (format === "text") await writeResult(said);
  else await writeResult((await import("../check-for-runners.ts")).runnerText(directory, format, report, said));
  return errors > 0 ? exitCodes.program : exitCodes.fine;
}

function fixedText(fixed: readonly FixedProblem[]): string {
  const lines = fixed.map(({ file, line, column, code, title }) => `  ${file}:${line}:${column} ${code} ${title}`);
  return [`Mended ${counted(fixed.length, "mistake")}:`, ...lines.map((line) => printable(line))].join("\n");
}
