/** What a search for histories stands on: one of the programs, and the days on which something may happen. */

import { subtractDuration } from "../../runtime/calendar/days.ts";
import type { DayRange, EpochDay } from "../../runtime/histories/types.ts";
import type { Condition, Duration, Schedule } from "../../schedule/types.ts";
import { type Edit, together } from "./draft.ts";

export interface Ground {
  readonly schedule: Schedule;
  /** The other program, for what differs in it. */
  readonly other: Schedule;
  readonly days: DayRange;
  /** On which things are made to happen. */
  readonly at: EpochDay;
  /** By what it is for. */
  readonly made: Map<string, Edit[]>;
  /** Edits with which a condition is so, or is known not to be, at the close of a day: the likeliest first, and not sure. */
  ways(condition: Condition, want: boolean, at: EpochDay): readonly Edit[];
  /** Edits that put an account into one of these segments, or into one of these touch models. */
  inSegment(names: readonly string[], want: boolean): readonly Edit[];
  inModel(names: readonly string[], want: boolean): readonly Edit[];
}

/** What is asked for often is made once. */
export function once(ground: Ground, key: string, make: () => Edit[]): Edit[] {
  const known = ground.made.get(key);
  if (known) return known;
  const made = make();
  ground.made.set(key, made);
  return made;
}

/** More ways than these to one thing are not tried. */
export const mostWays = 24;

/** All of several things: every way of one with every way of the others, those that stand first in their lists first. */
export function eachWith(lists: readonly (readonly Edit[])[], most = mostWays): Edit[] {
  let found: { edits: readonly Edit[]; place: number }[] = [{ edits: [], place: 0 }];
  for (const list of lists) {
    found = found
      .flatMap(({ edits, place }) => list.map((edit, index) => ({ edits: [...edits, edit], place: place + index })))
      .sort((one, other) => one.place - other.place)
      .slice(0, most);
  }
  return found.map(({ edits }) => together(...edits));
}

/** The first of each list, then the second of each, and so on. */
export function inTurns<T>(...lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat();
}

/** The day on which a window of this length that ends on a day begins. */
export function firstDayOf(over: Duration, last: EpochDay): EpochDay {
  return isCalendar(over) ? subtractDuration(last, over) + 1 : last;
}

/** The same time before a day: that of elapsed time and of working days as nearly as days can say it. */
export function before(day: EpochDay, duration: Duration): EpochDay {
  return day - daysOf(duration, day);
}

/** Whole days of a length that ends on a day, two more for a weekend in working days. */
export function daysOf(duration: Duration, last: EpochDay): number {
  switch (duration.unit) {
    case "minutes":
      return Math.ceil(duration.amount / (24 * 60));
    case "business_days":
      return duration.amount + 2 * Math.ceil(duration.amount / 5);
    default:
      return last - subtractDuration(last, duration);
  }
}

function isCalendar({ unit }: Duration): boolean {
  return unit === "days" || unit === "months";
}
