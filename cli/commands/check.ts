/** `playc check`: says what is wrong with a program. What it finds is its result, and goes to stdout. */
import { checkProject } from "../compile-project.ts";
import { exitCodes } from "../failure.ts";
import { writeResult } from "../terminal.ts";

export interface CheckOptions {
  format: "text" | "json";
}

/** Gives the exit code. */
export async function check(directory: string, { format }: CheckOptions): Promise<number> {
  const { report } = checkProject(directory);
  const { errors, warnings, problems, text } = report;
  const json = { format: "playc-check", version: 1, errors, warnings, diagnostics: problems };
  await writeResult(format === "json" ? `${JSON.stringify(json, null, 2)}\n` : `${text}\n`);
  return errors > 0 ? exitCodes.program : exitCodes.fine;
}
