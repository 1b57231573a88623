/** What was not done, what had to wait, what came late and what is still open, each by what made it so; and the balance. */
import type { Schedule } from "../../schedule/types.ts";
import type { Query } from "../ledger/store.ts";
import type { Delays, OpenDemands, Outcomes, Summary, UndoneByRule } from "./types.ts";

const counts = "count(*) AS demands, count(DISTINCT account) AS accounts";

/** Dropped, held, unserved and withdrawn demands by rule, most first within each outcome. */
export async function undoneByRule(query: Query): Promise<UndoneByRule[]> {
  const rows = await query(`SELECT outcome, coalesce(rule, 'no rule') AS rule, ${counts},
      sum(effort_minutes + prep_minutes) AS minutes
    FROM ledger WHERE outcome IN ('dropped', 'held', 'unserved', 'withdrawn')
    GROUP BY ALL ORDER BY outcome, demands DESC, rule`);
  return rows as unknown as UndoneByRule[];
}

/** Demands that a limit or quiet time made wait, however they ended. */
export async function deferredByRule(query: Query): Promise<Delays<"rule">[]> {
  const rows = await query(`SELECT deferred_by AS rule, ${counts}, sum(deferred_minutes) AS minutes,
      max(deferred_minutes) AS longest
    FROM ledger WHERE deferred_by IS NOT NULL GROUP BY ALL ORDER BY demands DESC, rule`);
  return rows as unknown as Delays<"rule">[];
}

/** Of the demands that had to wait, the touches that no rule drops however long they wait. */
export async function neverDropped(query: Query, { touches }: Pick<Schedule, "touches">): Promise<Delays<"touch">[]> {
  const names = touches.filter((touch) => touch.neverDropped).map(({ name }) => `'${name.replaceAll("'", "''")}'`);
  if (names.length === 0) return [];
  const rows = await query(`SELECT name AS touch, ${counts}, sum(deferred_minutes) AS minutes,
      max(deferred_minutes) AS longest
    FROM ledger WHERE deferred_by IS NOT NULL AND kind = 'touch' AND name IN (${names.join(", ")})
    GROUP BY name ORDER BY longest DESC, touch`);
  return rows as unknown as Delays<"touch">[];
}

/** What is asked for and not done at the end of the range, most first. */
export async function openDemands(query: Query): Promise<OpenDemands[]> {
  const rows = await query(`SELECT kind, name, source, ${counts}, sum(effort_minutes + prep_minutes) AS minutes,
      min(dated)::VARCHAR AS oldest
    FROM ledger WHERE outcome = 'open' GROUP BY kind, name, source
    ORDER BY demands DESC, kind, name, source`);
  return rows as unknown as OpenDemands[];
}

export async function lateByCause(query: Query): Promise<Delays<"cause">[]> {
  const rows = await query(`SELECT late_cause AS cause, ${counts}, sum(late_minutes) AS minutes,
      max(late_minutes) AS longest
    FROM ledger WHERE late_cause IS NOT NULL GROUP BY ALL ORDER BY demands DESC, cause`);
  return rows as unknown as Delays<"cause">[];
}

/** Demands in and outcomes out: those dated in the range, those carried in, and both together. */
export async function balance(query: Query): Promise<Summary["balance"]> {
  const rows = await query("SELECT carried_in, outcome, count(*) AS demands FROM ledger GROUP BY ALL");
  const inRange = noOutcomes();
  const carriedIn = noOutcomes();
  const total = noOutcomes();
  for (const row of rows) {
    const outcome = row.outcome as keyof Outcomes;
    for (const side of [row.carried_in ? carriedIn : inRange, total]) {
      side[outcome] += row.demands as number;
      side.demands += row.demands as number;
    }
  }
  return { inRange, carriedIn, total };
}

function noOutcomes(): Outcomes {
  return { demands: 0, done: 0, merged: 0, held: 0, dropped: 0, withdrawn: 0, unserved: 0, open: 0 };
}
