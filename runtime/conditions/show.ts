/** Values as a person writes them. */

import type { FieldType } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import type { FieldValue } from "../histories/types.ts";
import { isUnknown, type Reading, type Whole } from "./exact.ts";
import type { Shape } from "./shape.ts";
import type { Shown } from "./types.ts";

const MILLION = 1_000_000;

/** A number in plain units: 1234.5 for money, "31.2%" for a ratio, "2026-03-01" for a date. Shown to two decimals. */
export function showNumber(shape: Shape, type: FieldType, value: Whole, denominator = 1): string | number {
  const plain = Number(value) / denominator;
  switch (type) {
    case "money":
      return rounded(plain / shape.minorUnits);
    case "points":
      return rounded(plain / MILLION);
    case "ratio":
      return `${rounded((plain * 100) / MILLION)}%`;
    case "date":
      return formatDay(plain);
    case "instant":
      return showInstant(plain);
    default:
      return rounded(plain);
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** An instant beyond what a date can say is shown as it is. */
function showInstant(instant: number): string | number {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : date.toISOString();
}

export function showReading(shape: Shape, type: FieldType, { low, high, denominator }: Reading): Shown {
  if (isUnknown(low)) return null;
  const least = showNumber(shape, type, low, denominator);
  return low < high ? `${least} to ${showNumber(shape, type, high, denominator)}` : least;
}

export function showField(shape: Shape, type: FieldType, value: FieldValue | undefined): Shown {
  if (value === undefined) return null;
  if (typeof value === "number") return showNumber(shape, type, value);
  if (typeof value !== "object") return value;
  const unit = value.unit.replace("_", " ");
  return `${value.amount} ${value.amount === 1 ? unit.slice(0, -1) : unit}`;
}
