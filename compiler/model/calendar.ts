/** Calendars: named days. */

import type { CalendarDeclaration, Value } from "../../grammar/tree.ts";
import { compareText } from "../../schedule/order.ts";
import type { Calendar } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import type { Checker } from "../program.ts";
import { problemOfDate, problemOfYearlyDate } from "../values/dates.ts";
import { literalOf } from "../values/quantities.ts";
import { wordsOfValue } from "../values/type-words.ts";

type CalendarRange = Calendar["ranges"][number];

export function checkCalendar(checker: Checker, declaration: CalendarDeclaration): Calendar | undefined {
  const { name } = declaration;
  if (!name) return undefined;
  if (declaration.ranges.length === 0 && !checker.isBroken(declaration.span)) {
    checker.report("nothing-to-do", { what: `The calendar \`${name.text}\``, parts: "days" }, name.span);
  }
  const ranges = declaration.ranges
    .map((range) => checkRange(checker, range))
    .filter((range) => range !== undefined)
    .sort((a, b) => Number(b.yearly) - Number(a.yearly) || compareText(a.from, b.from) || compareText(a.to, b.to));
  checker.record(`calendar ${name.text}`, declaration.span);
  return compact<Calendar>({ name: name.text, ranges, doc: declaration.doc });
}

function checkRange(checker: Checker, syntax: CalendarDeclaration["ranges"][number]): CalendarRange | undefined {
  const { yearly, range } = syntax;
  const from = dateOf(checker, range.from, yearly);
  const to = range.to === undefined ? from : dateOf(checker, range.to, yearly);
  if (from === undefined || to === undefined) return undefined;
  if (yearly || from <= to) return { yearly, from, to };
  checker.report("bad-range", { what: "this calendar", why: "Its last day comes before its first." }, range.span);
  return undefined;
}

function dateOf(checker: Checker, value: Value | undefined, yearly: boolean): string | undefined {
  const literal = literalOf(checker, value);
  if (!literal) return undefined;
  if (literal.kind !== "date") {
    const example = yearly ? "12-20" : "2026-11-21";
    const parameters = { what: "A day of a calendar", expected: "a date", actual: wordsOfValue(literal), example };
    checker.report("wrong-value", parameters, literal.span);
    return undefined;
  }
  const why = yearly ? problemOfYearlyDate(literal.value) : problemOfDate(literal.value);
  if (why === undefined) return literal.value;
  checker.report("bad-date", { written: literal.value, why }, literal.span);
  return undefined;
}
