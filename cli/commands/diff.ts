/** `playc diff`: what a change of the playbooks means, in the words of the language. */
import { exitCodes } from "../failure.ts";
import { reportOn } from "../revisions/report.ts";
import { type Asked, programsOf, uncommittedNote } from "../revisions/sides.ts";
import { writeResult } from "../terminal.ts";
import { diffText } from "../views/diff.ts";
import { styleOf } from "../views/layout.ts";

export interface DiffOptions {
  project: string;
  format: "text" | "json";
  exitCode?: boolean;
}

/** Gives the exit code. */
export async function diff(base: string, head: string | undefined, options: DiffOptions): Promise<number> {
  const { project, format, exitCode = false } = options;
  const asked: Asked = { base, project, ...(head !== undefined && { head }) };
  const { before, after } = programsOf(asked);
  const report = reportOn(before, after, uncommittedNote(asked, after));
  const text = format === "json" ? `${JSON.stringify(report, null, 2)}\n` : diffText(report, styleOf(process.stdout));
  await writeResult(text);
  if (report.changes === null) return exitCodes.program;
  return exitCode && report.changes.length > 0 ? exitCodes.test : exitCodes.fine;
}
