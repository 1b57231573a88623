/**
 * Days as whole numbers: reading and writing them, and the calendar steps of docs/language.md section 4.
 * The calendar itself is Temporal's; the first days of months are remembered, so that a step costs a few array reads.
 */

import { Temporal } from "temporal-polyfill";
import type { Duration, Weekday } from "../../schedule/types.ts";
import type { DayRange, EpochDay } from "../histories/types.ts";

const WEEKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const EPOCH = Temporal.PlainDate.from("1970-01-01");
const DAYS_PER_MONTH = 146_097 / 4_800;

/** Months are counted from January of year 0; the years 0 to 9999 are remembered. */
const REMEMBERED_MONTHS = 12 * 10_000;
const MONTH_OF_EPOCH = 12 * 1970;
const NOT_YET = -0x8000_0000;
/** Filled as it is asked for: the only state here, and nobody can tell from outside. */
const monthStarts = new Int32Array(REMEMBERED_MONTHS).fill(NOT_YET);

/** The first day of a month (0 is January of year 0). RangeError beyond the years Temporal knows (-271821..275760). */
function monthStart(month: number): EpochDay {
  const remembered = monthStarts[month];
  if (remembered !== undefined && remembered !== NOT_YET) return remembered;
  const start = firstDayByTemporal(month);
  if (remembered !== undefined) monthStarts[month] = start;
  return start;
}

function firstDayByTemporal(month: number): EpochDay {
  try {
    return EPOCH.until(EPOCH.add({ months: month - MONTH_OF_EPOCH }), { largestUnit: "days" }).days;
  } catch {
    throw new RangeError(`The calendar ends before ${Math.trunc(month / 12)}: no date can be that far away.`);
  }
}

/** The month a day lies in, counted as in `monthStart`. */
function monthOf(day: EpochDay): number {
  let month = MONTH_OF_EPOCH + Math.floor(day / DAYS_PER_MONTH);
  while (monthStart(month) > day) month--;
  while (monthStart(month + 1) <= day) month++;
  return month;
}

function addMonths(day: EpochDay, months: number): EpochDay {
  const from = monthOf(day);
  const start = monthStart(from + months);
  const lastOfMonth = monthStart(from + months + 1) - 1;
  return Math.min(start + (day - monthStart(from)), lastOfMonth);
}

/** The digits of `text` from `at`, or -1 when one of them is no digit. */
function digits(text: string, at: number, length: number): number {
  let value = 0;
  for (let index = at; index < at + length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Reads a strict `YYYY-MM-DD` that is a real date; anything else is undefined. */
export function parseDay(text: string): EpochDay | undefined {
  if (text.length !== 10 || text[4] !== "-" || text[7] !== "-") return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const dayOfMonth = digits(text, 8, 2);
  if (year < 0 || month < 1 || month > 12 || dayOfMonth < 1) return undefined;
  const day = monthStart(12 * year + month - 1) + dayOfMonth - 1;
  return day < monthStart(12 * year + month) ? day : undefined;
}

/** Days from 1970 to 2106 are written over and over: each is put together once. */
const REMEMBERED_DAYS = 50_000;
const written: (string | undefined)[] = [];

/** Writes a day as `YYYY-MM-DD`; beyond the years 0 to 9999 as ISO 8601 does, with a sign and six digits. */
export function formatDay(day: EpochDay): string {
  if (!(day >= 0 && day < REMEMBERED_DAYS)) return putTogether(day);
  written[day] ??= putTogether(day);
  return written[day];
}

function putTogether(day: EpochDay): string {
  const month = monthOf(day);
  const year = Math.floor(month / 12);
  const monthOfYear = month - 12 * year + 1;
  const dayOfMonth = day - monthStart(month) + 1;
  return `${formatYear(year)}-${padded(monthOfYear, 2)}-${padded(dayOfMonth, 2)}`;
}

function formatYear(year: number): string {
  if (year >= 0 && year <= 9999) return padded(year, 4);
  return `${year < 0 ? "-" : "+"}${padded(Math.abs(year), 6)}`;
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

/**
 * The day `times` durations after `day`. Months are counted from `day` itself and clamped to the end of the month, so
 * that step k is never a step from step k - 1: 31 January + 1 month is 28 February, + 2 months 31 March.
 * RangeError for minutes and business days, which no calendar alone can count, and beyond Temporal's years.
 */
export function addDuration(day: EpochDay, duration: Duration, times = 1): EpochDay {
  switch (duration.unit) {
    case "days":
      return day + duration.amount * times;
    case "months":
      return addMonths(day, duration.amount * times);
    case "minutes":
      throw new RangeError("Minutes and hours are elapsed time: they cannot be added to a date.");
    case "business_days":
      throw new RangeError("Business days need the working days of a policy: they cannot be added to a date alone.");
  }
}

/** The day one duration before `day`; months as in `addDuration` (31 March - 1 month is 28 or 29 February). */
export function subtractDuration(day: EpochDay, duration: Duration): EpochDay {
  return addDuration(day, duration, -1);
}

/** Days since the Monday on or before `day`; 1970-01-01 was a Thursday. */
function daysSinceMonday(day: EpochDay): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The Monday of the week of `day`. */
export function weekStart(day: EpochDay): EpochDay {
  return day - daysSinceMonday(day);
}

/** How many weeks from Monday on the days from one to another touch. */
export function weeksTouched({ from, to }: DayRange): number {
  return (weekStart(to) - weekStart(from)) / 7 + 1;
}

/** The weekday of a day. */
export function weekdayOf(day: EpochDay): Weekday {
  return WEEKDAYS[daysSinceMonday(day)]!;
}
