/** Which values are worth trying: those at which a comparison turns, and some far from them. All in base units. */

import { parseDay } from "../../runtime/calendar/days.ts";
import type { Comparison, Expression, Field, FieldType, Literal, Metric, Schedule } from "../../schedule/types.ts";
import type { Draft } from "./draft.ts";

/** One of what a person counts in: a dollar, a point, a percent. */
export function stepOf(type: FieldType, { currency }: Pick<Schedule, "currency">): number {
  switch (type) {
    case "money":
      return 10 ** currency.minorDigits;
    case "points":
      return 1_000_000;
    case "ratio":
      return 10_000;
    default:
      return 1;
  }
}

/** Values for which `value OPERATOR threshold` is so or is not, the one where it turns first. */
export function amountsFor(operator: Comparison, threshold: number, step: number, want: boolean): number[] {
  const [below, above, far] = [threshold - step, threshold + step, 2 * threshold + step];
  const wanted = want ? operator : opposites[operator];
  switch (wanted) {
    case ">=":
      return [threshold, far];
    case ">":
      return [above, far];
    case "<":
      return [below, 0];
    case "<=":
      return [threshold, 0];
    case "=":
      return [threshold];
    case "!=":
      return [above, below];
  }
}

const opposites: Readonly<Record<Comparison, Comparison>> = {
  ">=": "<",
  ">": "<=",
  "<": ">=",
  "<=": ">",
  "=": "!=",
  "!=": "=",
};

/** `5 < x` is `x > 5`. */
export const turned: Readonly<Record<Comparison, Comparison>> = {
  ">=": "<=",
  ">": "<",
  "<": ">",
  "<=": ">=",
  "=": "=",
  "!=": "!=",
};

/** Into the range that is declared, and never below nothing. */
export function within({ range }: Pick<Field | Metric, "range">, value: number): number {
  return Math.min(range?.to ?? Infinity, Math.max(range?.from ?? 0, value));
}

/** What a side of a comparison comes to for an account, as far as it hangs on no data; dates as days. */
export function amountOf(expression: Expression, draft: Draft): number | undefined {
  switch (expression.node) {
    case "literal":
      return numberOf(expression.value);
    case "field":
      return numberOf(draft.fields.get(expression.field));
    case "share": {
      const whole = amountOf(expression.of, draft);
      return whole === undefined ? undefined : Math.floor((whole * expression.ratio) / 1_000_000);
    }
    case "metric":
      return draft.metrics.get(expression.metric)?.at(-1)?.value;
    default:
      return undefined;
  }
}

/** A duration as whole days, a month as thirty of them. */
export function numberOf(value: Literal | undefined): number | undefined {
  switch (typeof value) {
    case "number":
      return value;
    case "string":
      return parseDay(value);
    case "object":
      return value.unit === "months" ? value.amount * 30 : value.amount;
    default:
      return undefined;
  }
}

/** A value that nothing is known against, for a field that must have one. */
export function plainValue(field: Field, schedule: Schedule, day: string): Literal {
  switch (field.type) {
    case "enum":
      return field.members?.[0] ?? "";
    case "flag":
      return false;
    case "date":
      return day;
    case "instant":
      return `${day}T09:00`;
    case "zone":
      return "UTC";
    case "text":
      return "a";
    case "duration":
      return { unit: "days", amount: 7 };
    default:
      return within(field, 10 * stepOf(field.type, schedule));
  }
}
