/**
 * Where a value may lie, case by case. Most values have one case. What compares two quantities with each other is the
 * first over the second, and has three: the second above zero, zero, and below.
 */
import { complement, type IntervalSet, intersection, isSame, isSubset, wholeNumbersOf } from "./intervals.ts";

export type Region = readonly IntervalSet[];

export function meeting(one: Region, other: Region): Region {
  return one.map((set, index) => intersection(set, other[index]!));
}

const outsides = new WeakMap<Region, Region>();

export function outsideOf(region: Region): Region {
  const known = outsides.get(region) ?? region.map(complement);
  outsides.set(region, known);
  return known;
}

export const isEmpty = (region: Region): boolean => region.every((set) => set.length === 0);
export const lies = (one: Region, other: Region): boolean => one.every((set, index) => isSubset(set, other[index]!));
export const whole = (region: Region): Region => region.map(wholeNumbersOf);

export function isSameRegion(one: Region, other: Region): boolean {
  return one.length === other.length && one.every((set, index) => isSame(set, other[index]!));
}
