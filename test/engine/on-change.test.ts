/** What becomes of customers in the middle of something when the program changes (docs/language.md section 8). */
import { describe, expect, it } from "vitest";
import { day } from "../support/world.ts";
import { changed } from "./changed.ts";

const rescue = (clauses: string, phases: string) =>
  `play rescue { level red start when strategic ${clauses} end after 60d ${phases} }`;
const phases = "phase look day 1..9 { task notes } phase reach day 10..50 { every 1 week touch call }";
const later = "phase look day 1..19 { task notes touch visit } phase reach day 20..50 { every 1 week touch call }";

describe("a play", () => {
  it("goes on with its days, asks nothing a second time and nothing that is new and over", () => {
    const { story, runs, fates, standings } = changed(rescue("", phases), rescue("", later), "2026-01-25");
    expect(fates).toEqual(["play rescue moves"]);
    expect(standings[0]).toMatchObject({ day: 25, phase: { before: "reach", after: "reach" } });
    expect(standings[0]!.toCome).toEqual({ before: { touches: 3, minutes: 90 }, after: { touches: 4, minutes: 120 } });
    expect(runs).toEqual(["rescue 2026-01-01 ran out"]);
    expect(story.filter((line) => line.includes("notes"))).toHaveLength(1);
    // Day 17 and 24 as it was; then every week from day 20.
    expect(story.filter((line) => line.includes("call")).map((line) => line.slice(0, 10))).toEqual([
      "2026-01-17",
      "2026-01-24",
      "2026-01-27",
      "2026-02-03",
      "2026-02-10",
      "2026-02-17",
    ]);
    expect(story.filter((line) => line.includes("visit"))).toEqual([]);
  });

  it("begins anew", () => {
    const { story, runs, fates } = changed(rescue("", phases), rescue("on change restart", later), "2026-01-25");
    expect(fates).toEqual(["play rescue restarts"]);
    expect(runs).toEqual(["rescue 2026-01-01 withdrawn", "rescue 2026-01-25 ran out"]);
    expect(story.filter((line) => line >= "2026-01-25").slice(0, 3)).toEqual([
      "2026-01-25 notes done 2026-01-26",
      "2026-01-25 visit done 2026-01-26",
      "2026-02-20 call done 2026-02-21",
    ]);
  });

  it("ends, and owes nothing any more", () => {
    const owing = `policy { hours 09:00..17:00 mon..fri } ${rescue("", phases)}`;
    const ending = `policy { hours 09:00..17:00 mon..fri } ${rescue("on change end", later)}`;
    const { rows, story, runs, fates, standings } = changed(owing, ending, "2026-01-25");
    expect(fates).toEqual(["play rescue ends"]);
    expect(standings[0]!.withdrawn).toBe(1);
    expect(runs).toEqual(["rescue 2026-01-01 withdrawn"]);
    expect(story.at(-1)).toBe("2026-01-24 call withdrawn play rescue/change");
    expect(rows.filter(({ dated }) => dated >= day("2026-01-25"))).toEqual([]);
  });

  it("that says what it said goes on, whatever its clause and name", () => {
    const renamed = rescue("on change end", phases).replace("rescue", "saving");
    const { story, runs, fates, rows } = changed(rescue("", phases), renamed, "2026-01-25");
    expect(fates).toEqual(["play rescue continues"]);
    expect(runs).toEqual(["saving 2026-01-01 ran out"]);
    expect(story).toEqual(changed(rescue("", phases), rescue("", phases), "2026-01-25").story);
    expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(["play saving"]));
  });

  it("that is gone leaves nobody", () => {
    const other = "cadence rhythm from starts { every 1 month touch call }";
    const { story, runs, fates } = changed(rescue("", phases), other, "2026-01-25");
    expect(fates).toEqual(["play rescue orphaned gone"]);
    expect(runs).toEqual(["rescue 2026-01-01 withdrawn"]);
    expect(story.filter((line) => line >= "2026-01-25")).toEqual([
      "2026-02-01 call done 2026-02-01",
      "2026-03-01 call done 2026-03-01",
    ]);
  });
});

describe("a ladder", () => {
  const climbing = (rungs: string) =>
    `play rescue { level red start when strategic end after 60d escalation up } escalation up { ${rungs} }`;
  const twoRungs = climbing("after 5d touch call after 30d touch visit");

  it("catches up on a rung that was moved, and passes over one that is new", () => {
    const now = climbing("after 5d touch call after 8d task notes after 10d touch visit");
    const { story, fates, standings } = changed(twoRungs, now, "2026-01-25");
    expect(fates).toEqual(["play rescue continues", "escalation up moves"]);
    expect(standings[1]!.toCome).toEqual({ before: { touches: 1, minutes: 30 }, after: { touches: 1, minutes: 30 } });
    expect(story).toEqual(["2026-01-06 call done 2026-01-07", "2026-01-25 visit done 2026-01-26"]);
  });

  it("that had done all its rungs has one to come again, whatever its clause", () => {
    for (const clause of ["", "on change restart ", "on change end "]) {
      const now = climbing(`${clause}after 5d touch call after 30d touch visit after 45d alert csm`);
      const { fates, next, story, standings } = changed(twoRungs, now, "2026-02-05");
      expect(fates).toEqual(["play rescue continues", "escalation up moves"]);
      expect(next[1]).toEqual([undefined, "escalation up/rung/3 2026-02-15"]);
      expect(standings[1]).toMatchObject({ play: "rescue", day: 36, withdrawn: 0 });
      expect(story).toEqual([
        "2026-01-06 call done 2026-01-07",
        "2026-01-31 visit done 2026-02-01",
        "2026-02-15 csm done 2026-02-16",
      ]);
    }
  });

  it("that had done all its rungs, and gets none or one whose day is over, is not in the middle of anything", () => {
    for (const rungs of [
      "after 5d touch call after 30d touch call",
      "after 5d touch call after 30d touch visit after 32d task notes",
    ]) {
      const { fates, story } = changed(twoRungs, climbing(rungs), "2026-02-05");
      expect(fates).toEqual(["play rescue continues"]);
      expect(story).toHaveLength(2);
    }
  });

  it("that is new under a run that goes on is climbed from the day on", () => {
    const now = twoRungs.replace("escalation up }", "escalation up escalation more }");
    const more = `${now} escalation more { after 8d task notes after 40d alert csm }`;
    const { fates, next, story } = changed(twoRungs, more, "2026-01-25");
    expect(fates).toEqual(["play rescue continues", "escalation up continues", "escalation more moves"]);
    expect(next[2]).toEqual([undefined, "escalation more/rung/2 2026-02-10"]);
    expect(story.filter((line) => /notes|csm/.test(line))).toEqual(["2026-02-10 csm done 2026-02-11"]);
  });

  it("begins anew, and asks again", () => {
    const now = climbing("on change restart after 4d touch call after 30d touch visit");
    const { story, fates } = changed(twoRungs, now, "2026-01-25");
    expect(fates).toEqual(["play rescue continues", "escalation up restarts"]);
    expect(story).toEqual([
      "2026-01-06 call done 2026-01-07",
      "2026-01-29 call done 2026-01-30",
      "2026-02-24 visit done 2026-02-25",
    ]);
  });

  it("ends under a run that goes on", () => {
    const now = climbing("on change end after 4d touch call after 30d touch visit");
    const { story, fates, runs, standings } = changed(twoRungs, now, "2026-01-25");
    expect(fates).toEqual(["play rescue continues", "escalation up ends"]);
    expect(standings[1]!.toCome!.after).toEqual({ touches: 0, minutes: 0 });
    expect(story).toEqual(["2026-01-06 call done 2026-01-07"]);
    expect(runs).toEqual(["rescue 2026-01-01 ran out"]);
  });
});

describe("a cadence", () => {
  const rhythm = (steps: string, scope = "") => `cadence rhythm ${scope} from starts { ${steps} }`;
  const two = rhythm("day 10 touch call day 40 touch visit");
  const dates = ({ story }: { story: string[] }) => story.map((line) => line.slice(0, line.indexOf(" done")));

  it("does not ask a second time for what has come, nor for what is over", () => {
    const moved = changed(two, rhythm("day 50 touch call day 20 touch visit"), "2026-01-25");
    expect(moved.fates).toEqual(["cadence rhythm orphaned nothing left"]);
    expect(dates(moved)).toEqual(["2026-01-10 call"]);
    const later = changed(two, rhythm("day 10 touch call day 45 touch visit"), "2026-01-25");
    expect(later.fates).toEqual(["cadence rhythm moves"]);
    expect(dates(later)).toEqual(["2026-01-10 call", "2026-02-14 visit"]);
  });

  it("of which all had come has a step to come again, whatever its clause", () => {
    for (const clause of ["", "on change restart ", "on change end "]) {
      const longer = rhythm(`${clause}day 10 touch call day 40 touch visit day 60 task notes`);
      const { fates, next, story } = changed(two, longer, "2026-02-20");
      expect(fates).toEqual(["cadence rhythm moves"]);
      expect(next).toEqual([[undefined, "cadence rhythm/step/3 2026-03-01"]]);
      expect(story).toHaveLength(3);
    }
    expect(changed(two, rhythm("day 10 touch call day 41 touch visit"), "2026-02-20").fates).toEqual([]);
  });

  it("counts from the day, or asks for nothing more", () => {
    const anew = changed(two, rhythm("on change restart day 11 touch call day 40 touch visit"), "2026-01-25");
    expect(anew.fates).toEqual(["cadence rhythm restarts"]);
    expect(dates(anew)).toEqual(["2026-01-10 call", "2026-02-04 call", "2026-03-05 visit"]);
    const over = changed(two, rhythm("on change end day 11 touch call day 40 touch visit"), "2026-01-25");
    expect(over.fates).toEqual(["cadence rhythm ends"]);
    expect(dates(over)).toEqual(["2026-01-10 call"]);
  });

  it("that is for somebody else now leaves its customers", () => {
    const others = "cadence rhythm from starts where not strategic { day 10 touch call day 40 touch visit }";
    const { fates, story } = changed(two, others, "2026-01-25");
    expect(fates).toEqual(["cadence rhythm orphaned out of scope"]);
    expect(story).toHaveLength(1);
  });
});
