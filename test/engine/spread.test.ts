/** What was held back is taken up evenly over the first working days (docs/language.md section 9, Spread). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { createWorkingTime } from "../../runtime/calendar/working-time.ts";
import { outcomes, scheduleOf, story, type World } from "../support/world.ts";
import { csm, hours, joined, model } from "./model.ts";

type Account = NonNullable<World["accounts"]>[number];

/** Closed from Christmas Eve, a Wednesday, to Sunday the 4th of January. */
const closed = ["24", "25", "26", "29", "30", "31"].map((day) => `2025-12-${day}: off`);
const files = { "h.yaml": [...closed, "2026-01-01: off", "2026-01-02: off"].join("\n") };

function world(program: string, spread: string, accounts: Account[]): World {
  const play = `${model} policy { ${hours}  holidays "h.yaml"  ${spread} } ${program}`;
  return { play, grid: ["2025-12-01", "2026-01-31"], accounts, files };
}

function many(count: number, account: (index: number) => Account): Account[] {
  return Array.from({ length: count }, (_, index) => ({ id: `a${index}`, people: csm, ...account(index) }));
}

const three = "spread over 3 business days";
const daily = "cadence c from contract_start { every 1 month touch call }";
/** Months that end on a closed day. */
const inTheClosure = (index: number): Account => ({ fields: joined(`2025-11-${24 + (index % 7)}`) });

describe("spread", () => {
  it("takes up what a closure held back on each of the days alike", () => {
    const rows = outcomes(world(daily, three, many(1200, inTheClosure))).flatMap((outcome) => outcome.rows);
    const back = rows.filter((row) => formatDay(row.dated) === "2026-01-05");
    expect(back).toHaveLength(1200);
    const counts = ["2026-01-05", "2026-01-06", "2026-01-07"].map(
      (day) => back.filter((row) => formatDay(row.doneOn!) === day).length,
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(1200);
    // Five standard deviations of a third of 1200 are 82.
    for (const count of counts) expect(Math.abs(count - 400)).toBeLessThan(82);
    for (const row of back) expect([row.heldBackBy, row.lateMinutes]).toEqual(["days off", 0]);
    expect([...new Set(back.map((row) => formatDay(row.heldBackSince!)))].sort()).toEqual(
      ["24", "25", "26", "27", "28", "29", "30"].map((day) => `2025-12-${day}`),
    );
  });

  it("changes nothing but the days of what was held back, by less than the days it is spread over, and makes nothing late", () => {
    const programs = [
      daily,
      "cadence c from contract_start { day 30 touch call  every 1 week task notes within 2d }",
      "trigger t { level yellow when logins = 0 do touch call within 3d rest 5d }",
      "trigger t { level green when logins = 0 do alert csm rest 3d }",
      "play p { level yellow start when health < 60 end after 20d pauses cadence c phase x day 1..9 { task notes } } cadence c from contract_start { day 20 touch call }",
    ];
    fc.assert(
      fc.property(
        fc.record({
          program: fc.constantFrom(...programs),
          days: fc.integer({ min: 2, max: 6 }),
          start: fc.integer({ min: 1, max: 28 }),
          ill: fc.integer({ min: 1, max: 28 }),
          id: fc.string({ minLength: 1, maxLength: 4 }),
        }),
        ({ program, days, start, ill, id }) => {
          const text = (day: number) => `2025-12-${String(day).padStart(2, "0")}`;
          const account = {
            id,
            people: csm,
            fields: joined(text(start)),
            metrics: { health: { [`${text(ill)}..2026-01-03`]: 50 } },
          };
          const [plain] = outcomes(world(program, "", [account]));
          const spreading = world(program, `spread over ${days} business days`, [account]);
          const [spread] = outcomes(spreading);
          const work = createWorkingTime(scheduleOf(spreading.play, files).policy);
          expect(spread!.rows.map(({ id }) => id)).toEqual(plain!.rows.map(({ id }) => id));
          for (const [index, row] of spread!.rows.entries()) {
            const before = plain!.rows[index]!;
            if (row.doneOn === before.doneOn || row.outcome === "open") continue;
            expect([row.outcome, before.outcome, row.heldBackBy !== null]).toEqual(["done", "done", true]);
            expect(row.doneOn! > before.doneOn!).toBe(true);
            expect(work.nthWorkingDayAfter(before.doneOn!, days - 1)).toBeGreaterThanOrEqual(row.doneOn!);
            if (before.lateMinutes === 0) expect(row.lateMinutes).toBe(0);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("gives a customer the same days in any company, and by its names alone", () => {
    const together = outcomes(world(daily, three, many(20, inTheClosure)));
    for (const [index, outcome] of together.entries()) {
      const [alone] = outcomes(world(daily, three, [many(20, inTheClosure)[index]!]));
      expect(alone).toEqual(outcome);
    }
  });

  it("leaves alone what a limit holds back, what is red where it says so, and what machines and shared roles do", () => {
    const program = `
      cadence c from contract_start { every 1 month touch call  every 1 month touch mail  every 1 month task notes to manager }
      trigger t { level red when logins = 0 do touch chat rest 60d }`;
    const accounts = many(40, () => ({
      fields: joined("2025-11-27"),
      metrics: { logins: { "2025-12-01..2025-12-25": 1, "2025-12-27..2026-01-31": 1 } },
    }));
    const days = (spread: string, name: string) =>
      new Set(
        outcomes(world(program, spread, accounts)).flatMap(({ rows }) =>
          rows.filter((row) => row.name === name && row.dated >= 20_448).map((row) => formatDay(row.doneOn!)),
        ),
      );
    expect([...days(three, "call")].sort()).toContain("2026-01-07");
    expect([...days(three, "chat")].length).toBe(3);
    expect([...days(`${three} except red`, "chat")]).toEqual(["2026-01-05"]);
    for (const name of ["mail", "notes"]) expect(days(three, name)).toEqual(days("", name));
  });

  it("spreads what quiet days held back, and asks limits again on its day", () => {
    const program = "cadence c from contract_start { day 1 touch review  day 2 touch call within 3w }";
    const accounts = many(200, () => ({ fields: joined("2026-01-05") }));
    const lines = (policy: string) =>
      outcomes(world(program, policy, accounts)).map(({ rows }) => story(rows).find((line) => line.includes("call"))!);
    const quiet = "quiet 3d after review otherwise defer up to 20d then drop";
    expect(new Set(lines(quiet))).toEqual(new Set(["2026-01-06 call done 2026-01-09"]));
    const days = ["2026-01-09", "2026-01-12", "2026-01-13"];
    expect([...new Set(lines(`${quiet} ${three}`))].sort()).toEqual(days.map((day) => `2026-01-06 call done ${day}`));
    const limited = "limit 1 touch per 3d otherwise defer up to 20d then drop";
    expect(lines(`${limited} ${three}`)).toEqual(lines(limited));
  });

  it("follows a merge to a nearer deadline", () => {
    const program = `cadence c from contract_start { every 1 month touch call }
      trigger t { level yellow on attended do touch chat within 1d }`;
    const accounts = many(60, () => ({ fields: joined("2025-11-27"), events: { attended: ["2026-01-05T10:00"] } }));
    const merging = `merge touches within 2d with the same owner  ${three}`;
    for (const { rows } of outcomes(world(program, merging, accounts))) {
      const call = rows.find((row) => row.name === "call" && formatDay(row.dated) === "2026-01-05")!;
      expect([call.outcome, call.lateMinutes]).toEqual(["done", 0]);
      expect(formatDay(call.doneOn!) <= "2026-01-06").toBe(true);
    }
  });
});
