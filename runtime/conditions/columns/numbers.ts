/** A quantity on every day of the grid, in plain numbers. */

import type { Expression } from "../../../schedule/types.ts";
import type { Compiler } from "../compiler.ts";
import { millionths } from "../exact.ts";
import { literalValue } from "../plain.ts";
import type { AccountView } from "../view.ts";
import { daysOf, windowStart } from "../windows.ts";
import { compileCounts } from "./counts.ts";
import { marksOfExpression } from "./marks.ts";
import { extremesOfSpans, SAFE, startsOf, sumSpans } from "./spans.ts";
import { readSteady } from "./steady.ts";

type Node<Name extends Expression["node"]> = Extract<Expression, { node: Name }>;

/** By day, NaN where unknown; `high` is `low` itself where the value is known exactly. Good until the next account is read. */
export interface Numbers {
  low: Float64Array;
  high: Float64Array;
  denominator: number;
}

/** Undefined for an account whose values are beyond plain numbers. */
export type ReadNumbers = (view: AccountView) => Numbers | undefined;

/** Undefined for what must be asked every day. */
export function compileNumbers(compiler: Compiler, expression: Expression): ReadNumbers | undefined {
  switch (expression.node) {
    case "metric":
      return valuesOfMetric(compiler, expression.metric);
    case "window":
      return windowNumbers(compiler, expression);
    case "literal":
      return literalNumbers(compiler, expression);
    case "share":
      return shareNumbers(compiler, expression);
    case "days_with":
      return daysWithNumbers(compiler, expression);
    default:
      return steadyNumbers(compiler, expression);
  }
}

function valuesOfMetric({ shape }: Compiler, name: string): ReadNumbers {
  const place = shape.metric(name);
  return (view) => {
    const { values } = view.series(place);
    return { low: values, high: values, denominator: 1 };
  };
}

function windowNumbers(
  { shape, days }: Compiler,
  { metric, over, aggregate }: Node<"window">,
): ReadNumbers | undefined {
  const place = shape.metric(metric);
  const length = daysOf(over);
  // An average of months is over another number of days on every day.
  if (length === undefined && aggregate === "avg") return undefined;
  const start = windowStart(over);
  const starts = startsOf(days, (index) => start(shape.grid.from + index) - shape.grid.from);
  const out = new Float64Array(days);
  const numbers = { low: out, high: out, denominator: aggregate === "avg" ? length! : 1 };
  if (aggregate === "sum" || aggregate === "avg")
    return (view) => (sumSpans(view.series(place).values, starts, out) ? numbers : undefined);
  const sign = aggregate === "min" ? 1 : -1;
  const candidates = new Int32Array(days);
  return (view) => {
    extremesOfSpans(view.series(place).values, starts, sign, out, candidates);
    return numbers;
  };
}

function shareNumbers(compiler: Compiler, { ratio, of }: Node<"share">): ReadNumbers | undefined {
  const read = compileNumbers(compiler, of);
  if (read === undefined) return undefined;
  const { numerator, denominator } = millionths(ratio);
  const [low, high] = [new Float64Array(compiler.days), new Float64Array(compiler.days)];
  return (view) => {
    const numbers = read(view);
    if (numbers === undefined || !scale(numbers.low, numerator, low)) return undefined;
    if (numbers.high === numbers.low) return { low, high: low, denominator: numbers.denominator * denominator };
    if (!scale(numbers.high, numerator, high)) return undefined;
    return { low, high, denominator: numbers.denominator * denominator };
  };
}

function scale(values: Float64Array, factor: number, out: Float64Array): boolean {
  for (let index = 0; index < out.length; index++) {
    const product = values[index]! * factor;
    if (product > SAFE || product < -SAFE) return false;
    out[index] = product;
  }
  return true;
}

/** From the days that surely have the condition to those that may. */
function daysWithNumbers(compiler: Compiler, { condition, over }: Node<"days_with">): ReadNumbers {
  const { days, shape } = compiler;
  const start = windowStart(over);
  const count = compileCounts(compiler, condition, start);
  const [low, high] = [new Float64Array(days), new Float64Array(days)];
  return (view) => {
    const { falses, unknowns } = count(view);
    for (let index = 0; index < days; index++) {
      const last = shape.grid.from + index;
      high[index] = last - start(last) + 1 - falses[index]!;
      low[index] = high[index]! - unknowns[index]!;
    }
    return { low, high, denominator: 1 };
  };
}

/** An average of events has another denominator on every day: it is asked every day. */
function steadyNumbers(compiler: Compiler, expression: Expression): ReadNumbers | undefined {
  const mark = marksOfExpression(compiler.shape, expression);
  if (mark === undefined || (expression.node === "event_values" && expression.aggregate === "avg")) return undefined;
  const low = new Float64Array(compiler.days);
  const high = expression.node === "event_count" ? new Float64Array(compiler.days) : low;
  const readInto = readSteady(compiler.shape, compiler.read(expression), mark, low, high);
  const numbers = { low, high, denominator: 1 };
  return (view) => (readInto(view) ? numbers : undefined);
}

/** The same for all accounts. */
function literalNumbers(compiler: Compiler, expression: Node<"literal">): ReadNumbers {
  const value = literalValue(expression);
  const values = new Float64Array(compiler.days).fill(typeof value === "number" ? value : Number.NaN);
  const numbers = { low: values, high: values, denominator: 1 };
  return () => numbers;
}
