/**
 * Whole programs against the oracle, for so many accounts that every form is true, false and unknown often enough to
 * have been tested at all. ORACLE=all takes every account.
 */
import { expect, test } from "vitest";
import { dataFolder, dataSets } from "./data-sets.ts";
import { compareDataSets } from "./spine-suite.ts";

const outcomes = compareDataSets(
  process.env.ORACLE === "all" ? { wholesale: 1, learning: 1, saas: 1 } : { wholesale: 200, learning: 60, saas: 16 },
);

/** Whatever the data, these are always decided. */
const alwaysDecided = ["score known", "during a stage"];

test.skipIf(dataSets.some((dataSet) => dataFolder(dataSet) === undefined)).each(dataSets)(
  "of %s every form has at least 50 days true, false and unknown and 5 fires, 12 rows of every kind",
  (dataSet) => {
    const { cases, agreements } = outcomes.get(dataSet)!;
    const best = new Map<string, { true: number; false: number; unknown: number; fires: number }>();
    for (const [{ form }, tally] of cases) {
      const before = best.get(form) ?? { true: 0, false: 0, unknown: 0, fires: 0 };
      best.set(form, {
        true: Math.max(before.true, tally.true),
        false: Math.max(before.false, tally.false),
        unknown: Math.max(before.unknown, tally.unknown),
        fires: Math.max(before.fires, tally.fires),
      });
    }
    const seldom = [...best].filter(
      ([form, days]) =>
        days.true < 50 || days.false < 50 || days.fires < 5 || (days.unknown < 50 && !alwaysDecided.includes(form)),
    );
    expect(seldom).toEqual([]);
    const few = [...agreements].filter(([, { rows }]) => rows < 12);
    expect(few.map(([{ name }, { rows }]) => ({ name, rows }))).toEqual([]);
  },
);
