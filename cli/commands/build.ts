/** `playc build`: writes the schedule, as JSON or YAML, to stdout or whole to a file. */
import { stringify } from "yaml";
import { compileProject } from "../compile-project.ts";
import { exitCodes } from "../failure.ts";
import { scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { writeWhole } from "../write-whole.ts";

export interface BuildOptions {
  output?: string;
  format: "json" | "yaml";
}

/** Gives the exit code. */
export async function build(directory: string, { output, format }: BuildOptions): Promise<number> {
  const { schedule, report } = compileProject(directory);
  if (report.warnings > 0) tell(report.text);
  const text = format === "yaml" ? stringify(schedule, { aliasDuplicateObjects: false }) : scheduleText(schedule);
  if (output === undefined) await writeResult(text);
  else await writeWhole(output, text);
  return exitCodes.fine;
}
