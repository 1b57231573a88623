/** Triggers: edges, rest, scope, events. Expected dates worked out by hand. */
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { outcomes, type World } from "../support/world.ts";
import { csm, joined, model } from "./model.ts";

type Account = NonNullable<World["accounts"]>[number];

function fires(trigger: string, account: Account = {}, more: Partial<World> = {}): string[] {
  const [outcome] = outcomes({
    play: `${model} ${trigger}`,
    grid: ["2026-01-01", "2026-02-28"],
    accounts: [{ fields: joined("2026-01-05"), people: csm, ...account }],
    ...more,
  });
  const found = outcome!.rows.filter((row) => row.source === "trigger t");
  expect(outcome!.triggers[0]!.fires).toBe(new Set(found.map((row) => row.occurrence)).size);
  return found.map((row) => (row.occurrence === formatDay(row.dated) ? row.occurrence : `${row.occurrence}`));
}

const health = (...runs: [string, number][]) => ({ metrics: { health: Object.fromEntries(runs) } });

describe("when", () => {
  const low = "trigger t { level red when health < 60 do task notes }";

  it("fires once, and again only after it has let go", () => {
    const history = health(["2026-01-06", 50], ["2026-01-20", 70], ["2026-01-25", 40]);
    expect(fires(low, history)).toEqual(["2026-01-06", "2026-01-25"]);
  });

  it("unknown neither fires nor arms", () => {
    const change = "trigger t { level red when logins falls > 30% over 3d do task notes }";
    // From zero the change is unknown: the days without logins do not arm it again.
    const history: Account = { metrics: { logins: { "2026-01-05..2026-01-10": 10, "2026-01-11..2026-01-13": 1 } } };
    expect(fires(change, history)).toEqual(["2026-01-12"]);
  });

  it("true again but spent, where between there was only unknown", () => {
    // Known of a fall of 10 on 28, 29 and 30 January; before and after, there is nothing to fall from.
    const logins = { "2026-01-05..2026-01-10": 10, "2026-01-11..2026-01-13": 1, "2026-01-25": 10 };
    const history: Account = { metrics: { logins } };
    const change = (more: string) => `trigger t { level red when logins falls > 30% over 3d do task notes ${more} }`;
    const spent = (more: string) =>
      outcomes({
        play: `${model} ${change(more)}`,
        grid: ["2026-01-01", "2026-02-28"],
        accounts: [{ fields: joined("2026-01-05"), people: csm, ...history }],
      })[0]!.triggers[0]!.spent;
    expect([fires(change(""), history), spent("")]).toEqual([["2026-01-12"], 3]);
    expect(spent("rest 17d")).toBe(2);
    expect(spent("rest 30d")).toBe(0);
    const until = "until logins over 3d >= 10";
    expect([fires(change(until), history), spent(until)]).toEqual([["2026-01-12", "2026-01-28"], 0]);
  });

  it("with until, only until arms again", () => {
    const near = "trigger t { level green when health >= 80 do task notes until health < 60 }";
    const history = health(
      ["2026-01-06", 85],
      ["2026-01-08", 75],
      ["2026-01-10", 85],
      ["2026-01-12", 50],
      ["2026-01-14", 85],
    );
    expect(fires(near, history)).toEqual(["2026-01-06", "2026-01-14"]);
  });

  it("armed during rest, it fires at the end of it if still true", () => {
    const resting = "trigger t { level red when health < 60 do task notes rest 10d }";
    const history = health(
      ["2026-01-06", 50],
      ["2026-01-08", 70],
      ["2026-01-10", 50],
      ["2026-01-25", 70],
      ["2026-01-26", 50],
    );
    expect(fires(resting, history)).toEqual(["2026-01-06", "2026-01-16", "2026-01-26"]);
  });

  it("out of scope it neither fires nor arms", () => {
    const scoped = "trigger t for vip { level red when health < 60 do task notes }";
    const fields = { contract_start: "2026-01-05", vip: { "2026-01-01": false, "2026-01-10": true } };
    expect(fires(scoped, { fields, ...health(["2026-01-06", 50]) })).toEqual(["2026-01-10"]);
    const during = "trigger t during onboarding { level red when health < 60 do task notes }";
    expect(fires(during, health(["2026-01-06", 70], ["2026-02-10", 50]))).toEqual([]);
  });

  it("counts the days in scope and the unknown ones by reason", () => {
    const [outcome] = outcomes({
      play: `${model} trigger t { level red when logins over 7d = 0 do task notes }`,
      grid: ["2026-01-01", "2026-01-31"],
      accounts: [{ fields: joined("2026-01-05"), people: csm }],
    });
    const [days] = outcome!.triggers;
    expect([days!.days, [...days!.unknown.values()]]).toEqual([27, [6]]);
  });
});

describe("on", () => {
  it("acts at its instant and honours rest", () => {
    const on = "trigger t { level red on sponsor_left do task notes rest 7d }";
    const events = { sponsor_left: ["2026-01-06T10:00", "2026-01-08T10:00", "2026-01-13T09:00"] };
    expect(fires(on, { events })).toEqual(["2026-01-06T10:00:00.000Z", "2026-01-13T09:00:00.000Z"]);
  });

  it("events of one instant are one fire, with a key one a key; where must be known true", () => {
    const on = "trigger t { level red on ticket where (severity is critical) do task notes }";
    const at = (id: string, severity: string): [string, Record<string, string>] => [
      "2026-01-06T10:00",
      { id, severity },
    ];
    expect(fires(on, { events: { ticket: [at("a", "critical"), at("b", "low"), at("c", "critical")] } })).toEqual([
      "2026-01-06T10:00:00.000Z/a",
      "2026-01-06T10:00:00.000Z/c",
    ]);
    const left = "trigger t { level red on sponsor_left do task notes }";
    expect(fires(left, { events: { sponsor_left: ["2026-01-06T10:00", "2026-01-06T10:00"] } })).toHaveLength(1);
  });

  it("a date-only event acts at the close of its day", () => {
    expect(
      fires("trigger t { level red on sponsor_left do task notes }", { events: { sponsor_left: ["2026-01-06"] } }),
    ).toEqual(["2026-01-06"]);
  });
});

describe("the reported range", () => {
  it("builds state from the first day of data and tells apart what was carried in", () => {
    const [outcome] = outcomes({
      play: `${model} policy { limit 1 touch per 20d  otherwise defer up to 40d then drop }
        cadence c from contract_start { day 1 touch mail  day 2 touch call  day 30 touch mail }`,
      grid: ["2026-01-01", "2026-02-28"],
      range: { from: "2026-01-20", to: "2026-02-10" },
      accounts: [{ fields: joined("2026-01-05"), people: csm }],
    });
    expect(outcome!.rows.map((row) => [formatDay(row.dated), row.name, row.outcome, row.carriedIn])).toEqual([
      ["2026-01-06", "call", "done", true],
      ["2026-02-03", "mail", "open", false],
    ]);
  });
});
