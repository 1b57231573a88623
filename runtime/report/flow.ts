/** From stage to stage: where customers went when a stage of their journey ended, regressions included. */
import type { Schedule } from "../../schedule/types.ts";
import type { Query } from "../ledger/store.ts";
import type { StageMove } from "./types.ts";

/** Journeys and stages in the order of the schedule. */
export async function stageMoves(query: Query, { journeys = [] }: Schedule): Promise<StageMove[]> {
  if (journeys.length === 0) return [];
  const rows = await query(`SELECT journey, stage, how, to_stage AS "to", count(*) AS times
    FROM journey GROUP BY ALL ORDER BY times DESC, how, "to"`);
  const moves = rows as unknown as StageMove[];
  return journeys.flatMap(({ name, stages }) =>
    stages.flatMap((stage) => moves.filter((move) => move.journey === name && move.stage === stage.name)),
  );
}
