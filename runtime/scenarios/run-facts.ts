/** What became of the runs of plays, and of the rungs of their ladders. Asked of a program's finished ledger. */
import type { Path } from "../../schedule/types.ts";
import type { Query } from "../ledger/store.ts";
import { type RunCounts, runsByPlay } from "../summary/program.ts";
import type { DayText } from "../summary/types.ts";

export type PlayFact = { readonly play: string } & Readonly<RunCounts>;

/** A rung of a ladder, whichever play climbs it: how often its turn came on the reported days, and how often it acted. */
export interface RungFact {
  readonly rung: Path;
  readonly asked: number;
  readonly acted: number;
}

/** Plays without any run are left out. In order of name; `from`: the first reported day. */
export async function playFacts(query: Query, from: DayText): Promise<PlayFact[]> {
  return [...(await runsByPlay(query, from))].map(([play, runs]) => ({ play, ...runs }));
}

/** In order of path. */
export async function rungFacts(query: Query): Promise<RungFact[]> {
  const rows = await query(`SELECT path AS rung, count(*) AS asked, count(*) FILTER (acted) AS acted
    FROM rungs GROUP BY path ORDER BY path`);
  return rows as unknown as RungFact[];
}
