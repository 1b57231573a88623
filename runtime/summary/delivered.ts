/** What was really delivered: what of it the program had asked for, and what it had not. */
import type { Query } from "../ledger/store.ts";
import type { DeliveredCounts } from "./types.ts";

/** By touch and task, most first. */
export async function deliveredCounts(query: Query): Promise<DeliveredCounts[]> {
  const rows = await query(`SELECT kind, name, count(*) AS records,
      count(*) FILTER (settled_by = 'id') AS by_id, count(*) FILTER (settled_by = 'window') AS by_window,
      count(*) FILTER (demand IS NULL) AS unasked,
      coalesce(sum(effort_minutes + prep_minutes) FILTER (demand IS NULL), 0) AS minutes
    FROM delivered GROUP BY kind, name ORDER BY records DESC, kind, name`);
  return rows.map((row) => ({
    kind: row.kind as DeliveredCounts["kind"],
    name: row.name as string,
    records: row.records as number,
    settled: { byId: row.by_id as number, byWindow: row.by_window as number },
    unasked: row.unasked as number,
    unaskedMinutes: row.minutes as number,
  }));
}
