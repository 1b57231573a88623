/** Values of a schedule as the language writes them: `$25K`, `2 weeks`, `80 points`. */
import { printDuration, printValue } from "../../grammar/print.ts";
import { type Figure, isBySegment } from "../../schedule/figures.ts";
import type { Duration, FieldType, Literal, Quantity, Schedule } from "../../schedule/types.ts";

/** What is needed to write values of one program. */
export interface Words {
  readonly currency: Schedule["currency"];
}

const span = { start: 0, end: 0 };
const million = 1_000_000;

/** A number in base units. */
export function quantityText(type: Quantity, units: number, { currency }: Words): string {
  switch (type) {
    case "money":
      return printValue({
        kind: "money",
        value: units / 10 ** currency.minorDigits,
        currency: currency.code,
        span,
      });
    case "ratio":
      return shareText(units);
    case "points":
      return printValue({ kind: "points", value: units / million, span });
    case "count":
      return printValue({ kind: "number", value: units, span });
  }
}

/** Millionths as `30%`. */
export function shareText(millionths: number): string {
  return printValue({ kind: "ratio", value: millionths / million, span });
}

export function literalText(type: FieldType, value: Literal, words: Words): string {
  if (typeof value === "object") return lengthText(value);
  if (typeof value === "number") {
    return type === "money" || type === "ratio" || type === "points"
      ? quantityText(type, value, words)
      : quantityText("count", value, words);
  }
  if (typeof value === "boolean") return String(value);
  return type === "text" || type === "zone" || type === "instant" ? quoted(value) : value;
}

export function quoted(text: string): string {
  return printValue({ kind: "text", value: text, span });
}

/** In the largest unit that fits: `1 quarter`, `2 weeks`, `48h`. */
export function lengthText({ unit, amount }: Duration): string {
  const fits = (units: number) => amount > 0 && amount % units === 0;
  switch (unit) {
    case "minutes":
      return fits(60) ? printDuration(amount / 60, "h") : printDuration(amount, "min");
    case "days":
      return fits(7) ? printDuration(amount / 7, "week") : printDuration(amount, "d");
    case "months":
      if (fits(12)) return printDuration(amount / 12, "year");
      return fits(3) ? printDuration(amount / 3, "quarter") : printDuration(amount, "month");
    case "business_days":
      return printDuration(amount, "business_day");
  }
}

/** `enterprise 2 weeks, smb 1 month otherwise 1 year`; one that is the same for all, as it is. */
export function figureText<T>(figure: Figure<T>, textOf: (value: T) => string): string {
  if (!isBySegment(figure)) return textOf(figure);
  const listed = figure.bySegment.map(({ segment, is }) => `${segment} ${textOf(is)}`).join(", ");
  return figure.otherwise === undefined ? listed : `${listed} otherwise ${textOf(figure.otherwise)}`;
}

/** The same figure with other names for its segments, and in the place of its values. */
export function mappedFigure<T>(figure: Figure<T>, segment: (name: string) => string, is: (value: T) => T): Figure<T> {
  if (!isBySegment(figure)) return is(figure);
  const bySegment = figure.bySegment.map((each) => ({ segment: segment(each.segment), is: is(each.is) }));
  return figure.otherwise === undefined ? { bySegment } : { bySegment, otherwise: is(figure.otherwise) };
}

/** Minutes after midnight as `09:00`. */
export function timeText(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `15..30`, or the one number. */
export function numbersText({ from, to }: { from: number; to: number }): string {
  return from === to ? String(from) : `${from}..${to}`;
}

/** Words that are there, side by side. */
export function line(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}
