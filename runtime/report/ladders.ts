/** How far escalations climb: of each rung how often its turn came, how often it acted, and what became of what it asked for. */
import type { Schedule } from "../../schedule/types.ts";
import type { Query } from "../ledger/store.ts";
import type { RungCounts } from "./types.ts";

/** Every rung of every play that climbs it, those whose turn never came included. */
export async function rungCounts(query: Query, { plays, escalations }: Schedule): Promise<RungCounts[]> {
  const turns = await query(
    "SELECT play, path, count(*) AS asked, count(*) FILTER (acted) AS acted FROM rungs GROUP BY ALL",
  );
  // `play at_risk/escalation rescue/rung/1/do/1`
  const demands = await query(`SELECT split_part(path, '/do/', 1) AS path, count(*) AS demands,
      count(*) FILTER (outcome IN ('done', 'merged')) AS done
    FROM ledger WHERE contains(path, '/escalation ') GROUP BY ALL`);
  return plays.flatMap((play) =>
    escalations
      .filter(({ name }) => play.escalations.includes(name))
      .flatMap(({ name, rungs }) =>
        rungs.map(({ path }, index): RungCounts => {
          const turn = turns.find((row) => row.play === play.name && row.path === path);
          const made = demands.find((row) => row.path === `${play.path}/${path}`);
          const count = (value: unknown) => (typeof value === "number" ? value : 0);
          return {
            play: play.name,
            escalation: name,
            rung: index + 1,
            path,
            asked: count(turn?.asked),
            acted: count(turn?.acted),
            demands: count(made?.demands),
            done: count(made?.done),
          };
        }),
      ),
  );
}
