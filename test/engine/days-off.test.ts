/** Cadence steps and days off: what moves, where to, and what it still waits for. Expected dates worked out by hand. */
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { ledger, story, type World } from "../support/world.ts";
import { csm, hours, joined, model } from "./model.ts";

type Account = NonNullable<World["accounts"]>[number];
const january = (text: string): string => text.replaceAll("Jan-", "2026-01-");

function rows(play: string, account: Account = {}, more: Partial<World> = {}) {
  return ledger({
    play: `${model} policy { ${hours}  holidays "h.yaml" } ${play}`,
    grid: ["2026-01-01", "2026-01-31"],
    accounts: [{ fields: joined("2026-01-05"), people: csm, ...account }],
    files: { "h.yaml": "" },
    ...more,
  });
}
const run = (play: string, account: Account = {}, more: Partial<World> = {}) => story(rows(play, account, more));
const holidays = (...days: string[]) => ({ files: { "h.yaml": days.map((day) => `${day}: off`).join("\n") } });
const vipFrom = (from: string, to = "2026-12-31"): Account => ({
  fields: { contract_start: "2026-01-05", vip: { "2026-01-01": false, [from]: true, [to]: false } },
});

describe("every", () => {
  it("what falls on several days off comes, each by itself, on the next working day", () => {
    // Saturday the 10th, Sunday the 11th and Monday the 12th itself.
    const found = rows(
      "cadence c from contract_start { every 1 day touch call }",
      {},
      { grid: ["2026-01-09", "2026-01-13"] },
    );
    expect(found.map((row) => `${formatDay(row.dated)} of ${row.occurrence.split("/")[1]}`)).toEqual(
      ["Jan-09 of Jan-09", "Jan-12 of Jan-10", "Jan-12 of Jan-11", "Jan-12 of Jan-12", "Jan-13 of Jan-13"].map(january),
    );
  });

  it("two weekly steps meet after a long holiday", () => {
    const closed = holidays("2026-01-12", "2026-01-13", "2026-01-14", "2026-01-15", "2026-01-16", "2026-01-19");
    const found = run("cadence c from contract_start { every 1 week touch call }", {}, closed);
    expect(found).toEqual(
      ["Jan-20 call done Jan-20", "Jan-20 call done Jan-20", "Jan-26 call done Jan-26"].map(january),
    );
  });

  it("in turn, a person's day off does not hold up the machine's turn", () => {
    const found = run(
      "cadence c from contract_start { every 1 day touch call, mail in turn }",
      {},
      {
        grid: ["2026-01-08", "2026-01-13"],
      },
    );
    // Call on the 8th, mail on the 9th, call on Saturday, mail on Sunday, call on Monday, mail on Tuesday.
    expect(found).toEqual(
      [
        "Jan-08 call done Jan-08",
        "Jan-09 mail done Jan-09",
        "Jan-11 mail done Jan-11",
        "Jan-12 call done Jan-12",
        "Jan-12 call done Jan-12",
        "Jan-13 mail done Jan-13",
      ].map(january),
    );
  });

  it("is due by the close of the day before its next occurrence, however old the anchor is", () => {
    const old = { fields: joined("1026-01-10") };
    const [first] = rows("cadence c from contract_start { every 1 week touch mail }", old);
    expect([formatDay(first!.dated), first!.deadline! - first!.readyAt]).toEqual(["2026-01-06", 7 * 86_400_000]);
    const monthly = run("cadence c from contract_start { every 1 month touch mail }", old);
    expect(monthly).toEqual(["2026-01-10 mail done 2026-01-10"]);
  });
});

describe("week", () => {
  const week = "cadence c for vip from contract_start { week 1 touch call }";

  it("moves from the day off on which its scope began to hold, even out of its week", () => {
    // In scope from Saturday the 10th; the week ends on Sunday: the call is asked on Monday, due at once.
    const [row, ...others] = rows(week, vipFrom("2026-01-10"));
    expect([story([row!]), others, row!.deadline! - row!.readyAt]).toEqual([
      ["2026-01-12 call done 2026-01-12"],
      [],
      86_400_000,
    ]);
  });

  it("does not come when its scope holds only after its week", () => {
    expect(run(week, vipFrom("2026-01-12"))).toEqual([]);
  });

  it("asks for its scope again on the day it moved to", () => {
    expect(run(week, vipFrom("2026-01-10", "2026-01-12"))).toEqual([]);
  });

  it("a week that is all holiday moves behind it, if the scope held in that week", () => {
    const closed = holidays("2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09", "2026-01-12");
    expect(run(week, vipFrom("2026-01-01"), closed)).toEqual(["2026-01-13 call done 2026-01-13"]);
    expect(run(week, vipFrom("2026-01-13"), closed)).toEqual([]);
  });

  it("a machine's comes on the day off itself", () => {
    expect(run(week.replace("call", "mail"), vipFrom("2026-01-10"))).toEqual(["2026-01-10 mail done 2026-01-10"]);
  });
});

describe("before", () => {
  const ahead = "cadence c before renewal { 14d touch call }";
  const renewal = (...changes: [string, string][]) => ({
    fields: { contract_start: "2026-01-05", renewal: Object.fromEntries(changes) },
  });

  it("never comes when the day it moved back to had passed before the date was known", () => {
    // 2026-02-01 - 14d is Sunday 18 January, so Friday the 16th.
    expect(run(ahead, renewal(["2026-01-01", "2026-02-01"]))).toEqual(["2026-01-16 call done 2026-01-16"]);
    expect(run(ahead, renewal(["2026-01-17", "2026-02-01"]))).toEqual([]);
  });

  it("is due by the close of the seventh day after its day; one moved to counts from there", () => {
    const [row] = rows(ahead, renewal(["2026-01-01", "2026-02-01"]));
    expect(formatDay(row!.deadline! / 86_400_000)).toBe("2026-01-24");
  });

  it("what came once for a date never comes again for it", () => {
    const away = renewal(["2026-01-01", "2026-02-02"], ["2026-01-20", "2026-02-20"], ["2026-01-21", "2026-02-02"]);
    expect(run(ahead, away)).toEqual(["2026-01-19 call done 2026-01-19"]);
  });

  it("on the same day again, its date having changed there and back, it is not asked twice", () => {
    const play = `cadence c from renewal { week 1 touch mail }`;
    const there = renewal(["2026-01-01", "2026-01-12"], ["2026-01-13", "2026-02-20"], ["2026-01-14", "2026-01-12"]);
    expect(run(play, there)).toEqual(["2026-01-12 mail done 2026-01-12"]);
  });
});
