/** Journeys: what moves a customer between stages, when, and what is read of it. Expected days worked out by hand. */
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { outcomes, story, type World } from "../support/world.ts";
import { csm, joined, model } from "./model.ts";

type Account = NonNullable<World["accounts"]>[number];

function simulate(play: string, account: Account = {}, more: Partial<World> = {}) {
  const [outcome] = outcomes({
    play: `${model} event begun, finished { team text } ${play}`,
    grid: ["2026-01-01", "2026-02-28"],
    accounts: [{ fields: joined("2026-01-05"), people: csm, ...account }],
    ...more,
  });
  const visits = outcome!.visits.map(({ key, stage, entered, left, how, days, overdue }) =>
    [
      ...(key === null ? [] : [`${key}:`]),
      stage,
      formatDay(entered).slice(5),
      left === null ? how : `${formatDay(left).slice(5)} ${how}`,
      ...(overdue ? [`overdue after ${days}`] : []),
    ].join(" "),
  );
  return { visits, story: story(outcome!.rows), rows: outcome!.visits };
}

const customer = `journey customer {
  stage setup { enter from contract_start  leave when logins >= 5 confirmed by attended  expect vip 10d..20d, plain 3d..5d }
  stage use { enter after setup  leave when health >= 80  back to setup on sponsor_left  skip to loyal on reply }
  stage loyal { enter after use  leave on ticket where (severity is critical) then use }
}`;

describe("moves", () => {
  it("go on with `after` and `then`; a leave that must be confirmed waits for the event, in this stage", () => {
    const found = simulate(customer, {
      metrics: { logins: { "2026-01-08..2026-01-20": 6 }, health: { "2026-01-15": 85, "2026-01-25": 60 } },
      // The first confirms nothing: it was before the stage.
      events: {
        attended: ["2026-01-04", "2026-01-12T10:00"],
        ticket: [["2026-01-20T09:00", { id: "1", severity: "critical" }]],
      },
    });
    expect(found.visits).toEqual([
      "setup 01-05 01-12 leave overdue after 7",
      "use 01-12 01-15 leave",
      "loyal 01-15 01-20 leave",
      // Health is missing between the 15th and 25th: it carries 85, so the close of the 21st moves on.
      "use 01-20 01-21 leave",
      "loyal 01-21 open",
    ]);
    expect(found.rows[0]).toMatchObject({
      journey: "customer",
      segment: "plain",
      enteredBy: "from contract_start",
      what: "logins >= 5 confirmed by attended",
      to: "use",
    });
  });

  it("back goes before skip, skip before leave; one move a day", () => {
    const events = {
      attended: ["2026-01-06"],
      sponsor_left: ["2026-01-10", "2026-01-12T09:00"],
      reply: ["2026-01-10", "2026-01-12T08:00"],
    };
    const found = simulate(customer, {
      metrics: { logins: { "2026-01-06": 6, "2026-01-11": 6 }, health: { "2026-01-10": 90 } },
      events,
    });
    expect(found.visits).toEqual([
      "setup 01-05 01-06 leave",
      // All three at the close of the 10th, where both events are only a date.
      "use 01-06 01-10 back",
      // Entered again on the 10th: nobody attended since.
      "setup 01-10 open overdue after 49",
    ]);
    const skipped = simulate(customer, {
      metrics: { logins: { "2026-01-06": 6 } },
      events: { attended: ["2026-01-06"], reply: ["2026-01-12T08:00"], sponsor_left: ["2026-01-12T09:00"] },
    });
    expect(skipped.visits).toEqual(["setup 01-05 01-06 leave", "use 01-06 01-12 skip", "loyal 01-12 open"]);
  });

  it("nothing enters a stage of which the date came before; between stages conditions and events bring in", () => {
    const text = `journey j { stage early { enter from contract_start  leave on reply }
      stage late { enter when logins > 3  enter on attended  leave on sponsor_left } }`;
    const found = simulate(text, {
      fields: joined("2025-12-01"),
      metrics: { logins: { "2026-01-10..2026-01-11": 5 } },
      events: { sponsor_left: ["2026-01-10T09:00", "2026-01-11T09:00"], attended: ["2026-01-20T12:00"] },
    });
    // On the 11th it leaves at nine and may not come back at the close.
    expect(found.visits).toEqual(["late 01-10 01-11 leave", "late 01-20 open"]);
  });

  it("end with the account's life", () => {
    const found = simulate(customer, { fields: joined("2026-01-05", { churned_on: "2026-01-20" }) });
    expect(found.visits).toEqual(["setup 01-05 01-21 end overdue after 16"]);
  });

  it("keys have tracks of their own, and can be called anything", () => {
    const text =
      "journey rollout per team { stage pilot { enter on begun leave on finished } stage all { enter after pilot } }";
    const found = simulate(text, {
      events: {
        begun: [
          ["2026-01-06T10:00", { team: "sales" }],
          ["2026-01-07", { team: "__proto__" }],
        ],
        finished: [["2026-01-09T10:00", { team: "sales" }]],
      },
    });
    expect(found.visits).toEqual([
      "__proto__: pilot 01-07 open",
      "sales: pilot 01-06 01-09 leave",
      "sales: all 01-09 open",
    ]);
  });
});

describe("what is read", () => {
  const from10 = { metrics: { logins: { "2026-01-10": 6 } }, events: { attended: ["2026-01-10T08:00"] } };

  it("a scope `during` a stage of a journey begins and ends with it; its end withdraws", () => {
    const text = `${customer} trigger t during use { level red when logins = 0 do touch mail }
      cadence c from contract_start during setup { every 1 day touch bill  day 5 alert manager }`;
    // Asked from the 6th to the 10th. The manager answers on the second working day after Friday the 9th.
    expect(simulate(text, from10).story).toEqual([
      "2026-01-06 bill done 2026-01-06",
      "2026-01-07 bill done 2026-01-07",
      "2026-01-08 bill done 2026-01-08",
      "2026-01-09 bill done 2026-01-09",
      "2026-01-09 manager withdrawn stage setup/end",
      "2026-01-10 bill done 2026-01-10",
      "2026-01-11 mail done 2026-01-12",
    ]);
  });

  it("`time in`, `is overdue` and `during` follow the tracks", () => {
    const text = (condition: string) => `${customer} trigger t { level red when ${condition} do touch mail }`;
    const fires = (condition: string, account: Account = from10) =>
      simulate(text(condition), account).story.map((row) => row.slice(5, 10));
    expect(fires("time in setup >= 3d")).toEqual(["01-08"]);
    // plain expects at most 5 days: the 11th is the sixth after the 5th, and by then it has left.
    expect(fires("setup is overdue")).toEqual([]);
    expect(fires("setup is overdue", {})).toEqual(["01-11"]);
    expect(fires("setup is overdue", { fields: joined("2026-01-05", { vip: true }) })).toEqual(["01-26"]);
    expect(fires("during use")).toEqual(["01-10"]);
    expect(fires("during use for 3d")).toEqual(["01-12"]);
    expect(fires("not (during setup)")).toEqual(["01-10"]);
    expect(fires("use is not overdue")).toEqual(["01-05"]);
  });

  it("touch models may ask for stages of journeys", () => {
    const text = `${customer} models { high when during setup  low otherwise } trigger t for low { level red when logins > 0 do touch mail }`;
    expect(simulate(text, from10).story).toEqual(["2026-01-10 mail done 2026-01-11"]);
  });
});
