/**
 * Whole-number arithmetic that never rounds: plain numbers while they are safe, big integers beyond. NaN is unknown and
 * stays NaN.
 */

import type { Comparison } from "../../schedule/types.ts";
import type { Truth } from "./types.ts";

export type Whole = number | bigint;

const SAFE = Number.MAX_SAFE_INTEGER;

function fits(result: number): boolean {
  return (result <= SAFE && result >= -SAFE) || !Number.isFinite(result);
}

export function times(left: Whole, right: Whole): Whole {
  if (typeof left === "number" && typeof right === "number") {
    const product = left * right;
    if (fits(product)) return product;
  }
  return BigInt(left) * BigInt(right);
}

export function plus(left: Whole, right: Whole): Whole {
  if (typeof left === "number" && typeof right === "number") {
    const sum = left + right;
    if (fits(sum)) return sum;
  }
  return BigInt(left) + BigInt(right);
}

export function minus(left: Whole, right: Whole): Whole {
  if (typeof left === "number" && typeof right === "number") {
    const difference = left - right;
    if (fits(difference)) return difference;
  }
  return BigInt(left) - BigInt(right);
}

export function isUnknown(value: Whole): boolean {
  return typeof value === "number" && Number.isNaN(value);
}

/**
 * A value known to lie between `low` and `high`, both in base units and over `denominator` (an average of three days
 * has 3). Written by a reader into an object its caller owns, so that asking allocates nothing.
 */
export interface Reading {
  low: Whole;
  high: Whole;
  denominator: number;
}

export function emptyReading(): Reading {
  return { low: Number.NaN, high: Number.NaN, denominator: 1 };
}

export function setPoint(out: Reading, value: Whole, denominator = 1): void {
  out.low = value;
  out.high = value;
  out.denominator = denominator;
}

export function setUnknown(out: Reading): void {
  setPoint(out, Number.NaN);
}

/** Whether every value of one range stands so to every value of the other; unknown when they do not agree. */
export function relate(operator: Comparison, low: Whole, high: Whole, otherLow: Whole, otherHigh: Whole): Truth {
  switch (operator) {
    case "<":
      return high < otherLow ? true : low >= otherHigh ? false : undefined;
    case "<=":
      return high <= otherLow ? true : low > otherHigh ? false : undefined;
    case ">":
      return low > otherHigh ? true : high <= otherLow ? false : undefined;
    case ">=":
      return low >= otherHigh ? true : high < otherLow ? false : undefined;
    case "=":
      return equal(low, high, otherLow, otherHigh);
    case "!=": {
      const same = equal(low, high, otherLow, otherHigh);
      return same === undefined ? undefined : !same;
    }
  }
}

function equal(low: Whole, high: Whole, otherLow: Whole, otherHigh: Whole): Truth {
  if (high < otherLow || low > otherHigh) return false;
  return low >= high && otherLow >= otherHigh ? true : undefined;
}

/** Compares two known readings by cross multiplication. */
export function compareReadings(operator: Comparison, left: Reading, right: Reading): Truth {
  if (left.denominator === right.denominator) return relate(operator, left.low, left.high, right.low, right.high);
  return relate(
    operator,
    times(left.low, right.denominator),
    times(left.high, right.denominator),
    times(right.low, left.denominator),
    times(right.high, left.denominator),
  );
}

/** `amount` out of a million in lowest terms: small factors keep products in plain numbers. */
export function millionths(amount: number): { numerator: number; denominator: number } {
  const shared = greatestDivisor(Math.abs(amount), 1_000_000);
  return { numerator: amount / shared, denominator: 1_000_000 / shared };
}

function greatestDivisor(left: number, right: number): number {
  let [larger, smaller] = [right, left];
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
