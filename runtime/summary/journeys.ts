/** How customers went through their journeys: stage by stage, the times it was entered and left. */
import type { Schedule } from "../../schedule/types.ts";
import type { Query, Row } from "../ledger/store.ts";
import type { StageCohort, StageCounts } from "./journey-types.ts";
import type { DayText } from "./types.ts";

const inMillionths = 1_000_000;

const stayed = "how IN ('leave', 'skip', 'back')";

const countedEnds = `count(*) FILTER (how = 'leave') AS completed, count(*) FILTER (how = 'back') AS back,
      count(*) FILTER (how = 'open') AS open, count(*) FILTER (overdue AND how = 'open') AS stalled,
      median(days) FILTER (${stayed}) AS median`;

/** Journeys by name, stages in the order written. `from`: the first reported day. */
export async function stageCounts(query: Query, schedule: Schedule, from: DayText): Promise<StageCounts[]> {
  if (!schedule.journeys) return [];
  const rows = await query(`SELECT stage, count(*) FILTER (entered >= DATE '${from}') AS entered, ${countedEnds},
      count(*) FILTER (how = 'skip') AS skipped, count(*) FILTER (how = 'end') AS ended,
      count(*) FILTER (overdue) AS overdue, round(avg(days) FILTER (${stayed}), 2) AS mean,
      quantile_cont(days, 0.25) FILTER (${stayed}) AS quarter,
      quantile_cont(days, 0.75) FILTER (${stayed}) AS three_quarters
    FROM journey GROUP BY stage`);
  const quarters = await query(`SELECT stage, year(entered) || '-Q' || quarter(entered) AS quarter,
      count(*) AS entered, ${countedEnds}
    FROM journey GROUP BY ALL ORDER BY stage, quarter`);
  const back = await query(`SELECT stage, what, to_stage, count(*) AS times, count(DISTINCT account) AS accounts
    FROM journey WHERE how = 'back' GROUP BY stage, what, to_stage ORDER BY times DESC, what, to_stage`);
  return schedule.journeys.flatMap(({ name: journey, stages }) =>
    stages.map(({ name: stage }): StageCounts => {
      const row = rows.find((each) => each.stage === stage);
      const count = (column: string) => (row?.[column] ?? 0) as number;
      const [completed, skipped, gone, ended] = ["completed", "skipped", "back", "ended"].map(count) as [
        number,
        number,
        number,
        number,
      ];
      const ends = completed + skipped + gone + ended;
      return {
        journey,
        stage,
        entered: count("entered"),
        completed,
        skipped,
        back: gone,
        ended,
        open: count("open"),
        completion: ends === 0 ? null : Math.round((completed * inMillionths) / ends),
        regression: ends === 0 ? null : Math.round((gone * inMillionths) / ends),
        days:
          typeof row?.median === "number"
            ? {
                median: row.median,
                mean: row.mean as number,
                quarter: row.quarter as number,
                threeQuarters: row.three_quarters as number,
              }
            : null,
        overdue: count("overdue"),
        stalled: count("stalled"),
        regressions: back
          .filter((each) => each.stage === stage)
          .map(({ what, to_stage, times, accounts }) => ({
            what: what as string,
            to: to_stage as string,
            times: times as number,
            accounts: accounts as number,
          })),
        cohorts: quarters.filter((each) => each.stage === stage).map(cohortOf),
      };
    }),
  );
}

function cohortOf({ quarter, entered, completed, back, open, stalled, median }: Row): StageCohort {
  return {
    quarter: String(quarter),
    entered: Number(entered),
    completed: Number(completed),
    back: Number(back),
    open: Number(open),
    stalled: Number(stalled),
    median: typeof median === "number" ? median : null,
  };
}
