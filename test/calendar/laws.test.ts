/** Laws of the calendar, on random days, zones and policies; where there is an oracle it shares no code with the runtime. */

import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  addDuration,
  formatDay,
  parseDay,
  subtractDuration,
  weekdayOf,
  weekStart,
} from "../../runtime/calendar/days.ts";
import { deadlineOf } from "../../runtime/calendar/deadlines.ts";
import { createWorkingTime } from "../../runtime/calendar/working-time.ts";
import { zoneOf } from "../../runtime/calendar/zones.ts";
import type { Policy, Weekday } from "../../schedule/types.ts";
import { policyOf } from "./policies.ts";

fc.configureGlobal({ seed: 20_261_121 });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEKDAYS: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const plainDate = (day: number) => Temporal.PlainDate.from("1970-01-01").add({ days: day });

const anyDay = fc.integer({ min: -200_000, max: 200_000 });
const recentDay = fc.integer({ min: parseDay("2005-01-01")!, max: parseDay("2027-12-31")! });
const zoneName = fc.constantFrom(
  "Europe/London",
  "America/St_Johns",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Antarctica/Troll",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Asia/Kathmandu",
  "Africa/Casablanca",
);
/** Around a recent clock change of a zone, or around any midnight, to the minute. */
const zoneAndInstant = fc
  .record({ name: zoneName, day: recentDay, offset: fc.integer({ min: -2160, max: 2160 }), atChange: fc.boolean() })
  .map(({ name, day, offset, atChange }) => {
    const midnight = plainDate(day).toZonedDateTime(name);
    const center = (atChange && midnight.getTimeZoneTransition("next")) || midnight;
    return { name, instant: center.epochMilliseconds + offset * MINUTE };
  });

const policy: fc.Arbitrary<Policy> = fc
  .record({
    span: fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 2 }),
    days: fc.subarray(WEEKDAYS, { minLength: 1 }),
    holidays: fc.uniqueArray(recentDay, { maxLength: 30 }),
    bound: fc.boolean(),
  })
  .map(({ span, days, holidays, bound }) => {
    const [from, to] = span.map((quarter) => quarter * 15).sort((a, b) => a - b);
    return policyOf(bound ? { from: from!, to: to!, days } : undefined, holidays.map(formatDay));
  });

describe("days", () => {
  test("reading and writing are inverse, and as Temporal's", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const text = plainDate(day).toString();
        expect(formatDay(day)).toBe(text);
        expect(parseDay(text)).toBe(day);
      }),
    );
  });

  test("whatever is read is a real date, whatever is not is none", () => {
    const nearly = fc.tuple(fc.nat(9999), fc.nat(13), fc.nat(32)).map(([year, month, day]) => {
      return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    });
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string()), (text) => {
        const day = parseDay(text);
        if (day !== undefined) expect(formatDay(day)).toBe(text);
        else if (/^\d{4}-\d\d-\d\d$/.test(text)) expect(() => Temporal.PlainDate.from(text)).toThrow();
      }),
    );
  });

  test("step k is the anchor plus k months at once, and steps never go back", () => {
    const amount = fc.integer({ min: 1, max: 24 });
    fc.assert(
      fc.property(anyDay, amount, fc.integer({ min: -40, max: 40 }), (anchor, months, k) => {
        const step = addDuration(anchor, { unit: "months", amount: months }, k);
        expect(formatDay(step)).toBe(
          plainDate(anchor)
            .add({ months: months * k })
            .toString(),
        );
        expect(addDuration(anchor, { unit: "months", amount: months }, k + 1)).toBeGreaterThan(step);
        expect(addDuration(anchor + 1, { unit: "months", amount: months }, k)).toBeGreaterThanOrEqual(step);
      }),
    );
  });

  test("subtracting is stepping back once", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), fc.constantFrom("days", "months"), (day, amount, unit) => {
        const duration = { unit: unit as "days" | "months", amount };
        expect(subtractDuration(day, duration)).toBe(addDuration(day, duration, -1));
        expect(formatDay(subtractDuration(day, duration))).toBe(
          plainDate(day)
            .subtract({ [unit]: amount })
            .toString(),
        );
      }),
    );
  });

  test("a week starts on the Monday at most six days before", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const start = weekStart(day);
        expect(plainDate(start).dayOfWeek).toBe(1);
        expect(day - start).toBeGreaterThanOrEqual(0);
        expect(day - start).toBeLessThanOrEqual(6);
        expect(WEEKDAYS.indexOf(weekdayOf(day)) + 1).toBe(plainDate(day).dayOfWeek);
      }),
    );
  });
});

describe("zones", () => {
  test("days divide time: every instant lies in exactly the day it is said to", () => {
    fc.assert(
      fc.property(zoneAndInstant, ({ name, instant }) => {
        const zone = zoneOf(name);
        const day = zone.dayOf(instant);
        expect(zone.dayStart(day)).toBeLessThanOrEqual(instant);
        expect(zone.dayStart(day + 1)).toBeGreaterThan(instant);
        expect(zone.dayOf(zone.dayStart(day))).toBe(day);
      }),
      { numRuns: 300 },
    );
  });

  test("the order in which days are asked for changes nothing", () => {
    fc.assert(
      fc.property(zoneName, recentDay, (name, day) => {
        expect(zoneOf(name).dayStart(day)).toBe(plainDate(day).toZonedDateTime(name).epochMilliseconds);
      }),
      { numRuns: 300 },
    );
  });

  test("a wall clock is Temporal's compatible reading of it", () => {
    fc.assert(
      fc.property(zoneAndInstant, fc.integer({ min: 0, max: 1439 }), ({ name, instant }, minutes) => {
        const zone = zoneOf(name);
        const day = zone.dayOf(instant);
        const wall = plainDate(day).toPlainDateTime().add({ minutes });
        expect(zone.at(day, minutes)).toBe(wall.toZonedDateTime(name).epochMilliseconds);
        expect(zone.instantOfLocal(wall.toString())).toBe(zone.at(day, minutes));
      }),
      { numRuns: 300 },
    );
  });

  test("a later time of day is never reached earlier, nor outside its day", () => {
    const minutes = fc.integer({ min: 0, max: 1440 });
    fc.assert(
      fc.property(zoneAndInstant, minutes, minutes, ({ name, instant }, a, b) => {
        const zone = zoneOf(name);
        const day = zone.dayOf(instant);
        const [early, late] = [zone.clockReaches(day, Math.min(a, b)), zone.clockReaches(day, Math.max(a, b))];
        expect(zone.dayStart(day)).toBeLessThanOrEqual(early);
        expect(early).toBeLessThanOrEqual(late);
        expect(late).toBeLessThanOrEqual(zone.dayStart(day + 1));
      }),
      { numRuns: 300 },
    );
  });
});

/** The permitted minutes of a day, found by looking at the clock every minute of it: once closed, work stays closed. */
function permittedMinutes(policy: Policy, name: string, day: number): number[] {
  const zone = zoneOf(name);
  const date = plainDate(day);
  const named = policy.hours === undefined || policy.hours.days.includes(WEEKDAYS[date.dayOfWeek - 1]!);
  if (!named || policy.holidays.includes(date.toString())) return [];
  const { from, to } = policy.hours ?? { from: 0, to: 1440 };
  const permitted: number[] = [];
  let opened = false;
  let closed = false;
  for (let instant = zone.dayStart(day); instant < zone.dayStart(day + 1); instant += MINUTE) {
    const clock = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);
    // The repeated minutes of the day before, after a clock has fallen back over midnight, show nothing of this day.
    const shows = clock.toPlainDate().equals(date) ? clock.hour * 60 + clock.minute : -1;
    opened ||= shows >= from;
    closed ||= shows >= to;
    if (opened && !closed) permitted.push(instant);
  }
  return permitted;
}

describe("working time", () => {
  test("permitted time is what the clock shows, minute by minute", () => {
    fc.assert(
      fc.property(policy, zoneAndInstant, (policy, { name, instant }) => {
        const [work, zone] = [createWorkingTime(policy), zoneOf(name)];
        const day = zone.dayOf(instant);
        const expected = permittedMinutes(policy, name, day);
        expect(work.firstPermitted(zone, day, Number.NEGATIVE_INFINITY)).toBe(expected[0]);
        expect(work.firstPermitted(zone, day, instant)).toBe(expected.find((minute) => minute >= instant));
        if (expected.length > 0) expect(work.closeOfWork(zone, day)).toBe(expected.at(-1)! + MINUTE);
      }),
      { numRuns: 60 },
    );
  });

  test("there is working time between two instants exactly when a minute of it is permitted", () => {
    fc.assert(
      fc.property(
        policy,
        zoneAndInstant,
        fc.integer({ min: 0, max: 2 * 1440 }),
        (policy, { name, instant }, length) => {
          const [zone, to] = [zoneOf(name), instant + length * MINUTE];
          const days = [0, 1, 2, 3]
            .map((later) => zone.dayOf(instant) + later)
            .filter((day) => zone.dayStart(day) < to);
          const minutes = days.flatMap((day) => permittedMinutes(policy, name, day));
          const expected = minutes.some((minute) => minute >= instant && minute < to);
          expect(createWorkingTime(policy).hasWorkingTime(zone, instant, to)).toBe(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("the nth working day after has n working days up to it and is the last of them", () => {
    fc.assert(
      fc.property(policy, recentDay, fc.integer({ min: 1, max: 300 }), (policy, day, n) => {
        const work = createWorkingTime(policy);
        const found = work.nthWorkingDayAfter(day, n);
        let count = 0;
        for (let between = day + 1; between <= found; between++) if (work.isWorkingDay(between)) count++;
        expect(count).toBe(n);
        expect(work.isWorkingDay(found)).toBe(true);
      }),
    );
  });

  test("the nearest working days work, and none lies between", () => {
    fc.assert(
      fc.property(policy, recentDay, (policy, day) => {
        const work = createWorkingTime(policy);
        const [before, after] = [work.workingDayOnOrBefore(day), work.workingDayOnOrAfter(day)];
        expect(work.isWorkingDay(before) && work.isWorkingDay(after)).toBe(true);
        for (let between = before + 1; between < after; between++) expect(work.isWorkingDay(between)).toBe(false);
      }),
    );
  });
});

test("deadlines close a day that works, or come after exactly the time named", () => {
  fc.assert(
    fc.property(policy, zoneAndInstant, fc.integer({ min: 1, max: 30 }), (policy, { name, instant }, amount) => {
      const [work, zone] = [createWorkingTime(policy), zoneOf(name)];
      const demand = { ready: instant, day: zone.dayOf(instant) };
      expect(deadlineOf({ unit: "minutes", amount }, demand, zone, work) - instant).toBe(amount * MINUTE);
      const ofTheDay = deadlineOf("the_day", demand, zone, work);
      expect(ofTheDay).toBeGreaterThan(instant);
      expect(work.isWorkingDay(zone.dayOf(ofTheDay - 1)) || name === "Pacific/Apia").toBe(true);
      const business = deadlineOf({ unit: "business_days", amount }, demand, zone, work);
      const calendar = deadlineOf({ unit: "days", amount }, demand, zone, work);
      expect(business).toBeGreaterThanOrEqual(calendar);
      expect(Math.abs(calendar - zone.dayStart(demand.day) - (amount + 1) * DAY)).toBeLessThanOrEqual(DAY);
    }),
  );
});
