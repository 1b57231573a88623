/** Scores: points in proportion, and what stands in the reasons and values of what reads them. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pointsAt } from "../../runtime/conditions/scores.ts";
import * as c from "./model.ts";

const GRID = { from: c.day("2024-02-01"), to: c.day("2024-02-29") };
const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });

describe("points in proportion", () => {
  test("are the exact share, rounded half to even", () => {
    fc.assert(
      fc.property(
        whole,
        whole,
        whole,
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 100_000_000 }),
        (from, to, value, denominator, points) => {
          fc.pre(from !== to);
          const found = pointsAt({ points, from, to }, value, denominator);
          const share = (value / denominator - from) / (to - from);
          if (share <= 0) expect(found).toBe(0);
          else if (share >= 1) expect(found).toBe(points);
          else {
            // |2 (way / whole) points - 2 found| <= 1, in whole numbers; even when it is just 1.
            const way = BigInt(value - from * denominator) * (to > from ? 1n : -1n);
            const all = BigInt(Math.abs(to - from)) * BigInt(denominator);
            const off = 2n * (way * BigInt(points) - BigInt(found) * all);
            expect(off <= all && off >= -all).toBe(true);
            if (off === all || off === -all) expect(found % 2).toBe(0);
          }
        },
      ),
      { numRuns: 10_000 },
    );
  });

  test("rise with the value, and fall where the scale is turned round", () => {
    fc.assert(
      fc.property(whole, whole, whole, whole, (from, to, one, other) => {
        fc.pre(from !== to && one <= other);
        const line = { points: 20_000_000, from, to };
        const [first, second] = [pointsAt(line, one, 1), pointsAt(line, other, 1)];
        expect(to > from ? first <= second : first >= second).toBe(true);
      }),
    );
  });
});

test("what decided is told with the score's components, a range as one", () => {
  const world = c.worldOf({ grid: GRID, metrics: { logins: [], storage: [] }, fields: { arr: 10_000_000 } });
  const asked = c.ask(world);
  const below = c.compare("<", c.metric("fit"), c.points(100));
  expect(asked.values(below, c.closeOf(GRID.to))).toEqual({ fit: "40 to 80", "fit.usage": "0 to 40", "fit.care": 40 });
  expect(asked.truth(below, c.closeOf(GRID.to))).toBe(true);
  const half = c.compare("<", c.metric("fit"), c.points(60));
  expect(asked.truth(half, c.closeOf(GRID.to))).toBe(undefined);
  expect(asked.because(half, c.closeOf(GRID.to))).toBe("fit not decided, no value: storage");
});

test("on days outside of its life an account has no score", () => {
  const world = c.worldOf({ grid: GRID, fields: { starts: GRID.from + 3, churned: GRID.from + 5 } });
  const asked = c.ask(world);
  const known = (day: number) => asked.truth(c.compare(">=", c.metric("fit"), c.points(0)), c.closeOf(day));
  expect([2, 3, 5, 6].map((offset) => known(GRID.from + offset))).toEqual([undefined, true, true, undefined]);
});
