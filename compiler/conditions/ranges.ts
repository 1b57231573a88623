/** Comparisons that a declared range decides: a quantity of 0 to 100 is never above 120. */
import type { Literal } from "../../grammar/tree.ts";
import type { Expression, Field, Quantity } from "../../schedule/types.ts";
import { isQuantity } from "../model/fields.ts";
import type { ConditionPlace } from "./place.ts";

type Range = NonNullable<Field["range"]>;

/** Reports, and returns true, when the value lies outside what the expression can be. `units` are base units. */
export function isBeyondRange(expression: Expression, units: number, literal: Literal, place: ConditionPlace): boolean {
  const range = rangeOf(expression, place);
  if (!range || !isQuantity(expression.type) || (units >= range.from && units <= range.to)) return false;
  const { checker } = place;
  const { type, text } = expression;
  const { minorDigits, code } = checker.program.currency;
  const shown = (value: number) => inWords(value, type, { minorDigits, code });
  const parameters = { text, value: shown(units), from: shown(range.from), to: shown(range.to) };
  checker.report("beyond-range", parameters, literal.span);
  return true;
}

/** The least and the greatest value the expression can have; sums and shares can leave the range of their parts. */
function rangeOf(expression: Expression, { checker, event }: ConditionPlace): Range | undefined {
  const { fields, metrics, events } = checker.program;
  switch (expression.node) {
    case "field":
      return fields.get(expression.field)?.range;
    case "event_field":
      return event?.fields.find(({ name }) => name === expression.field)?.range;
    case "metric":
      return metrics.get(expression.metric)?.range;
    case "window":
      return expression.aggregate === "sum" ? undefined : metrics.get(expression.metric)?.range;
    case "event_values": {
      const field = events.get(expression.event)?.fields.find(({ name }) => name === expression.field);
      return expression.aggregate === "sum" ? undefined : field?.range;
    }
    default:
      return undefined;
  }
}

function inWords(units: number, quantity: Quantity, currency: { minorDigits: number; code: string }): string {
  switch (quantity) {
    case "money":
      return `${currency.code} ${units / 10 ** currency.minorDigits}`;
    case "ratio":
      return `${units / 10_000}%`;
    case "points":
      return `${units / 1_000_000} points`;
    case "count":
      return String(units);
  }
}
