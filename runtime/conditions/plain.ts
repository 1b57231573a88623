/** Values that are only equal or not: enum members, texts, zones, flags; and the raw value of any field or literal. */

import type { Expression } from "../../schedule/types.ts";
import { parseDay } from "../calendar/days.ts";
import type { EpochDay, FieldValue } from "../histories/types.ts";
import { brokenSchedule, type Shape } from "./shape.ts";
import type { AccountView } from "./view.ts";

/** The value on a day; undefined when unknown. */
export type PlainRead = (view: AccountView, today: EpochDay) => FieldValue | undefined;

export function plainReader(shape: Shape, expression: Expression): PlainRead {
  switch (expression.node) {
    case "literal": {
      const value = literalValue(expression);
      return () => value;
    }
    case "field": {
      const place = shape.field(expression.field);
      return (view, today) => view.field(place, today);
    }
    case "event_field": {
      const { field } = expression;
      return (view) => view.event?.fields[field];
    }
    default:
      throw brokenSchedule(`"${expression.text}" stands where a field or a literal must`);
  }
}

/** Dates become days; everything else is as it is. */
export function literalValue({ type, value, text }: Expression & { node: "literal" }): FieldValue {
  if (type !== "date" || typeof value !== "string") return value;
  const day = parseDay(value);
  if (day === undefined) throw brokenSchedule(`"${text}" is no date`);
  return day;
}
