/** One value of an interval as a person writes it: `$30K`, `12%`, `2026-03-01`. */
import type { FieldType } from "../../schedule/types.ts";
import type { Interval } from "./intervals.ts";

const signs: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£" };

interface Currency {
  code: string;
  minorDigits: number;
}

export function shownValue(type: FieldType, interval: Interval, currency: Currency): string {
  const unit = unitOf(type, currency);
  return written(type, valueIn(interval, unit) / unit, currency);
}

/** Base units in the unit people write. */
function unitOf(type: FieldType, { minorDigits }: Currency): number {
  switch (type) {
    case "money":
      return 10 ** minorDigits;
    case "ratio":
      return 10_000;
    case "points":
      return 1_000_000;
    default:
      return 1;
  }
}

/** An end that belongs to the interval, or a round value near it; else a little inside. */
function valueIn({ low, isOpenBelow, high, isOpenAbove }: Interval, unit: number): number {
  const round = Math.ceil(low / unit) * unit;
  if (!isOpenBelow) return round < high ? round : low;
  if (!isOpenAbove) return high;
  if (low > -Infinity) return low + unit < high ? low + unit : (low + high) / 2;
  return high < Infinity ? high - unit : 0;
}

function written(type: FieldType, value: number, currency: Currency): string {
  switch (type) {
    case "money": {
      const amount = value >= 1000 && value % 1000 === 0 ? `${value / 1000}K` : String(value);
      const sign = signs[currency.code];
      return sign === undefined ? `${currency.code} ${amount}` : `${sign}${amount}`;
    }
    case "ratio":
      return `${value}%`;
    case "points":
      return `${value} points`;
    case "date":
      return new Date(value * 86_400_000).toISOString().slice(0, 10);
    case "duration":
      return `${value} ${value === 1 ? "day" : "days"}`;
    default:
      return String(value);
  }
}
