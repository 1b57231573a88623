/** Expectations that are met and show nothing, beside those that do. */
import { describe, expect, it } from "vitest";
import { acme, expecting, program, resultsOf } from "./support.ts";

const fall = `${acme}
  history acme { logins 100 from 2026-03-02 to 2026-03-08 logins 50 from 2026-03-09 to 2026-03-15 }
  days 2026-01-05..2026-04-30`;
const quiet = `${acme}
  history acme { logins 100 from 2026-03-02 to 2026-03-15 }
  days 2026-01-05..2026-04-30`;
const nothing = `${acme} days 2026-01-05..2026-04-30`;
const held = `account acme { arr $120K start 2026-01-05 renewal 2026-04-06 }
  history acme {
    score 45 from 2026-03-02 to 2026-03-30
    release on 2026-02-10 at 10:00 { product "x" }
    release on 2026-02-11 at 10:00 { product "y" }
  }
  days 2026-01-05..2026-04-30`;

/** The test, an expectation that is met, and what is said of it. */
const table: [string, string, RegExp | null][] = [
  [fall, "trigger fall for acme on 2026-03-15", null],
  [fall, "touch letter for acme from fall by 2026-03-17", null],
  [fall, "touch letter for acme by 2026-03-17", null],
  // Every Monday somebody calls, whatever the trigger says.
  [fall, "touch call for acme by 2026-03-17", null],
  [fall, "no trigger fall for acme before 2026-03-15", null],
  [quiet, "no trigger fall for acme by 2026-03-15", null],
  [nothing, "no trigger fall for acme by 2026-03-15", /nothing in this test could bring it about/],
  [nothing, "no trigger urgent for acme", /nothing in this test could bring it about/],
  [nothing, "no touch letter for acme", /nothing in this test could bring it about/],
  [nothing, "at most 2 touch letter for acme", /nothing in this test could bring it about/],
  [nothing, "no touch visit for acme", /nothing in this test could bring it about/],
  [nothing, "no play help for acme", /nothing in this test could bring it about/],
  [nothing, "no rung 1 of up for acme", /nothing in this test could bring it about/],
  [held, "no touch letter for acme on 2026-02-11", null],
  [held, "touch letter for acme dropped by limit on 2026-02-14", null],
  [held, "touch call for acme from weekly held by help on 2026-03-09", null],
  [held, "play help for acme on 2026-03-02", null],
  [held, "rung 1 of up for acme", null],
  [held, "no rung 2 of up for acme", null],
  [held, "rung 2 of up for acme skipped", null],
  [held, "no play help for acme won", null],
  [held, "acme is big at 2026-02-01", null],
  [held, "score < 50 for acme at 2026-03-02", null],
  // The calls of the play come with and without those of the weekly rhythm.
  [held, "at least 3 touch call for acme from 2026-01-05 to 2026-04-30", null],
  [held, "at most 40 touches for acme", null],
];

describe("an expectation that is met", () => {
  it.each(table)("%s | %s", (items, expectation, warning) => {
    const [result] = expecting(items, [expectation]);
    expect(result!.passed, JSON.stringify(result!.failure?.actual)).toBe(true);
    if (warning === null) expect(result!.warning).toBeNull();
    else expect(result!.warning).toMatch(warning);
  });

  it("of a touch model needs the model", () => {
    const around = program
      .replace("touch call", "models { high when arr >= $100K low otherwise }\ntouch call")
      .replace("cadence weekly for big", "cadence weekly for high");
    const test = `test "one" { ${acme} days 2026-01-05..2026-02-28
      expect acme is high at 2026-02-01 expect no touch call for acme after 2026-02-24 expect acme is not low at 2026-02-01 }`;
    const { tests, coverage } = resultsOf(test, "UTC", around);
    expect(tests[0]!.expectations.map(({ passed, warning }) => [passed, warning])).toEqual(Array(3).fill([true, null]));
    const models = coverage.items.filter(({ kind }) => kind === "model").map(({ text, reached }) => [text, reached]);
    expect(models).toEqual([
      ["model high", true],
      ["model low", false],
    ]);
  });

  it("of a touch model needs the model of a customer that is lifted to it", () => {
    const around = program
      .replace("touch call", "models { high when arr >= $500K low otherwise }\ntouch call")
      .replace("pauses cadence weekly", "pauses cadence weekly lifts to high");
    const test = `test "one" { ${acme} history acme { score 45 from 2026-02-02 to 2026-02-28 }
      expect acme is low at 2026-02-02 expect acme is high at 2026-02-03 }`;
    const { tests } = resultsOf(test, "UTC", around);
    expect(tests[0]!.expectations.map(({ passed, warning }) => [passed, warning])).toEqual(Array(2).fill([true, null]));
  });

  it("names what it could do without", () => {
    const twice = `account acme { arr $120K start 2026-01-05 }
      history acme { ticket on 2026-02-10 at 10:30 { id "T" severity high } score 45 on 2026-02-10 }
      days 2026-01-05..2026-03-31`;
    const [result] = expecting(twice, ["alert boss for acme from help", "play help for acme on 2026-02-10"]);
    expect(result!.warning).toBeNull();
    // Without `urgent` the score starts it all the same.
    const [start] = expecting(twice, ["play help for acme on 2026-02-10"]);
    expect(start!.warning).toBeNull();
  });
});
