/** What conditions ask of a score: its value, windows, changes and bands, decided only where the whole range agrees. */

import type { Aggregate, Condition, Duration, Metric } from "../../schedule/types.ts";
import type { EpochDay } from "../histories/types.ts";
import type { Compiler, Read } from "./compiler.ts";
import { millionths, minus, type Reading, relate, setUnknown, times, type Whole } from "./exact.ts";
import type { ScoreDays } from "./score-days.ts";
import type { ScoreOf } from "./scores.ts";
import type { Moment, RunView, Test, Truth } from "./types.ts";
import type { AccountView } from "./view.ts";
import { beginsBeforeRun, windowStart } from "./windows.ts";

type ChangeNode = Extract<Condition, { node: "change" }>;

function setRange(out: Reading, low: Whole, high: Whole, denominator = 1): void {
  out.low = low;
  out.high = high;
  out.denominator = denominator;
}

/** The score on a day. */
export function scoreReading(compiler: Compiler, place: number): Read {
  const score = compiler.score(place);
  return (view, { windowDay }, _run, out) => {
    const days = score(view, windowDay);
    setRange(out, days.low(windowDay), days.high(windowDay));
  };
}

export function scoreWindow(compiler: Compiler, place: number, over: Duration, aggregate: Aggregate): Read {
  const score = compiler.score(place);
  const start = windowStart(over);
  return (view, { windowDay }, run, out) => {
    const first = start(windowDay);
    const days = score(view, windowDay);
    if (beginsBeforeRun(first, run) || !days.isKnown(first, windowDay)) setUnknown(out);
    else if (aggregate === "min" || aggregate === "max") setExtreme(out, days, first, windowDay, aggregate);
    else {
      const length = aggregate === "avg" ? windowDay - first + 1 : 1;
      setRange(out, days.lowSum(first, windowDay), days.highSum(first, windowDay), length);
    }
  };
}

function setExtreme(out: Reading, days: ScoreDays, from: EpochDay, to: EpochDay, aggregate: "min" | "max"): void {
  const pick = aggregate === "min" ? Math.min : Math.max;
  let [low, high] = [days.low(from), days.high(from)];
  for (let day = from + 1; day <= to; day++) {
    low = pick(low, days.low(day));
    high = pick(high, days.high(day));
  }
  setRange(out, low, high);
}

/** Known: not a range. */
export function scoreKnown(compiler: Compiler, place: number): Test {
  const score = compiler.score(place);
  return (view, { windowDay }) => {
    const days = score(view, windowDay);
    return days.low(windowDay) === days.high(windowDay);
  };
}

/** Whether the score is in one of the bands asked for: all bands that its range touches are, or none is. */
export function scoreBand(metric: Metric, names: readonly string[], score: ScoreOf) {
  const bands = metric.bands ?? [];
  const asked = [...bands.map(({ name }) => names.includes(name)), false];
  /** One behind the last band for what is below its floor. */
  const placeOf = (value: number) => {
    const place = bands.findIndex(({ floor }) => value >= floor);
    return place < 0 ? bands.length : place;
  };
  return (view: AccountView, asOf: EpochDay, day: EpochDay): Truth => {
    const days = score(view, asOf);
    const low = days.low(day);
    if (Number.isNaN(low)) return undefined;
    const [first, last] = [placeOf(days.high(day)), placeOf(low)];
    for (let place = first + 1; place <= last; place++) if (asked[place] !== asked[first]) return undefined;
    return asked[first]!;
  };
}

/** Now and before, each a range over a denominator. */
export interface ScoreChange {
  now: Reading;
  before: Reading;
}

type ReadScoreChange = (view: AccountView, moment: Moment, run: RunView | undefined, out: ScoreChange) => boolean;

/** Gives false where either is unknown. */
export function scoreChangeReader(compiler: Compiler, place: number, against: ChangeNode["against"]): ReadScoreChange {
  const score = compiler.score(place);
  if (against.kind === "usual") return againstUsual(score, against);
  const start = against.kind === "span" ? windowStart(against.over) : undefined;
  return (view, { windowDay }, run, out) => {
    if (start === undefined && (run === undefined || windowDay < run.firstDay)) return false;
    const earlier = start === undefined ? run!.firstDay : start(windowDay) - 1;
    if (start !== undefined && beginsBeforeRun(earlier, run)) return false;
    const days = score(view, windowDay);
    setRange(out.now, days.low(windowDay), days.high(windowDay));
    setRange(out.before, days.low(earlier), days.high(earlier));
    return days.isKnown(windowDay, windowDay) && days.isKnown(earlier, earlier);
  };
}

/** The median of ranges lies between the median of their lower ends and that of their upper ends. */
function againstUsual(score: ScoreOf, { usual }: Extract<ChangeNode["against"], { kind: "usual" }>): ReadScoreChange {
  const usualStart = windowStart(usual);
  return (view, { windowDay }, run, out) => {
    const earliest = usualStart(windowDay - 1);
    if (beginsBeforeRun(earliest, run)) return false;
    const days = score(view, windowDay);
    if (!days.isKnown(earliest, windowDay)) return false;
    setRange(out.now, days.low(windowDay), days.high(windowDay));
    const offset = earliest - days.from;
    const length = windowDay - earliest;
    const [lows, highs] = [days.lows, days.highs].map((values) => values.slice(offset, offset + length).sort());
    const middle = length >> 1;
    if (length % 2 === 1) setRange(out.before, lows![middle]!, highs![middle]!);
    else setRange(out.before, lows![middle - 1]! + lows![middle]!, highs![middle - 1]! + highs![middle]!, 2);
    return true;
  };
}

export function scoreChange(compiler: Compiler, place: number, node: ChangeNode): Test {
  const read = scoreChangeReader(compiler, place, node.against);
  const change = { now: emptyRange(), before: emptyRange() };
  const decide = deciderOf(node);
  return (view, moment, run) => (read(view, moment, run, change) ? decide(change) : undefined);
}

function emptyRange(): Reading {
  return { low: 0, high: 0, denominator: 1 };
}

/**
 * Over the denominator of `before`, which is that of the difference too. `falls > r` is (1 - r) before - now > 0, and
 * `rises > r` is now - (1 + r) before > 0: each end of the range of these comes from one end of each of the two.
 */
function deciderOf({ direction, threshold }: ChangeNode): (change: ScoreChange) => Truth {
  const falls = direction === "falls";
  const operator = threshold?.operator ?? ">";
  if (threshold === undefined || !threshold.relative) {
    const amount = threshold?.amount ?? 0;
    return ({ now, before }) => {
      const least = times(amount, before.denominator);
      const [low, high] = falls
        ? [minus(before.low, scaled(now.high, before)), minus(before.high, scaled(now.low, before))]
        : [minus(scaled(now.low, before), before.high), minus(scaled(now.high, before), before.low)];
      return relate(operator, low, high, least, least);
    };
  }
  const { numerator, denominator } = millionths(threshold.amount);
  const factor = falls ? denominator - numerator : denominator + numerator;
  return ({ now, before }) => {
    if (before.low <= 0) return undefined;
    const [nowLow, nowHigh] = [
      times(scaled(now.low, before), denominator),
      times(scaled(now.high, before), denominator),
    ];
    const [first, second] = [times(before.low, factor), times(before.high, factor)];
    const [beforeLow, beforeHigh] = first < second ? [first, second] : [second, first];
    const [low, high] = falls
      ? [minus(beforeLow, nowHigh), minus(beforeHigh, nowLow)]
      : [minus(nowLow, beforeHigh), minus(nowHigh, beforeLow)];
    return relate(operator, low, high, 0, 0);
  };
}

function scaled(value: Whole, { denominator }: Reading): Whole {
  return times(value, denominator);
}
