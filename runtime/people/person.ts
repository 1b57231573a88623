/** One person's week and days off as minutes and shifts of days. */
import type { Policy, TeamMember, Weekday } from "../../schedule/types.ts";
import { parseDay, weekdayOf, weekStart } from "../calendar/days.ts";
import { zoneOf } from "../calendar/zones.ts";
import type { DayRange, EpochDay } from "../histories/types.ts";
import type { Person, RosterPerson } from "./types.ts";

const officeDays: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri"];
const wholeDay = { from: 0, to: 1440 };
const everything = 1_000_000;

export interface PersonDefaults {
  readonly policy: Policy;
  /** IANA name of the zone of who has none. */
  readonly zone: string;
  /** Of the roles that the person has. */
  readonly members: readonly TeamMember[];
  /** Time off, in any order. */
  readonly away: readonly DayRange[];
}

/** RangeError for a zone or holiday that is none, which reader and compiler refuse. */
export function createPerson(told: RosterPerson, { policy, zone: usualZone, members, away }: PersonDefaults): Person {
  const zone = zoneOf(told.zone ?? usualZone);
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = told;
  // Whose zone nobody says keeps the hours of her customers, wherever they are.
  const shift = told.shift ?? (told.zone === undefined ? wholeDay : (policy.hours ?? wholeDay));
  const weekMinutes = minutesForPlays(told, members);
  const days = told.days ?? policy.hours?.days ?? officeDays;
  const minutesOfWeekday = spread(weekMinutes, days);
  const { later } = told;
  const laterMinutes = later && spread(minutesForPlays({ ...told, hoursPerWeekMinutes: later.minutes }, members), days);
  const minutesOfDay = (day: EpochDay) =>
    (laterMinutes && day >= later!.from ? laterMinutes : minutesOfWeekday)[day - weekStart(day)]!;
  const holidays = new Set([...policy.holidays.flatMap((text) => parseDay(text) ?? []), ...(told.holidays ?? [])]);
  const absences = joined(away);

  const awayOn = (day: EpochDay) => rangeWith(absences, day);
  const isWorkingDay = (day: EpochDay) => minutesOfWeekday[day - weekStart(day)] !== undefined && !holidays.has(day);
  const minutesOn = (day: EpochDay) => {
    if (day < from || day > to || !isWorkingDay(day) || awayOn(day)) return 0;
    // Hours of the shift that a change of the clock takes away are none to work in.
    return zone.clockReaches(day, shift.from) < zone.clockReaches(day, shift.to) ? minutesOfDay(day) : 0;
  };
  return {
    name: told.name,
    roles: told.roles,
    pool: told.pool,
    zone,
    from,
    to,
    weekMinutes,
    shiftMinutes: new Set(days).size * (shift.to - shift.from),
    minutesOn,
    shiftOn: (day) =>
      minutesOn(day) > 0
        ? { from: zone.clockReaches(day, shift.from), to: zone.clockReaches(day, shift.to) }
        : undefined,
    awayOn,
    isWorkingDay,
    attributes: told.attributes ?? new Map(),
  };
}

/** By the person's own hours and share, else those of the role; of several roles the most generous. */
function minutesForPlays({ hoursPerWeekMinutes, shareForPlays }: RosterPerson, members: readonly TeamMember[]): number {
  const shares = members.map((member) => shareForPlays ?? member.shareForPlays ?? everything);
  const hours = hoursPerWeekMinutes === undefined ? members.map((member) => member.hoursPerWeekMinutes) : [];
  const weeks = hours.flatMap((minutes, index) => (minutes === undefined ? [] : minutes * shares[index]!));
  if (hoursPerWeekMinutes !== undefined) {
    weeks.push(hoursPerWeekMinutes * (members.length === 0 ? (shareForPlays ?? everything) : Math.max(...shares)));
  }
  return weeks.length === 0 ? Number.POSITIVE_INFINITY : Math.floor(Math.max(...weeks) / everything);
}

/** Monday to Sunday, undefined on days off: whole minutes that add up to the week's, the first days having one more. */
function spread(weekMinutes: number, days: readonly Weekday[]): readonly (number | undefined)[] {
  const monday = weekStart(0);
  const works = Array.from({ length: 7 }, (_, index) => days.includes(weekdayOf(monday + index)));
  const count = works.filter(Boolean).length;
  let earlier = 0;
  return works.map((isWorked) => {
    if (!isWorked) return undefined;
    if (weekMinutes === Number.POSITIVE_INFINITY) return weekMinutes;
    const extra = earlier++ < weekMinutes % count ? 1 : 0;
    return Math.floor(weekMinutes / count) + extra;
  });
}

/** Sorted, those that touch or overlap made one. */
function joined(ranges: readonly DayRange[]): DayRange[] {
  const all: DayRange[] = [];
  for (const range of ranges.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && range.from <= last.to + 1) last.to = Math.max(last.to, range.to);
    else all.push({ ...range });
  }
  return all;
}

/** Of sorted ranges that do not overlap, the one with the day. */
function rangeWith(ranges: readonly DayRange[], day: EpochDay): DayRange | undefined {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle]!;
    if (day < range.from) high = middle - 1;
    else if (day > range.to) low = middle + 1;
    else return range;
  }
  return undefined;
}
