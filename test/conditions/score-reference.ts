/** Scores as docs/language.md describes them, slowly: a range from the lines that surely hold to those that may. */

import type { Truth } from "../../runtime/conditions/index.ts";
import type { Condition, ScoreLine } from "../../schedule/types.ts";
import { compareRanges, type Fraction, fraction, type Range, scale } from "./fractions.ts";
import type { Reference } from "./reference.ts";

/** A day's range is a function of the world alone, and asked for again and again. */
const remembered = new WeakMap<Reference, Map<string, Range | undefined>>();

/** Undefined on a day on which the account is not there. */
export function scoreRange(reference: Reference, name: string, day: number): Range | undefined {
  const ranges = remembered.get(reference) ?? new Map<string, Range | undefined>();
  remembered.set(reference, ranges);
  const key = `${name} ${day}`;
  if (!ranges.has(key)) ranges.set(key, computeRange(reference, name, day));
  return ranges.get(key);
}

function computeRange(reference: Reference, name: string, day: number): Range | undefined {
  const { grid } = reference.world;
  if (day < grid.from || day > grid.to || !reference.isAlive(day)) return undefined;
  const components = (reference.schedule.scores ?? []).flatMap((score) =>
    score.name === name ? score.components : score.components.filter((component) => component.name === name),
  );
  const ranges = components.flatMap(({ lines }) => lines.map((line) => lineRange(reference, line, day)));
  const add = (ends: Fraction[]) => fraction(ends.reduce((sum, end) => sum + end.over / end.under, 0n));
  return { low: add(ranges.map(({ low }) => low)), high: add(ranges.map(({ high }) => high)) };
}

function lineRange(reference: Reference, line: ScoreLine, day: number): Range {
  const moment = { windowDay: day, today: day };
  const all = fraction(line.points);
  if (line.kind === "when") {
    const truth = reference.truth(line.when, moment);
    return { low: truth === true ? all : fraction(0), high: truth === false ? fraction(0) : all };
  }
  const value = reference.number(line.by, moment);
  if (value === undefined) return { low: fraction(0), high: all };
  const ends = [value.low, value.high].map((end) => fraction(pointsFor(line, end)));
  return ends[0]!.over < ends[1]!.over ? { low: ends[0]!, high: ends[1]! } : { low: ends[1]!, high: ends[0]! };
}

/** The share of the way from `from` to `to`, rounded half to even by looking at both neighbours. */
function pointsFor({ points, from, to }: Extract<ScoreLine, { kind: "by" }>, value: Fraction): bigint {
  const [start, end] = [BigInt(from) * value.under, BigInt(to) * value.under];
  const [way, whole] = end > start ? [value.over - start, end - start] : [start - value.over, start - end];
  if (way <= 0n) return 0n;
  if (way >= whole) return BigInt(points);
  const exact = scale(fraction(points), way, whole);
  const below = exact.over / exact.under;
  const distance = 2n * (exact.over - below * exact.under);
  if (distance === exact.under) return below % 2n === 0n ? below : below + 1n;
  return distance < exact.under ? below : below + 1n;
}

/** Whether all values of the range are in one of the bands: both ends are, and every floor between says the same. */
export function bandOfRange(
  bands: readonly { name: string; floor: number }[],
  { low, high }: Range,
  names: string[],
): Truth {
  const inOne = (value: bigint): boolean => {
    const holding = bands
      .filter(({ floor }) => value >= BigInt(floor))
      .sort((one, other) => other.floor - one.floor)[0];
    return holding !== undefined && names.includes(holding.name);
  };
  const between = bands.map(({ floor }) => BigInt(floor)).filter((floor) => floor > low.over && floor <= high.over);
  const answers = [low.over, high.over, ...between].map(inOne);
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
}

type ChangeNode = Extract<Condition, { node: "change" }>;

/** A change of ranges is decided when every value now against every value before says the same: the corners do. */
export function changeOfRanges(node: ChangeNode, now: Range, before: Range): Truth {
  const answers = [now.low, now.high].flatMap((one) =>
    [before.low, before.high].map((other) => changeOf(node, one, other)),
  );
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
}

export function changeOf({ direction, threshold }: ChangeNode, now: Fraction, before: Fraction): Truth {
  const difference = direction === "falls" ? subtract(before, now) : subtract(now, before);
  if (!threshold) return difference.over > 0n;
  const { operator, relative, amount } = threshold;
  if (relative && before.over <= 0n) return undefined;
  const least = relative ? scale(before, BigInt(amount), 1_000_000n) : fraction(amount);
  return compareRanges(operator, { low: difference, high: difference }, { low: least, high: least });
}

function subtract(left: Fraction, right: Fraction): Fraction {
  return { over: left.over * right.under - right.over * left.under, under: left.under * right.under };
}

/** Each end by itself; undefined when the account is not there on one of the days. */
export function aggregateRanges(
  kind: "sum" | "avg" | "min" | "max",
  ranges: readonly (Range | undefined)[],
): Range | undefined {
  if (ranges.some((range) => range === undefined) || ranges.length === 0) return undefined;
  const of = (end: "low" | "high"): Fraction => {
    const values = ranges.map((range) => range![end].over).sort((one, other) => (one < other ? -1 : 1));
    const total = values.reduce((sum, value) => sum + value, 0n);
    if (kind === "min" || kind === "max") return fraction(kind === "min" ? values[0]! : values.at(-1)!);
    return { over: total, under: kind === "avg" ? BigInt(values.length) : 1n };
  };
  return { low: of("low"), high: of("high") };
}

export function medianOfRanges(ranges: readonly (Range | undefined)[]): Range | undefined {
  if (ranges.some((range) => range === undefined) || ranges.length === 0) return undefined;
  const of = (end: "low" | "high"): Fraction => {
    const values = ranges.map((range) => range![end].over).sort((one, other) => (one < other ? -1 : 1));
    const [low, high] = [values[Math.ceil(values.length / 2) - 1]!, values[Math.floor(values.length / 2)]!];
    return { over: low + high, under: 2n };
  };
  return { low: of("low"), high: of("high") };
}
