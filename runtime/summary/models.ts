/** How customers were served: by touch model, the days on which it was in force. */
import type { Schedule } from "../../schedule/types.ts";
import type { Query } from "../ledger/store.ts";
import type { DayText, ModelCounts, ReasonCount } from "./types.ts";

/** Touch models in the order of the schedule, then the days without one, if any. */
export async function modelCounts(query: Query, schedule: Schedule, to: DayText): Promise<ModelCounts[]> {
  const rows =
    await query(`SELECT model, count(DISTINCT account) AS accounts, count(*) FILTER (to_day = DATE '${to}') AS at_end,
      sum(to_day - from_day + 1) AS days, coalesce(sum(to_day - from_day + 1) FILTER (lifted_by IS NOT NULL), 0) AS lifted
    FROM models GROUP BY model`);
  const reasons =
    (await query(`SELECT model, reason, sum(to_day - from_day + 1) AS days, count(DISTINCT account) AS accounts
    FROM models WHERE reason IS NOT NULL GROUP BY model, reason ORDER BY days DESC, reason`)) as unknown as (ReasonCount & {
      model: string | null;
    })[];
  const names: (string | null)[] = [...(schedule.models ?? []).map(({ name }) => name)];
  if (rows.some((row) => row.model === null)) names.push(null);
  return names.map((model) => {
    const row = rows.find((each) => each.model === model);
    return {
      model,
      accounts: (row?.accounts ?? 0) as number,
      atEnd: (row?.at_end ?? 0) as number,
      days: (row?.days ?? 0) as number,
      liftedDays: (row?.lifted ?? 0) as number,
      reasons: reasons
        .filter((each) => each.model === model)
        .map(({ reason, days, accounts }) => ({ reason, days, accounts })),
    };
  });
}
