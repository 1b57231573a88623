/** The figure of a measure, from what was added up: exact up to the last step, with its 95% interval and its goal. */
import type { Goal, Measure, Metric, Schedule } from "../../schedule/types.ts";
import { share, z } from "../calibration/intervals.ts";
import { lookAheadOf } from "./look-ahead.ts";
import { emptyTally, type Tallies, type Tally, wholeOf } from "./tally.ts";

/** What a figure is in: millionths of a share, days, or base units of a metric. */
export type FigureUnit = "ratio" | "days" | Metric["quantity"];

/** A figure in plain units: 0.05 is 5%, 30 are days, money is in whole units of the currency. */
export interface FigureResult {
  /** How many were judged. */
  readonly units: number;
  /** Of a time: those who have not got there yet. */
  readonly waiting: number;
  readonly unknown: readonly { reason: string; count: number }[];
  /** null: none to judge, or the median is not reached. */
  readonly value: number | null;
  readonly interval: { readonly low: number | null; readonly high: number | null } | null;
  /** Of a median that is not reached: it is at least so many days. */
  readonly atLeast: number | null;
}

export interface MeasureResult extends FigureResult {
  readonly measure: string;
  /** The figure as it is written. */
  readonly figure: string;
  readonly unit: FigureUnit;
  readonly among: string | null;
  /** Why there is no figure. */
  readonly reason: string | null;
  readonly goal: { readonly text: string; readonly met?: boolean } | null;
  /** Those of whom `by` is true, those of whom it is false, and of how many it is unknown. */
  readonly compared: {
    readonly by: string;
    readonly with: FigureResult;
    readonly without: FigureResult;
    readonly undecided: number;
  } | null;
}

/** In the order of the schedule. `lookAhead`: fields of which the data has only today's value. */
export function measureResults(schedule: Schedule, tallies: Tallies, lookAhead: readonly string[]): MeasureResult[] {
  return (schedule.measures ?? []).map((measure) => resultOf(schedule, measure, tallies, lookAhead));
}

function resultOf(schedule: Schedule, measure: Measure, tallies: Tallies, lookAhead: readonly string[]): MeasureResult {
  const ofMeasure = tallies.get(measure.name);
  const whole = wholeOf(ofMeasure);
  const unit = unitOf(schedule, measure);
  const baseUnits = baseUnitsOf(schedule, measure, unit);
  const figure = figureOf(measure, whole, baseUnits);
  const ahead = lookAheadOf(schedule, measure, lookAhead);
  const met = measure.goal && isMet(measure, measure.goal, whole, unit);
  const part = (name: "with" | "without") => figureOf(measure, ofMeasure?.get(name) ?? emptyTally, baseUnits);
  return {
    measure: measure.name,
    figure: measure.text,
    unit,
    among: measure.among?.text ?? null,
    ...figure,
    reason: reasonOf(figure, ahead),
    goal: measure.goal ? { text: measure.goalText ?? "", ...(met !== undefined && { met }) } : null,
    compared: measure.by
      ? {
          by: measure.by.text,
          with: part("with"),
          without: part("without"),
          undecided: countOf(ofMeasure?.get("rest")),
        }
      : null,
  };
}

function countOf(tally: Tally | undefined): number {
  return tally ? tally.units + tally.waiting : 0;
}

function reasonOf({ value, atLeast }: FigureResult, ahead: readonly string[]): string | null {
  if (ahead.length > 0) return `${ahead.join(", ")}: known only as of today`;
  return value === null && atLeast === null ? "none to judge" : null;
}

function unitOf(schedule: Schedule, { figure }: Measure): FigureUnit {
  if (figure.kind === "time") return "days";
  if (figure.kind !== "change") return "ratio";
  return schedule.metrics.find(({ name }) => name === figure.metric)?.quantity ?? "points";
}

/** How many base units are a plain one. Shares and days are added up in plain ones, changes in the metric's own. */
function baseUnitsOf({ currency }: Schedule, { figure }: Measure, unit: FigureUnit): number {
  if (figure.kind !== "change" || unit === "count") return 1;
  return unit === "money" ? 10 ** currency.minorDigits : 1_000_000;
}

function figureOf(measure: Measure, tally: Tally, baseUnits: number): FigureResult {
  const { figure } = measure;
  const unknown = [...tally.unknown]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  const told = { units: tally.units, waiting: tally.waiting, unknown };
  if (figure.kind === "time" && figure.statistic === "median") return { ...told, ...medianOf(tally) };
  if (tally.x <= 0n) return { ...told, value: null, interval: null, atLeast: null };
  const isPlainShare = isShareOfUnits(measure);
  const plain = (value: number) => value / baseUnits;
  const interval = isPlainShare ? share(Number(tally.y), Number(tally.x)) : within(measure, ratioInterval(tally));
  return {
    ...told,
    value: plain(Number(tally.y) / Number(tally.x)),
    interval: interval ? { low: plain(interval.low), high: plain(interval.high) } : null,
    atLeast: null,
  };
}

/** Each unit is in or not: the others are ratios of amounts, means, or one share less another. */
function isShareOfUnits({ figure }: Measure): boolean {
  const isOfAmounts = figure.kind === "revenue" || figure.kind === "time" || figure.kind === "change";
  return !isOfAmounts && !(figure.kind === "events" && figure.minus);
}

/** The normal distribution knows no ends: a gross figure has them, and so has one share less another. */
function within({ figure }: Measure, interval: { low: number; high: number } | undefined) {
  const isGross = figure.kind === "revenue" && figure.what !== "net_retention";
  if (!interval || (!isGross && figure.kind !== "events")) return interval;
  return { low: Math.max(isGross ? 0 : -1, interval.low), high: Math.min(1, interval.high) };
}

/** Of fewer nothing is said with an interval. */
const fewestUnits = 5;

/**
 * Of a ratio of sums by linearisation, its error the normal distribution's (Cochran, Sampling Techniques, section 6.3); of a
 * mean, whose x are all 1, the usual one. The sum of squared differences is exact.
 */
function ratioInterval({ units, x, y, xx, xy, yy }: Tally): { low: number; high: number } | undefined {
  if (units < fewestUnits) return undefined;
  const squares = Number(yy * x * x - 2n * x * y * xy + y * y * xx) / Number(x) ** 2;
  const reach = (z / Number(x)) * Math.sqrt((Math.max(0, squares) * units) / (units - 1));
  const value = Number(y) / Number(x);
  return { low: value - reach, high: value + reach };
}

/** The days after which half of them had got there. Who has not yet counts as longer than all who have. */
function medianOf(tally: Tally): Pick<FigureResult, "value" | "interval" | "atLeast"> {
  const total = tally.units + tally.waiting;
  const rank = Math.ceil(total / 2);
  const reached = [...tally.days].sort(([a], [b]) => a - b).map(([days, { reached }]) => ({ days, count: reached }));
  const at = (place: number) => (place < 1 ? undefined : dayOfRank(reached, place));
  if (total === 0) return { value: null, interval: null, atLeast: null };
  const value = at(rank) ?? null;
  const step = (z * Math.sqrt(total)) / 2;
  const [low, high] = [at(Math.floor(total / 2 - step)), at(Math.ceil(total / 2 + step) + 1)];
  const interval = total < fewestUnits ? null : { low: low ?? null, high: high ?? null };
  return { value, interval, atLeast: value === null ? leastMedian(tally, rank) : null };
}

/** With everybody's time, or the time waited so far. */
function leastMedian({ days }: Tally, rank: number): number {
  const all = [...days].sort(([a], [b]) => a - b);
  return dayOfRank(
    all.map(([day, { reached, waiting }]) => ({ days: day, count: reached + waiting })),
    rank,
  )!;
}

function dayOfRank(counts: readonly { days: number; count: number }[], rank: number): number | undefined {
  let before = 0;
  for (const { days, count } of counts) {
    before += count;
    if (before >= rank) return days;
  }
  return undefined;
}

/** In whole numbers, so that 1 of 2 meets `>= 50%` exactly. Undefined without a figure, or where its bound leaves it open. */
function isMet({ figure }: Measure, goal: Goal, tally: Tally, unit: FigureUnit): boolean | undefined {
  if (figure.kind === "time" && figure.statistic === "median") {
    const { value, atLeast } = medianOf(tally);
    if (value !== null) return meets(BigInt(value), 1n, goal);
    return atLeast === null ? undefined : leastMeets(atLeast, goal);
  }
  if (tally.x <= 0n) return undefined;
  const millionths = unit === "ratio" && figure.kind !== "change" ? 1_000_000n : 1n;
  return meets(tally.y * millionths, tally.x, goal);
}

/** Whether part / whole meets a goal; `whole` is above 0. */
export function meets(part: bigint, whole: bigint, goal: Goal): boolean {
  const compare = (value: number) => {
    const difference = part - BigInt(value) * whole;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  };
  if (goal.kind === "range") return compare(goal.from) >= 0 && compare(goal.to) <= 0;
  const order = compare(goal.value);
  switch (goal.operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** Of what is at least `bound`: whether every such value meets the goal, or none. */
function leastMeets(bound: number, goal: Goal): boolean | undefined {
  if (goal.kind === "range") return bound > goal.to ? false : undefined;
  const { operator, value } = goal;
  switch (operator) {
    case "<":
      return bound >= value ? false : undefined;
    case "<=":
      return bound > value ? false : undefined;
    case ">":
      return bound > value ? true : undefined;
    case ">=":
      return bound >= value ? true : undefined;
    case "=":
      return bound > value ? false : undefined;
    case "!=":
      return bound > value ? true : undefined;
  }
}
