/**
 * Which ways through a journey went before customers were kept or lost (JO8 of the handbook). Where plays count down to a
 * date and can be won, each of their ended runs is an ending, and a track's path is the stages it had entered by the run's
 * first day: what could be known before. Else the program's first `lost when` tells at each customer's last reported day
 * whether it was lost, and the path is all of its stages. Without either nothing says who was kept.
 */
import { settledCases } from "../../schedule/figures.ts";
import type { Schedule } from "../../schedule/types.ts";
import { share } from "../calibration/intervals.ts";
import type { Query, Row } from "../ledger/store.ts";
import type { JourneyPath, JourneyPaths, KeptBy } from "./journey-types.ts";

/** Paths of a journey that are told one by one. */
const mostPaths = 20;
/** Of fewer tracks nothing can be said with an interval. */
const fewestTracks = 5;

export async function journeyPaths(query: Query, schedule: Schedule): Promise<JourneyPaths> {
  const { journeys = [] } = schedule;
  const keptBy = journeys.length === 0 ? null : keptByOf(schedule);
  if (!keptBy) return { keptBy: null, paths: [] };
  const rows = await query(pathCounts(keptBy));
  const paths = journeys.flatMap(({ name }) => pathsOf(rows.filter(({ journey }) => journey === name)));
  return { keptBy, paths };
}

function keptByOf({ plays, scores = [] }: Schedule): KeptBy | null {
  const counting = plays.filter(
    ({ win, phases }) =>
      win && phases.some(({ span }) => settledCases({ span }).some((each) => each.span.kind === "before")),
  );
  if (counting.length > 0) return { kind: "plays", plays: counting.map(({ name }) => name) };
  const score = scores.find(({ lost }) => lost);
  return score ? { kind: "lost when", score: score.name } : null;
}

function pathCounts(keptBy: KeptBy): string {
  const endings =
    keptBy.kind === "plays"
      ? `SELECT account, started AS day, ending = 'won' AS kept FROM play_runs
         WHERE ending IN ('won', 'lost', 'ran out') AND play IN (${keptBy.plays.map(literal).join(", ")})`
      : `SELECT account, day, NOT lost AS kept FROM endings WHERE lost IS NOT NULL AND score = ${literal(keptBy.score)}`;
  return `WITH ends AS (SELECT row_number() OVER () AS ending, * FROM (${endings})),
    tracks AS (
      SELECT journey, to_json(list(stage ORDER BY entered)) AS stages, first(kept) AS kept
      FROM journey JOIN ends USING (account) WHERE entered <= day GROUP BY ending, account, journey, "key")
    SELECT journey, stages::VARCHAR AS stages, count(*) AS tracks, count(*) FILTER (kept) AS kept
    FROM tracks GROUP BY ALL ORDER BY tracks DESC, stages`;
}

function pathsOf(rows: readonly Row[]): JourneyPath[] {
  const told = rows.slice(0, mostPaths).map((row) => pathOf(row, JSON.parse(String(row.stages)) as string[]));
  const [first, ...more] = rows.slice(mostPaths);
  if (!first) return told;
  const sum = (column: string) => [first, ...more].reduce((total, row) => total + Number(row[column]), 0);
  return [...told, pathOf({ ...first, tracks: sum("tracks"), kept: sum("kept") }, null)];
}

function pathOf(row: Row, stages: string[] | null): JourneyPath {
  const tracks = Number(row.tracks);
  const kept = Number(row.kept);
  const estimate = tracks < fewestTracks ? undefined : share(kept, tracks);
  const interval = estimate === undefined ? null : { low: estimate.low, high: estimate.high };
  return { journey: String(row.journey), stages, tracks, kept, interval };
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
