/**
 * Local time in an IANA zone: when days start, which day an instant lies in, and what instant a wall clock means.
 *
 * Days divide time without gap or overlap: day d is [dayStart(d), dayStart(d + 1)). Where a clock falls back over
 * midnight (St. John's did at 00:01 until 2011), the repeated minutes belong to the day that had already begun; a day
 * that a zone skipped (Apia, 2011-12-30) is empty.
 *
 * Time zone rules are Temporal's. They are slow to ask, so midnights are kept a block of days at a time and the rest
 * is arithmetic, except on the few days a year that are not 24 hours long.
 */

import { Temporal } from "temporal-polyfill";
import type { EpochDay, Instant } from "../histories/types.ts";
import { formatDay, parseDay } from "./days.ts";

export const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** How many midnights are worked out at a time. */
const BLOCK = 128;
/** No IANA name comes near; what is longer is not looked up. */
const LONGEST_NAME = 64;
const NAME = /^[A-Za-z][A-Za-z0-9_+\-/]*$/;
const LOCAL = /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?$/;

export interface Zone {
  readonly name: string;
  /** The first instant of the local day; of a day the zone skipped, that of the next one. RangeError beyond +-270,000 years. */
  dayStart(day: EpochDay): Instant;
  /** The local day that holds the instant. */
  dayOf(instant: Instant): EpochDay;
  /** The wall clock's instant; minutes 0 to 1440. A skipped time moves forward by the gap, a repeated one is the first. */
  at(day: EpochDay, minutesAfterMidnight: number): Instant;
  /** The first instant of the day at which the clock shows this time or a later one; `dayStart(day + 1)` if it never does. */
  clockReaches(day: EpochDay, minutesAfterMidnight: number): Instant;
  /** Reads `YYYY-MM-DDTHH:MM[:SS[.fff]]` (or a blank for the T) as `at` does; undefined for anything else. */
  instantOfLocal(isoLocal: string): Instant | undefined;
}

const zones = new Map<string, Zone>();
/** Names found to be zones: an account table asks for the same few once a row. */
const zoneNames = new Set<string>();

/** Whether a name is a time zone of the IANA database (offsets such as `+02:00` and abbreviations such as `IST` are not). */
export function isZone(name: string): boolean {
  if (zoneNames.has(name)) return true;
  if (name.length > LONGEST_NAME || !NAME.test(name)) return false;
  try {
    // Temporal, not Intl: ICU also knows `IST` and `PST`, each the clock of several countries.
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    zoneNames.add(name);
    return true;
  } catch {
    return false;
  }
}

/** The zone of an IANA name, one object a name. RangeError for a name that is none. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (!isZone(name)) {
    throw new RangeError(`${JSON.stringify(name)} is not a time zone; write an IANA name such as "Europe/London".`);
  }
  const zone = createZone(name);
  zones.set(name, zone);
  return zone;
}

function createZone(name: string): Zone {
  const midnights = createMidnights(name);

  const instantAt = (day: EpochDay, elapsed: number): Instant => {
    const start = midnights(day);
    if (midnights(day + 1) - start === DAY) return start + elapsed;
    return wallClock(day, elapsed).toZonedDateTime(name).epochMilliseconds;
  };

  const dayOf = (instant: Instant): EpochDay => {
    let day = Math.floor(instant / DAY);
    while (midnights(day) > instant) day--;
    while (midnights(day + 1) <= instant) day++;
    return day;
  };

  /** On days that are not 24 hours long: few days, and few times of day that a policy names. */
  const reached = new Map<number, Instant>();
  const clockReaches = (day: EpochDay, minutes: number): Instant => {
    const start = midnights(day);
    if (midnights(day + 1) - start === DAY) return start + minutes * MINUTE;
    const key = day * 1441 + minutes;
    let instant = reached.get(key);
    if (instant === undefined) {
      instant = firstShowing(name, day, minutes);
      reached.set(key, instant);
    }
    return instant;
  };

  return {
    name,
    dayStart: midnights,
    dayOf,
    at: (day, minutes) => instantAt(day, minutes * MINUTE),
    clockReaches,
    instantOfLocal: (isoLocal) => {
      const wall = parseLocal(isoLocal);
      return wall && instantAt(wall.day, wall.elapsed);
    },
  };
}

/** The zone's `dayStart`, a block of days worked out at a time. Blocks are filled once: mutable for the speed of it. */
function createMidnights(name: string): (day: EpochDay) => Instant {
  const blocks = new Map<number, Float64Array>();
  let lastNumber = Number.NaN;
  let lastBlock: Float64Array = new Float64Array(0);
  return (day) => {
    const number = Math.floor(day / BLOCK);
    if (number !== lastNumber) {
      let block = blocks.get(number);
      if (block === undefined) {
        block = midnightsOf(name, number * BLOCK);
        blocks.set(number, block);
      }
      lastNumber = number;
      lastBlock = block;
    }
    return lastBlock[day - number * BLOCK]!;
  };
}

function midnightsOf(name: string, first: EpochDay): Float64Array {
  const midnights = new Float64Array(BLOCK);
  let { start, regularUntil } = startByTemporal(name, first);
  for (let index = 0; index < BLOCK; index++) {
    midnights[index] = start;
    if (start + DAY < regularUntil) start += DAY;
    else ({ start, regularUntil } = startByTemporal(name, first + index + 1));
  }
  return midnights;
}

/**
 * When a day starts, and until when midnights are 24 hours apart from there: the next clock change, or `start` itself
 * when the day is skipped or does not start at 00:00.
 */
function startByTemporal(name: string, day: EpochDay): { start: Instant; regularUntil: Instant } {
  const midnight = Temporal.PlainDate.from(formatDay(day)).toPlainDateTime();
  const zoned = midnight.toZonedDateTime(name);
  const start = zoned.epochMilliseconds;
  return { start, regularUntil: zoned.toPlainDateTime().equals(midnight) ? transitionAfter(name, start) : start };
}

/** When the zone's clock is next changed; Infinity when it never is. */
function transitionAfter(name: string, instant: Instant): Instant {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);
  return zoned.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
}

/** A time of day as the clock on the wall shows it; 24:00 is the next day's 00:00. */
function wallClock(day: EpochDay, elapsed: number): Temporal.PlainDateTime {
  return Temporal.PlainDate.from(formatDay(day)).toPlainDateTime().add({ milliseconds: elapsed });
}

/** In a gap, the moment the clock jumps over the time; else the first instant that shows it. */
function firstShowing(name: string, day: EpochDay, minutes: number): Instant {
  const wall = wallClock(day, minutes * MINUTE);
  const before = wall.toZonedDateTime(name, { disambiguation: "earlier" });
  if (before.toPlainDateTime().equals(wall)) return before.epochMilliseconds;
  return transitionAfter(name, before.epochMilliseconds);
}

function parseLocal(text: string): { day: EpochDay; elapsed: number } | undefined {
  const [, date, hour, minute, second = "0", fraction = ""] = LOCAL.exec(text) ?? [];
  const day = date === undefined ? undefined : parseDay(date);
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0"));
  return { day, elapsed: (Number(hour) * 60 + Number(minute)) * MINUTE + Number(second) * 1000 + milliseconds };
}
