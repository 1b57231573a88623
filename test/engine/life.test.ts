/** What account fields that change do to work that is under way: the account's life, anchors, segments. Dates by hand. */
import { describe, expect, it } from "vitest";
import { formatDay, parseDay } from "../../runtime/calendar/days.ts";
import { outcomes, story, type World } from "../support/world.ts";
import { csm, joined, model } from "./model.ts";

type Account = NonNullable<World["accounts"]>[number];

function simulate(play: string, account: Account = {}, more: Partial<World> = {}) {
  const [outcome] = outcomes({
    play: `${model} ${play}`,
    grid: ["2026-01-01", "2026-03-31"],
    accounts: [{ fields: joined("2026-01-05"), people: { ...csm, sponsor: "Ana" }, ...account }],
    ...more,
  });
  const runs = outcome!.runs.map(({ play, started, ended, end }) =>
    [play, formatDay(started), ended === undefined ? "open" : `${formatDay(ended)} ${end}`].join(" "),
  );
  return { story: story(outcome!.rows), rows: outcome!.rows, runs, outcome: outcome! };
}
const health = (...runs: [string, number][]) => ({ metrics: { health: Object.fromEntries(runs) } });
const slow = "policy { limit 1 touch per 60d  otherwise defer up to 90d then drop }";

describe("the account's life", () => {
  const risk =
    "play p { level red start when health < 60  end after 60d  phase a day 1..1 { touch mail } phase b day 2..2 { touch call } }";

  it("its end withdraws runs and what they owe, by the account's end", () => {
    const found = simulate(`${slow} ${risk}`, {
      fields: joined("2026-01-05", { churned_on: "2026-01-20" }),
      ...health(["2026-01-10", 50]),
    });
    expect(found.story).toEqual(["2026-01-10 mail done 2026-01-11", "2026-01-11 call withdrawn account ended"]);
    expect(found.runs).toEqual(["p 2026-01-10 2026-01-21 withdrawn"]);
  });

  it("a customer who comes back goes on with its series; a run does not start by itself until it has let go", () => {
    const churned_on = { "2026-01-01": null, "2026-01-20": "2026-01-20", "2026-02-10": null };
    const found = simulate(`${risk} cadence c from contract_start { every 4 weeks touch bill }`, {
      fields: { contract_start: "2026-01-05", churned_on },
      metrics: { health: { "2026-01-10": 50, "2026-02-10": 50, "2026-02-20": 70, "2026-02-25": 40 } },
    });
    // The 2nd of February falls into the absence and never comes.
    expect(found.story.filter((line) => line.includes("bill"))).toEqual([
      "2026-03-02 bill done 2026-03-02",
      "2026-03-30 bill done 2026-03-30",
    ]);
    expect(found.runs).toEqual(["p 2026-01-10 2026-01-21 withdrawn", "p 2026-02-25 open"]);
  });

  it("a beginning that moves into the future withdraws what is open; nothing is owed until then", () => {
    const contract_start = { "2026-01-01": "2026-01-05", "2026-01-20": "2026-02-10" };
    const found = simulate(`${slow} cadence c from renewal { every 1 week touch mail }`, {
      fields: { contract_start, renewal: "2026-01-05" },
    });
    expect(found.story.slice(0, 3)).toEqual([
      "2026-01-12 mail done 2026-01-12",
      "2026-01-19 mail withdrawn account ended",
      "2026-02-16 mail done 2026-03-13 late: limit",
    ]);
    expect(found.outcome.daysAlive).toBe(15 + 50);
    expect(found.outcome.life).toEqual({ from: parseDay("2026-01-05"), to: parseDay("2026-03-31") });
  });

  it("an absent beginning owes nothing, not even the days of a trigger", () => {
    const found = simulate(`trigger t { level red when health < 60 do task notes }`, {
      fields: { contract_start: { "2026-01-01": null } } as Account["fields"] & object,
      ...health(["2026-01-10", 50]),
    });
    expect([found.story, found.outcome.daysAlive, found.outcome.triggers[0]!.days]).toEqual([[], 0, 0]);
  });

  it("events before the beginning and after the end act on nothing", () => {
    const found = simulate("trigger t { level red on sponsor_left do task notes }", {
      fields: joined("2026-01-05", { churned_on: "2026-01-20" }),
      events: { sponsor_left: ["2026-01-04", "2026-01-05T00:00", "2026-01-20", "2026-01-21T00:00"] },
    });
    expect(found.story.map((line) => line.slice(0, 10))).toEqual(["2026-01-05", "2026-01-20"]);
  });

  it("what the last day's close asked for is withdrawn, not done", () => {
    const found = simulate("trigger t { level red on sponsor_left do task notes }", {
      fields: joined("2026-01-05", { churned_on: "2026-01-20" }),
      events: { sponsor_left: ["2026-01-20"] },
    });
    expect(found.story).toEqual(["2026-01-20 notes withdrawn account ended"]);
  });
});

describe("fields on the day that decides", () => {
  it("a value dated D is in force from the opening of D: for steps, for triggers at an instant, and at the close", () => {
    const vip = { "2026-01-01": false, "2026-01-12": true, "2026-01-13": false };
    const found = simulate(
      `cadence c for vip from contract_start { every 1 day touch mail }
       trigger instant for vip { level red on sponsor_left do task notes }
       trigger close for vip { level red when health >= 0 do alert robot }`,
      {
        fields: { contract_start: "2026-01-05", vip },
        metrics: { health: { "2026-01-01..2026-03-31": 5 } },
        events: { sponsor_left: ["2026-01-11T23:59", "2026-01-12T00:00", "2026-01-12T23:59", "2026-01-13T00:00"] },
      },
    );
    expect(found.story).toEqual([
      "2026-01-12 mail done 2026-01-12",
      "2026-01-12 robot done 2026-01-13",
      "2026-01-12 notes done 2026-01-12",
      "2026-01-12 notes done 2026-01-12",
    ]);
  });

  it("an instant knows the metrics of the day before, a date-only event those of its own day", () => {
    const segments = "segments { vip when health >= 80  plain otherwise }";
    const text = (event: string) => ({
      ...health(["2026-01-06", 50], ["2026-01-10", 90]),
      events: { sponsor_left: [event] },
    });
    const scoped = model.replace(/segments \{.*\}/, segments);
    const run = (event: string) =>
      outcomes({
        play: `${scoped} trigger t { level red on sponsor_left do start p } play p { level red end after 5d phase a day 1..1 { task notes } }`,
        grid: ["2026-01-01", "2026-01-31"],
        accounts: [{ fields: joined("2026-01-05"), people: csm, ...text(event) }],
      })[0]!.rows.map(({ name, segment }) => `${name} ${segment}`);
    expect(run("2026-01-10T10:00")).toEqual(["notes plain", "p plain"]);
    expect(run("2026-01-10")).toEqual(["notes vip", "p vip"]);
  });

  it("a run keeps the segment it began with, and lives on out of its scope", () => {
    const found = simulate(
      "play p for vip { level red start when health < 60 end after 20d phase a day 1..20 { every 1 week touch mail } }",
      {
        fields: { contract_start: "2026-01-05", vip: { "2026-01-01": true, "2026-01-15": false } },
        ...health(["2026-01-10", 50]),
      },
    );
    expect(found.rows.map(({ dated, segment }) => `${formatDay(dated)} ${segment}`)).toEqual([
      "2026-01-17 vip",
      "2026-01-24 vip",
    ]);
  });

  it("a renewal that moves takes its run back, also when it moves back: one run a date", () => {
    const renewal = { "2026-01-01": "2026-03-02", "2026-02-10": "2026-03-20", "2026-02-12": "2026-03-02" };
    const found = simulate("play p { level yellow phase a 30d..0d before renewal { touch mail } }", {
      fields: { contract_start: "2026-01-05", renewal },
    });
    // 30 days before 20 March is 18 February: by then the date is 2 March again, which has had its run.
    expect(found.runs).toEqual(["p 2026-01-31 2026-02-10 withdrawn"]);
  });

  it("a date that becomes known under a run is counted to from then on", () => {
    const text =
      "play p { level yellow phase a 30d..0d before renewal { task notes } } trigger t { level red on sponsor_left do start p }";
    const renewal = { "2026-01-01": null, "2026-01-20": "2026-02-10" };
    const found = simulate(text, {
      fields: { contract_start: "2026-01-05", renewal },
      events: { sponsor_left: ["2026-01-10T10:00"] },
    });
    expect(found.story[1]).toBe("2026-01-20 notes done 2026-01-21");
    expect(found.runs).toEqual(["p 2026-01-10 2026-02-11 ran out"]);
  });

  it("a date whose run a trigger began does not begin another by itself", () => {
    const text =
      "play p { level yellow win when health >= 80 phase a 30d..0d before renewal { task notes } } trigger t { level red on sponsor_left do start p }";
    const found = simulate(text, {
      fields: joined("2026-01-05", { renewal: "2026-03-02" }),
      events: { sponsor_left: ["2026-01-10T10:00"] },
      ...health(["2026-01-12", 90]),
    });
    expect(found.runs).toEqual(["p 2026-01-10 2026-01-12 won"]);
  });
});

describe("starts", () => {
  it("an event that is only a date starts after the wins and ends of its close", () => {
    const text =
      "play p { level red end after 5d phase a day 1..1 { task notes } } trigger t { level red on sponsor_left do start p }";
    const events = { sponsor_left: ["2026-01-10", "2026-01-15"] };
    expect(simulate(text, { events }).runs).toEqual([
      "p 2026-01-10 2026-01-15 ran out",
      "p 2026-01-15 2026-01-20 ran out",
    ]);
    const atNoon = { sponsor_left: ["2026-01-10T12:00", "2026-01-15T12:00"] };
    expect(simulate(text, { events: atNoon }).runs).toHaveLength(1);
  });

  it("it lets go out of scope too", () => {
    const text = "play p for plain { level red start when health < 60 end after 5d phase a day 1..1 { task notes } }";
    const vip = { "2026-01-01": false, "2026-01-20": true, "2026-01-25": false };
    const found = simulate(text, {
      fields: { contract_start: "2026-01-05", vip },
      ...health(["2026-01-10", 50], ["2026-01-21", 70], ["2026-01-24", 50]),
    });
    expect(found.runs).toEqual(["p 2026-01-10 2026-01-15 ran out", "p 2026-01-25 2026-01-30 ran out"]);
  });

  it("unknown does not let go, and does not start", () => {
    const text =
      "play p { level red start when logins falls > 10% over 1d end after 2d phase a day 1..1 { task notes } }";
    // From the 12th to the 18th and on the 20th there is no day before to compare with; the 22nd is known not to fall.
    const logins = {
      ...{ "2026-01-05..2026-01-09": 10, "2026-01-10": 1, "2026-01-18": 5 },
      ...{ "2026-01-20": 5, "2026-01-21..2026-01-22": 4, "2026-01-23": 3 },
    };
    expect(simulate(text, { metrics: { logins } }).runs.map((run) => run.split(" ")[1])).toEqual([
      "2026-01-10",
      "2026-01-23",
    ]);
  });

  it("of two triggers at one close the first by name starts the play; the other's start is dropped", () => {
    const found = simulate(
      `play p { level green end after 5d phase a day 1..1 { task notes } }
       trigger b { level red when health < 60 do start p }  trigger a { level yellow when health < 60 do start p }`,
      health(["2026-01-10", 50]),
    );
    expect(found.story.slice(1)).toEqual(["2026-01-10 p done 2026-01-10", "2026-01-10 p dropped play p/running"]);
    expect(found.rows[0]!.priority).toBe("yellow");
  });

  it("a play keeps its own level when that is the higher one; an action's own level goes before both", () => {
    const found = simulate(
      `play p { level red end after 5d phase a day 1..1 { task notes  touch mail level green } }
       trigger t { level yellow on sponsor_left do start p }`,
      { events: { sponsor_left: ["2026-01-10T10:00"] } },
    );
    expect(found.rows.map(({ name, priority }) => `${name} ${priority}`)).toEqual([
      "notes red",
      "mail green",
      "p yellow",
    ]);
  });

  it("win goes before lose, neither on the first day", () => {
    const text = (win: string, lose: string) =>
      `play p { level red start when health < 60 win when ${win} lose when ${lose} end after 9d phase a day 1..1 { task notes } }`;
    const low = health(["2026-01-10", 50]);
    expect(simulate(text("health < 60", "health < 60"), low).runs[0]).toBe("p 2026-01-10 2026-01-11 won");
    expect(simulate(text("health > 60", "health < 60"), low).runs[0]).toBe("p 2026-01-10 2026-01-11 lost");
  });

  it("a play without end ends at the close of the day after its last phase", () => {
    const text = "play p { level red start when health < 60 phase a day 2..4 { task notes } }";
    expect(simulate(text, health(["2026-01-10", 50])).runs).toEqual(["p 2026-01-10 2026-01-14 ran out"]);
  });
});
