/**
 * When people of ours may work: the `hours` and `holidays` of the policy (docs/language.md sections 4 and 9).
 * A working day is one that `hours` names (every day, without them) and `holidays` does not; on it, work is permitted
 * from the first instant the clock reaches the opening hour to the first it reaches the closing one. Hours that a clock
 * change skips are simply missing that day.
 */

import type { Policy } from "../../schedule/types.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import { formatDay, parseDay, weekdayOf, weekStart } from "./days.ts";
import type { Zone } from "./zones.ts";

/** How far a working day is looked for before the policy is taken to have none. */
const REACH_DAYS = 400;
const MINUTES_PER_DAY = 1440;

export interface WorkingTime {
  /** Whether the policy names hours. Without them a working day is permitted from midnight to midnight; holidays stay days off. */
  readonly bound: boolean;
  isWorkingDay(day: EpochDay): boolean;
  /** RangeError, as for the next two, when none lies within 400 days. */
  workingDayOnOrAfter(day: EpochDay): EpochDay;
  workingDayOnOrBefore(day: EpochDay): EpochDay;
  /** The nth working day after `day`, which does not count itself; `day` when n is 0. */
  nthWorkingDayAfter(day: EpochDay, n: number): EpochDay;
  /** The first permitted instant on that local day that is not before `notBefore`; undefined when the day has none left. */
  firstPermitted(zone: Zone, day: EpochDay, notBefore: Instant): Instant | undefined;
  /** The end of permitted time on a working day (midnight at its end when hours are not bound). */
  closeOfWork(zone: Zone, day: EpochDay): Instant;
  /** Whether any instant in [from, to) is permitted. `to` may be Infinity. Never throws for want of working days. */
  hasWorkingTime(zone: Zone, from: Instant, to: Instant): boolean;
}

/** RangeError when hours end before they begin or a holiday is no date: a schedule the compiler did not write. */
export function createWorkingTime(policy: Policy): WorkingTime {
  const workingDays = createWorkingDays(policy);
  const { opens, closes } = createOpening(policy);

  const firstPermitted = (zone: Zone, day: EpochDay, notBefore: Instant): Instant | undefined => {
    if (!workingDays.includes(day)) return undefined;
    const start = Math.max(opens(zone, day), notBefore);
    return start < closes(zone, day) ? start : undefined;
  };

  const hasWorkingTime = (zone: Zone, from: Instant, to: Instant): boolean => {
    if (!(from < to)) return false;
    for (let day = workingDays.search(zone.dayOf(from), 1); day !== undefined; day = workingDays.search(day + 1, 1)) {
      if (zone.dayStart(day) >= to) return false;
      const start = firstPermitted(zone, day, from);
      if (start !== undefined) return start < to;
    }
    return false;
  };

  return {
    bound: policy.hours !== undefined,
    isWorkingDay: workingDays.includes,
    workingDayOnOrAfter: (day) => workingDays.search(day, 1) ?? noWorkingDay(day, "after"),
    workingDayOnOrBefore: (day) => workingDays.search(day, -1) ?? noWorkingDay(day, "before"),
    nthWorkingDayAfter: workingDays.nthAfter,
    firstPermitted,
    closeOfWork: closes,
    hasWorkingTime,
  };
}

function noWorkingDay(day: EpochDay, side: "before" | "after"): never {
  throw new RangeError(
    `The policy has no working day in the ${REACH_DAYS} days ${side} ${formatDay(day)}: its hours and holidays leave none. ` +
      "Name more days in `hours`, or take days out of `holidays`.",
  );
}

interface Opening {
  opens(zone: Zone, day: EpochDay): Instant;
  closes(zone: Zone, day: EpochDay): Instant;
}

function createOpening({ hours }: Policy): Opening {
  if (hours === undefined) {
    return { opens: (zone, day) => zone.dayStart(day), closes: (zone, day) => zone.dayStart(day + 1) };
  }
  const { from, to } = hours;
  if (!(from >= 0 && from < to && to <= MINUTES_PER_DAY)) {
    throw new RangeError("The policy's hours must begin before they end, within one day from 00:00 to 24:00.");
  }
  return { opens: (zone, day) => zone.clockReaches(day, from), closes: (zone, day) => zone.clockReaches(day, to) };
}

interface WorkingDays {
  includes(day: EpochDay): boolean;
  /** The first working day from `day` on, in steps of 1 or -1; undefined when none is in reach. */
  search(day: EpochDay, step: 1 | -1): EpochDay | undefined;
  nthAfter(day: EpochDay, n: number): EpochDay;
}

function createWorkingDays(policy: Policy): WorkingDays {
  const weekdays = namedWeekdays(policy);
  const perWeek = weekdays.filter(Boolean).length;
  const holidays = new Set(policy.holidays.map(parseHoliday));
  const lastHoliday = [...holidays].reduce((last, day) => Math.max(last, day), Number.NEGATIVE_INFINITY);

  const includes = (day: EpochDay): boolean => weekdays[day - weekStart(day)] === true && !holidays.has(day);

  const search = (day: EpochDay, step: 1 | -1): EpochDay | undefined => {
    for (let distance = 0; distance <= REACH_DAYS; distance++) {
      if (includes(day + step * distance)) return day + step * distance;
    }
    return undefined;
  };

  const nthAfter = (day: EpochDay, n: number): EpochDay => {
    let found = day;
    for (let left = n; left > 0; left--) {
      // Past the last holiday weeks are alike: whole ones are skipped, so that no count is too large to wait for.
      if (found > lastHoliday && perWeek > 0) {
        const weeks = Math.floor((left - 1) / perWeek);
        found += 7 * weeks;
        left -= perWeek * weeks;
      }
      found = search(found + 1, 1) ?? noWorkingDay(found, "after");
    }
    return found;
  };

  return { includes, search, nthAfter };
}

/** Monday to Sunday: whether `hours` names the day. */
function namedWeekdays({ hours }: Policy): readonly boolean[] {
  const monday = weekStart(0);
  return Array.from({ length: 7 }, (_, index) => hours === undefined || hours.days.includes(weekdayOf(monday + index)));
}

function parseHoliday(text: string): EpochDay {
  const day = parseDay(text);
  if (day === undefined) throw new RangeError(`The holiday ${JSON.stringify(text)} is not a date; write YYYY-MM-DD.`);
  return day;
}
