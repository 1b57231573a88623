/** Compiles the expressions that are quantities, dates or instants into readers of numbers. */

import type { Aggregate, Expression } from "../../schedule/types.ts";
import { createTally } from "./closes.ts";
import type { Compiler, Read } from "./compiler.ts";
import { dependenceOf } from "./dependence.ts";
import { eventCountReader, eventValuesReader } from "./event-readings.ts";
import { isUnknown, millionths, setPoint, setUnknown, times, type Whole } from "./exact.ts";
import { plainReader } from "./plain.ts";
import { scoreReading, scoreWindow } from "./score-readings.ts";
import type { Series } from "./series.ts";
import { brokenSchedule } from "./shape.ts";
import { touchShareReader } from "./touch-shares.ts";
import { beginsBeforeRun, windowStart } from "./windows.ts";

type Node<Name extends Expression["node"]> = Extract<Expression, { node: Name }>;

export function compileReading(compiler: Compiler, expression: Expression): Read {
  switch (expression.node) {
    case "literal":
    case "field":
    case "event_field":
      return numberReader(compiler, expression);
    case "metric": {
      const place = compiler.shape.metric(expression.metric);
      if (compiler.shape.metrics[place]!.metric.computed) return scoreReading(compiler, place);
      return (view, moment, _run, out) => setPoint(out, view.series(place).at(moment.windowDay));
    }
    case "window":
      return windowReader(compiler, expression);
    case "share":
      return shareReader(compiler, expression);
    case "event_count":
      return eventCountReader(compiler, expression);
    case "event_values":
      return eventValuesReader(compiler, expression);
    case "touch_share":
      return touchShareReader(compiler, expression);
    case "days_with":
      return daysWithReader(compiler, expression);
    default:
      throw brokenSchedule(`"${expression.text}" stands where a quantity must`);
  }
}

function numberReader({ shape }: Compiler, expression: Expression): Read {
  const read = plainReader(shape, expression);
  return (view, moment, _run, out) => {
    const value = read(view, moment.today);
    setPoint(out, typeof value === "number" ? value : Number.NaN);
  };
}

function windowReader(compiler: Compiler, { metric, over, aggregate }: Node<"window">): Read {
  const place = compiler.shape.metric(metric);
  if (compiler.shape.metrics[place]!.metric.computed) return scoreWindow(compiler, place, over, aggregate);
  const start = windowStart(over);
  const aggregated = aggregateOf(aggregate);
  return (view, moment, run, out) => {
    const last = moment.windowDay;
    const first = start(last);
    if (beginsBeforeRun(first, run)) setUnknown(out);
    else setPoint(out, aggregated(view.series(place), first, last), aggregate === "avg" ? last - first + 1 : 1);
  };
}

/** Of an average, the sum: its denominator is the number of days. */
function aggregateOf(aggregate: Aggregate): (series: Series, first: number, last: number) => Whole {
  switch (aggregate) {
    case "sum":
    case "avg":
      return (series, first, last) => series.sum(first, last);
    case "min":
      return (series, first, last) => series.extreme(first, last, 1);
    case "max":
      return (series, first, last) => series.extreme(first, last, -1);
  }
}

function shareReader(compiler: Compiler, { ratio, of }: Node<"share">): Read {
  const read = compiler.read(of);
  const share = millionths(ratio);
  return (view, moment, run, out) => {
    read(view, moment, run, out);
    if (isUnknown(out.low)) return;
    out.low = times(out.low, share.numerator);
    out.high = times(out.high, share.numerator);
    out.denominator *= share.denominator;
  };
}

/** From the days that surely have the condition to those that may. */
function daysWithReader(compiler: Compiler, { condition, over }: Node<"days_with">): Read {
  const start = windowStart(over);
  const tallyOf = createTally(compiler.test(condition), dependenceOf(compiler, condition), compiler.newSlot());
  const tally = { falses: 0, unknowns: 0 };
  return (view, moment, run, out) => {
    const last = moment.windowDay;
    const first = start(last);
    if (beginsBeforeRun(first, run)) return setUnknown(out);
    tallyOf(view, first, last, run, tally);
    out.high = last - first + 1 - tally.falses;
    out.low = out.high - tally.unknowns;
    out.denominator = 1;
  };
}
