/**
 * `playc due`: what is owed on a morning, by the same engine on what was known when the day opened. Printed by person,
 * or in the form that another system reads.
 */
import type { Project } from "../../project/types.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import { listDue } from "../../runtime/due/due.ts";
import type { DueItem, DueList } from "../../runtime/due/types.ts";
import type { EpochDay, Histories } from "../../runtime/histories/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { compileProject } from "../compile-project.ts";
import { writeCalendars } from "../due-files.ts";
import type { DueFormat } from "../due-formats.ts";
import { exitCodes, Failure } from "../failure.ts";
import { withHistories } from "../read-histories.ts";
import { readDay } from "../reported-days.ts";
import { loadSchedule, scheduleText } from "../schedule-text.ts";
import { tell, writeResult } from "../terminal.ts";
import { dueCalendars } from "../views/due-calendar.ts";
import { type CrmNames, dueCsv } from "../views/due-csv.ts";
import { dueEvents } from "../views/due-events.ts";
import { dueTable, dueWarnings } from "../views/due-table.ts";
import { counted } from "../views/figures.ts";
import { styleOf } from "../views/layout.ts";
import { printableName } from "../views/printable.ts";
import { ruleWordsOf } from "../views/rule-words.ts";
import { writeWhole } from "../write-whole.ts";

export interface DueOptions {
  /** As typed. */
  asOf: string;
  data?: string[];
  out?: string;
  /** A column of the identity table, in whose ids CSV names accounts. */
  accountIds?: string;
  format: DueFormat;
}

/** Gives the exit code. */
export async function due(directory: string, options: DueOptions): Promise<number> {
  const asOf = readDay("--as-of", options.asOf);
  refuseMisplaced(options);
  const project = compileProject(directory);
  if (project.report.warnings > 0) tell(project.report.text);
  const schedule = loadSchedule(scheduleText(project.schedule));
  const request = { project, schedule, data: options.data, asOf };
  const { list, names } = await withHistories("due", request, async (histories, progress) => {
    checkMorning(histories, asOf);
    const names = await crmNames(project.project, histories, options.accountIds);
    return { list: await listDue({ schedule, histories, asOf, onProgress: progress.count }), names };
  });
  // The table says it itself, in its first lines.
  if (options.format !== "table") for (const line of dueWarnings(list)) tell(line);
  if (options.format === "ics") await writeCalendars(options.out ?? ".", list.asOf, dueCalendars(list));
  else await write(textOf(list, schedule, options.format, names), options.out);
  return exitCodes.fine;
}

function refuseMisplaced({ format, out, accountIds }: DueOptions): void {
  if (format === "ics" && out === undefined) {
    throw new Failure("usage", "A calendar is a file a person: name a folder for them with --out.");
  }
  if (accountIds !== undefined && format !== "csv-salesforce" && format !== "csv-gainsight") {
    throw new Failure(
      "usage",
      "--account-ids is for --format csv-salesforce and csv-gainsight: no other form takes them.",
    );
  }
}

async function write(text: string, out: string | undefined): Promise<void> {
  if (out === undefined) await writeResult(text);
  else await writeWhole(out, text);
}

/** Accounts by another system's ids, if asked for; touches and tasks as the tables of touches call them. */
async function crmNames(
  { touches }: Project,
  histories: Pick<Histories, "idsIn">,
  column: string | undefined,
): Promise<CrmNames> {
  const ids = column === undefined ? undefined : await histories.idsIn(column);
  if (column !== undefined && ids === undefined) {
    throw new Failure(
      "usage",
      `No \`identity\` table of playc.yaml names the column ${printableName(column)} under \`also\`.`,
    );
  }
  return {
    accountId: (account) => (ids ? ids.get(account) : account),
    subject: (name) => touches.flatMap(({ names }) => names.get(name) ?? [])[0],
  };
}

/** State builds from the first day of data: there must be one before the day that is asked for. */
function checkMorning({ grid }: Pick<Histories, "grid">, asOf: EpochDay): void {
  if (grid.from <= grid.to && grid.from < asOf) return;
  throw new Failure(
    "data",
    `Nothing is known before ${formatDay(asOf)}: no row of a metric or event of an earlier day could be used. Take a later day with --as-of.`,
  );
}

function textOf(list: DueList, schedule: Schedule, format: Exclude<DueFormat, "ics">, names: CrmNames): string {
  switch (format) {
    case "table":
      return dueTable(list, ruleWordsOf(schedule), styleOf(process.stdout));
    case "json":
      return `${JSON.stringify(list, null, 2)}\n`;
    case "cloudevents":
      return dueEvents(list)
        .map((event) => `${JSON.stringify(event)}\n`)
        .join("");
    case "csv-salesforce":
    case "csv-gainsight": {
      const { text, leftOut } = dueCsv(list, format, names);
      if (leftOut.length > 0) tell(leftOutText(leftOut));
      return text;
    }
  }
}

/** Names as many accounts as a line holds. */
function leftOutText(leftOut: readonly DueItem[]): string {
  const accounts = [...new Set(leftOut.map(({ account }) => account))];
  const named = accounts.slice(0, 5).map(printableName).join(", ");
  const more = accounts.length > 5 ? ` and ${accounts.length - 5} more` : "";
  return `LEFT OUT ${counted(leftOut.length, "demand")}: the identity table has no such id for ${named}${more}.`;
}
