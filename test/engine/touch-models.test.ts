/** Touch models: which is in force, whom `for` and `model is` mean, and what lifts. Expected days worked out by hand. */
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { outcomes, story, type World } from "../support/world.ts";
import { csm, joined, model } from "./model.ts";

type Account = NonNullable<World["accounts"]>[number];

const models = `models {
  high when vip { coverage dedicated 15..30 accounts per csm }
  middle when health < 70 { coverage pooled 3..4 csm for 200..300 accounts }
  low otherwise { coverage none }
}`;

function simulate(play: string, account: Account = {}, more: Partial<World> = {}) {
  const [outcome] = outcomes({
    play: `${model} ${play}`,
    grid: ["2026-01-01", "2026-02-28"],
    accounts: [{ fields: joined("2026-01-05"), people: csm, ...account }],
    ...more,
  });
  const inForce = outcome!.models.map(({ from, to, model, own, liftedBy, reason }) =>
    [
      `${formatDay(from).slice(5)}..${formatDay(to).slice(5)}`,
      model ?? "none",
      ...(own === model ? [] : [`own ${own ?? "none"}`]),
      ...(liftedBy === null ? [] : [`by ${liftedBy}`]),
      ...(reason === null ? [] : [`(${reason})`]),
    ].join(" "),
  );
  return { story: story(outcome!.rows), inForce };
}
const health = (...runs: [string, number][]) => ({ metrics: { health: Object.fromEntries(runs) } });

describe("the customer's own model", () => {
  it("is the first whose condition is true; an unknown on the way ends the search", () => {
    const found = simulate(models, health(["2026-01-10", 50], ["2026-01-20", 90]));
    expect(found.inForce).toEqual(["01-05..01-09 none (no value: health)", "01-10..01-19 middle", "01-20..02-28 low"]);
    const vip = simulate(models, {
      fields: { contract_start: "2026-01-05", vip: { "2026-01-01": false, "2026-01-08": true } },
    });
    expect(vip.inForce).toEqual(["01-05..01-07 none (no value: health)", "01-08..02-28 high"]);
  });

  it("can be called anything", () => {
    const text = `models { __proto__ when logins > 0  constructor otherwise } trigger t for __proto__ { level red when logins > 0 do touch mail }`;
    const found = simulate(text, { metrics: { logins: { "2026-01-10": 1 } } });
    expect(found.inForce).toEqual(["01-05..01-09 constructor", "01-10..01-10 __proto__", "01-11..02-28 constructor"]);
    expect(found.story).toEqual(["2026-01-10 mail done 2026-01-11"]);
  });

  it("is none where no condition is true and none is left", () => {
    expect(simulate("models { high when vip }").inForce).toEqual(["01-05..02-28 none"]);
  });
});

describe("scopes", () => {
  it("`for` takes segments and models mixed, and asks for any of them", () => {
    const text = `${models} cadence c for vip, middle from contract_start { every 1 week touch mail }`;
    // Asked at the opening: health of the day before. 26 January is still middle by the 25th's figure.
    const found = simulate(text, health(["2026-01-10", 50], ["2026-01-26", 90]));
    expect(found.story).toEqual([
      "2026-01-12 mail done 2026-01-12",
      "2026-01-19 mail done 2026-01-19",
      "2026-01-26 mail done 2026-01-26",
    ]);
    expect(simulate(text, { fields: joined("2026-02-09", { vip: true }) }).story).toEqual([
      "2026-02-16 mail done 2026-02-16",
      "2026-02-23 mail done 2026-02-23",
    ]);
  });

  it("a trigger neither fires nor arms out of its model", () => {
    const text = `${models} trigger t for middle { level red when logins > 3 do touch mail }`;
    const found = simulate(text, {
      metrics: { logins: { "2026-01-08": 5, "2026-01-12..2026-01-14": 5 }, health: { "2026-01-10": 50 } },
    });
    expect(found.story).toEqual(["2026-01-12 mail done 2026-01-13"]);
  });

  it("`model is` reads the model in force, and is unknown where the own one is", () => {
    const text = (condition: string) => `${models} trigger t { level red when ${condition} do touch mail }`;
    const given = health(["2026-01-10", 50], ["2026-01-20", 90]);
    expect(simulate(text("model is middle"), given).story).toEqual(["2026-01-10 mail done 2026-01-11"]);
    expect(simulate(text("model is not middle"), given).story).toEqual(["2026-01-20 mail done 2026-01-21"]);
    expect(simulate(text("model is one of middle, low for 12d"), given).story).toEqual([
      "2026-01-21 mail done 2026-01-22",
    ]);
  });
});

describe("lifts", () => {
  const rescue = (clauses = "", lifted = "high") =>
    `play rescue { level red start when health < 60 win when health >= 80 lifts to ${lifted} end after 40d ${clauses}
      phase x day 1..1 { task notes } }`;
  const from10to15 = health(["2026-01-06", 75], ["2026-01-10", 50], ["2026-01-15", 90]);

  it("begin the day after the start, and end with the day of the end", () => {
    const found = simulate(`${models} ${rescue()}`, from10to15);
    expect(found.inForce).toEqual([
      "01-05..01-05 none (no value: health)",
      "01-06..01-09 low",
      "01-10..01-10 middle",
      "01-11..01-14 high own middle by rescue",
      "01-15..01-15 high own low by rescue",
      "01-16..02-28 low",
    ]);
  });

  it("are of the higher model only", () => {
    const vip = simulate(`${models} ${rescue("", "middle")}`, {
      ...from10to15,
      fields: joined("2026-01-05", { vip: true }),
    });
    expect(vip.inForce).toEqual(["01-05..02-28 high"]);
  });

  it("reach scopes and conditions: a cadence of the higher model comes while the run is open", () => {
    const text = `${models} ${rescue()} cadence c for high from contract_start { every 1 day touch mail }
      trigger t { level yellow when model is high do touch bill }`;
    expect(simulate(text, from10to15).story).toEqual([
      "2026-01-10 notes done 2026-01-11",
      "2026-01-11 mail done 2026-01-11",
      "2026-01-11 bill done 2026-01-12",
      "2026-01-12 mail done 2026-01-12",
      "2026-01-13 mail done 2026-01-13",
      "2026-01-14 mail done 2026-01-14",
      "2026-01-15 mail done 2026-01-15",
    ]);
  });

  it("a run that stands still lifts to nothing; a customer without a model of its own has the lifted one", () => {
    const text = `models { high when vip  low when logins > 100 } ${rescue()}
      play hold { level red start when logins > 0 end after 2d pauses play rescue phase x day 1..1 { task notes } }`;
    const given = { metrics: { health: { "2026-01-10": 50, "2026-01-20": 90 }, logins: { "2026-01-12": 1 } } };
    expect(simulate(text, given).inForce).toEqual([
      "01-05..01-10 none",
      "01-11..01-12 high own none by rescue",
      "01-13..01-14 none",
      "01-15..01-20 high own none by rescue",
      "01-21..02-28 none",
    ]);
  });

  it("a play for a model keeps what it began with", () => {
    const text = `${models} play p for middle { level red start when health < 70 end after 20d
      phase x day 1..20 { every 5 days touch mail } }`;
    expect(simulate(text, health(["2026-01-10", 50], ["2026-01-12", 90])).story).toEqual([
      "2026-01-15 mail done 2026-01-16",
      "2026-01-20 mail done 2026-01-21",
      "2026-01-25 mail done 2026-01-26",
    ]);
  });
});
