/**
 * Values as a customer reads them: money with its currency and without empty cents, dates as `2026-03-01`, words without
 * underscores. Nothing here depends on the machine's language.
 */
import { Temporal } from "temporal-polyfill";
import type { FieldType, Quantity, Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import type { FieldValue } from "../histories/types.ts";

const million = 1_000_000;

const symbols: ReadonlyMap<string, string> = new Map([
  ["USD", "$"],
  ["EUR", "€"],
  ["GBP", "£"],
]);

type Currency = Schedule["currency"];

/** `zone`: of the account, in which instants are told. */
export function valueText(type: FieldType, value: FieldValue, currency: Currency, zone: string): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return type === "enum" ? wordText(value) : plainText(value);
  if (typeof value === "object") return durationText(value);
  switch (type) {
    case "date":
      return formatDay(value);
    case "instant":
      return instantText(value, zone);
    case "money":
    case "count":
    case "ratio":
    case "points":
      return quantityText(type, value, currency);
    default:
      return String(value);
  }
}

/** Of a value in base units: `$1,200.50`, `CHF 40,000`, `12.5%`, `1,250`. */
export function quantityText(quantity: Quantity, value: number, { code, minorDigits }: Currency): string {
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(value);
  switch (quantity) {
    case "money":
      return `${sign}${symbols.get(code) ?? `${code} `}${moneyText(size, minorDigits)}`;
    case "ratio":
      return `${sign}${decimal(size, million / 100)}%`;
    case "points":
      return `${sign}${decimal(size, million)}`;
    case "count":
      return `${sign}${grouped(Math.trunc(size))}`;
  }
}

/** All minor digits, or none where they are zero. */
function moneyText(minor: number, digits: number): string {
  const unit = 10 ** digits;
  const rest = minor % unit;
  const whole = grouped((minor - rest) / unit);
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(digits, "0")}`;
}

/** With at most two decimals, halves up. */
function decimal(value: number, unit: number): string {
  const hundredths = Math.round((value * 100) / unit);
  const [whole, rest] = [Math.floor(hundredths / 100), hundredths % 100];
  return rest === 0 ? grouped(whole) : `${grouped(whole)}.${String(rest).padStart(2, "0").replace(/0$/, "")}`;
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
}

function durationText({ unit, amount }: Exclude<FieldValue, string | number | boolean>): string {
  const word = unit.replace("_", " ");
  return `${amount} ${amount === 1 ? word.slice(0, -1) : word}`;
}

/** `2026-03-05 14:30`, as the clock on the wall showed it. */
function instantText(instant: number, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  return there.toString({ smallestUnit: "minute" }).replace("T", " ");
}

/** `address need` for `address_need`. */
export function wordText(word: string): string {
  return word.replaceAll("_", " ");
}

/** Text of the data on one line: without controls, and without marks that turn the direction of what follows. */
export function plainText(text: string): string {
  return text
    .replace(/[\r\n\t\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "")
    .trim();
}
