/** Comparisons on every day at once. Hot loops: no object, no call a day but where plain numbers end. */

import type { Comparison, Condition } from "../../../schedule/types.ts";
import type { Compiler } from "../compiler.ts";
import { relate } from "../exact.ts";
import { type Column, codeOf, FALSE, type Fill, TRUE, UNKNOWN } from "./column.ts";
import { marksOfCompare } from "./marks.ts";
import { compileNumbers, type Numbers } from "./numbers.ts";
import { SAFE } from "./spans.ts";
import { fillDaily, fillSteady } from "./steady.ts";

/** What a comparison says of less, equal and greater. */
const SAYS: Readonly<Record<Comparison, readonly [less: number, equal: number, greater: number]>> = {
  "=": [FALSE, TRUE, FALSE],
  "!=": [TRUE, FALSE, TRUE],
  "<": [TRUE, FALSE, FALSE],
  "<=": [TRUE, TRUE, FALSE],
  ">": [FALSE, FALSE, TRUE],
  ">=": [FALSE, TRUE, TRUE],
};

export function fillCompare(compiler: Compiler, node: Extract<Condition, { node: "compare" }>): Fill {
  const test = compiler.test(node);
  const mark = marksOfCompare(compiler, node);
  if (mark !== undefined) return fillSteady(compiler.shape, test, mark);
  const daily = fillDaily(compiler.shape, test);
  const readLeft = compileNumbers(compiler, node.left);
  const readRight = compileNumbers(compiler, node.right);
  if (readLeft === undefined || readRight === undefined) return daily;
  return (view, out) => {
    const [left, right] = [readLeft(view), readRight(view)];
    if (left === undefined || right === undefined) return daily(view, out);
    const arePoints = left.low === left.high && right.low === right.high;
    const isDone = arePoints
      ? comparePoints(left, right, SAYS[node.operator], out)
      : compareRanges(left, right, node.operator, out);
    return isDone ? out : daily(view, out);
  };
}

/** By cross multiplication; false when a product is beyond plain numbers. */
function comparePoints(left: Numbers, right: Numbers, says: (typeof SAYS)["="], out: Column): boolean {
  const [one, other] = [left.low, right.low];
  const [byOne, byOther] = crossFactors(left, right);
  const [less, equal, greater] = says;
  if (byOne === 1 && byOther === 1) {
    for (let index = 0; index < out.length; index++) {
      const a = one[index]!;
      const b = other[index]!;
      out[index] = a < b ? less : a > b ? greater : a === b ? equal : UNKNOWN;
    }
    return true;
  }
  for (let index = 0; index < out.length; index++) {
    const a = one[index]! * byOne;
    const b = other[index]! * byOther;
    if (a <= SAFE && a >= -SAFE && b <= SAFE && b >= -SAFE) out[index] = a < b ? less : a > b ? greater : equal;
    else if (Number.isNaN(a) || Number.isNaN(b)) out[index] = UNKNOWN;
    else return false;
  }
  return true;
}

function compareRanges(left: Numbers, right: Numbers, operator: Comparison, out: Column): boolean {
  const [byLeft, byRight] = crossFactors(left, right);
  for (let index = 0; index < out.length; index++) {
    const [low, high] = [left.low[index]! * byLeft, left.high[index]! * byLeft];
    const [otherLow, otherHigh] = [right.low[index]! * byRight, right.high[index]! * byRight];
    if (Number.isNaN(low) || Number.isNaN(otherLow)) out[index] = UNKNOWN;
    else if (low < -SAFE || high > SAFE || otherLow < -SAFE || otherHigh > SAFE) return false;
    else out[index] = codeOf(relate(operator, low, high, otherLow, otherHigh));
  }
  return true;
}

function crossFactors(left: Numbers, right: Numbers): [byLeft: number, byRight: number] {
  return left.denominator === right.denominator ? [1, 1] : [right.denominator, left.denominator];
}
