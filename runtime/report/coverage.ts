/** Who is looked after: customers alive on the last reported day, by how long nobody has touched them. */
import type { Schedule } from "../../schedule/types.ts";
import type { Query } from "../ledger/store.ts";
import { touchesMade } from "../summary/machines.ts";
import type { DayText } from "../summary/types.ts";
import type { Coverage, CoverageOf, Untouched } from "./types.ts";

const thresholds = [7, 14, 30, 60, 90, 180, 365];
/** How many of those longest untouched are named. */
const namedAccounts = 10;

/** `days`: how many are reported. */
export async function coverage(
  query: Query,
  schedule: Pick<Schedule, "roles" | "touches">,
  to: DayText,
  days: number,
): Promise<Coverage> {
  const asked = thresholds.filter((each) => each <= days);
  const over = (column: string, threshold: number) => `count(*) FILTER (${column} >= ${threshold})`;
  const counted = asked.flatMap((each) => [
    `${over("days", each)} AS any_${each}`,
    `${over("days_by_person", each)} AS person_${each}`,
  ]);
  const standing = untouchedDays(schedule, to);
  const rows = await query(`WITH ${standing}
    SELECT ${["nullif(segment, '') AS segment", "count(*) AS accounts", ...counted].join(", ")}
    FROM standing GROUP BY segment ORDER BY accounts DESC, segment`);
  const longest = await query(`WITH ${standing}
    SELECT account, days, days_by_person AS "daysByPerson", last_touch::VARCHAR AS "lastTouch", last_by_person::VARCHAR AS "lastByPerson"
    FROM standing WHERE days_by_person > 0 ORDER BY days_by_person DESC, days DESC, account LIMIT ${namedAccounts}`);
  return {
    thresholds: asked,
    segments: rows.map(
      (row): CoverageOf => ({
        segment: row.segment as string | null,
        accounts: row.accounts as number,
        untouched: asked.map((each) => row[`any_${each}`] as number),
        untouchedByPerson: asked.map((each) => row[`person_${each}`] as number),
      }),
    ),
    longest: longest as unknown as Untouched[],
  };
}

/** Common tables that end in `standing`, a row an account. One never touched counts from the first reported day of its life. */
export function untouchedDays(schedule: Pick<Schedule, "roles" | "touches">, to: DayText): string {
  return `living AS (
      SELECT account, any_value(first_day) AS first_day FROM account_days
      WHERE last_day = DATE '${to}' GROUP BY account),
    touched AS (
      SELECT account, max(made_on) AS last_touch, max(made_on) FILTER (NOT by_machine) AS last_by_person
      FROM (${touchesMade(schedule)}) GROUP BY account),
    asked AS (SELECT account, max([dated::VARCHAR, coalesce(segment, '')])[2] AS segment FROM ledger GROUP BY account),
    standing AS (
      SELECT account, coalesce(segment, '') AS segment, last_touch, last_by_person,
        DATE '${to}' - coalesce(last_touch, first_day - 1) AS days,
        DATE '${to}' - coalesce(last_by_person, first_day - 1) AS days_by_person
      FROM living LEFT JOIN touched USING (account) LEFT JOIN asked USING (account))`;
}
