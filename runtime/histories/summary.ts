/** What the input was: rows read, matched and set aside, table by table, and what was known only as of today. */
import type { Project } from "../../project/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import type { Database } from "./database.ts";
import type { StagedAccounts } from "./stage/account.ts";
import type { Staged } from "./stage/stage.ts";
import type { DayRange, InputSummary } from "./types.ts";

type TableSummary = InputSummary["tables"][number];

/** Counts of one staged table. `matched` is SQL for rows whose id is an account; `range` its days. */
export async function summaryOf(
  database: Database,
  staged: Staged,
  matched: string,
  range: DayRange | undefined,
): Promise<TableSummary> {
  const rows = await database.rows(
    `select reason, count(*), count(*) filter (where ${matched}) from ${staged.table} group by reason`,
  );
  const setAside = new Map<string, number>();
  for (const row of rows) {
    const reason = staged.reasons[Number(row[0]) - 1]?.reason;
    if (reason !== undefined) setAside.set(reason, (setAside.get(reason) ?? 0) + Number(row[1]));
  }
  return {
    name: staged.name,
    files: staged.source.files.map((file) => file.shown),
    rows: rows.reduce((sum, row) => sum + Number(row[1]), staged.goodElsewhere),
    ...(range && { from: formatDay(range.from), to: formatDay(range.to) }),
    matched: rows.reduce((sum, row) => sum + Number(row[2]), staged.goodElsewhere),
    setAside: [...setAside].map(([reason, count]) => ({ reason, rows: count })).sort(byReason),
  };
}

/**
 * Fields and roles whose values are of today but stand for the past. The field named by `ends` is not among them: it
 * is read from its own day on only.
 */
export function lookAheadOf(project: Project, schedule: Schedule, accounts: StagedAccounts): string[] {
  const names: string[] = [];
  if (project.account.knownToday) {
    names.push(...accounts.fields.map((field) => field.name).filter((name) => name !== schedule.account.ends));
  }
  const declared = new Set([...schedule.contacts, ...schedule.roles.map((role) => role.name)]);
  for (const [name, person] of project.people) {
    if (person.kind === "everybody" || person.kind === "rule" || !declared.has(name)) continue;
    const ofAccount = person.kind === "column" && project.account.knownToday;
    if (person.knownToday || ofAccount) names.push(name);
  }
  return names.sort();
}

function byReason(left: { reason: string }, right: { reason: string }): number {
  return left.reason < right.reason ? -1 : 1;
}
