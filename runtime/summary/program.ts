/** What each trigger and play of the schedule did, those that did nothing included. */
import type { Play, Schedule } from "../../schedule/types.ts";
import { demandPaths } from "../engine/paths.ts";
import type { Query } from "../ledger/store.ts";
import type { DayText, PlayCounts, ReasonCount, TouchTargetCounts, TriggerCounts } from "./types.ts";

/** In order of name. */
export async function triggerCounts(query: Query, schedule: Schedule): Promise<TriggerCounts[]> {
  const rows = await query(`SELECT trigger, sum(fires) AS fires, count(DISTINCT account) FILTER (fires > 0) AS accounts,
      sum(days) AS days, coalesce(sum(days) FILTER (reason IS NOT NULL), 0) AS unknown_days,
      sum(spent_days) AS spent_days, count(DISTINCT account) FILTER (spent_days > 0) AS spent_accounts
    FROM trigger_days GROUP BY trigger`);
  const counted = new Map(rows.map((row) => [row.trigger as string, row]));
  const reasons = await unknownReasons(query);
  return schedule.triggers.map(({ name }) => {
    const row = counted.get(name);
    return {
      trigger: name,
      fires: (row?.fires ?? 0) as number,
      accounts: (row?.accounts ?? 0) as number,
      days: (row?.days ?? 0) as number,
      unknownDays: (row?.unknown_days ?? 0) as number,
      spentDays: (row?.spent_days ?? 0) as number,
      spentAccounts: (row?.spent_accounts ?? 0) as number,
      reasons: reasons.get(name) ?? [],
    };
  });
}

async function unknownReasons(query: Query): Promise<Map<string, ReasonCount[]>> {
  const rows = await query(`SELECT trigger, reason, sum(days) AS days, count(DISTINCT account) AS accounts
    FROM trigger_days WHERE reason IS NOT NULL AND days > 0 GROUP BY ALL ORDER BY trigger, days DESC, reason`);
  const reasons = new Map<string, ReasonCount[]>();
  for (const { trigger, reason, days, accounts } of rows) {
    const list = reasons.get(trigger as string) ?? [];
    reasons.set(trigger as string, list);
    list.push({ reason: reason as string, days: days as number, accounts: accounts as number });
  }
  return reasons;
}

export type RunCounts = Omit<PlayCounts, "play" | "target">;

/** Of each play with a run, in order of name. `from`: the first reported day; a run that began before it is carried in. */
export async function runsByPlay(query: Query, from: DayText): Promise<Map<string, RunCounts>> {
  const rows = await query(`SELECT play, count(*) FILTER (started >= DATE '${from}') AS started,
      count(*) FILTER (started < DATE '${from}') AS "carriedIn", count(*) FILTER (ending = 'won') AS won,
      count(*) FILTER (ending = 'lost') AS lost, count(*) FILTER (ending = 'ran out') AS "ranOut",
      count(*) FILTER (ending = 'withdrawn') AS withdrawn, count(*) FILTER (ending IS NULL) AS open
    FROM play_runs GROUP BY play ORDER BY play`);
  return new Map(rows.map(({ play, ...runs }) => [play as string, runs as unknown as RunCounts]));
}

const noRuns: RunCounts = { started: 0, carriedIn: 0, won: 0, lost: 0, ranOut: 0, withdrawn: 0, open: 0 };

/** In order of name. */
export async function playCounts(query: Query, schedule: Schedule, from: DayText): Promise<PlayCounts[]> {
  const counted = await runsByPlay(query, from);
  return schedule.plays.map((play) => {
    const runs = counted.get(play.name) ?? noRuns;
    const { target } = play;
    const ended = runs.won + runs.lost + runs.ranOut;
    return { play: play.name, ...runs, ...(target && { target: targetOf(target, runs.won, ended) }) };
  });
}

/** In order of touch, then as written: of the touches done that asked for the event, how many it answered. */
export async function touchTargets(query: Query, schedule: Schedule): Promise<TouchTargetCounts[]> {
  const stated = schedule.touches.flatMap(({ name, targets = [] }) => targets.map((target) => ({ name, target })));
  if (stated.length === 0) return [];
  // The touch model in force is that at the close of the day of delivery.
  const rows = await query(`SELECT path, name, segment, model, count(*) AS asked, count(answered_at) AS answered
    FROM ledger LEFT JOIN models ON models.account = ledger.account AND done_on BETWEEN from_day AND to_day
    WHERE kind = 'touch' AND outcome = 'done' GROUP BY ALL`);
  return stated.map(({ name, target }) => {
    const { event, segments, models } = target;
    const paths = demandPaths(schedule, (action) => action.expects?.event === event);
    const counted = rows.filter(
      (row) =>
        row.name === name &&
        paths.has(row.path as string) &&
        ((!segments && !models) || isOneOf(row.segment, segments) || isOneOf(row.model, models)),
    );
    const asked = counted.reduce((sum, row) => sum + (row.asked as number), 0);
    const answered = counted.reduce((sum, row) => sum + (row.answered as number), 0);
    return {
      touch: name,
      event,
      ...(segments && { segments }),
      ...(models && { models }),
      asked,
      answered,
      target: targetOf(target, answered, asked),
    };
  });
}

function isOneOf(name: string | number | boolean | null | undefined, names: readonly string[] = []): boolean {
  return typeof name === "string" && names.includes(name);
}

type Target = Pick<NonNullable<Play["target"]>, "operator" | "ratio">;

function targetOf(target: Target, part: number, whole: number): NonNullable<PlayCounts["target"]> {
  const stated = { operator: target.operator, millionths: target.ratio };
  // In whole numbers, so that 1 of 2 meets `>= 50%` exactly.
  return whole === 0 ? stated : { ...stated, met: compare(part * 1_000_000, target.operator, target.ratio * whole) };
}

function compare(left: number, operator: Target["operator"], right: number): boolean {
  switch (operator) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}
