/** People: the minutes of their weeks, their shifts, and who stands in for whom. Instants are written in UTC. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDay, weekStart } from "../../runtime/calendar/days.ts";
import type { DayRange } from "../../runtime/histories/types.ts";
import { createPerson } from "../../runtime/people/person.ts";
import { createTeam } from "../../runtime/people/team.ts";
import type { RosterPerson } from "../../runtime/people/types.ts";
import type { Cover, TeamMember, Weekday } from "../../schedule/types.ts";
import { policyOf } from "../calendar/policies.ts";

const weekdays: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const day = (text: string): number => parseDay(text)!;
const utc = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const office = policyOf({ from: 540, to: 1020, days: weekdays.slice(0, 5) }, ["2026-12-25"]);
const csm: TeamMember = { role: "csm", people: 2, hoursPerWeekMinutes: 1800, shareForPlays: 650_000 };
const personOf = (
  { away = [], ...told }: Partial<RosterPerson> & { away?: DayRange[] },
  members: readonly TeamMember[] = [],
  policy = office,
) => createPerson({ name: "Dana", roles: [], ...told }, { policy, zone: "Europe/London", members, away });

describe("the minutes of a week", () => {
  test("of a full week are exactly the hours times the share, whatever the days", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_080 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.subarray(weekdays, { minLength: 1 }),
        fc.integer({ min: 0, max: 40_000 }),
        (hoursPerWeekMinutes, shareForPlays, days, anyDay) => {
          const person = personOf({ hoursPerWeekMinutes, shareForPlays, days }, [], policyOf(undefined));
          const monday = weekStart(anyDay);
          const minutes = Array.from({ length: 7 }, (_, index) => person.minutesOn(monday + index));
          const sum = minutes.reduce((all, one) => all + one, 0);
          expect(BigInt(sum)).toBe((BigInt(hoursPerWeekMinutes) * BigInt(shareForPlays)) / 1_000_000n);
          expect(person.weekMinutes).toBe(sum);
          const worked = minutes.filter((_, index) => days.includes(weekdays[index]!));
          expect(Math.max(...worked) - Math.min(...worked)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test("are those of the role where the person has none, and unlimited where nobody says", () => {
    expect(personOf({}, [csm]).weekMinutes).toBe(1170);
    expect(personOf({ shareForPlays: 500_000 }, [csm]).weekMinutes).toBe(900);
    expect(personOf({ hoursPerWeekMinutes: 600 }, [csm]).weekMinutes).toBe(390);
    expect(personOf({}).minutesOn(day("2026-11-23"))).toBe(Number.POSITIVE_INFINITY);
    expect(personOf({}).minutesOn(day("2026-11-22"))).toBe(0);
  });

  test("are none on days off, holidays, while away, before the start and after leaving", () => {
    const person = personOf({
      hoursPerWeekMinutes: 300,
      from: day("2026-11-24"),
      to: day("2026-12-31"),
      away: [{ from: day("2026-12-01"), to: day("2026-12-02") }],
      holidays: [day("2026-12-08")],
    });
    const minutes = (text: string) => person.minutesOn(day(text));
    expect(["2026-11-23", "2026-11-28", "2026-12-01", "2026-12-02", "2026-12-08", "2026-12-25"].map(minutes)).toEqual(
      Array(6).fill(0),
    );
    expect(["2026-11-24", "2026-12-03", "2026-12-31"].map(minutes)).toEqual([60, 60, 60]);
    expect(minutes("2027-01-04")).toBe(0);
    expect(person.shiftOn(day("2026-12-01"))).toBeUndefined();
  });
});

describe("shifts", () => {
  test("follow the clock of the person's own zone over its changes", () => {
    const shift = { from: 60, to: 180 };
    const person = personOf({ hoursPerWeekMinutes: 700, zone: "Europe/Berlin", days: weekdays, shift });
    const shiftOn = (text: string) => {
      const { from, to } = person.shiftOn(day(text))!;
      return [utc(from), utc(to)];
    };
    expect(shiftOn("2026-03-28")).toEqual(["2026-03-28T00:00", "2026-03-28T02:00"]);
    // From 02:00 the clock jumps to 03:00, and back from 03:00 to 02:00 in October.
    expect(shiftOn("2026-03-29")).toEqual(["2026-03-29T00:00", "2026-03-29T01:00"]);
    expect(shiftOn("2026-10-25")).toEqual(["2026-10-24T23:00", "2026-10-25T02:00"]);
  });

  test("a shift that the clock jumps over has no minutes, nor has a day that a zone skips", () => {
    const skipped = personOf({ zone: "Europe/Berlin", days: weekdays, shift: { from: 125, to: 175 } });
    expect(skipped.minutesOn(day("2026-03-29"))).toBe(0);
    expect(skipped.shiftOn(day("2026-03-29"))).toBeUndefined();
    expect(personOf({ zone: "Pacific/Apia" }).minutesOn(day("2011-12-30"))).toBe(0);
  });
});

describe("standing in", () => {
  const cover = (role: string, by: string, amount: number, unit: "days" | "business_days" = "days"): Cover => ({
    path: `cover ${role} by ${by}`,
    role,
    by,
    awayOver: { unit, amount },
  });
  const dana: RosterPerson = { name: "Dana", roles: ["csm"] };
  const absent = [
    { from: day("2026-11-23"), to: day("2026-11-26") },
    { from: day("2026-11-27"), to: day("2026-11-27") },
  ];
  const away = new Map([
    ["Dana", absent],
    ["Eli", absent],
  ]);
  const holders: Record<string, string> = { csm: "Dana", alternate: "Eli", manager: "Marta" };
  const standIn = (covers: Cover[], on: string, others: RosterPerson[] = []) =>
    createTeam({
      schedule: { policy: office, team: [], covers },
      roster: { people: [dana, ...others], away: others.length > 0 ? away : new Map([["Dana", absent]]) },
      owners: new Map(),
      zone: "UTC",
    }).standIn({ role: "csm", owner: "Dana" }, day(on), (role) => holders[role]).owner;

  test("begins with the first day of an absence longer than said; what touches counts as one", () => {
    const covers = [cover("csm", "alternate", 4)];
    expect(["2026-11-22", "2026-11-23", "2026-11-27", "2026-11-28"].map((on) => standIn(covers, on))).toEqual([
      "Dana",
      "Eli",
      "Eli",
      "Dana",
    ]);
    expect(standIn([cover("csm", "alternate", 5)], "2026-11-24")).toBe("Dana");
    expect(standIn([cover("csm", "alternate", 4, "business_days")], "2026-11-24")).toBe("Eli");
    expect(standIn([cover("csm", "alternate", 5, "business_days")], "2026-11-24")).toBe("Dana");
  });

  test("of several covers the one of the longest absence", () => {
    expect(standIn([cover("csm", "alternate", 1), cover("csm", "manager", 3)], "2026-11-23")).toBe("Marta");
    expect(standIn([cover("csm", "alternate", 1), cover("csm", "manager", 30)], "2026-11-23")).toBe("Eli");
  });

  test("of a pool while all are away who hold the role and are with us, from the first day of that on", () => {
    const range = (from: string, to: string) => [{ from: day(from), to: day(to) }];
    const member = (name: string, more: Partial<RosterPerson> = {}) => ({
      name,
      roles: ["csm"],
      pool: "Desk",
      ...more,
    });
    const people = [
      member("Ann"),
      member("Bo"),
      member("Cleo", { roles: ["sales"] }),
      member("Gone", { to: day("2026-11-01") }),
      member("Comes", { from: day("2026-12-02") }),
    ];
    const onDays = (away: Map<string, DayRange[]>, covers: Cover[]) => {
      const team = createTeam({
        schedule: { policy: office, team: [], covers },
        roster: { people, away },
        owners: new Map(),
        zone: "UTC",
      });
      const owes = (on: number) => team.standIn({ role: "csm", owner: "Desk" }, on, (role) => holders[role]).owner;
      const first = day("2026-11-20");
      return Array.from({ length: 20 }, (_, index) => first + index).filter((on) => owes(on) === "Eli");
    };
    const one = new Map([["Ann", range("2026-11-23", "2026-12-04")]]);
    expect(onDays(one, [cover("csm", "alternate", 1)])).toEqual([]);
    const both = new Map([...one, ["Bo", range("2026-11-26", "2026-12-10")]]);
    const days = ["2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01"].map(day);
    expect(onDays(both, [cover("csm", "alternate", 5)])).toEqual(days);
    expect(onDays(both, [cover("csm", "alternate", 6)])).toEqual([]);
    expect(onDays(both, [cover("csm", "alternate", 3, "business_days")])).toEqual(days);
    expect(onDays(both, [cover("csm", "alternate", 4, "business_days")])).toEqual([]);
  });

  test("covers of covers follow, a ring ends with the owner, and so does a role that nobody holds", () => {
    const eli: RosterPerson = { name: "Eli", roles: ["alternate"] };
    const chain = [cover("csm", "alternate", 1), cover("alternate", "manager", 1)];
    expect(standIn(chain, "2026-11-24", [eli])).toBe("Marta");
    const ring = [cover("csm", "alternate", 1), cover("alternate", "csm", 1)];
    expect(standIn(ring, "2026-11-24", [eli])).toBe("Dana");
    expect(standIn([cover("csm", "director", 1)], "2026-11-24")).toBe("Dana");
  });
});

describe("who serves an owner", () => {
  const owners = new Map([["csm", new Set(["Zoe", "Desk", "Kim"])]]);
  const team = createTeam({
    schedule: { policy: office, team: [csm], covers: [] },
    roster: {
      people: [
        { name: "Bo", roles: ["csm"], pool: "Desk" },
        { name: "Al", roles: ["csm"], pool: "Desk" },
        { name: "Cy", roles: ["support"], pool: "Desk", hoursPerWeekMinutes: 60 },
        { name: "Ed", roles: ["support"], pool: "Free" },
        { name: "Fi", roles: ["support"], pool: "Free", hoursPerWeekMinutes: 60 },
      ],
    },
    owners,
    zone: "UTC",
  });
  const serving = (owner: string, role: string) => team.serving(owner, role).map(({ name }) => name);

  test("a person; the members of a pool who can hold the role; nobody where hours have no end", () => {
    expect(serving("Zoe", "csm")).toEqual(["Zoe"]);
    expect(serving("Desk", "csm")).toEqual(["Al", "Bo"]);
    expect(serving("Desk", "support")).toEqual(["Cy"]);
    expect(serving("Free", "support")).toEqual([]);
    expect(serving("unassigned csm", "csm")).toEqual([]);
    expect([...team.people.keys()]).toEqual(["Al", "Bo", "Cy", "Ed", "Fi", "Kim", "Zoe"]);
  });
});
