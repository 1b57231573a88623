/** Dates in tests, and the days that a test has. */
import type { Span, Value } from "../../grammar/tree.ts";
import type { Checker } from "../program.ts";
import { problemOfDate } from "../values/dates.ts";
import { literalOf } from "../values/quantities.ts";
import { wordsOfValue } from "../values/type-words.ts";

/** The date a value is, `YYYY-MM-DD`; undefined when it is missing or was reported. `what` begins a sentence. */
export function dateOf(checker: Checker, value: Value | undefined, what: string): string | undefined {
  const literal = literalOf(checker, value);
  if (!literal) return undefined;
  if (literal.kind !== "date") {
    const parameters = { what, expected: "a date", actual: wordsOfValue(literal), example: "2026-03-17" };
    checker.report("wrong-value", parameters, literal.span);
    return undefined;
  }
  const why = problemOfDate(literal.value);
  if (why === undefined) return literal.value;
  checker.report("bad-date", { written: literal.value, why }, literal.span);
  return undefined;
}

/** First and last day, both included. */
export interface Days {
  from: string;
  to: string;
}

/** Every date that a test names outside of values, with its place. */
export type NamedDates = { date: string; span: Span }[];
