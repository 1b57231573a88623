/** Compiles `falls`, `rises` and `becomes`: now against before, exactly (docs/language.md section 5, "Changes"). */

import type { Condition } from "../../schedule/types.ts";
import type { Compiler } from "./compiler.ts";
import { isUnknown, millionths, minus, plus, relate, times, type Whole } from "./exact.ts";
import { scoreChange } from "./score-readings.ts";
import type { Series } from "./series.ts";
import type { Moment, RunView, Test, Truth } from "./types.ts";
import type { AccountView } from "./view.ts";
import { beginsBeforeRun, windowStart } from "./windows.ts";

type ChangeNode = Extract<Condition, { node: "change" }>;

/** `before` is over `denominator`; NaN where unknown. Written into an object its caller owns. */
export interface Change {
  now: Whole;
  before: Whole;
  denominator: number;
}

export function emptyChange(): Change {
  return { now: Number.NaN, before: Number.NaN, denominator: 1 };
}

export type ReadChange = (view: AccountView, moment: Moment, run: RunView | undefined, out: Change) => void;

export function changeReader({ shape }: Compiler, { metric: name, against }: ChangeNode): ReadChange {
  const place = shape.metric(name);
  const { metric } = shape.metrics[place]!;
  switch (against.kind) {
    case "span":
      return metric.kind === "flow" ? flowOverSpan(place, against) : levelOverSpan(place, against);
    case "since_start":
      return sinceStart(place);
    case "usual":
      return againstUsual(place, against);
  }
}

function setChange(out: Change, now: Whole, before: Whole): void {
  out.now = now;
  out.before = before;
  out.denominator = 1;
}

/** The last N days against the N days before those. */
function flowOverSpan(place: number, { over }: Extract<ChangeNode["against"], { kind: "span" }>): ReadChange {
  const start = windowStart(over);
  return (view, { windowDay }, run, out) => {
    const first = start(windowDay);
    const earliest = first - (windowDay - first + 1);
    if (beginsBeforeRun(earliest, run)) return setChange(out, Number.NaN, Number.NaN);
    const series = view.series(place);
    setChange(out, series.sum(first, windowDay), series.sum(earliest, first - 1));
  };
}

/** Today's value against the value N days ago. */
function levelOverSpan(place: number, { over }: Extract<ChangeNode["against"], { kind: "span" }>): ReadChange {
  const start = windowStart(over);
  return (view, { windowDay }, run, out) => {
    const earlier = start(windowDay) - 1;
    if (beginsBeforeRun(earlier, run)) return setChange(out, Number.NaN, Number.NaN);
    const series = view.series(place);
    setChange(out, series.at(windowDay), series.at(earlier));
  };
}

function sinceStart(place: number): ReadChange {
  return (view, { windowDay }, run, out) => {
    if (run === undefined || windowDay < run.firstDay) return setChange(out, Number.NaN, Number.NaN);
    const series = view.series(place);
    setChange(out, series.at(windowDay), series.at(run.firstDay));
  };
}

/**
 * The current span against the median of the spans of its length that lie wholly in the time before it. A level has
 * spans of one day.
 */
function againstUsual(place: number, { over, usual }: Extract<ChangeNode["against"], { kind: "usual" }>): ReadChange {
  const spanStart = windowStart(over ?? { unit: "days", amount: 1 });
  const usualStart = windowStart(usual);
  const spans: Whole[] = [];
  return (view, { windowDay }, run, out) => {
    const first = spanStart(windowDay);
    const earliest = usualStart(first - 1);
    if (beginsBeforeRun(earliest, run)) return setChange(out, Number.NaN, Number.NaN);
    const series = view.series(place);
    setChange(out, series.sum(first, windowDay), Number.NaN);
    if (!readSpans(series, earliest, first, windowDay - first + 1, spans)) return;
    setMedian(out, spans);
  };
}

/** Sums the spans of `length` days back to back before `first`, down to `earliest`; false when any is unknown. */
function readSpans(series: Series, earliest: number, first: number, length: number, spans: Whole[]): boolean {
  spans.length = 0;
  const count = Math.floor((first - earliest) / length);
  // One question for all their days: nearly always it is the data's or the account's first day that they reach beyond.
  if (count <= 0 || isUnknown(series.sum(first - count * length, first - 1))) return false;
  for (let place = 1; place <= count; place++) {
    const from = first - place * length;
    spans.push(series.sum(from, from + length - 1));
  }
  return true;
}

function setMedian(out: Change, spans: readonly Whole[]): void {
  // Numbers alone are sorted many times faster.
  const isPlain = spans.every((span) => typeof span === "number");
  const sorted = isPlain ? Float64Array.from(spans).sort() : spans.toSorted(ascending);
  const middle = sorted.length >> 1;
  const isOdd = sorted.length % 2 === 1;
  out.before = isOdd ? sorted[middle]! : plus(sorted[middle - 1]!, sorted[middle]!);
  out.denominator = isOdd ? 1 : 2;
}

function ascending(left: Whole, right: Whole): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function compileChange(compiler: Compiler, node: ChangeNode): Test {
  const place = compiler.shape.metric(node.metric);
  if (compiler.shape.metrics[place]!.metric.computed) return scoreChange(compiler, place, node);
  const read = changeReader(compiler, node);
  const decide = deciderOf(node);
  const change = emptyChange();
  return (view, moment, run) => {
    read(view, moment, run, change);
    if (isUnknown(change.now) || isUnknown(change.before)) return undefined;
    return decide(change);
  };
}

/** Whether a known change is the one asked for. Relative changes from zero or below are unknown. */
function deciderOf({ direction, threshold }: ChangeNode): (change: Change) => Truth {
  const differenceOf =
    direction === "falls"
      ? ({ now, before, denominator }: Change) => minus(before, times(now, denominator))
      : ({ now, before, denominator }: Change) => minus(times(now, denominator), before);
  if (threshold === undefined) return (change) => differenceOf(change) > 0;
  const { operator, amount } = threshold;
  if (!threshold.relative) {
    return (change) => {
      const least = times(amount, change.denominator);
      const difference = differenceOf(change);
      return relate(operator, difference, difference, least, least);
    };
  }
  const ratio = millionths(amount);
  return (change) => {
    if (change.before <= 0) return undefined;
    const scaled = times(differenceOf(change), ratio.denominator);
    const least = times(change.before, ratio.numerator);
    return relate(operator, scaled, scaled, least, least);
  };
}
