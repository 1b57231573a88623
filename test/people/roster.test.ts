/** `team` in playc.yaml: read from tables and from rows by the same words, and refused with its place where it makes no sense. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readProjectFile } from "../../project/read.ts";
import { parseDay } from "../../runtime/calendar/days.ts";
import type { Histories } from "../../runtime/histories/types.ts";
import type { Role } from "../../schedule/types.ts";
import { Workshop } from "../histories/support.ts";

let shop: Workshop;
beforeEach(() => {
  shop = new Workshop();
  shop.write("accounts.csv", "id,owner\na1,Dana\na2,Eli\na3,\n");
});
afterEach(() => shop.remove());

const account = "account: { file: accounts.csv, key: id }\n";
const roles: Role[] = [{ name: "csm", kind: "person", ownsAccounts: true }];
const day = (text: string): number => parseDay(text)!;

async function staffOf(yaml: string): Promise<NonNullable<Histories["staff"]>> {
  const histories = await shop.open(`${account}people: { csm: { column: owner } }\n${yaml}`, { roles });
  await histories.close();
  return histories.staff!;
}

const table =
  "team: { file: team.csv, person: who, role: job, hours: h, share: s, days: d, shift: t, zone: z, from: f, to: u, pool: p, calendar: c, attributes: { region: r }, " +
  "holidays: [{ calendar: UK, day: 2026-12-25 }], away: { file: leave.csv, person: who, from: from, to: to } }";
const header = "who,job,h,s,d,t,z,f,u,p,c,r\n";

describe("a team", () => {
  test("is the same from a table as from rows written out", async () => {
    shop.write(
      "team.csv",
      `${header}Dana,"csm, alternate",37.5,65%,"mon..wed, fri",8:30..17:00,Europe/Berlin,2024-02-01,2026-12-31,Desk,UK,EMEA\nEli,csm,,,,,,,,,,\n`,
    );
    shop.write("leave.csv", "who,from,to\nDana,2026-03-02,2026-03-06\nDana,2026-07-01,2026-07-01\n");
    const written = await staffOf(`team:
  people:
    - { person: Dana, role: [csm, alternate], hours: 37h 30min, share: 0.65, days: [mon, tue, wed, fri], shift: 08:30..17:00,
        zone: Europe/Berlin, from: 2024-02-01, to: 2026-12-31, pool: Desk, calendar: UK, attributes: { region: EMEA } }
    - { person: Eli, role: csm }
  away: [{ person: Dana, from: 2026-03-02, to: 2026-03-06 }, { person: Dana, from: 2026-07-01, to: 2026-07-01 }]
  holidays: [{ calendar: UK, day: 2026-12-25 }]`);
    expect(await staffOf(table)).toEqual(written);
    const [dana] = written.roster!.people;
    expect(dana).toMatchObject({ hoursPerWeekMinutes: 2250, shareForPlays: 650_000, shift: { from: 510, to: 1020 } });
    expect(dana!.holidays).toEqual([day("2026-12-25")]);
    expect(written.roster!.away!.get("Dana")).toEqual([
      { from: day("2026-03-02"), to: day("2026-03-06") },
      { from: day("2026-07-01"), to: day("2026-07-01") },
    ]);
    expect(written.owners).toEqual(new Map([["csm", new Set(["Dana", "Eli"])]]));
    expect(written.zone).toBe("UTC");
  });

  test("has a person whose roles stand in several rows once", async () => {
    shop.write("team.csv", `${header}Dana,csm,,,,,,,,,,\nDana,alternate,,,,,,,,,,\n`);
    shop.write("leave.csv", "who,from,to\n");
    const { roster } = await staffOf(table);
    expect(roster!.people.map(({ name, roles }) => [name, roles])).toEqual([["Dana", ["csm", "alternate"]]]);
  });

  test.each([
    ["Dana,csm,lots,,,,,,,,,", 2, "h", "`lots` is no number of hours a week"],
    ["Dana,csm,169,,,,,,,,,", 2, "h", "`169` is no number of hours a week"],
    ["Dana,csm,30,65,,,,,,,,", 2, "s", "`65` is no share of the week"],
    ["Dana,csm,30,0%,,,,,,,,", 2, "s", "`0%` is no share"],
    ["Dana,csm,,,fri..mon,,,,,,,", 2, "d", "`fri..mon` is no list of working days"],
    ["Dana,csm,,,,17:00..09:00,,,,,,", 2, "t", "no time of the day from and to"],
    ["Dana,csm,,,,,Europe/Berln,,,,,", 2, "z", "Did you mean `Europe/Berlin`?"],
    ["Dana,csm,,,,,,2026-02-30,,,,", 2, "f", "`2026-02-30` is no date"],
    ["Dana,csm,,,,,,2026-03-01,2026-02-01,,,", 2, "u", "before the first day"],
    ["Dana,csm,,,,,,,,Dana,,", 2, "p", "name of the person and of the pool"],
    ["Dana,csm,,,,,,,,Eli,,\nEli,csm,,,,,,,,,,", 2, "p", "name of a person and of a pool"],
    ["Dana,csm,,,,,,,,,FR,", 2, "c", "The calendar `FR` has no day"],
    [" ,csm,,,,,,,,,,", 2, "who", "Nobody is named"],
    ["Dana,csm,30,,,,,,,,,\nEli,csm,,,,,,,,,,\nDana,csm,20,,,,,,,,,", 4, "h", "Two rows of `Dana` differ in `hours`"],
  ])("with the row %s is refused at its place", async (row, number, column, message) => {
    shop.write("team.csv", `${header}${row}\n`);
    shop.write("leave.csv", "who,from,to\n");
    await expect(staffOf(table)).rejects.toMatchObject({
      name: "DataError",
      message: expect.stringContaining(message),
      place: { file: "team.csv", row: number, column },
    });
  });

  test("is refused for time off that ends before it begins, and for a column that is not there", async () => {
    shop.write("team.csv", `${header}Dana,csm,,,,,,,,,,\n`);
    shop.write("leave.csv", "who,from,to\nDana,2026-03-02,2026-03-01\n");
    await expect(staffOf(table)).rejects.toMatchObject({ place: { file: "leave.csv", row: 2, column: "to" } });
    shop.write("leave.csv", "who,from\nDana,2026-03-02\n");
    await expect(staffOf(table)).rejects.toThrow("`to`");
  });

  test("is refused where nobody is in it", async () => {
    shop.write("team.csv", header);
    shop.write("leave.csv", "who,from,to\n");
    await expect(staffOf(table)).rejects.toMatchObject({
      message: expect.stringContaining("`team` has no row"),
      place: { file: "team.csv" },
    });
  });

  test("is not read where it is larger than any team", async () => {
    shop.write("team.csv", `who\n${Array.from({ length: 20_001 }, (_, index) => `P${index}\n`).join("")}`);
    await expect(staffOf("team: { file: team.csv, person: who }")).rejects.toThrow("more than 20000 rows");
  });
});

describe("the project file", () => {
  const problems = (yaml: string) =>
    readProjectFile("playc.yaml", `currency: USD\ntime_zone: UTC\n${account}${yaml}\n`).problems.map(
      ({ line, column, message }) => `${line}:${column} ${message}`,
    );

  test.each([
    ["team: { people: [{ person: Dana, hours: lots }] }", "4:41 `lots` is no number of hours a week"],
    ["team: { people: [{ person: Dana }, { person: Dana, zone: UTC }] }", "Two rows of `Dana` differ in `zone`"],
    ["team: { people: [{ hours: 30h }] }", "lacks `person`"],
    ["team: { away: [{ person: Dana, from: 2026-01-02, to: 2026-01-01 }] }", "before the first day away"],
    ["team: { holidays: [{ calendar: UK, day: Christmas }] }", "`Christmas` is no date"],
    ["team: { file: team.csv, role: job }", "lacks `person`: the column"],
    ["team: { hours: h }", "`team.hours` speaks of a table of people"],
    ["team: { file: team.csv, person: who, people: [{ person: Dana }] }", "both a `file` and a list"],
    ["team: { file: team.duckdb, person: who }", "`team` lacks `table`"],
    ["team: { away: { file: leave.duckdb, person: a, from: b, to: c } }", "`team.away` lacks `table`"],
    ["team: { hour: h }", "Did you mean `hours`?"],
    ["people: { csm: { assign: { rule: at_random } } }", "must be one of `least_loaded`, `round_robin`"],
    ["people: { csm: { assign: { rule: round_robin, again: soon } } }", "`soon` is no date"],
    ["people: { csm: { person: Dana, assign: { rule: round_robin } } }", "must be one of"],
  ])("%s: %s", (yaml, message) => {
    const told = problems(yaml);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(message);
  });

  test("reads or refuses any row, and never breaks", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom("30h", "65%", "mon..fri", "09:00..17:00", "UTC"),
    );
    const row = fc.record(
      {
        person: text,
        role: text,
        hours: text,
        share: text,
        days: text,
        shift: text,
        zone: text,
        from: text,
        to: text,
        pool: text,
      },
      { requiredKeys: ["person"] },
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 3 }), (people) => {
        const { project, problems: told } = readProjectFile(
          "playc.yaml",
          JSON.stringify({ currency: "USD", account: { file: "a.csv", key: "id" }, team: { people } }),
        );
        expect(project === undefined).toBe(told.length > 0);
        for (const person of project?.team?.people?.kind === "rows" ? project.team.people.rows : []) {
          expect(person.hoursPerWeekMinutes ?? 1).toBeGreaterThan(0);
          expect(Number.isSafeInteger(person.hoursPerWeekMinutes ?? 1)).toBe(true);
          expect(person.shareForPlays ?? 1).toBeLessThanOrEqual(1_000_000);
        }
      }),
    );
  });
});
