/** Working days, working hours and deadlines worked out by hand; instants are written in UTC. */

import { describe, expect, test } from "vitest";
import { formatDay, parseDay } from "../../runtime/calendar/days.ts";
import { deadlineOf } from "../../runtime/calendar/deadlines.ts";
import { createWorkingTime } from "../../runtime/calendar/working-time.ts";
import { zoneOf } from "../../runtime/calendar/zones.ts";
import type { Weekday, Within } from "../../schedule/types.ts";
import { policyOf } from "./policies.ts";

const OFFICE_DAYS: Weekday[] = ["mon", "tue", "wed", "thu", "fri"];
const EVERY_DAY: Weekday[] = [...OFFICE_DAYS, "sat", "sun"];
const day = (text: string): number => parseDay(text)!;
const utc = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString().replace(":00.000Z", "Z");
const hours = (from: number, to: number, days = OFFICE_DAYS) => ({ from: from * 60, to: to * 60, days });

/** Christmas 2026: Thursday 24 December works, Friday 25 and Monday 28 are holidays, as is Friday 1 January. */
const office = createWorkingTime(policyOf(hours(9, 17), ["2026-12-25", "2026-12-28", "2027-01-01"]));
const anyTime = createWorkingTime(policyOf(undefined));

describe("working days", () => {
  test("jump over weekends and holidays", () => {
    expect(formatDay(office.workingDayOnOrAfter(day("2026-12-24")))).toBe("2026-12-24");
    expect(formatDay(office.workingDayOnOrAfter(day("2026-12-25")))).toBe("2026-12-29");
    expect(formatDay(office.workingDayOnOrBefore(day("2026-12-28")))).toBe("2026-12-24");
  });

  test.each<[string, number, string, string]>([
    ["2026-12-24", 0, "2026-12-24", "no day on"],
    ["2026-12-24", 1, "2026-12-29", "holiday, weekend, holiday"],
    ["2026-12-24", 3, "2026-12-31", "Tuesday, Wednesday, Thursday"],
    ["2026-12-24", 4, "2027-01-04", "New Year and its weekend"],
    ["2026-12-26", 1, "2026-12-29", "counted from a day off"],
    ["2026-11-20", 5, "2026-11-27", "a plain week"],
  ])("from %s the %ith is %s: %s", (from, n, expected) => {
    expect(formatDay(office.nthWorkingDayAfter(day(from), n))).toBe(expected);
  });

  test("no count is too large: half a million after a Sunday is the Friday of the 100,000th week", () => {
    const sunday = day("2027-01-03");
    expect(office.nthWorkingDayAfter(sunday, 500_000)).toBe(sunday + 7 * 100_000 - 2);
  });

  test("without hours every day but a holiday is one, from midnight to midnight", () => {
    const work = createWorkingTime(policyOf(undefined, ["2026-12-25"]));
    const zone = zoneOf("Europe/London");
    expect(work.bound).toBe(false);
    expect(work.isWorkingDay(day("2026-12-26"))).toBe(true);
    expect(work.isWorkingDay(day("2026-12-25"))).toBe(false);
    expect(utc(work.firstPermitted(zone, day("2026-12-26"), 0))).toBe("2026-12-26T00:00Z");
    expect(utc(work.closeOfWork(zone, day("2026-12-26")))).toBe("2026-12-27T00:00Z");
  });

  test("a policy that leaves none is refused in plain words, and never waited for", () => {
    const never = createWorkingTime(policyOf(hours(9, 17, [])));
    const zone = zoneOf("UTC");
    for (const ask of [
      never.workingDayOnOrAfter,
      never.workingDayOnOrBefore,
      (d: number) => never.nthWorkingDayAfter(d, 1e9),
    ]) {
      expect(() => ask(0)).toThrow(/no working day in the 400 days (after|before) 1970-01-01/);
    }
    expect(never.firstPermitted(zone, 0, 0)).toBeUndefined();
    expect(never.hasWorkingTime(zone, 0, Number.POSITIVE_INFINITY)).toBe(false);
    const closed = Array.from({ length: 500 }, (_, index) => formatDay(index));
    const late = createWorkingTime(policyOf(hours(9, 17, EVERY_DAY), closed));
    expect(() => late.workingDayOnOrAfter(0)).toThrow(RangeError);
    expect(late.workingDayOnOrAfter(150)).toBe(500);
  });

  test("hours that end before they begin, and holidays that are no dates, are refused", () => {
    expect(() => createWorkingTime(policyOf(hours(22, 6)))).toThrow(RangeError);
    expect(() => createWorkingTime(policyOf(hours(0, 25)))).toThrow(RangeError);
    expect(() => createWorkingTime(policyOf(undefined, ["2026-02-30"]))).toThrow(/"2026-02-30" is not a date/);
  });
});

describe("permitted time", () => {
  const london = zoneOf("Europe/London");
  test.each<[string, string, string | undefined, string]>([
    ["2026-12-24", "2026-12-24T00:00Z", "2026-12-24T09:00Z", "from opening"],
    ["2026-12-24", "2026-12-24T10:10Z", "2026-12-24T10:10Z", "within hours: at once"],
    ["2026-12-24", "2026-12-24T17:00Z", undefined, "the closing hour is no longer permitted"],
    ["2026-12-25", "2026-12-24T17:00Z", undefined, "a holiday"],
    ["2026-07-01", "2026-06-01T00:00Z", "2026-07-01T08:00Z", "09:00 in summer"],
  ])("on %s from %s: %s, %s", (date, notBefore, expected) => {
    expect(utc(office.firstPermitted(london, day(date), Date.parse(notBefore)))).toBe(expected);
  });

  test("hours that a clock change skips are missing that day", () => {
    const newYork = zoneOf("America/New_York");
    const springs = day("2026-03-08"); // 02:00 becomes 03:00
    const early = createWorkingTime(policyOf(hours(2.5, 17, EVERY_DAY)));
    expect(utc(early.firstPermitted(newYork, springs, 0))).toBe("2026-03-08T07:00Z"); // the clock shows 03:00
    const gone = createWorkingTime(policyOf(hours(2, 2.75, EVERY_DAY)));
    expect(gone.firstPermitted(newYork, springs, 0)).toBeUndefined();
    expect(utc(gone.firstPermitted(newYork, springs + 1, 0))).toBe("2026-03-09T06:00Z");
    const repeated = createWorkingTime(policyOf(hours(0, 3, EVERY_DAY)));
    expect(utc(repeated.closeOfWork(newYork, day("2026-11-01")))).toBe("2026-11-01T08:00Z"); // four hours, one twice
  });

  test("24:00 is midnight at the end of the day, also where midnight is skipped", () => {
    const allDay = createWorkingTime(policyOf(hours(0, 24, EVERY_DAY)));
    expect(utc(allDay.closeOfWork(london, day("2026-07-01")))).toBe("2026-07-01T23:00Z");
    const saoPaulo = zoneOf("America/Sao_Paulo");
    expect(utc(allDay.firstPermitted(saoPaulo, day("2018-11-04"), 0))).toBe("2018-11-04T03:00Z");
    expect(utc(allDay.closeOfWork(saoPaulo, day("2018-11-03")))).toBe("2018-11-04T03:00Z");
  });

  test("a day that the zone skipped permits nothing", () => {
    expect(anyTime.firstPermitted(zoneOf("Pacific/Apia"), day("2011-12-30"), 0)).toBeUndefined();
  });

  test.each<[string, string, boolean, string]>([
    ["2026-12-24T16:59Z", "2026-12-29T09:00Z", true, "the last minute of Thursday"],
    ["2026-12-24T17:00Z", "2026-12-29T09:00Z", false, "from closing to opening over Christmas"],
    ["2026-12-24T17:00Z", "2026-12-29T09:01Z", true, "the first minute of Tuesday"],
    ["2026-12-24T12:00Z", "2026-12-24T12:00Z", false, "no time at all"],
    ["2026-12-24T12:00Z", "2026-12-24T11:00Z", false, "the wrong way round"],
  ])("between %s and %s: %s, %s", (from, to, expected) => {
    expect(office.hasWorkingTime(london, Date.parse(from), Date.parse(to))).toBe(expected);
  });
});

describe("deadlines", () => {
  const business = (amount: number): Within => ({ unit: "business_days", amount });
  const minutes = (amount: number): Within => ({ unit: "minutes", amount });
  const days = (amount: number): Within => ({ unit: "days", amount });
  const months = (amount: number): Within => ({ unit: "months", amount });
  test.each<[Within, string, string, string, string]>([
    [
      minutes(48 * 60),
      "2026-03-28",
      "2026-03-28T12:00Z",
      "2026-03-30T12:00Z",
      "48h are elapsed, also over a clock change",
    ],
    [minutes(30), "2026-12-24", "2026-12-24T16:50Z", "2026-12-24T17:20Z", "elapsed time knows no hours"],
    [
      days(3),
      "2026-03-27",
      "2026-03-28T00:00Z",
      "2026-03-30T23:00Z",
      "the close of the third day, in summer time by then",
    ],
    [days(0), "2026-12-24", "2026-12-24T12:00Z", "2026-12-25T00:00Z", "the close of its own day"],
    [days(7), "2026-12-24", "2026-12-25T00:00Z", "2027-01-01T00:00Z", "1w"],
    [months(1), "2026-01-31", "2026-02-01T00:00Z", "2026-03-01T00:00Z", "the close of 28 February"],
    [months(3), "2025-11-30", "2025-12-01T00:00Z", "2026-03-01T00:00Z", "1 quarter, clamped"],
    [
      business(1),
      "2026-12-24",
      "2026-12-25T00:00Z",
      "2026-12-30T00:00Z",
      "the close of Tuesday, not of its working hours",
    ],
    [business(3), "2026-12-24", "2026-12-24T12:00Z", "2027-01-01T00:00Z", "the close of Thursday"],
    ["the_day", "2026-12-24", "2026-12-24T10:00Z", "2026-12-25T00:00Z", "ready in the morning: the same day"],
    ["the_day", "2026-12-24", "2026-12-24T18:00Z", "2026-12-25T00:00Z", "after hours the day is not yet over"],
    ["the_day", "2026-12-23", "2026-12-24T00:00Z", "2026-12-25T00:00Z", "ready at a close: the day that begins"],
    ["the_day", "2026-12-24", "2026-12-25T00:00Z", "2026-12-30T00:00Z", "at the close before a holiday: Tuesday"],
  ])("within %o, dated %s, ready %s: %s, %s", (within, date, ready, expected) => {
    const deadline = deadlineOf(within, { ready: Date.parse(ready), day: day(date) }, zoneOf("Europe/London"), office);
    expect(utc(deadline)).toBe(expected);
  });

  test("without hours every day works, weekends too", () => {
    const demand = { ready: Date.parse("2026-11-21T00:00Z"), day: day("2026-11-20") };
    expect(utc(deadlineOf(business(2), demand, zoneOf("UTC"), anyTime))).toBe("2026-11-23T00:00Z");
    expect(utc(deadlineOf("the_day", demand, zoneOf("UTC"), anyTime))).toBe("2026-11-22T00:00Z");
  });
});
