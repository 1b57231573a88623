/** Where the work that was done went: by role and week, segment, channel and source; and what came late, week by week. */
import type { Query } from "../ledger/store.ts";
import { work } from "../summary/load.ts";
import type { LateWeek, LoadPart, RoleWeek } from "./types.ts";

/** Without what nobody was there for: it stands beside people, and is no work done. */
const done = `SELECT * FROM (${work}) WHERE NOT unassigned`;
const sums = `count(*) FILTER (is_touch) AS touches, count(*) FILTER (NOT is_touch) AS others, sum(minutes) AS minutes`;

/** By role, then week; weeks without work are left out. */
export async function roleWeeks(query: Query): Promise<RoleWeek[]> {
  const rows = await query(`WITH done AS (${done})
    SELECT owner_role AS role, week::VARCHAR AS week, ${sums} FROM done GROUP BY ALL ORDER BY role, week`);
  return rows as unknown as RoleWeek[];
}

/** Most minutes first. */
export async function loadBy(query: Query, what: "segment" | "channel" | "source"): Promise<LoadPart[]> {
  const rows = await query(`WITH done AS (${done})
    SELECT ${what} AS name, ${sums} FROM done GROUP BY ALL ORDER BY minutes DESC, touches DESC, others DESC, name`);
  return rows as unknown as LoadPart[];
}

/** By week, then cause. */
export async function lateWeeks(query: Query): Promise<LateWeek[]> {
  const rows =
    await query(`SELECT date_trunc('week', dated)::DATE::VARCHAR AS week, late_cause AS cause, count(*) AS demands
    FROM ledger WHERE late_cause IS NOT NULL GROUP BY ALL ORDER BY week, cause`);
  return rows as unknown as LateWeek[];
}
