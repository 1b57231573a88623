/** What waited for whom: of runs in which work waits for its person (`--capacity enforce`). */
import type { Query } from "../ledger/store.ts";
import type { WaitingWeek } from "./types.ts";

/** By person or pool, then week; empty where nothing queues. */
export async function waitingWeeks(query: Query): Promise<WaitingWeek[]> {
  const rows = await query(`SELECT person, date_trunc('week', day)::DATE::VARCHAR AS week,
      arg_max(waiting_minutes, day) AS minutes
    FROM person_days WHERE waiting_minutes IS NOT NULL GROUP BY ALL ORDER BY person, week`);
  return rows as unknown as WaitingWeek[];
}
