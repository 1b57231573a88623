/** Fractions of big integers and ranges of them, for the reference evaluator. */

import type { Truth } from "../../runtime/conditions/index.ts";
import type { Comparison } from "../../schedule/types.ts";

export interface Fraction {
  over: bigint;
  /** Always positive. */
  under: bigint;
}

export interface Range {
  low: Fraction;
  high: Fraction;
}

export const fraction = (value: number | bigint): Fraction => ({ over: BigInt(value), under: 1n });

export const scale = ({ over, under }: Fraction, by: bigint, outOf: bigint): Fraction => ({
  over: over * by,
  under: under * outOf,
});

const isLess = (left: Fraction, right: Fraction) => left.over * right.under < right.over * left.under;

/** True or false when all pairs of the two ranges' ends agree and, for `=`, nothing lies between. */
export function compareRanges(operator: Comparison, left: Range, right: Range): Truth {
  const surelyLess = isLess(left.high, right.low);
  const surelyMore = isLess(right.high, left.low);
  const surelyAtMost = !isLess(right.low, left.high);
  const surelyAtLeast = !isLess(left.low, right.high);
  const decide = (yes: boolean, no: boolean): Truth => (yes ? true : no ? false : undefined);
  switch (operator) {
    case "<":
      return decide(surelyLess, surelyAtLeast);
    case "<=":
      return decide(surelyAtMost, surelyMore);
    case ">":
      return decide(surelyMore, surelyAtMost);
    case ">=":
      return decide(surelyAtLeast, surelyLess);
    case "=":
      return decide(surelyAtMost && surelyAtLeast, surelyLess || surelyMore);
    case "!=":
      return decide(surelyLess || surelyMore, surelyAtMost && surelyAtLeast);
  }
}
