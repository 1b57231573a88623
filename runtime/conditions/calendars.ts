/** The named days of a project: whether a day, or any day of a window, is in a calendar. */

import type { Calendar } from "../../schedule/types.ts";
import { formatDay, parseDay } from "../calendar/days.ts";
import type { DayRange, EpochDay } from "../histories/types.ts";

/** A 29 February comes back after at most 8 years. */
const LONGEST_GAP_YEARS = 8;

export interface NamedDays {
  includes(day: EpochDay): boolean;
  /** Whether any day from `from` to `to`, both included, is in the calendar. */
  touches(from: EpochDay, to: EpochDay): boolean;
}

/** Answers are remembered for the days of `grid`: the same for all accounts. */
export function createNamedDays(calendar: Calendar, grid: DayRange): NamedDays {
  const latest = calendar.ranges.map(latestDayOf);
  const compute = (day: EpochDay) => latest.reduce((found, range) => Math.max(found, range(day)), -Infinity);
  const remembered = new Float64Array(Math.max(grid.to - grid.from + 2, 0)).fill(Number.NaN);

  /** The last day of the calendar on or before `day`, -Infinity when there is none. */
  const latestOn = (day: EpochDay): EpochDay => {
    const index = day - grid.from;
    if (index < 0 || index >= remembered.length) return compute(day);
    let found = remembered[index]!;
    if (Number.isNaN(found)) {
      found = compute(day);
      remembered[index] = found;
    }
    return found;
  };
  return {
    includes: (day) => latestOn(day) === day,
    touches: (from, to) => latestOn(to) >= from,
  };
}

type LatestDay = (day: EpochDay) => EpochDay;

function latestDayOf(range: Calendar["ranges"][number]): LatestDay {
  if (range.yearly) return (day) => latestYearly(range.from, range.to, day);
  const from = realDay(range.from);
  const to = realDay(range.to);
  return (day) => (from <= day && from <= to ? Math.min(to, day) : -Infinity);
}

function latestYearly(from: string, to: string, day: EpochDay): EpochDay {
  const crosses = to < from;
  const year = Number(formatDay(day).slice(0, 4));
  for (let candidate = year; candidate >= year - LONGEST_GAP_YEARS; candidate--) {
    const first = dayOfYear(candidate, from, "from");
    const last = dayOfYear(crosses ? candidate + 1 : candidate, to, "to");
    if (first <= day && first <= last) return Math.min(last, day);
  }
  return -Infinity;
}

/** In a year without a 29 February a range begins on 1 March instead, and ends on 28 February. */
function dayOfYear(year: number, monthAndDay: string, end: "from" | "to"): EpochDay {
  const prefix = `${String(year).padStart(4, "0")}-`;
  return parseDay(prefix + monthAndDay) ?? realDay(prefix + (end === "from" ? "03-01" : "02-28"));
}

function realDay(text: string): EpochDay {
  const day = parseDay(text);
  if (day === undefined) throw new RangeError(`The schedule has a calendar with "${text}", which is no date.`);
  return day;
}
