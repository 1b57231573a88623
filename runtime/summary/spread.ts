/**
 * How far the runs of a simulation with assumed answers lie apart: the middle of what they came to, and the 5th and the
 * 95th percentile. Percentiles are by nearest rank: of N runs in order the one at P% of N, rounded up, is the Pth.
 */
import type { Query, Row } from "../ledger/store.ts";
import type { RunSpread, Spread } from "./types.ts";

const percentiles = { low: 5, middle: 50, high: 95 } as const;

const totals = ["touches", "minutes", "answered", "late", "deferred", "dropped"] as const;

/** `runs`: how many there were. In a run of which a table has no row there was nothing: it counts as 0. */
export async function runSpread(query: Query, runs: number): Promise<RunSpread> {
  const [all] = await query(`SELECT ${totals.map((name) => spread(name, runs)).join(", ")} FROM runs`);
  return {
    runs,
    totals: totals.map((what) => ({ what, ...spreadIn(all!, what) })),
    people: await peopleSpread(query, runs),
    plays: await playSpread(query),
  };
}

async function peopleSpread(query: Query, runs: number): Promise<RunSpread["people"]> {
  const rows = await query(`WITH weeks AS (
      SELECT run, owner, week, sum(touches) AS touches, sum(minutes) AS minutes FROM run_people GROUP BY ALL),
    peaks AS (
      SELECT *, row_number() OVER (PARTITION BY run, owner ORDER BY minutes DESC, touches DESC, week) AS place FROM weeks),
    often AS (
      SELECT owner, week, count(*) AS times,
        row_number() OVER (PARTITION BY owner ORDER BY count(*) DESC, week) AS place
      FROM peaks WHERE place = 1 GROUP BY owner, week),
    loads AS (
      SELECT run, owner, sum(touches) AS touches, sum(minutes) AS minutes, max(minutes) AS peak
      FROM weeks GROUP BY run, owner)
    SELECT owner, ${["touches", "minutes", "peak"].map((name) => spread(name, runs)).join(", ")},
      any_value(often.week)::VARCHAR AS week, any_value(often.times) AS times
    FROM loads JOIN (FROM often WHERE place = 1) AS often USING (owner)
    GROUP BY owner ORDER BY minutes_middle DESC, owner`);
  return rows.map((row) => ({
    person: row.owner as string,
    touches: spreadIn(row, "touches"),
    minutes: spreadIn(row, "minutes"),
    peakMinutes: spreadIn(row, "peak"),
    peakWeek: { week: row.week as string, runs: row.times as number },
  }));
}

/** Of the runs in which one of the play ended: the share that was won, in millionths. */
async function playSpread(query: Query): Promise<RunSpread["plays"]> {
  const rows = await query(`WITH shares AS (
      SELECT play, won * 1000000 // ended AS share, row_number() OVER (PARTITION BY play ORDER BY won * 1000000 // ended) AS place,
        count(*) OVER (PARTITION BY play) AS runs
      FROM run_plays WHERE ended > 0)
    SELECT play, any_value(runs) AS runs, ${Object.entries(percentiles)
      .map(([name, percent]) => `max(share) FILTER (place = (${percent} * runs + 99) // 100) AS share_${name}`)
      .join(", ")}
    FROM shares GROUP BY play ORDER BY play`);
  return rows.map((row) => ({ play: row.play as string, runs: row.runs as number, won: spreadIn(row, "share") }));
}

function spread(name: string, runs: number): string {
  const missing = `(${runs} - count(*))`;
  return Object.entries(percentiles)
    .map(([end, percent]) => {
      const rank = Math.ceil((percent * runs) / 100);
      const value = `list_sort(list(${name}))[${rank} - ${missing}]::BIGINT`;
      return `CASE WHEN ${rank} <= ${missing} THEN 0 ELSE ${value} END AS ${name}_${end}`;
    })
    .join(", ");
}

function spreadIn(row: Row, name: string): Spread {
  return {
    low: row[`${name}_low`] as number,
    middle: row[`${name}_middle`] as number,
    high: row[`${name}_high`] as number,
  };
}
