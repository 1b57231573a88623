/**
 * Ten thousand random steps, midnights, wall clocks, deadlines and working hours against answers that Python's zoneinfo
 * and dateutil worked out (python/make-table.py): no difference is tolerated.
 */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { addDuration, formatDay, parseDay } from "../../runtime/calendar/days.ts";
import { deadlineOf } from "../../runtime/calendar/deadlines.ts";
import { createWorkingTime, type WorkingTime } from "../../runtime/calendar/working-time.ts";
import { zoneOf } from "../../runtime/calendar/zones.ts";
import type { Duration, Weekday } from "../../schedule/types.ts";
import { policyOf } from "./policies.ts";

const ROWS = 10_000;

const rows = readFileSync(new URL("./python/table.csv", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => line.split(","));

const works = rows.filter(([kind]) => kind === "policy").map(readPolicy);

function readPolicy([, hours, days, holidays]: string[]): WorkingTime {
  const named = holidays === "" ? [] : holidays!.split("|");
  if (hours === "-") return createWorkingTime(policyOf(undefined, named));
  const [from, to] = hours!.split("..").map((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
  return createWorkingTime(policyOf({ from: from!, to: to!, days: days!.split("|") as Weekday[] }, named));
}

const UNITS: Record<string, (size: number) => Duration> = {
  d: (size) => ({ unit: "days", amount: size }),
  w: (size) => ({ unit: "days", amount: 7 * size }),
  m: (size) => ({ unit: "months", amount: size }),
  q: (size) => ({ unit: "months", amount: 3 * size }),
  y: (size) => ({ unit: "months", amount: 12 * size }),
};

const day = (text: string): number => parseDay(text)!;
const instant = (seconds: string): number => Number(seconds) * 1000;
const seconds = (milliseconds: number): string => String(milliseconds / 1000);
const duration = (unit: string, size: string): Duration => UNITS[unit]!(Number(size));

/** Per kind of row, the runtime's answer to its questions, as the table writes it. */
const answers: Record<string, (...questions: string[]) => string> = {
  step: (anchor, unit, size, times) => formatDay(addDuration(day(anchor!), duration(unit!, size!), Number(times))),
  start: (zone, date) => seconds(zoneOf(zone!).dayStart(day(date!))),
  day: (zone, moment) => formatDay(zoneOf(zone!).dayOf(instant(moment!))),
  wall: (zone, wall) => {
    const midnight = day(wall!.slice(0, 10));
    const at = zoneOf(zone!).at(midnight, Number(wall!.slice(11, 13)) * 60 + Number(wall!.slice(14)));
    return at === zoneOf(zone!).instantOfLocal(wall!) ? seconds(at) : "at and instantOfLocal differ";
  },
  reach: (zone, date, minutes) => seconds(zoneOf(zone!).clockReaches(day(date!), Number(minutes))),
  nth: (policy, date, n) => formatDay(works[Number(policy)]!.nthWorkingDayAfter(day(date!), Number(n))),
  business: (policy, zone, date, n) =>
    deadline(policy!, zone!, day(date!), { unit: "business_days", amount: Number(n) }),
  calendar: (policy, zone, date, unit, size) => deadline(policy!, zone!, day(date!), duration(unit!, size!)),
  theday: (policy, zone, ready) =>
    seconds(deadlineOf("the_day", { ready: instant(ready!), day: 0 }, zoneOf(zone!), works[Number(policy)]!)),
  permitted: (policy, zone, date, notBefore) => {
    const permitted = works[Number(policy)]!.firstPermitted(zoneOf(zone!), day(date!), instant(notBefore!));
    return permitted === undefined ? "-" : seconds(permitted);
  },
  working: (policy, zone, from, to) =>
    works[Number(policy)]!.hasWorkingTime(zoneOf(zone!), instant(from!), instant(to!)) ? "1" : "0",
};

function deadline(policy: string, zone: string, date: number, within: Duration): string {
  return seconds(deadlineOf(within, { ready: 0, day: date }, zoneOf(zone), works[Number(policy)]!));
}

test("equals Python row by row", () => {
  const questions = rows.filter(([kind]) => kind !== "policy");
  const different = questions.filter(([kind, ...cells]) => answers[kind!]!(...cells.slice(0, -1)) !== cells.at(-1));
  console.log(`${questions.length} rows compared with Python, ${different.length} different`);
  expect(different).toEqual([]);
  expect(questions).toHaveLength(ROWS);
});
