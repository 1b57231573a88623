/** `falls` and `rises` on every day at once. Hot loops: no object, no call a day. */

import type { Condition } from "../../../schedule/types.ts";
import type { Compiler } from "../compiler.ts";
import { millionths } from "../exact.ts";
import type { AccountView } from "../view.ts";
import { daysOf } from "../windows.ts";
import { type Column, FALSE, type Fill, TRUE, UNKNOWN } from "./column.ts";
import { mediansOfSpans, SAFE, startsOf, sumSpans } from "./spans.ts";
import { fillDaily } from "./steady.ts";

type ChangeNode = Extract<Condition, { node: "change" }>;

/** By day, NaN where unknown; what was before stands `lag` days earlier in its array, and is over `denominator`. */
interface Changes {
  now: Float64Array;
  before: Float64Array;
  lag: number;
  denominator: 1 | 2;
}

type ReadChanges = (view: AccountView) => Changes | undefined;

export function fillChange(compiler: Compiler, node: ChangeNode): Fill {
  const daily = fillDaily(compiler.shape, compiler.test(node));
  const read = compileChanges(compiler, node);
  if (read === undefined) return daily;
  const decide = node.threshold?.relative ? relativeDecider(node, node.threshold) : absoluteDecider(node);
  return (view, out) => {
    const changes = read(view);
    return changes !== undefined && decide(changes, out) ? out : daily(view, out);
  };
}

/** Undefined for what must be asked every day: spans in months, and what hangs on a run. */
function compileChanges(compiler: Compiler, { metric, against }: ChangeNode): ReadChanges | undefined {
  const { shape, days } = compiler;
  const place = shape.metric(metric);
  const isLevel = shape.metrics[place]!.metric.kind === "level";
  if (against.kind === "since_start") return undefined;
  const length = against.over === undefined ? 1 : daysOf(against.over);
  if (length === undefined) return undefined;
  const starts = startsOf(days, (index) => index - length + 1);
  const sums = new Float64Array(days);
  const before = new Float64Array(days);
  if (against.kind === "span") {
    return (view) => {
      const now = isLevel ? view.series(place).values : sums;
      if (!isLevel && !sumSpans(view.series(place).values, starts, sums)) return undefined;
      return { now, before: now, lag: length, denominator: 1 };
    };
  }
  const usual = daysOf(against.usual);
  if (usual === undefined) return undefined;
  const count = Math.floor(usual / length);
  return (view) => {
    if (!sumSpans(view.series(place).values, starts, sums)) return undefined;
    return mediansOfSpans(sums, length, count, before)
      ? { now: sums, before, lag: 0, denominator: count % 2 === 1 ? 1 : 2 }
      : undefined;
  };
}

type Decide = (changes: Changes, out: Column) => boolean;

/** The difference against an amount, or any change in that direction; false when plain numbers end. */
function absoluteDecider({ direction, threshold }: ChangeNode): Decide {
  const sign = direction === "falls" ? -1 : 1;
  const amount = threshold?.amount ?? 0;
  const atEqual = threshold?.operator === ">=" ? TRUE : FALSE;
  return ({ now, before, lag, denominator }, out) => {
    const least = amount * denominator;
    out.fill(UNKNOWN, 0, lag);
    for (let index = lag; index < out.length; index++) {
      const scaled = now[index]! * denominator;
      const difference = sign * (scaled - before[index - lag]!);
      if (Number.isNaN(difference)) out[index] = UNKNOWN;
      else if (Math.abs(scaled) > SAFE || Math.abs(difference) > SAFE) return false;
      else out[index] = difference > least ? TRUE : difference === least ? atEqual : FALSE;
    }
    return least <= SAFE && least >= -SAFE;
  };
}

/** Relative changes from zero or below are unknown. */
function relativeDecider({ direction }: ChangeNode, threshold: NonNullable<ChangeNode["threshold"]>): Decide {
  const sign = direction === "falls" ? -1 : 1;
  const ratio = millionths(threshold.amount);
  const atEqual = threshold.operator === ">=" ? TRUE : FALSE;
  return ({ now, before, lag, denominator }, out) => {
    out.fill(UNKNOWN, 0, lag);
    for (let index = lag; index < out.length; index++) {
      const scaled = now[index]! * denominator;
      const from = before[index - lag]!;
      const difference = sign * (scaled - from) * ratio.denominator;
      const least = from * ratio.numerator;
      if (Number.isNaN(difference) || from <= 0) out[index] = UNKNOWN;
      else if (Math.abs(scaled) > SAFE || Math.abs(difference) > SAFE || least > SAFE) return false;
      else out[index] = difference > least ? TRUE : difference === least ? atEqual : FALSE;
    }
    return true;
  };
}
