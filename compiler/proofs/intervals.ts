/** Sets of numbers as unions of intervals with open and closed ends: what a value may be. Immutable. */
import type { Comparison } from "../../schedule/types.ts";

export interface Interval {
  low: number;
  /** Whether `low` itself lies outside. */
  isOpenBelow: boolean;
  high: number;
  isOpenAbove: boolean;
}

/** Sorted and disjoint; no interval is empty. */
export type IntervalSet = readonly Interval[];

export const everything: IntervalSet = [{ low: -Infinity, isOpenBelow: true, high: Infinity, isOpenAbove: true }];
export const nothing: IntervalSet = [];

/** From `low` to `high`, both included unless infinite. */
export function between(low: number, high: number): IntervalSet {
  return low > high ? nothing : [{ low, isOpenBelow: low === -Infinity, high, isOpenAbove: high === Infinity }];
}

/** The values that stand so to `value`. */
export function standing(operator: Comparison, value: number): IntervalSet {
  const below = { low: -Infinity, isOpenBelow: true, high: value };
  const above = { low: value, high: Infinity, isOpenAbove: true };
  switch (operator) {
    case "=":
      return between(value, value);
    case "!=":
      return complement(between(value, value));
    case "<":
      return [{ ...below, isOpenAbove: true }];
    case "<=":
      return [{ ...below, isOpenAbove: false }];
    case ">":
      return [{ ...above, isOpenBelow: true }];
    case ">=":
      return [{ ...above, isOpenBelow: false }];
  }
}

export function intersection(one: IntervalSet, other: IntervalSet): IntervalSet {
  if (one === everything) return other;
  if (other === everything) return one;
  const met: Interval[] = [];
  for (const a of one) {
    for (const b of other) {
      const both = overlap(a, b);
      if (!isEmptyInterval(both)) met.push(both);
    }
  }
  return met;
}

function overlap(a: Interval, b: Interval): Interval {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return {
    low,
    isOpenBelow: (a.low === low && a.isOpenBelow) || (b.low === low && b.isOpenBelow),
    high,
    isOpenAbove: (a.high === high && a.isOpenAbove) || (b.high === high && b.isOpenAbove),
  };
}

function isEmptyInterval({ low, isOpenBelow, high, isOpenAbove }: Interval): boolean {
  return low > high || (low === high && (isOpenBelow || isOpenAbove));
}

export function complement(set: IntervalSet): IntervalSet {
  let rest = everything;
  for (const { low, isOpenBelow, high, isOpenAbove } of set) {
    const outside = [
      { low: -Infinity, isOpenBelow: true, high: low, isOpenAbove: !isOpenBelow },
      { low: high, isOpenBelow: !isOpenAbove, high: Infinity, isOpenAbove: true },
    ];
    rest = intersection(
      rest,
      outside.filter((each) => !isEmptyInterval(each) && each.low !== Infinity && each.high !== -Infinity),
    );
  }
  return rest;
}

export function isSame(one: IntervalSet, other: IntervalSet): boolean {
  if (one === other) return true;
  return (
    one.length === other.length &&
    one.every(({ low, isOpenBelow, high, isOpenAbove }, index) => {
      const same = other[index]!;
      return (
        low === same.low && high === same.high && isOpenBelow === same.isOpenBelow && isOpenAbove === same.isOpenAbove
      );
    })
  );
}

export function isSubset(one: IntervalSet, other: IntervalSet): boolean {
  return intersection(one, complement(other)).length === 0;
}

/** The whole numbers of a set, each interval with closed ends. */
export function wholeNumbersOf(set: IntervalSet): IntervalSet {
  return set.flatMap(({ low, isOpenBelow, high, isOpenAbove }) =>
    between(
      isOpenBelow && Number.isInteger(low) ? low + 1 : Math.ceil(low),
      isOpenAbove && Number.isInteger(high) ? high - 1 : Math.floor(high),
    ),
  );
}

/** Every value times -1. */
export function mirrored(set: IntervalSet): IntervalSet {
  return set
    .map(({ low, isOpenBelow, high, isOpenAbove }) => ({
      low: -high,
      isOpenBelow: isOpenAbove,
      high: -low,
      isOpenAbove: isOpenBelow,
    }))
    .reverse();
}

/** Values at most as great as some value of the set. */
export function upTo(set: IntervalSet): IntervalSet {
  const last = set[set.length - 1];
  return last ? [{ ...last, low: -Infinity, isOpenBelow: true }] : nothing;
}

/** Values at least as great as some value of the set. */
export function from(set: IntervalSet): IntervalSet {
  const first = set[0];
  return first ? [{ ...first, high: Infinity, isOpenAbove: true }] : nothing;
}

/** The comparison that says the same with its sides exchanged. */
export const exchanged: Readonly<Record<Comparison, Comparison>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};
