/**
 * Whether `hours` and `holidays` leave working days close enough together: deadlines in business days and steps that
 * move off a day off look for the next one, and the runtime does not look further than a year.
 */
import type { Policy, Weekday } from "../../schedule/types.ts";
import { dateOfDay, dayNumber } from "../values/dates.ts";

/** How far a working day may lie from any day: as far as the runtime looks. */
const furthestWorkingDay = 366;

/** In the order of `Date.getUTCDay`. */
const week: readonly Weekday[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** The first and last day of the first stretch without a working day that is too long; undefined when there is none. */
export function stretchWithoutWork({ hours, holidays }: Pick<Policy, "hours" | "holidays">) {
  const working = new Set<Weekday>(hours?.days ?? week);
  // Every week of a stretch takes as many holidays as it has working weekdays.
  if (working.size === 0 || holidays.length < Math.floor(furthestWorkingDay / 7) * working.size) return undefined;
  const free = new Set(holidays.map(dayNumber));
  const [first, last] = [dayNumber(holidays[0]!), dayNumber(holidays[holidays.length - 1]!)];
  let from = first - 7;
  for (let day = first - 7; day <= last + 8; day++) {
    if (free.has(day) || !working.has(week[(((day + 4) % 7) + 7) % 7]!)) continue;
    if (day - from > furthestWorkingDay) return { from: dateOfDay(from), to: dateOfDay(day - 1) };
    from = day + 1;
  }
  return undefined;
}
