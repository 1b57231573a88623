/** What waits for whom: scenarios worked out by hand. Times are UTC; 2026-01-05 is a Monday. */
import { describe, expect, test } from "vitest";
import { demandText } from "../../cli/views/explain-words.ts";
import type { PersonDay } from "../../runtime/books/person-days.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import type { Simulation } from "../../runtime/engine/simulation.ts";
import { explainAccount } from "../../runtime/explain/story.ts";
import type { RosterPerson } from "../../runtime/people/types.ts";
import { csm, hours, joined, model } from "../engine/model.ts";
import { type AccountText, day, enforced, setUp, type World } from "../support/world.ts";

const grid: World["grid"] = ["2026-01-01", "2026-01-31"];
/** Six hours a working day. */
const dana: RosterPerson = { name: "Dana", roles: ["csm"], hoursPerWeekMinutes: 1800, zone: "UTC" };
const account = (id: string, more: AccountText = {}): AccountText => ({
  id,
  fields: joined("2026-01-01"),
  people: csm,
  ...more,
});

/** `a1 notes Dana 2026-01-05 09:00`; of what is not done its outcome; then why it was late. */
function told(world: Partial<World> & { play: string }) {
  const outcome = enforced({ grid, roster: [dana], ...world, play: `${model} ${world.play}` });
  const rows = outcome.outcomes.flatMap(({ rows }) => rows);
  rows.sort((one, other) => (one.doneAt ?? Infinity) - (other.doneAt ?? Infinity) || (one.id < other.id ? -1 : 1));
  return {
    rows,
    lines: rows.map((row) => {
      const end = row.doneAt === null ? row.outcome : new Date(row.doneAt).toISOString().slice(0, 16).replace("T", " ");
      const late = row.lateCause === null ? "" : ` late: ${row.lateCause}`;
      return `${row.account} ${row.name} ${row.owner} ${end}${late}`;
    }),
    days: outcome.personDays,
  };
}

/** `2026-01-05 360: 0 + 700 = 360 + 0 + 340` for each day on which anything came, was worked or waits. */
function daysTold(days: readonly PersonDay[], person = "Dana"): string[] {
  return days
    .filter((each) => each.person === person)
    .filter((each) => each.cameMinutes + each.workedMinutes + each.leftMinutes + each.waitingMinutes > 0)
    .map((each) => {
      const before = each.waitingMinutes + each.workedMinutes + each.leftMinutes - each.cameMinutes;
      return `${formatDay(each.day)} ${each.capacityMinutes}: ${before} + ${each.cameMinutes} = ${each.workedMinutes} + ${each.leftMinutes} + ${each.waitingMinutes}`;
    });
}

const policy = `policy { ${hours} }`;
const onTicket = (what: string) => `${policy} trigger t { level yellow on ticket do ${what} }`;

describe("work waits for its person", () => {
  test("what comes together is done one after the other", () => {
    const { lines, days, rows } = told({
      play: onTicket("task notes within 1h"),
      accounts: ["a1", "a2", "a3", "a4", "a5"].map((id) => account(id, { events: { ticket: ["2026-01-05T10:00"] } })),
    });
    expect(lines).toEqual([
      "a1 notes Dana 2026-01-05 10:00",
      "a2 notes Dana 2026-01-05 10:20",
      "a3 notes Dana 2026-01-05 10:40",
      "a4 notes Dana 2026-01-05 11:00",
      "a5 notes Dana 2026-01-05 11:20 late: people",
    ]);
    expect(daysTold(days)).toEqual(["2026-01-05 360: 0 + 100 = 100 + 0 + 0"]);
    expect(rows.map(({ waitedMinutes }) => waitedMinutes)).toEqual([0, 20, 40, 60, 80]);
  });

  test("what a day has no minutes for goes on first thing on the next", () => {
    const { lines, days } = told({
      play: onTicket("touch review"),
      roster: [{ ...dana, hoursPerWeekMinutes: 450 }],
      accounts: ["a1", "a2", "a3"].map((id) => account(id, { events: { ticket: ["2026-01-05T16:30"] } })),
    });
    // Ninety minutes a day: the shift ends after thirty of them.
    expect(lines).toEqual([
      "a1 review Dana 2026-01-05 16:30",
      "a2 review Dana 2026-01-06 09:30",
      "a3 review Dana 2026-01-07 09:00",
    ]);
    expect(daysTold(days)).toEqual([
      "2026-01-05 90: 0 + 180 = 30 + 0 + 150",
      "2026-01-06 90: 150 + 0 = 90 + 0 + 60",
      "2026-01-07 90: 60 + 0 = 60 + 0 + 0",
    ]);
  });

  test("on a Monday after a holiday all that gathered comes at once, the most urgent first", () => {
    const { lines } = told({
      play: `policy { ${hours} holidays "h.yaml" } trigger t { level yellow on ticket do touch review within 2d }
        trigger u { level red on sponsor_left do task notes }`,
      files: { "h.yaml": "2026-01-09: closed\n" },
      accounts: [
        account("a1", { events: { ticket: ["2026-01-08T20:00"] } }),
        account("a2", { events: { ticket: ["2026-01-09T12:00"] } }),
        account("a3", { events: { sponsor_left: ["2026-01-10T12:00"] } }),
      ],
    });
    expect(lines).toEqual([
      "a3 notes Dana 2026-01-12 09:00",
      "a1 review Dana 2026-01-12 09:20 late: no working hour",
      "a2 review Dana 2026-01-12 10:20 late: no working hour",
    ]);
  });

  test("work that takes no time waits for nobody who is in", () => {
    const { lines } = told({
      play: onTicket("alert csm"),
      accounts: ["a1", "a2"].map((id) => account(id, { events: { ticket: ["2026-01-05T10:00"] } })),
    });
    expect(lines).toEqual(["a1 csm Dana 2026-01-05 10:00", "a2 csm Dana 2026-01-05 10:00"]);
  });

  test("what takes no time goes before what is more urgent", () => {
    const { lines } = told({
      play: `${onTicket("task notes within 2h")} trigger u { level green on ticket do alert csm }`,
      accounts: ["a1", "a2"].map((id) => account(id, { events: { ticket: ["2026-01-05T08:00"] } })),
    });
    expect(lines.toSorted()).toEqual([
      "a1 csm Dana 2026-01-05 09:00",
      "a1 notes Dana 2026-01-05 09:00",
      "a2 csm Dana 2026-01-05 09:00",
      "a2 notes Dana 2026-01-05 09:20",
    ]);
  });

  test("a series that asks again while its person is away asks for the latest only", () => {
    const { lines, rows } = told({
      away: new Map([["Dana", [{ from: day("2026-01-05"), to: day("2026-01-26") }]]]),
      play: `${policy} cadence c from contract_start { every 1 week task notes }`,
      accounts: [account("a1")],
    });
    expect(lines).toEqual([
      "a1 notes Dana 2026-01-27 09:00",
      "a1 notes Dana 2026-01-29 09:00",
      "a1 notes Dana dropped",
      "a1 notes Dana dropped",
    ]);
    expect(rows.flatMap(({ rule }) => rule ?? [])).toEqual(["asked again", "asked again"]);
  });

  test("machines, shared roles and people whose hours nobody says do not queue", () => {
    const { lines } = told({
      play: onTicket("touch mail alert manager task notes"),
      accounts: ["a1", "a2"].map((id) =>
        account(id, { people: { csm: "Eli" }, events: { ticket: ["2026-01-05T10:00"] } }),
      ),
    });
    expect(lines).toEqual([
      "a1 mail robot 2026-01-05 10:00",
      "a1 notes Eli 2026-01-05 10:00",
      "a2 mail robot 2026-01-05 10:00",
      "a2 notes Eli 2026-01-05 10:00",
      "a1 manager manager 2026-01-07 17:00",
      "a2 manager manager 2026-01-07 17:00",
    ]);
  });

  test("a pool's work goes to whoever is free, by name, and what they did is told of each", () => {
    const pool = (name: string): RosterPerson => ({ ...dana, name, pool: "East" });
    const { lines, days } = told({
      play: onTicket("touch review"),
      roster: ["Cleo", "Ann", "Ben"].map(pool),
      accounts: ["a1", "a2", "a3", "a4"].map((id) =>
        account(id, { people: { csm: "East" }, events: { ticket: ["2026-01-05T10:00"] } }),
      ),
    });
    expect(lines).toEqual([
      "a1 review Ann 2026-01-05 10:00",
      "a2 review Ben 2026-01-05 10:00",
      "a3 review Cleo 2026-01-05 10:00",
      "a4 review Ann 2026-01-05 11:00",
    ]);
    expect(daysTold(days, "East")).toEqual(["2026-01-05 0: 0 + 240 = 0 + 240 + 0"]);
    expect(daysTold(days, "Ann")).toEqual(["2026-01-05 360: 0 + 120 = 120 + 0 + 0"]);
    expect(daysTold(days, "Ben")).toEqual(["2026-01-05 360: 0 + 60 = 60 + 0 + 0"]);
  });

  test("a customer's hours and a person's shift must meet", () => {
    const { lines } = told({
      play: onTicket("task notes within 1 week"),
      roster: [{ ...dana, zone: "Europe/London", shift: { from: 14 * 60, to: 18 * 60 } }],
      accounts: [
        account("a1", { zone: "Asia/Tokyo", events: { ticket: ["2026-01-05T10:00"] } }),
        account("a2", { zone: "America/New_York", events: { ticket: ["2026-01-05T10:00"] } }),
      ],
    });
    expect(lines).toEqual(["a2 notes Dana 2026-01-05 15:00", "a1 notes Dana open late: working hours"]);
  });
});

describe("time off", () => {
  const away = new Map([["Dana", [{ from: day("2026-01-05"), to: day("2026-01-07") }]]]);
  const ticket = { events: { ticket: ["2026-01-05T10:00"] } };

  test("nobody is there: it is late because she was away", () => {
    const { lines, days } = told({
      play: onTicket("task notes within 2d"),
      away,
      accounts: [account("a1", ticket)],
    });
    expect(lines).toEqual(["a1 notes Dana 2026-01-08 09:00 late: away"]);
    expect(daysTold(days)).toEqual([
      "2026-01-05 0: 0 + 20 = 0 + 0 + 20",
      "2026-01-06 0: 20 + 0 = 0 + 0 + 20",
      "2026-01-07 0: 20 + 0 = 0 + 0 + 20",
      "2026-01-08 360: 20 + 0 = 20 + 0 + 0",
    ]);
  });

  test("cover: a shared role answers after its lead time", () => {
    const { lines } = told({
      play: `${onTicket("task notes within 2d")} cover csm away over 2 business days by manager`,
      away,
      accounts: [account("a1", ticket)],
    });
    expect(lines).toEqual(["a1 notes manager 2026-01-07 17:00"]);
  });

  test("cover: who stands in as a shared role does it all when the lead time ends, whatever her hours", () => {
    const rosa: RosterPerson = { name: "Rosa", roles: ["manager"], hoursPerWeekMinutes: 50, zone: "UTC" };
    const { lines } = told({
      play: `${onTicket("task notes within 2d")} cover csm away over 2 business days by manager`,
      away,
      roster: [dana, rosa],
      accounts: ["a1", "a2", "a3"].map((id) => account(id, { people: { csm: "Dana", manager: "Rosa" }, ...ticket })),
    });
    expect(lines).toEqual(["a1", "a2", "a3"].map((id) => `${id} notes Rosa 2026-01-07 17:00`));
  });

  test("cover: what waits already passes on, and what is not done when she is back returns", () => {
    const play = `${onTicket("task notes within 2d")} role lead role deputy owns accounts
      cover csm away over 2 business days by deputy`;
    const people = { csm: "Dana", deputy: "Eli", lead: "Flo" };
    const eli: RosterPerson = {
      name: "Eli",
      roles: ["deputy"],
      hoursPerWeekMinutes: 1800,
      shift: { from: 600, to: 660 },
    };
    const { lines, days } = told({
      play,
      away,
      roster: [dana, { ...eli, hoursPerWeekMinutes: 100 }],
      accounts: ["a1", "a2", "a3", "a4"].map((id) => account(id, { people, ...ticket })),
    });
    // Twenty minutes a day of his.
    expect(lines).toEqual([
      "a1 notes Eli 2026-01-05 10:00",
      "a2 notes Eli 2026-01-06 10:00",
      "a3 notes Eli 2026-01-07 10:00",
      "a4 notes Dana 2026-01-08 09:00 late: people",
    ]);
    expect(daysTold(days, "Eli").at(-1)).toBe("2026-01-08 20: 20 + 0 = 0 + 20 + 0");
    expect(daysTold(days)).toEqual(["2026-01-08 360: 0 + 20 = 20 + 0 + 0"]);
  });

  test("who has left does nothing more, and what is in hand stays undone", () => {
    const { lines, days } = told({
      play: onTicket("touch review"),
      roster: [{ ...dana, to: day("2026-01-05") }],
      accounts: ["a1", "a2"].map((id) => account(id, { events: { ticket: ["2026-01-05T16:30"] } })),
    });
    expect(lines).toEqual(["a1 review Dana 2026-01-05 16:30", "a2 review Dana open"]);
    expect(daysTold(days).at(-1)).toBe("2026-01-31 0: 90 + 0 = 0 + 0 + 90");
  });
});

describe("asked again when it is taken up", () => {
  test("a limit counts what was delivered since it was put into the queue", () => {
    const { lines, rows, days } = told({
      play: `policy { ${hours} limit 1 touch per 3d otherwise defer up to 7d then drop }
        trigger t { level yellow on ticket do touch review touch call }`,
      accounts: [account("a1", { events: { ticket: ["2026-01-05T10:00"] } })],
    });
    expect(lines).toEqual(["a1 review Dana 2026-01-05 10:00", "a1 call Dana 2026-01-08 09:00"]);
    const later = rows.at(-1)!;
    expect(later.deferredBy).toBe("policy/limit/1");
    expect(later.waitedMinutes).toBe(0);
    expect(daysTold(days)[0]).toMatch(/^2026-01-05 360: 0 \+ 105 = /);
  });

  test("what is withdrawn while it waits is not done", () => {
    const { lines, days } = told({
      play: onTicket("touch review"),
      roster: [{ ...dana, hoursPerWeekMinutes: 150 }],
      accounts: [
        account("a1", { events: { ticket: ["2026-01-05T10:00"] } }),
        account("a2", {
          fields: joined("2026-01-01", { churned_on: "2026-01-06" }),
          events: { ticket: ["2026-01-05T10:00"] },
        }),
      ],
    });
    expect(lines).toEqual(["a1 review Dana 2026-01-05 10:00", "a2 review Dana withdrawn"]);
    expect(daysTold(days)).toEqual([
      "2026-01-05 30: 0 + 120 = 30 + 0 + 90",
      "2026-01-06 30: 90 + 0 = 30 + 0 + 60",
      "2026-01-07 30: 60 + 0 = 0 + 60 + 0",
    ]);
  });

  test("a rung that waits for a reply counts from the late delivery", () => {
    const play = `${policy} trigger t { level yellow on ticket do touch review }
      play p { level yellow start when vip end after 20d phase begin day 1..20 { touch call expects reply within 2d } escalation e }
      escalation e { after 3d alert csm unless reply }`;
    const vip = { fields: joined("2026-01-01", { vip: true }) };
    const { lines } = told({
      play,
      roster: [{ ...dana, hoursPerWeekMinutes: 150 }],
      accounts: [account("a1", { events: { ticket: ["2026-01-01T12:00", "2026-01-02T12:00"] } }), account("a2", vip)],
    });
    // Thirty minutes a day: the call to a2 comes once the first review is done, the alert at the opening after three more days.
    expect(lines).toEqual([
      "a1 review Dana 2026-01-01 12:00",
      "a2 call Dana 2026-01-05 09:00",
      "a1 review Dana 2026-01-06 09:15",
      "a2 csm Dana 2026-01-09 09:00",
    ]);
  });
});

describe("what was really delivered", () => {
  test("needs nobody's leave, and uses up its owner's minutes of the day", () => {
    const { lines, days } = told({
      play: onTicket("touch review"),
      roster: [{ ...dana, hoursPerWeekMinutes: 300 }],
      accounts: [
        account("a1", { events: { ticket: ["2026-01-05T10:00"] }, touches: [["2026-01-06T11:00", "review"]] }),
        account("a2", { events: { ticket: ["2026-01-06T10:00"] } }),
        account("a3", { events: { ticket: ["2026-01-06T10:00"] } }),
      ],
    });
    expect(lines).toEqual([
      "a1 review Dana 2026-01-06 11:00",
      "a2 review Dana 2026-01-07 09:00",
      "a3 review Dana 2026-01-08 09:00",
    ]);
    expect(daysTold(days)).toEqual([
      "2026-01-06 60: 0 + 180 = 60 + 0 + 120",
      "2026-01-07 60: 120 + 0 = 60 + 0 + 60",
      "2026-01-08 60: 60 + 0 = 60 + 0 + 0",
    ]);
  });
});

test("a story says for whom a demand waited, and holds the same rows", () => {
  const world: World = {
    play: `${model} ${onTicket("task notes within 10min")}`,
    grid,
    roster: [dana],
    accounts: ["a1", "a2"].map((id) => account(id, { events: { ticket: ["2026-01-05T10:00"] } })),
  };
  const { schedule, simulation, histories } = setUp(world);
  const run: Simulation["run"] = (history, onlooker) => {
    const { outcomes } = simulation.runBook(histories, onlooker && new Map([[history.id, onlooker]]));
    return outcomes.find(({ account }) => account === history.id)!;
  };
  const story = explainAccount(schedule, { ...simulation, run }, histories[1]!);
  const demands = story.days.flatMap(({ entries }) =>
    entries.flatMap((entry) => ("demands" in entry ? entry.demands : [])),
  );
  expect(demands.map(({ id, doneAt }) => [id, doneAt])).toEqual([
    ["a2|trigger t/do/1|2026-01-05T10:00:00.000Z", "2026-01-05T10:20:00.000Z"],
  ]);
  expect(demands.map(demandText)).toEqual([
    "task notes: Dana (csm), done 10:20, 10 minutes late (people), waited 20 minutes for Dana",
  ]);
});
