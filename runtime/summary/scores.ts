/** How customers stand at the end: each score of those alive on the last reported day. */
import type { Schedule } from "../../schedule/types.ts";
import type { Query } from "../ledger/store.ts";
import type { DayText, ScoreStanding } from "./types.ts";

/** Scores in the order of the schedule, each before its components. */
export async function scoreStandings(query: Query, schedule: Schedule, to: DayText): Promise<ScoreStanding[]> {
  const rows = await query(`SELECT score, count(*) AS accounts, count(*) FILTER (low = high) AS decided,
      round(avg(low), 2) AS low, round(avg(high), 2) AS high
    FROM scores WHERE to_day = DATE '${to}' GROUP BY score`);
  const counted = new Map(rows.map((row) => [row.score as string, row]));
  const inBands = await query(
    `SELECT score, band, count(*) AS accounts FROM scores WHERE to_day = DATE '${to}' GROUP BY score, band`,
  );
  return (schedule.scores ?? []).flatMap(({ name, components }) => {
    const bands = schedule.metrics.find((metric) => metric.name === name)?.bands ?? [];
    const accountsIn = (band: string | null) =>
      (inBands.find((row) => row.score === name && row.band === band)?.accounts ?? 0) as number;
    return [name, ...components.map((component) => component.name)].map((score) => {
      const row = counted.get(score);
      const isBanded = score === name && bands.length > 0;
      return {
        score,
        accounts: (row?.accounts ?? 0) as number,
        decided: (row?.decided ?? 0) as number,
        average: row === undefined ? null : { low: row.low as number, high: row.high as number },
        bands: isBanded ? bands.map((band) => ({ band: band.name, accounts: accountsIn(band.name) })) : [],
        betweenBands: isBanded ? accountsIn(null) : 0,
      };
    });
  });
}
