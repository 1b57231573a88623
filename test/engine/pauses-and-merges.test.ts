/** Pauses of cadences and plays, ladders under pauses, and merges in company. Expected dates worked out by hand. */
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { outcomes, story, type World } from "../support/world.ts";
import { csm, hours, joined, model } from "./model.ts";

type Account = NonNullable<World["accounts"]>[number];

function simulate(play: string, account: Account = {}, more: Partial<World> = {}) {
  const [outcome] = outcomes({
    play: `${model} ${play}`,
    grid: ["2026-01-01", "2026-02-28"],
    accounts: [{ fields: joined("2026-01-05"), people: { ...csm, sponsor: "Ana" }, ...account }],
    ...more,
  });
  const runs = outcome!.runs.map(({ play, started, ended, end }) =>
    [play, formatDay(started).slice(5), ended === undefined ? "open" : `${formatDay(ended).slice(5)} ${end}`].join(" "),
  );
  return { story: story(outcome!.rows), rows: outcome!.rows, runs };
}
const health = (...runs: [string, number][]) => ({ metrics: { health: Object.fromEntries(runs) } });

describe("pauses of plays", () => {
  const three = `
    play a { level red start when health < 60 win when health >= 80 end after 60d pauses play b  phase x day 1..1 { task notes } }
    play b { level red start when health < 60 end after 10d pauses play c  phase x day 1..1 { task notes } }
    play c { level red start when health < 60 end after 10d pauses play a  phase x day 1..1 { task notes } }`;

  it("in a ring all stand still until one of them ends", () => {
    // Nobody pauses whom he is paused by: a holds b, b holds c, c holds a, from the 11th on; a is won on the 20th all the same.
    expect(simulate(three, health(["2026-01-10", 50], ["2026-01-20", 90])).runs).toEqual([
      "a 01-10 01-20 won",
      // c is held by b, b by nobody from the 21st on: it had 10 days left after the 10th.
      "b 01-10 01-30 ran out",
      "c 01-10 02-09 ran out",
    ]);
  });

  it("a paused run is won and lost all the same, and the day its pauser ends still stands still", () => {
    const text = `play a { level red start when health < 60 win when health >= 80 end after 60d pauses play b  phase x day 1..1 { task notes } }
      play b { level red start when health < 60 win when logins > 0 end after 3d  phase x day 2..3 { every 1 day touch mail } }`;
    expect(simulate(text, health(["2026-01-10", 50], ["2026-01-15", 90])).runs[1]).toBe("b 01-10 01-18 ran out");
    const won = { metrics: { health: { "2026-01-10": 50 }, logins: { "2026-01-13": 1 } } };
    expect(simulate(text, won).runs[1]).toBe("b 01-10 01-13 won");
  });

  it("of two that start together and pause each other the first by name holds the other", () => {
    const text = ["b", "a"]
      .map((name) => {
        const other = name === "a" ? "b" : "a";
        return `play ${name} { level red start when health < 60 end after 3d pauses play ${other} phase x day 1..1 { task notes } }`;
      })
      .join("\n");
    expect(simulate(text, health(["2026-01-10", 50])).runs).toEqual(["a 01-10 01-13 ran out", "b 01-10 01-16 ran out"]);
  });

  it("phases before a date do not wait for the pause; one that was passed while paused is lost", () => {
    const text = `play a { level red start when health < 60 win when health >= 80 end after 60d pauses play b  phase x day 1..1 { task notes } }
      play b { level yellow phase far 20d..16d before renewal { touch mail } phase near 15d..5d before renewal { touch bill } }`;
    const found = simulate(text, {
      fields: joined("2026-01-05", { renewal: "2026-02-01" }),
      ...health(["2026-01-11", 50], ["2026-01-20", 90]),
    });
    // The run starts on the 12th, held from the 13th: far is entered on its first day, near (from the 17th) on the 21st.
    expect(found.story).toEqual([
      "2026-01-11 notes done 2026-01-12",
      "2026-01-12 mail held play a/pauses",
      "2026-01-21 bill done 2026-01-22",
    ]);
  });

  it("rungs stand still with the run", () => {
    const text = `play a { level red start when logins > 0 end after 4d pauses play b phase x day 1..1 { task notes } }
      play b { level red start when health < 60 end after 30d phase x day 1..1 { touch mail expects reply within 4d } escalation e }
      escalation e { after 3d task notes  after 5d touch bill unless reply }`;
    const found = simulate(text, { metrics: { health: { "2026-01-10": 50 }, logins: { "2026-01-12": 1 } } });
    // a runs from the 12th and holds b from the 13th to the 16th. b's day 3 would be the 13th, and is the 17th;
    // the mail went out on the 11th, five of b's days later is the 20th.
    expect(found.story).toEqual([
      "2026-01-10 mail done 2026-01-11",
      "2026-01-12 notes done 2026-01-13",
      "2026-01-17 notes done 2026-01-18",
      "2026-01-20 bill done 2026-01-21",
    ]);
  });
});

describe("pauses of cadences", () => {
  const text = (step: string) => `cadence c from contract_start { ${step} }
    play p { level red start when health < 60 win when health >= 80 end after 60d pauses cadence c phase a day 1..1 { task notes } }`;
  const from10to15 = health(["2026-01-10", 50], ["2026-01-15", 90]);
  const only = (play: string) => simulate(play, from10to15).story.filter((line) => !line.includes("notes"));

  it("begins the day after the start, ends the day after the end", () => {
    expect(only(text("every 1 day touch mail")).slice(4, 11)).toEqual([
      "2026-01-10 mail done 2026-01-10",
      "2026-01-11 mail held play p/pauses",
      "2026-01-12 mail held play p/pauses",
      "2026-01-13 mail held play p/pauses",
      "2026-01-14 mail held play p/pauses",
      "2026-01-15 mail held play p/pauses",
      "2026-01-16 mail done 2026-01-16",
    ]);
  });

  it("a one-time step whose deadline passes meanwhile is held; one whose deadline does not is late by the pause or in time", () => {
    expect(only(text("day 8 touch mail within 2d  day 9 touch bill within 3d  day 10 touch mail within 1w"))).toEqual([
      "2026-01-12 mail held play p/pauses",
      "2026-01-13 bill done 2026-01-16",
      "2026-01-14 mail done 2026-01-16",
    ]);
  });
});

describe("merges", () => {
  const policy = (more = "", span = "2d") =>
    `policy { ${hours} merge touches within ${span} with the same owner ${more} }`;
  const lines = (play: string, account: Account = {}) =>
    simulate(play, account).rows.map((row) => {
      const into = row.mergedInto?.split("|")[1] ?? "";
      return `${formatDay(row.dated).slice(5)} ${row.name} ${row.outcome} ${into}`.trimEnd();
    });

  it("three at once are one: the heaviest, with the highest priority and level and the earliest deadline of all", () => {
    const play = `${policy()} cadence c from contract_start { day 2 touch chat within 1d  day 2 touch call within 5d  day 2 touch chat level red within 9d }`;
    const { rows } = simulate(play);
    expect(rows.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(["chat merged", "call done", "chat merged"]);
    expect(rows[1]).toMatchObject({ priority: "red", deadline: Date.UTC(2026, 0, 8) });
  });

  it("of equals the older stays", () => {
    const play = `${policy("limit 1 touch per 3d otherwise defer up to 9d then drop")} cadence c from contract_start { day 2 touch mail  day 3 touch chat  day 4 touch chat }`;
    expect(lines(play)).toEqual(["01-06 mail done", "01-07 chat done", "01-08 chat merged cadence c/step/2/do/1"]);
  });

  it("joins what waited since at most the span, with what an event asks for, at its instant", () => {
    const text = (span: string) => `${policy("limit 1 touch per 4d otherwise defer up to 9d then drop", span)}
      cadence c from contract_start { day 2 touch mail  day 3 touch chat }
      trigger t { level yellow on sponsor_left do touch call }`;
    // The chat waits from Wednesday the 7th; the call is asked on Friday the 9th.
    const events = { sponsor_left: ["2026-01-09T10:00"] };
    expect(lines(text("2d"), { events })).toEqual([
      "01-06 mail done",
      "01-07 chat merged trigger t/do/1",
      "01-09 call done",
    ]);
    expect(lines(text("1d"), { events })).toEqual(["01-06 mail done", "01-07 chat done", "01-09 call done"]);
  });

  it("a survivor that turns red passes the limit that excepts red, at once", () => {
    const play = `${policy("limit 1 touch per 9d except red otherwise defer up to 9d then drop")}
      cadence c from contract_start { day 2 touch mail  day 3 touch call }
      trigger t { level red on sponsor_left do touch chat }`;
    const found = simulate(play, { events: { sponsor_left: ["2026-01-08T10:00"] } });
    expect(found.story).toEqual([
      "2026-01-06 mail done 2026-01-06",
      "2026-01-07 call done 2026-01-08 late: limit",
      "2026-01-08 chat merged policy/merge",
    ]);
  });

  it("never dropped touches, tasks, machines and other owners keep to themselves", () => {
    const play = `${policy()} role lead owns accounts  touch talk { channel video owner lead effort 5min purpose open_dialogue kind proactive }
      cadence c from contract_start { day 2 touch call, review, mail, talk  day 2 task notes }`;
    const people = { csm: "Dana", lead: "Eli" };
    expect(simulate(play, { people }).rows.every(({ outcome }) => outcome === "done")).toBe(true);
    const same = simulate(play, { people: { csm: "Dana", lead: "Dana" } }).rows;
    expect(same.filter(({ outcome }) => outcome === "merged").map(({ name }) => name)).toEqual(["talk"]);
  });

  it("when the owner changes, what waits joins the new owner's", () => {
    const people = { csm: { "2026-01-01": "Dana", "2026-01-08": "Eli" } };
    const play = `${policy("limit 1 touch per 4d otherwise defer up to 9d then drop")}
      cadence c from contract_start { day 2 touch mail  day 3 touch chat  day 4 touch call }`;
    const { rows } = simulate(play, { people });
    expect(rows.map(({ name, outcome, owner }) => `${name} ${outcome} ${owner}`)).toEqual([
      "mail done robot",
      "chat merged Eli",
      "call done Eli",
    ]);
  });
});

describe("limits and channels", () => {
  it("a channel that is full leaves the next; the rule named is that of the preferred one", () => {
    const play = `policy { limit 1 phone per 10d  limit 1 email per 20d  otherwise drop }
      cadence c from contract_start { day 2 touch chat  day 3 touch chat  day 4 touch chat  day 12 touch chat }`;
    expect(simulate(play).rows.map(({ channel, outcome, rule }) => `${outcome} ${channel ?? rule}`)).toEqual([
      "done phone",
      "done email",
      "dropped policy/limit/1",
      "done phone",
    ]);
  });

  it("consent that ends while a touch is deferred drops it; consent that comes back uses its channel", () => {
    const play = `policy { limit 1 touch per 9d  consent phone by phone_ok  email by mail_ok  otherwise defer up to 20d then drop }
      cadence c from contract_start { day 1 touch bill  day 2 touch chat }`;
    const fields = (phone_ok: Record<string, boolean>, mail_ok: Record<string, boolean>) => ({
      fields: { contract_start: "2026-01-05", phone_ok, mail_ok },
    });
    const [no, yes] = [false, true];
    const ended = fields({ "2026-01-01": no }, { "2026-01-01": yes, "2026-01-09": no });
    expect(simulate(play, ended).rows[1]).toMatchObject({ outcome: "dropped", rule: "policy/consent/phone" });
    const back = fields({ "2026-01-01": no, "2026-01-12": yes }, { "2026-01-01": yes });
    expect(simulate(play, back).rows[1]).toMatchObject({ outcome: "done", channel: "phone" });
  });

  it("a month's limit looks back to the clamped day after", () => {
    const play = `policy { limit 1 touch per 1 month otherwise drop } cadence c from contract_start { every 1 day touch mail }`;
    const done = simulate(play, { fields: joined("2026-01-30") }).story.filter((line) => line.includes("done"));
    // The 31st of January blocks up to the 27th: on the 28th the month begins on the 29th of January, 1 February's blocks.
    expect(done).toEqual(["2026-01-31 mail done 2026-01-31"]);
  });
});
