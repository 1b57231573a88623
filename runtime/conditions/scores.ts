/**
 * Computes scores. What a score says of a day is a function of that day's close alone. One that the data decides is computed
 * for all days at once, from the columns of its lines; one that reads deliveries each close once, when it is first asked
 * for, and is settled when the day is over, since until then something may still happen.
 */

import type { ScoreComponent, ScoreLine } from "../../schedule/types.ts";
import type { EpochDay } from "../histories/types.ts";
import { FALSE } from "./columns/column.ts";
import type { Compiler } from "./compiler.ts";
import { dependenceOf, dependenceOfExpression } from "./dependence.ts";
import { emptyReading, isUnknown, minus, type Reading, times, type Whole } from "./exact.ts";
import type { ScoreDays } from "./score-days.ts";
import { brokenSchedule } from "./shape.ts";
import type { Moment } from "./types.ts";
import type { AccountView } from "./view.ts";

/** The score's days, settled up to `day` as far as they can be. */
export type ScoreOf = (view: AccountView, day: EpochDay) => ScoreDays;

/** Adds the points of one line to the range. */
type AddLine = (view: AccountView, moment: Moment, out: Range) => void;

interface Range {
  low: number;
  high: number;
}

/** `place` is of the metric of a score or a component. */
export function compileScore(compiler: Compiler, place: number): ScoreOf {
  const { metric } = compiler.shape.metrics[place]!;
  const part = compiler.shape.score(metric.name);
  if (part === undefined) throw brokenSchedule(`nothing computes "${metric.name}"`);
  return compiler.scoreReadsLedger(metric.name)
    ? dayByDay(compiler, place, "lines" in part ? linesOf(compiler, part) : sumOf(compiler, part.components))
    : atOnce(compiler, place, "lines" in part ? columnsOf(compiler, part) : totalOf(compiler, part.components));
}

/** Adds what is said of every day to the range of that day. */
type AddDays = (view: AccountView, lows: Float64Array, highs: Float64Array) => void;

function atOnce(compiler: Compiler, place: number, add: AddDays): ScoreOf {
  const [lows, highs] = [new Float64Array(compiler.days), new Float64Array(compiler.days)];
  return (view) => {
    const days = view.scoreDays(place);
    if (days.end > compiler.shape.grid.to) return days;
    lows.fill(0);
    highs.fill(0);
    add(view, lows, highs);
    days.writeAll(lows, highs, view.aliveDays());
    return days;
  };
}

function totalOf(compiler: Compiler, components: readonly ScoreComponent[]): AddDays {
  const scores = components.map(({ name }) => compiler.score(compiler.shape.metric(name)));
  return (view, lows, highs) => {
    for (const score of scores) {
      const days = score(view, compiler.shape.grid.to);
      for (let index = 0; index < lows.length; index++) {
        lows[index]! += days.lows[index]!;
        highs[index]! += days.highs[index]!;
      }
    }
  };
}

function columnsOf(compiler: Compiler, { lines }: ScoreComponent): AddDays {
  const adds = lines.map((line) => (line.kind === "when" ? columnOf(compiler, line) : scaleDaysOf(compiler, line)));
  return (view, lows, highs) => {
    for (const add of adds) add(view, lows, highs);
  };
}

function columnOf(compiler: Compiler, { when, points }: Extract<ScoreLine, { kind: "when" }>): AddDays {
  const truths = compiler.column(when);
  const { always } = compiler.shape;
  // By code: the points it surely has, and those it may have.
  const sure = Float64Array.of(0, points, 0);
  const possible = Float64Array.of(0, points, points);
  return (view, lows, highs) => {
    const column = truths(view);
    if (column === always[FALSE]) return;
    for (let index = 0; index < lows.length; index++) {
      const code = column[index]!;
      lows[index]! += sure[code]!;
      highs[index]! += possible[code]!;
    }
  };
}

/** What is in proportion is read day by day. */
function scaleDaysOf(compiler: Compiler, line: Extract<ScoreLine, { kind: "by" }>): AddDays {
  const add = scaleOf(compiler, line);
  const moment = { windowDay: 0, today: 0 };
  const range: Range = { low: 0, high: 0 };
  return (view, lows, highs) => {
    const alive = view.aliveDays();
    for (let index = 0; index < alive.length; index++) {
      if (alive[index] === 0) continue;
      moment.windowDay = moment.today = compiler.shape.grid.from + index;
      range.low = range.high = 0;
      add(view, moment, range);
      lows[index]! += range.low;
      highs[index]! += range.high;
    }
  };
}

function dayByDay({ shape }: Compiler, place: number, add: AddLine): ScoreOf {
  // Reused, so that asking allocates nothing; a score never asks itself.
  const moment = { windowDay: 0, today: 0 };
  const range: Range = { low: 0, high: 0 };
  const write = (view: AccountView, days: ScoreDays, day: EpochDay) => {
    if (view.lifeOn(day) !== "alive") return days.write(Number.NaN, Number.NaN);
    moment.windowDay = day;
    moment.today = day;
    range.low = 0;
    range.high = 0;
    add(view, moment, range);
    days.write(range.low, range.high);
  };
  return (view, day) => {
    const days = view.scoreDays(place);
    const last = Math.min(day, shape.grid.to);
    for (; days.end < last; days.end++) write(view, days, days.end);
    if (days.end === last) write(view, days, last);
    return days;
  };
}

function sumOf(compiler: Compiler, components: readonly ScoreComponent[]): AddLine {
  const scores = components.map(({ name }) => compiler.score(compiler.shape.metric(name)));
  return (view, { windowDay }, out) => {
    for (const score of scores) {
      const days = score(view, windowDay);
      out.low += days.low(windowDay);
      out.high += days.high(windowDay);
    }
  };
}

function linesOf(compiler: Compiler, { lines }: ScoreComponent): AddLine {
  const adds = lines.map((line) => lineOf(compiler, line));
  return (view, moment, out) => {
    for (const add of adds) add(view, moment, out);
  };
}

function lineOf(compiler: Compiler, line: ScoreLine): AddLine {
  if (line.kind === "by") return scaleOf(compiler, line);
  const test = compiler.test(line.when);
  return (view, moment, out) => {
    const truth = test(view, moment);
    if (truth === false) return;
    out.high += line.points;
    if (truth === true) out.low += line.points;
  };
}

/** In proportion; a value that is a range gives one, an unknown one any points up to all. */
function scaleOf(compiler: Compiler, line: Extract<ScoreLine, { kind: "by" }>): AddLine {
  const read = compiler.read(line.by);
  const reading: Reading = emptyReading();
  const rises = line.to > line.from;
  return (view, moment, out) => {
    read(view, moment, undefined, reading);
    if (isUnknown(reading.low)) {
      out.high += line.points;
      return;
    }
    const [least, most] = rises ? [reading.low, reading.high] : [reading.high, reading.low];
    out.low += pointsAt(line, least, reading.denominator);
    out.high += pointsAt(line, most, reading.denominator);
  };
}

/** Points for a value over a denominator, rounded half to even to whole base units. */
export function pointsAt(
  { points, from, to }: Pick<Extract<ScoreLine, { kind: "by" }>, "points" | "from" | "to">,
  value: Whole,
  denominator: number,
): number {
  const sign = to > from ? 1 : -1;
  const above = BigInt(times(minus(value, times(from, denominator)), sign));
  const whole = BigInt(times(to - from, denominator * sign));
  if (above <= 0n) return 0;
  if (above >= whole) return points;
  const product = above * BigInt(points);
  const [quotient, rest] = [product / whole, (product % whole) * 2n];
  const up = rest > whole || (rest === whole && quotient % 2n === 1n);
  return Number(up ? quotient + 1n : quotient);
}

/** Whether deliveries decide any line, straight or through another score. */
export function readsLedger(compiler: Compiler, name: string): boolean {
  const part = compiler.shape.score(name);
  if (part === undefined) return false;
  if (!("lines" in part)) return part.components.some((component) => compiler.scoreReadsLedger(component.name));
  return part.lines.some((line) =>
    line.kind === "when" ? dependenceOf(compiler, line.when).ledger : dependenceOfExpression(compiler, line.by).ledger,
  );
}
