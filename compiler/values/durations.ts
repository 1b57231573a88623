/** Lengths of time: units, sizes, and which of two is longer (docs/language.md, section 4). */
import type { DurationUnitWord, Literal, Value } from "../../grammar/tree.ts";
import type { Duration, DurationUnit } from "../../schedule/types.ts";
import type { Checker } from "../program.ts";
import { literalOf } from "./quantities.ts";
import { wordsOfValue } from "./type-words.ts";

/** What is counted: elapsed minutes and hours, calendar days and longer, working days. */
export type Clock = "elapsed" | "calendar" | "business";

export interface DurationUse {
  /** Begins a sentence: `The window`. */
  what: string;
  clocks: readonly Clock[];
  /** Whether 0 makes sense. */
  zero?: boolean;
}

const unitsOfWords: Record<DurationUnitWord, { unit: DurationUnit; times: number }> = {
  min: { unit: "minutes", times: 1 },
  h: { unit: "minutes", times: 60 },
  d: { unit: "days", times: 1 },
  day: { unit: "days", times: 1 },
  w: { unit: "days", times: 7 },
  week: { unit: "days", times: 7 },
  month: { unit: "months", times: 1 },
  quarter: { unit: "months", times: 3 },
  year: { unit: "months", times: 12 },
  business_day: { unit: "business_days", times: 1 },
};

const clockOfUnit: Record<DurationUnit, Clock> = {
  minutes: "elapsed",
  days: "calendar",
  months: "calendar",
  business_days: "business",
};

const clockWords: Record<Clock, string> = {
  elapsed: "minutes or hours",
  calendar: "days, weeks, months, quarters or years",
  business: "business days",
};

/** Ten years in each unit. */
const longest: Record<DurationUnit, number> = { minutes: 3653 * 1440, days: 3653, months: 120, business_days: 2610 };

/** A length of time in base units; undefined when it is missing or was reported. */
export function durationOf(checker: Checker, value: Value | undefined, use: DurationUse): Duration | undefined {
  const literal = literalOf(checker, value);
  return literal && durationOfLiteral(checker, literal, use);
}

export function durationOfLiteral(checker: Checker, literal: Literal, use: DurationUse): Duration | undefined {
  const { what, clocks } = use;
  if (literal.kind !== "duration") {
    const example = clocks.includes("calendar") ? "14d" : clocks.includes("elapsed") ? "30min" : "2 business days";
    const parameters = { what, expected: "a length of time", actual: wordsOfValue(literal), example };
    checker.report("wrong-value", parameters, literal.span);
    return undefined;
  }
  const { unit, times } = unitsOfWords[literal.unit];
  const clock = clockOfUnit[unit];
  const amount = literal.value * times;
  if (!clocks.includes(clock)) {
    const allowed = clocks.map((each) => clockWords[each]).join(" or ");
    checker.report("wrong-unit", { what, unit: clockWords[clock], allowed }, literal.span);
  } else if (amount > longest[unit]) {
    checker.report("too-long", { what }, literal.span);
  } else if (!Number.isSafeInteger(amount)) {
    checker.report("not-whole", { what }, literal.span);
  } else if (amount === 0 && !use.zero) {
    checker.report("must-be-positive", { what, least: "1" }, literal.span);
  } else {
    return { unit, amount };
  }
  return undefined;
}

/** Minutes of work: what `effort` and `prep` say. */
export function minutesOf(checker: Checker, value: Value | undefined, what: string): number | undefined {
  return durationOf(checker, value, { what, clocks: ["elapsed"], zero: true })?.amount;
}

/**
 * Negative when `a` is shorter than `b` from every anchor, positive when longer, 0 when equal or when the anchor decides
 * (30 days and 1 month). Only for calendar durations.
 */
export function compareDurations(a: Duration, b: Duration): number {
  if (a.unit === b.unit) return a.amount - b.amount;
  if (mostDays(a) < fewestDays(b)) return -1;
  if (fewestDays(a) > mostDays(b)) return 1;
  return 0;
}

/** Days that the duration has at least, from whichever day it is counted. */
export function fewestDays(duration: Duration): number {
  return duration.unit === "months" ? Math.floor((duration.amount * 365) / 12) - 2 : duration.amount;
}

/** Days that the duration has at most. */
export function mostDays(duration: Duration): number {
  return duration.unit === "months" ? Math.ceil((duration.amount * 366) / 12) + 1 : duration.amount;
}
