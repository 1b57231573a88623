/** What tests say of programs worked out by hand: each expectation beside one that differs from it in a word or a day. */
import { describe, expect, it } from "vitest";
import { acme, expecting, program, resultsOf } from "./support.ts";

/** Monday 2026-01-05 begins; calls of the weekly rhythm on Mondays; logins halve in the week from 2026-03-09. */
const fall = `${acme}
  history acme { logins 100 from 2026-03-02 to 2026-03-08 logins 50 from 2026-03-09 to 2026-03-15 }
  days 2026-01-05..2026-04-30`;

/** The score is 45 for a month from Monday 2026-03-02, then well again. */
const trouble = `${acme}
  history acme {
    score 90 from 2026-01-05 to 2026-03-01
    score 45 from 2026-03-02 to 2026-04-01
    score 85 from 2026-04-02 to 2026-04-30
  }`;

/** What is told of which accounts, what is then so, and what is not. */
const table: [string, string, string[], string[]][] = [
  [
    "triggers fire on their day, once",
    fall,
    [
      "trigger fall for acme on 2026-03-15",
      "1 trigger fall for acme",
      "no trigger fall for acme before 2026-03-15",
      "at most 1 trigger fall for acme",
      "at least 1 trigger fall for acme by 2026-03-15",
    ],
    [
      "trigger fall for acme on 2026-03-14",
      "trigger fall for acme after 2026-03-15",
      "2 trigger fall for acme",
      "no trigger fall for acme by 2026-03-15",
      "trigger urgent for acme",
    ],
  ],
  [
    "touches are done at the first working hour, machines at once",
    fall,
    [
      "touch letter for acme from fall on 2026-03-16",
      "task look for acme from fall on 2026-03-16",
      "touch letter for acme asked on 2026-03-15",
      "4 touch call for acme from 2026-02-01 to 2026-02-28",
      "touch call for acme from weekly on 2026-01-12",
      "no touch letter for acme late",
    ],
    [
      "touch letter for acme from fall on 2026-03-15",
      "touch letter for acme from shipped",
      "5 touch call for acme from 2026-02-01 to 2026-02-28",
      "touch call for acme from weekly on 2026-01-05",
      "touch letter for acme late",
    ],
  ],
  [
    "plays start, hold, are won; rungs act or are skipped",
    trouble,
    [
      "play help for acme on 2026-03-02",
      "touch call for acme from help on 2026-03-03",
      "touch call for acme from weekly held by help on 2026-03-09",
      "rung 1 of up for acme on 2026-03-10",
      "rung 2 of up for acme skipped on 2026-03-16",
      "play help for acme won on 2026-04-02",
      "play help for acme ended by 2026-04-02",
      "no play help for acme lost",
    ],
    [
      "play help for acme on 2026-03-03",
      "touch call for acme from weekly on 2026-03-09",
      "rung 1 of up for acme skipped",
      "rung 2 of up for acme",
      "play help for acme withdrawn",
      "play help for acme won by 2026-04-01",
    ],
  ],
  [
    "conditions are asked at the close of the day",
    trouble,
    [
      "score < 50 for acme at 2026-03-02",
      "score >= 50 for acme at 2026-03-01",
      "acme is big at 2026-03-01",
      "acme is not small at 2026-03-01",
      "(score < 50 for 3d) for acme at 2026-03-04",
      "score < 50 for 3d for acme at 2026-03-04",
      "count of ticket over 7d = 0 for acme at 2026-03-04",
    ],
    [
      "score < 50 for acme at 2026-03-01",
      "acme is small at 2026-03-01",
      "score < 50 for 3d for acme at 2026-03-03",
      "logins over 7d >= 0 for acme at 2026-03-04",
      "share > 0% for acme at 2026-03-04",
    ],
  ],
  [
    "events have their instants; those for all come to all",
    `${acme} account other { arr $5K start 2026-01-05 mail_ok false }
     history acme { ticket on 2026-02-10 at 10:30 { id "T" severity high } release on 2026-02-12 { product "x" } }
     days 2026-01-05..2026-03-31`,
    [
      "trigger urgent for acme on 2026-02-10",
      "play help for acme on 2026-02-10",
      "start help for acme from urgent on 2026-02-10",
      "alert boss for acme by 2026-02-12",
      "trigger shipped for other on 2026-02-12",
      "touch letter for other dropped by consent on 2026-02-13",
    ],
    ["trigger urgent for other", "touch letter for other", "alert boss for acme on 2026-02-10"],
  ],
  [
    "limits hold back, and drop in the end",
    `${acme}
     history acme { release on 2026-02-10 at 10:00 { product "x" } release on 2026-02-11 at 10:00 { product "y" } }
     days 2026-01-05..2026-03-31`,
    [
      "touch letter for acme on 2026-02-10",
      "touch letter for acme deferred by limit on 2026-02-11",
      "touch letter for acme dropped by limit on 2026-02-14",
    ],
    [
      "2 touch letter for acme",
      "touch letter for acme dropped by consent",
      "touch letter for acme dropped by limit by 2026-02-13",
    ],
  ],
  [
    "roles and contacts are held by somebody unless nobody holds them",
    `account acme { arr $5K start 2026-01-05 renewal 2026-04-06 }
     account alone { arr $5K start 2026-01-05 renewal 2026-04-06 }
     people alone { sponsor nobody }
     days 2026-01-05..2026-04-30`,
    ["touch visit for acme on 2026-03-06", "touch visit for alone unserved on 2026-03-06"],
    ["touch visit for alone", "touch visit for acme unserved"],
  ],
  [
    "fields have later values from their day on",
    `${acme} account acme from 2026-02-02 { arr $90K tier gold }
     days 2026-01-05..2026-02-28`,
    [
      "acme is big at 2026-02-01",
      "acme is small at 2026-02-02",
      "tier is gold for acme at 2026-02-02",
      "3 touch call for acme",
    ],
    ["tier is gold for acme at 2026-02-01", "touch call for acme after 2026-02-02"],
  ],
];

describe("tests of programs", () => {
  it.each(table)("%s", (_, items, met, unmet) => {
    const results = expecting(items, [...met, ...unmet]);
    const passed = results.filter((result) => result.passed).map(({ text }) => text);
    expect(passed).toEqual(met);
    for (const { failure } of results.filter((result) => !result.passed)) expect(failure!.actual).not.toEqual([]);
  });

  it("say what there was instead, and why not", () => {
    const [missed] = expecting(fall, ["touch letter for acme from fall by 2026-03-14"]);
    expect(missed).toMatchObject({ passed: false, place: { file: "tests.play", line: 5 } });
    expect(missed!.failure!.actual).toEqual([
      "it did not come from 2026-01-05 to 2026-03-14",
      "touch letter of trigger fall asked 2026-03-15: done 2026-03-16",
    ]);
    expect(missed!.failure!.whyNot!.answers[0]!.reasons[0]!.text).toMatch(/unknown/);
    expect(missed!.failure!.days.map(({ day }) => day)).toContain("2026-03-16");
  });

  it("show the values of an event as a person writes them", () => {
    const around = `${program}
      event order { amount money share ratio score points due date lasts duration }
      trigger large_order { level green on order where (amount >= $50) do touch letter }`;
    const test = `test "one" { ${acme}
      history acme { order on 2026-02-10 at 10:00 { amount $75 share 12.5% score 40 points due 2026-03-01 lasts 2w } }
      expect no trigger large_order for acme }`;
    const [result] = resultsOf(test, "UTC", around).tests[0]!.expectations;
    const entries = result!.failure!.days.flatMap((day) => day.entries);
    const values = entries.flatMap((entry) => (entry.kind === "fire" ? [entry.grounds.values] : []))[0]!;
    const { amount, share, score, due, lasts } = values;
    expect({ amount, share, score, due, lasts }).toEqual({
      amount: 75,
      share: "12.5%",
      score: 40,
      due: "2026-03-01",
      lasts: "14 days",
    });
  });

  it("tell of the days on which it was asked for, and of what became of it", () => {
    const twice = `${acme}
      history acme { release on 2026-02-10 at 10:00 { product "x" } release on 2026-02-11 at 10:00 { product "y" } }
      days 2026-01-05..2026-12-31`;
    const [missed] = expecting(twice, ["2 touch letter for acme"]);
    expect(missed!.failure!.whyNot).toBeNull();
    expect(missed!.failure!.days.map(({ day }) => day)).toContain("2026-02-11");
    expect(missed!.failure!.days.every(({ day }) => day < "2026-03-01")).toBe(true);
  });

  it("live in the zone given, unless a field says another", () => {
    const late = `${acme} history acme { ticket on 2026-02-10 at 23:30 { id "T" severity high } } days 2026-02-01..2026-02-20`;
    for (const zone of ["UTC", "America/Los_Angeles", "Pacific/Auckland"]) {
      expect(expecting(late, ["trigger urgent for acme on 2026-02-10"], zone)[0]!.passed, zone).toBe(true);
    }
  });
});
