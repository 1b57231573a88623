/** Cadences: when steps come, when they do not, and what withdraws them. Expected dates worked out by hand. */
import { describe, expect, it } from "vitest";
import { ledger, story, type World } from "../support/world.ts";
import { csm, hours, joined, model } from "./model.ts";

function run(play: string, more: Partial<World> = {}, account: NonNullable<World["accounts"]>[number] = {}) {
  return story(
    ledger({
      play: `${model} ${play}`,
      grid: ["2026-01-01", "2026-03-31"],
      accounts: [{ fields: joined("2026-01-05"), people: csm, ...account }],
      ...more,
    }),
  );
}

describe("every", () => {
  it("comes first one step after its anchor", () => {
    expect(run("cadence c from contract_start { every 4 weeks touch mail }")).toEqual([
      "2026-02-02 mail done 2026-02-02",
      "2026-03-02 mail done 2026-03-02",
      "2026-03-30 mail done 2026-03-30",
    ]);
  });

  it("at once adds the anchor's day", () => {
    expect(run("cadence c from contract_start { every 6 weeks at once touch mail }")[0]).toBe(
      "2026-01-05 mail done 2026-01-05",
    );
  });

  it("counts months from the anchor, clamped, never chained", () => {
    const play = "cadence c from contract_start { every 1 month touch mail }";
    expect(run(play, { grid: ["2026-01-01", "2026-05-31"] }, { fields: joined("2026-01-31") })).toEqual([
      "2026-02-28 mail done 2026-02-28",
      "2026-03-31 mail done 2026-03-31",
      "2026-04-30 mail done 2026-04-30",
      "2026-05-31 mail done 2026-05-31",
    ]);
  });

  it("moves a human touch off days off, a machine's never", () => {
    const play = `policy { ${hours} } cadence c from contract_start { every 2 weeks touch call, mail }`;
    // 2026-01-10 is a Saturday: so is every second one after it.
    expect(run(play, { grid: ["2026-01-01", "2026-02-10"] }, { fields: joined("2026-01-10") })).toEqual([
      "2026-01-24 mail done 2026-01-24",
      "2026-01-26 call done 2026-01-26",
      "2026-02-07 mail done 2026-02-07",
      "2026-02-09 call done 2026-02-09",
    ]);
  });

  it("in turn takes one name an occurrence", () => {
    const play = "cadence c from contract_start { every 2 weeks touch call, mail in turn }";
    expect(run(play, { grid: ["2026-01-01", "2026-02-20"] }).map((line) => line.split(" ")[1])).toEqual([
      "call",
      "mail",
      "call",
    ]);
  });
});

describe("day, week and from", () => {
  it("day 1 is the anchor's own day, week 2 is days 8 to 14, from week 3 includes its first day", () => {
    const play =
      "cadence c from contract_start { day 1 touch mail  week 2 touch bill  from week 3 every 3 weeks touch call }";
    expect(run(play, { grid: ["2026-01-01", "2026-02-10"] })).toEqual([
      "2026-01-05 mail done 2026-01-05",
      "2026-01-12 bill done 2026-01-12",
      "2026-01-19 call done 2026-01-19",
      "2026-02-09 call done 2026-02-09",
    ]);
  });

  it("a week step comes on the first day of its week on which the scope holds, a day step not after its day", () => {
    const play = "cadence c for vip from contract_start { week 1 touch mail  day 1 touch bill }";
    const fields = { contract_start: "2026-01-05", vip: { "2026-01-01": false, "2026-01-08": true } };
    expect(run(play, {}, { fields })).toEqual(["2026-01-08 mail done 2026-01-08"]);
  });

  it("a step whose day passed before the data began never comes", () => {
    const play = "cadence c from contract_start { week 1 touch mail  week 5 touch bill }";
    expect(run(play, {}, { fields: joined("2025-12-10") })).toEqual(["2026-01-07 bill done 2026-01-07"]);
  });
});

describe("before", () => {
  const play = `policy { ${hours} } cadence c before renewal { 30d touch call  14d touch mail }`;

  it("counts back from the date and moves to the working day before", () => {
    // 2026-03-02 - 30d = Saturday 2026-01-31, so Friday; 14 days before is Monday 2026-02-16.
    expect(run(play, {}, { fields: joined("2026-01-05", { renewal: "2026-03-02" }) })).toEqual([
      "2026-01-30 call done 2026-01-30",
      "2026-02-16 mail done 2026-02-16",
    ]);
  });

  it("a changed date starts a new series and withdraws what the old one owed", () => {
    const fields = {
      contract_start: "2026-01-05",
      renewal: { "2026-01-01": "2026-03-02", "2026-02-05": "2026-03-20" },
    };
    const held = `${play} play p { level green start when vip  end after 10d  pauses cadence c  phase a day 1..2 { task notes } }`;
    const vip = { "2026-01-01": false, "2026-01-29": true };
    expect(run(held, {}, { fields: { ...fields, vip } }).filter((line) => !line.includes("notes"))).toEqual([
      "2026-01-30 call withdrawn cadence c/anchor",
      "2026-02-18 call done 2026-02-18",
      "2026-03-06 mail done 2026-03-06",
    ]);
  });
});

describe("scope", () => {
  it("the end of a stage withdraws what its cadence still owes", () => {
    const play = `policy { limit 1 touch per 60d  otherwise defer up to 90d then drop }
      cadence c from contract_start during onboarding { day 1 touch mail  day 2 touch call }`;
    expect(run(play)).toEqual(["2026-01-05 mail done 2026-01-05", "2026-01-06 call withdrawn stage onboarding/end"]);
  });

  it("ready demands survive a change of segment", () => {
    const play = `policy { limit 1 touch per 20d  otherwise defer up to 30d then drop }
      cadence c for vip from contract_start { day 1 touch mail  day 2 touch call }`;
    const fields = { contract_start: "2026-01-05", vip: { "2026-01-01": true, "2026-01-07": false } };
    expect(run(play, {}, { fields })).toEqual([
      "2026-01-05 mail done 2026-01-05",
      "2026-01-06 call done 2026-01-25 late: limit",
    ]);
  });

  it("when must be known true, unless must not be", () => {
    const play = `cadence c from contract_start {
      day 2 touch mail when health > 50   day 3 touch mail when health < 50   day 4 touch bill unless health > 50   day 5 touch bill unless health is unknown }`;
    const metrics = { health: { "2026-01-05": 70 } };
    expect(run(play, {}, { metrics })).toEqual(["2026-01-06 mail done 2026-01-06", "2026-01-09 bill done 2026-01-09"]);
  });

  it("an opening reads the data up to the day before, and the fields of its own day", () => {
    const play =
      "cadence c from contract_start { day 3 touch mail when logins >= 5  day 4 touch bill when logins >= 5 }";
    expect(run(play, {}, { metrics: { logins: { "2026-01-07": 5 } } })).toEqual(["2026-01-08 bill done 2026-01-08"]);
  });

  it("nothing is owed before begins or after ends, and what is open then is withdrawn", () => {
    const play = `policy { limit 1 touch per 60d  otherwise defer up to 90d then drop }
      cadence c from contract_start { every 1 week at once touch mail }`;
    expect(run(play, {}, { fields: joined("2026-01-05", { churned_on: "2026-01-20" }) })).toEqual([
      "2026-01-05 mail done 2026-01-05",
      "2026-01-12 mail withdrawn account ended",
      "2026-01-19 mail withdrawn account ended",
    ]);
  });
});

describe("not within", () => {
  it("keeps its distance from what was delivered, is owed, or falls due soon", () => {
    const play = `cadence c from contract_start { every 1 week touch mail not within 6d of review   day 22 touch review }`;
    // Weekly on Mondays; the review falls on Monday 2026-01-26: that day is skipped, the Mondays a week away are not.
    expect(run(play, { grid: ["2026-01-01", "2026-02-05"] })).toEqual([
      "2026-01-12 mail done 2026-01-12",
      "2026-01-19 mail done 2026-01-19",
      "2026-01-26 review done 2026-01-26",
      "2026-02-02 mail done 2026-02-02",
    ]);
    expect(run(play.replace("6d", "7d"), { grid: ["2026-01-01", "2026-02-05"] })).toEqual([
      "2026-01-12 mail done 2026-01-12",
      "2026-01-26 review done 2026-01-26",
    ]);
  });
});
