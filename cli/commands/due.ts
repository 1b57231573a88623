/**
 * `playc due`: what is owed on a morning, by the same engine on what was known when the day opened. Printed by person,
 * or in the form that another system reads.
 */
import { formatDay } from "../../runtime/calendar/days.ts";
import { listDue } from "../../runtime/due/due.ts";
import type { DueList } from "../../runtime/due/types.ts";
import type { EpochDay, Histories } from "../../runtime/histories/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { compileProject } from "../compile-project.ts";
import { exitCodes, Failure } from "../failure.ts";
import { withHistories } from "../read-histories.ts";
import { readDay } from "../reported-days.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { dueTable, dueWarnings } from "../views/due-table.ts";
import { styleOf } from "../views/layout.ts";
import { ruleWordsOf } from "../views/rule-words.ts";
import { writeWhole } from "../write-whole.ts";

/** How the list can be written. */
export const dueFormats = ["table", "json"] as const;
export type DueFormat = (typeof dueFormats)[number];

export interface DueOptions {
  /** As typed. */
  asOf: string;
  data?: string[];
  out?: string;
  format: DueFormat;
}

/** Gives the exit code. */
export async function due(directory: string, options: DueOptions): Promise<number> {
  const asOf = readDay("--as-of", options.asOf);
  const project = compileProject(directory);
  if (project.report.warnings > 0) tell(project.report.text);
  const schedule = loadSchedule(scheduleText(project.schedule));
  const list = await withHistories("due", { project, schedule, data: options.data, asOf }, (histories, progress) => {
    checkMorning(histories, asOf);
    return listDue({ schedule, histories, asOf, onProgress: progress.count });
  });
  // The table says it itself, in its first lines.
  if (options.format !== "table") for (const line of dueWarnings(list)) tell(line);
  const text = textOf(list, schedule, options.format);
  if (options.out === undefined) await writeResult(text);
  else await writeWhole(options.out, text);
  return exitCodes.fine;
}

/** State builds from the first day of data: there must be one before the day that is asked for. */
function checkMorning({ grid }: Pick<Histories, "grid">, asOf: EpochDay): void {
  if (grid.from <= grid.to && grid.from < asOf) return;
  throw new Failure(
    "data",
    `Nothing is known before ${formatDay(asOf)}: no row of a metric or event of an earlier day could be used. Take a later day with --as-of.`,
  );
}

function textOf(list: DueList, schedule: Schedule, format: DueFormat): string {
  switch (format) {
    case "table":
      return dueTable(list, ruleWordsOf(schedule), styleOf(process.stdout));
    case "json":
      return `${JSON.stringify(list, null, 2)}\n`;
  }
}
