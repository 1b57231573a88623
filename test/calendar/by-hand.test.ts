/** Calendar answers worked out by hand, each with the reason why; instants are written in UTC. */

import { describe, expect, test } from "vitest";
import {
  addDuration,
  formatDay,
  parseDay,
  subtractDuration,
  weekdayOf,
  weekStart,
} from "../../runtime/calendar/days.ts";
import { isZone, zoneOf } from "../../runtime/calendar/zones.ts";
import type { Duration } from "../../schedule/types.ts";

const day = (text: string): number => parseDay(text)!;
const utc = (instant: number): string => new Date(instant).toISOString().replace(":00.000Z", "Z");
const days = (amount: number): Duration => ({ unit: "days", amount });
const months = (amount: number): Duration => ({ unit: "months", amount });
const quarter = months(3);
const year = months(12);

describe("steps", () => {
  test.each<[string, Duration, number, string, string]>([
    ["2026-01-31", months(1), 1, "2026-02-28", "clamped to a common February"],
    ["2026-01-31", months(1), 2, "2026-03-31", "counted from the anchor, not from 28 February"],
    ["2026-01-31", months(1), 3, "2026-04-30", "clamped to a month of 30 days"],
    ["2024-01-31", months(1), 1, "2024-02-29", "clamped to a leap February"],
    ["2026-01-30", months(1), 1, "2026-02-28", "the 30th is clamped too"],
    ["2026-01-29", months(1), 1, "2026-02-28", "and the 29th, in a common year"],
    ["2024-01-29", months(1), 1, "2024-02-29", "but not in a leap year"],
    ["2026-01-31", months(1), 13, "2027-02-28", "over the end of a year"],
    ["2024-02-29", year, 1, "2025-02-28", "a leap day's anniversary in a common year"],
    ["2024-02-29", year, 4, "2028-02-29", "four years on it is back"],
    ["2096-02-29", year, 4, "2100-02-28", "2100 is no leap year"],
    ["1996-02-29", year, 4, "2000-02-29", "2000 is one"],
    ["2025-11-30", quarter, 1, "2026-02-28", "a quarter is three months"],
    ["2025-11-30", quarter, 2, "2026-05-30", "the second quarter is not chained to the first"],
    ["2024-02-28", days(7), 1, "2024-03-06", "a week over a leap day is seven days"],
    ["2023-12-31", days(1), 1, "2024-01-01", "the day after New Year's Eve"],
    ["2026-03-31", months(1), 0, "2026-03-31", "no step at all"],
    ["2026-03-31", months(1), -1, "2026-02-28", "backwards, clamped the same way"],
    ["9999-12-31", days(1), 1, "+010000-01-01", "the far dates that stand for never do not break"],
    ["9999-12-31", months(2), 1, "+010000-02-29", "10000 is a leap year"],
    ["0000-01-31", months(1), 1, "0000-02-29", "so is year 0"],
  ])("%s + %o x %i = %s: %s", (from, duration, times, expected) => {
    expect(formatDay(addDuration(day(from), duration, times))).toBe(expected);
  });

  test.each<[string, Duration, string, string]>([
    ["2026-03-31", months(1), "2026-02-28", "clamped to February"],
    ["2024-03-30", months(1), "2024-02-29", "to a leap February"],
    ["2026-05-31", quarter, "2026-02-28", "a quarter back"],
    ["2025-02-28", year, "2024-02-28", "a year back from the 28th does not find the 29th"],
    ["2024-03-01", days(1), "2024-02-29", "the day before 1 March"],
  ])("%s - %o = %s: %s", (from, duration, expected) => {
    expect(formatDay(subtractDuration(day(from), duration))).toBe(expected);
  });

  test("what a calendar cannot count is refused", () => {
    expect(() => addDuration(0, { unit: "minutes", amount: 1 })).toThrow(RangeError);
    expect(() => addDuration(0, { unit: "business_days", amount: 1 })).toThrow(RangeError);
    expect(() => addDuration(0, months(1e12))).toThrow(RangeError);
  });

  test("weeks begin on Monday", () => {
    expect(weekdayOf(0)).toBe("thu"); // 1 January 1970
    expect(weekdayOf(day("1969-12-28"))).toBe("sun");
    expect(weekdayOf(day("2026-11-21"))).toBe("sat");
    expect(formatDay(weekStart(day("2026-11-21")))).toBe("2026-11-16");
    expect(formatDay(weekStart(day("2026-11-16")))).toBe("2026-11-16");
    expect(formatDay(weekStart(day("2027-01-01")))).toBe("2026-12-28"); // over the new year
  });

  test.each([
    "2026-02-29", // no leap year
    "1900-02-29", // nor is 1900
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-01-00",
    "2026-1-01",
    "26-01-01",
    "2026/01/01",
    "2026-01-01 ",
    "2026-01-01T00:00",
    "-026-01-01",
    "2026-٠١-01", // digits, but not ours
    "+2026-01-1",
    "",
  ])("%j is no date", (text) => {
    expect(parseDay(text)).toBeUndefined();
  });
});

describe("days of a zone", () => {
  test.each<[string, string, string, number, string]>([
    ["Europe/London", "2026-03-29", "2026-03-29T00:00Z", 23, "summer time begins"],
    ["Europe/London", "2026-10-25", "2026-10-24T23:00Z", 25, "summer time ends"],
    ["America/New_York", "2026-03-08", "2026-03-08T05:00Z", 23, "begins three weeks before Europe"],
    ["Australia/Sydney", "2026-04-05", "2026-04-04T13:00Z", 25, "the south: summer ends in April"],
    ["Australia/Sydney", "2026-10-04", "2026-10-03T14:00Z", 23, "and begins in October"],
    ["Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30Z", 23.5, "half an hour of summer time"],
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00Z", 23, "midnight is skipped: the day starts at 01:00"],
    [
      "America/Sao_Paulo",
      "2018-02-17",
      "2018-02-17T02:00Z",
      25,
      "back from midnight to 23:00: the day before is longer",
    ],
    ["Antarctica/Troll", "2026-03-29", "2026-03-29T00:00Z", 22, "two hours at once"],
    [
      "America/St_Johns",
      "2010-11-07",
      "2010-11-07T02:30Z",
      25,
      "back at 00:01: the repeated hour stays with the new day",
    ],
    ["America/St_Johns", "2010-11-06", "2010-11-06T02:30Z", 24, "and not with the old one"],
    ["Pacific/Apia", "2011-12-29", "2011-12-29T10:00Z", 24, "the last day east of the date line"],
    ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z", 0, "a day that never was"],
    ["Pacific/Apia", "2011-12-31", "2011-12-30T10:00Z", 24, "the first day west of it"],
    ["Pacific/Kiritimati", "2026-01-01", "2025-12-31T10:00Z", 24, "+14: the first new year"],
    ["Pacific/Pago_Pago", "2026-01-01", "2026-01-01T11:00Z", 24, "-11: the last one, 25 hours later"],
    ["Asia/Kathmandu", "2026-05-01", "2026-04-30T18:15Z", 24, "+05:45"],
    ["UTC", "1969-12-31", "1969-12-31T00:00Z", 24, "before the epoch"],
  ])("%s %s starts %s and has %d hours: %s", (name, date, start, hours) => {
    const zone = zoneOf(name);
    expect(utc(zone.dayStart(day(date)))).toBe(start);
    expect((zone.dayStart(day(date) + 1) - zone.dayStart(day(date))) / 3_600_000).toBe(hours);
  });

  test.each<[string, string, string, string]>([
    ["Europe/London", "2026-06-30T23:00Z", "2026-07-01", "23:00 UTC is midnight in summer"],
    ["Europe/London", "2026-12-31T23:59Z", "2026-12-31", "but not in winter"],
    ["Pacific/Kiritimati", "2025-12-31T10:00Z", "2026-01-01", "+14"],
    ["Pacific/Pago_Pago", "2026-01-01T10:59Z", "2025-12-31", "-11"],
    ["Pacific/Apia", "2011-12-30T09:59Z", "2011-12-29", "the minute before the leap"],
    ["Pacific/Apia", "2011-12-30T10:00Z", "2011-12-31", "the minute after"],
    ["America/St_Johns", "2010-11-07T02:45Z", "2010-11-07", "shows 6 November 23:15 for the second time"],
  ])("in %s %s lies in %s: %s", (name, instant, date) => {
    expect(formatDay(zoneOf(name).dayOf(Date.parse(instant)))).toBe(date);
  });

  test.each<[string, string, string, string]>([
    ["Europe/London", "2026-03-29T01:30", "2026-03-29T01:30Z", "skipped: forward to 02:30"],
    ["Europe/London", "2026-10-25T01:30", "2026-10-25T00:30Z", "repeated: the first, still summer time"],
    ["America/New_York", "2026-03-08T02:30", "2026-03-08T07:30Z", "skipped: forward to 03:30"],
    ["America/New_York", "2026-11-01T01:30", "2026-11-01T05:30Z", "repeated: the first"],
    ["Australia/Sydney", "2026-04-05T02:30", "2026-04-04T15:30Z", "repeated, in the south"],
    ["Australia/Sydney", "2026-10-04T02:30", "2026-10-03T16:30Z", "skipped, in the south"],
    ["Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45Z", "skipped: forward by half an hour only"],
    ["Antarctica/Troll", "2026-03-29T02:00", "2026-03-29T02:00Z", "skipped: forward by two hours, to 04:00"],
    ["America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00Z", "a skipped midnight is 01:00"],
    ["Pacific/Apia", "2011-12-30T09:00", "2011-12-30T19:00Z", "on a skipped day: the same time, a day on"],
  ])("%s %s is %s: %s", (name, wall, instant) => {
    const zone = zoneOf(name);
    const minutes = Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14));
    expect(utc(zone.at(day(wall.slice(0, 10)), minutes))).toBe(instant);
    expect(utc(zone.instantOfLocal(wall)!)).toBe(instant);
  });

  test("reads seconds and fractions, cut to milliseconds", () => {
    const london = zoneOf("Europe/London");
    expect(london.instantOfLocal("2026-07-01 09:00:30.1239")).toBe(Date.parse("2026-07-01T08:00:30.123Z"));
    expect(london.instantOfLocal("2026-03-29T01:30:05.5")).toBe(Date.parse("2026-03-29T01:30:05.500Z"));
  });

  test.each([
    "2026-07-01",
    "2026-07-01T24:00",
    "2026-07-01T09:60",
    "2026-07-01T09:00Z",
    "2026-07-01T09:00+01:00",
    "",
    "x",
  ])("%j is no local time", (text) => {
    expect(zoneOf("Europe/London").instantOfLocal(text)).toBeUndefined();
  });

  test("knows names of zones from anything else", () => {
    for (const name of ["Europe/London", "Asia/Calcutta", "America/Argentina/La_Rioja", "Etc/GMT+5", "UTC"]) {
      expect(isZone(name), name).toBe(true);
    }
    for (const name of [
      "",
      "+02:00",
      "IST",
      "PST",
      "Z",
      "Europe/Lndon",
      "__proto__",
      "Europe/London ",
      "constructor",
      "a".repeat(1e6),
    ]) {
      expect(isZone(name), name.slice(0, 20)).toBe(false);
    }
    expect(() => zoneOf("Mars/Olympus")).toThrow(/"Mars\/Olympus" is not a time zone/);
    expect(zoneOf("Europe/London")).toBe(zoneOf("Europe/London"));
  });
});
