/** Plays: starts, phases, ends, pauses, ladders and answers. Expected dates worked out by hand. */
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { outcomes, story, type World } from "../support/world.ts";
import { csm, joined, model } from "./model.ts";

type Account = NonNullable<World["accounts"]>[number];

function play(text: string, account: Account = {}, more: Partial<World> = {}) {
  const [outcome] = outcomes({
    play: `${model} ${text}`,
    grid: ["2026-01-01", "2026-04-30"],
    accounts: [{ fields: joined("2026-01-05"), people: { ...csm, sponsor: "Ana" }, ...account }],
    ...more,
  });
  return {
    story: story(outcome!.rows),
    rows: outcome!.rows,
    rungs: outcome!.rungs.map(({ path, on, acted }) => [path, formatDay(on), acted]),
    runs: outcome!.runs.map(
      ({ play, started, ended, end }) =>
        `${play} ${formatDay(started)} ${ended === undefined ? "open" : `${formatDay(ended)} ${end}`}`,
    ),
  };
}

const health = (...runs: [string, number][]) => ({ metrics: { health: Object.fromEntries(runs) } });

describe("runs", () => {
  const risk = "start when health < 60  win when health >= 80 for 3d  end after 20d";
  const low = health(["2026-01-10", 50]);

  it("day 1 is the day it starts and its steps are owed at that close; every comes one step after", () => {
    const text = `play p { level red ${risk} phase a day 1..2 { task notes } phase b day 4..20 { every 1 week touch mail } }`;
    expect(play(text, low).story).toEqual([
      "2026-01-10 notes done 2026-01-11",
      "2026-01-20 mail done 2026-01-21",
      "2026-01-27 mail done 2026-01-28",
    ]);
    expect(play(text, low).runs).toEqual(["p 2026-01-10 2026-01-30 ran out"]);
  });

  it("win's windows begin no earlier than the run", () => {
    const text = `play p { level red start when health < 90  win when health >= 80 for 3d  end after 20d  phase a day 1..2 { task notes } }`;
    expect(play(text, health(["2026-01-06", 85])).runs[0]).toBe("p 2026-01-06 2026-01-08 won");
  });

  it("without again it starts again only after it has let go; with again after the span", () => {
    const text = (again: string) => `play p { level red ${risk} ${again} phase a day 1..1 { task notes } }`;
    const history = health(["2026-01-10", 50], ["2026-02-10", 70], ["2026-02-12", 50]);
    expect(play(text(""), history).runs.map((run) => run.split(" ")[1])).toEqual(["2026-01-10", "2026-02-12"]);
    expect(play(text("again after 30d"), history).runs.map((run) => run.split(" ")[1])).toEqual([
      "2026-01-10",
      "2026-03-01",
      "2026-04-20",
    ]);
  });

  it("what a run still owes when it ends is withdrawn", () => {
    const text = `policy { limit 1 touch per 30d  otherwise defer up to 60d then drop }
      play p { level red ${risk} phase a day 1..1 { touch mail } phase b day 3..3 { touch call } }`;
    expect(play(text, low).story).toEqual(["2026-01-10 mail done 2026-01-11", "2026-01-12 call withdrawn play p/end"]);
  });

  it("lose may read the field that ends the account", () => {
    const text = `play p { level red start when health < 60  lose when churned_on is known  end after 90d phase a day 1..1 { task notes } }`;
    const fields = joined("2026-01-05", { churned_on: "2026-01-20" });
    expect(play(text, { fields, ...low }).runs).toEqual(["p 2026-01-10 2026-01-20 lost"]);
  });

  it("a trigger's start is dropped when the play runs, rests or is out of scope", () => {
    const text = `play p for plain { level yellow again after 10d  end after 5d  phase a day 1..1 { task notes } }
      trigger t { level red on sponsor_left do start p }`;
    const events = { sponsor_left: ["2026-01-10T10:00", "2026-01-12T10:00", "2026-01-17T10:00", "2026-02-10T10:00"] };
    const vip = { "2026-01-01": false, "2026-02-01": true };
    const found = play(text, { fields: { contract_start: "2026-01-05", vip }, events });
    expect(found.story.filter((line) => line.includes(" p "))).toEqual([
      "2026-01-10 p done 2026-01-10",
      "2026-01-12 p dropped play p/running",
      "2026-01-17 p dropped play p/again",
      "2026-02-10 p dropped play p/scope",
    ]);
    expect(found.rows.find((row) => row.name === "notes")).toMatchObject({
      priority: "red",
      readyAt: Date.UTC(2026, 0, 11),
    });
  });

  it("phases before a date start by themselves, once a date", () => {
    const text = `play p { level yellow phase far 30d..11d before renewal { touch call }  phase near 10d..0d before renewal { touch mail } }`;
    const found = play(text, { fields: joined("2026-01-05", { renewal: "2026-03-02" }) });
    expect(found.story).toEqual(["2026-01-31 call done 2026-02-01", "2026-02-20 mail done 2026-02-21"]);
    expect(found.runs).toEqual(["p 2026-01-31 2026-03-03 ran out"]);
    expect(found.rows[0]!.priority).toBe("renewal");
    const late = play(text, { fields: joined("2026-02-15", { renewal: "2026-03-02" }) });
    expect(late.story).toEqual(["2026-02-15 call done 2026-02-16", "2026-02-20 mail done 2026-02-21"]);
  });
});

describe("a date that changes under a run", () => {
  const text = `play p { level yellow win when attended  phase near 10d..4d before renewal { touch mail }  phase final 3d..1d before renewal { touch call } }`;
  const fields = { contract_start: "2026-01-05", renewal: { "2026-01-01": "2026-03-02", "2026-02-26": "2027-03-02" } };

  it("withdraws it at the close of the day", () => {
    expect(play(text, { fields }).runs).toEqual(["p 2026-02-20 2026-02-26 withdrawn"]);
  });

  it("but wins of that day come first", () => {
    expect(play(text, { fields, events: { attended: ["2026-02-26T10:00"] } }).runs).toEqual([
      "p 2026-02-20 2026-02-26 won",
    ]);
  });
});

describe("pauses", () => {
  it("holds a cadence's every steps, and keeps one-time steps while their deadline stands", () => {
    const text = `cadence c from contract_start { every 1 week touch mail  week 3 touch call }
      play p { level red start when health < 60  win when health >= 80  pauses cadence c  phase a day 1..1 { task notes } end after 60d }`;
    const history = health(["2026-01-10", 50], ["2026-01-23", 90]);
    expect(play(text, history, { grid: ["2026-01-01", "2026-02-01"] }).story).toEqual([
      "2026-01-10 notes done 2026-01-11",
      "2026-01-12 mail held play p/pauses",
      "2026-01-19 mail held play p/pauses",
      "2026-01-19 call done 2026-01-24",
      "2026-01-26 mail done 2026-01-26",
    ]);
  });

  it("a paused run's days stand still; the earlier starter pauses the later", () => {
    const text = `play a { level red start when health < 60  win when health >= 80  pauses play b  end after 60d  phase x day 1..1 { task notes } }
      play b { level red start when logins > 0  pauses play a  end after 10d  phase x day 3..3 { touch mail } }`;
    const metrics = { health: { "2026-01-10": 50, "2026-01-15": 90 }, logins: { "2026-01-11": 1 } };
    const found = play(text, { metrics });
    // b starts on the 11th, stands still from the 12th to the 15th; its day 3 is then the 17th.
    expect(found.story).toEqual(["2026-01-10 notes done 2026-01-11", "2026-01-17 mail done 2026-01-18"]);
    expect(found.runs).toEqual(["a 2026-01-10 2026-01-15 won", "b 2026-01-11 2026-01-25 ran out"]);
  });
});

describe("escalation", () => {
  const text = (rungs: string, phase = "touch call expects reply within 4d") => `
    play p { level red start when health < 60  end after 60d  phase a day 3..6 { ${phase} }  escalation ladder }
    escalation ladder { ${rungs} }`;
  const low = health(["2026-01-10", 50]);

  it("asks each rung once, at the close of its day; a skipped rung does not stop the ladder", () => {
    const ladder = text(
      "after 7d task notes unless health < 60  after 14d touch mail to sponsor while health is red  after 21d alert manager while health is orange",
    );
    const found = play(ladder, low);
    expect(found.story).toEqual(["2026-01-12 call done 2026-01-13", "2026-01-31 manager done 2026-02-02"]);
    expect(found.rungs).toEqual([
      ["escalation ladder/rung/1", "2026-01-17", false],
      ["escalation ladder/rung/2", "2026-01-24", false],
      ["escalation ladder/rung/3", "2026-01-31", true],
    ]);
  });

  it("a rung that waits for an answer counts from the first delivery that asked", () => {
    const ladder = text("after 7d touch mail to sponsor unless reply");
    expect(play(ladder, low).story[1]).toBe("2026-01-20 mail done 2026-01-21");
    expect(play(ladder, { ...low, events: { reply: ["2026-01-19T10:00"] } }).story).toHaveLength(1);
    // A reply before anything was asked is no answer.
    expect(play(ladder, { ...low, events: { reply: ["2026-01-12T10:00"] } }).story).toHaveLength(2);
  });

  it("counts from the touch that a question was merged into", () => {
    const merged = `policy { merge touches within 2d with the same owner }
      cadence c from contract_start { day 9 touch call }
      ${text("after 7d task notes unless reply", "touch chat expects reply within 4d")}`;
    expect(play(merged, low).story).toEqual([
      "2026-01-12 chat merged policy/merge",
      "2026-01-13 call done 2026-01-13",
      "2026-01-20 notes done 2026-01-21",
    ]);
    const [chat] = play(merged, { ...low, events: { reply: ["2026-01-15T10:00"] } }).rows;
    expect(chat).toMatchObject({ outcome: "merged", answeredAt: Date.UTC(2026, 0, 15, 10) });
  });

  it("is not asked before there is a delivery", () => {
    const ladder = text("after 7d touch mail to sponsor unless reply");
    expect(play(ladder, { ...low, people: { sponsor: "Ana" } }).story).toEqual(["2026-01-12 call unserved role csm"]);
  });

  it("stop on ends the ladder", () => {
    const ladder = text("after 7d task notes  after 14d touch mail to sponsor  stop on attended");
    expect(play(ladder, { ...low, events: { attended: ["2026-01-20T10:00"] } }).story).toEqual([
      "2026-01-12 call done 2026-01-13",
      "2026-01-17 notes done 2026-01-18",
    ]);
  });

  it("a reply answers the latest touch that expects one, in time", () => {
    const asks = text("after 30d task notes", "touch call expects reply within 4d  touch chat expects reply within 1d");
    const found = play(asks, { ...low, events: { reply: ["2026-01-16T10:00"] } });
    expect(found.rows.filter((row) => row.answeredAt !== null).map((row) => row.name)).toEqual(["call"]);
  });
});
