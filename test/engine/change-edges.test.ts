/** A program that changes on days and for customers that are easily forgotten (docs/language.md section 8, When the program changes). */
import { describe, expect, it } from "vitest";
import { changed } from "./changed.ts";

const rescue = (clauses: string) =>
  `play rescue { level red start when strategic ${clauses} end after 60d phase talk day 1..50 { every 1 week touch call } }`;
const rhythm = (steps: string, date = "from starts") => `cadence rhythm ${date} { ${steps} }`;

describe("an account's life", () => {
  const both = (step: string) => `${rescue("")} ${rhythm(`every 1 month ${step}`)}`;

  it("that ended the day before is in the middle of nothing", () => {
    const over = changed(both("touch call"), both("touch visit"), "2026-01-25", { fields: { churned: "2026-01-24" } });
    expect(over.fates).toEqual([]);
  });

  it("that ended long ago is in the middle of nothing", () => {
    const over = changed(both("touch call"), both("touch visit"), "2026-03-01", { fields: { churned: "2026-01-24" } });
    expect(over.fates).toEqual([]);
  });

  it("that ends on that very day is in the middle of it", () => {
    const last = changed(both("touch call"), both("touch visit"), "2026-01-25", { fields: { churned: "2026-01-25" } });
    expect(last.fates).toEqual(["play rescue continues", "cadence rhythm moves"]);
  });

  it("that begins on that very day has begun nothing", () => {
    const first = changed(both("touch call"), both("touch visit"), "2026-01-25", { fields: { starts: "2026-01-25" } });
    expect(first.fates).toEqual([]);
    expect(first.runs).toEqual(["rescue 2026-01-25 ran out"]);
  });

  it("of which the program before reads nothing begins that day", () => {
    const unread = changed(both("touch call"), both("touch visit"), "2026-02-15", { reads: "after" });
    expect(unread.fates).toEqual([]);
    expect(unread.runs).toEqual(["rescue 2026-02-15 open"]);
    expect(unread.story.filter((line) => line < "2026-02-15")).toEqual([]);
    expect(unread.story.filter((line) => line.includes("visit"))).toEqual(["2026-03-01 visit done 2026-03-01"]);
  });

  it("of which the program after reads nothing leaves it orphaned", () => {
    const unread = changed(both("touch call"), both("touch visit"), "2026-02-15", { reads: "before" });
    expect(unread.fates).toEqual(["play rescue orphaned not in the data", "cadence rhythm orphaned not in the data"]);
  });
});

describe("the date of a cadence", () => {
  const fields = { renewal: "2026-03-20", closing: "2026-03-25" };

  it("is the one that the program after counts to", () => {
    const [before, after] = ["renewal", "closing"].map((field) =>
      rhythm("30d touch call 10d touch visit", `before ${field}`),
    );
    const moved = changed(before!, after!, "2026-03-01", { fields });
    expect(moved.fates).toEqual(["cadence rhythm moves"]);
    expect(moved.next).toEqual([["cadence rhythm/step/2 2026-03-10", "cadence rhythm/step/2 2026-03-15"]]);
    expect(moved.story.at(-1)).toBe("2026-03-15 visit done 2026-03-15");
  });

  it("brings what comes next though the cadence is for the customer from that very day on", () => {
    const text = rhythm(
      "every 1 week touch call every 1 month touch visit",
      "from starts where time since starts > 24d",
    );
    const { next } = changed(text, text.replace("visit", "visit unless strategic"), "2026-01-26");
    expect(next).toEqual([["cadence rhythm/step/1 2026-01-29", "cadence rhythm/step/1 2026-01-29"]]);
  });

  it("that nobody knows leaves nothing to come", () => {
    const after = rhythm("30d touch call 10d touch visit", "before closing");
    const before = after.replace("closing", "renewal");
    const { fates } = changed(before, after, "2026-03-01", { fields: { renewal: "2026-03-20" } });
    expect(fates).toEqual(["cadence rhythm orphaned nothing left"]);
  });

  it("that becomes another on that very day is the new one", () => {
    const text = rhythm("30d touch call 10d touch visit", "before renewal");
    const renewal = { "2026-01-01": "2026-03-20", "2026-03-01": "2026-03-29" };
    const { fates, next } = changed(text, text, "2026-03-01", { fields: { renewal } });
    expect(fates).toEqual(["cadence rhythm continues"]);
    expect(next).toEqual([["cadence rhythm/step/2 2026-03-19", "cadence rhythm/step/2 2026-03-19"]]);
  });
});

describe("a ladder", () => {
  it("has no rung left behind the last day of its run", () => {
    const play = (rungs: string) =>
      `play rescue { level red start when strategic phase talk day 1..30 { touch call } escalation up } escalation up { ${rungs} }`;
    const { fates } = changed(
      play("after 20d touch call after 40d touch visit"),
      play("after 20d touch call after 41d touch visit"),
      "2026-01-25",
    );
    expect(fates).toEqual(["play rescue continues"]);
  });

  it("goes the way of its run", () => {
    const play = (scope: string, clause: string, length: number) =>
      `play rescue ${scope} { level red start when strategic ${clause} end after ${length}d escalation up } escalation up { after 40d touch visit }`;
    const { fates } = changed(
      play("", "", 60),
      `segments { other when not strategic } ${play("for other", "on change restart", 61)}`,
      "2026-01-25",
    );
    expect(fates).toEqual(["play rescue orphaned out of scope", "escalation up orphaned out of scope"]);
  });
});

describe("a play", () => {
  it("whose times say nothing of the run's segment has ended, and must let go before it starts again", () => {
    const play = (length: string) =>
      `segments { big when plan = "big" small when plan = "small" } let length = big 60d, small 60d
       play rescue { level red start when strategic end after ${length} phase talk day 1..50 { every 1 week touch call } }`;
    // Unknown when the run began.
    const plan = { "2026-01-20": "small" };
    const { fates, runs } = changed(play("60d"), play("length"), "2026-01-25", { fields: { plan } });
    expect(fates).toEqual(["play rescue orphaned no figures"]);
    expect(runs).toEqual(["rescue 2026-01-01 withdrawn"]);
  });

  it("that counts to another date now counts to it once", () => {
    const play = (field: string) =>
      `play renewing { level red win when count of reply over 1d > 0 phase quote 60d..31d before ${field} { touch call } phase close 30d..0d before ${field} { touch visit } }`;
    const fields = { renewal: "2026-03-20", closing: "2026-03-25" };
    const over = changed(play("renewal"), play("closing"), "2026-02-01", { fields, events: { reply: ["2026-03-02"] } });
    expect(over.fates).toEqual(["play renewing moves"]);
    expect(over.runs).toEqual(["renewing 2026-01-19 won"]);
  });
});

it("a touch of several that is called otherwise has come by its old name", () => {
  const steps = (name: string) =>
    `segments { big when plan = "big" small when plan = "small" } let later = big 10, small 40
     touch ${name} { channel video owner csm effort 45min purpose address_need kind proactive }
     ${rhythm(`day later touch ${name}, visit`)}`;
  const plan = { "2026-01-01": "big", "2026-01-20": "small" };
  const { story } = changed(steps("review"), steps("quarterly"), "2026-01-25", { fields: { plan } });
  expect(story).toEqual(["2026-01-10 quarterly done 2026-01-10", "2026-01-10 visit done 2026-01-10"]);
});

it("what was really delivered counts though only the program after knows the touch", () => {
  const after = `touch lunch { channel in_person owner csm effort 45min purpose address_need kind proactive }
    ${rhythm("every 1 month touch call not within 30d of lunch")}`;
  const { story } = changed(rhythm("every 1 month touch call"), after, "2026-02-15", {
    touches: [["2026-02-10", "lunch"]],
  });
  expect(story.filter((line) => line > "2026-02-15")).toEqual([]);
});
