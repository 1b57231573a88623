/** Windows over all days at once give what each day's own values give. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { extremesOfSpans, mediansOfSpans, startsOf, sumSpans } from "../../runtime/conditions/columns/spans.ts";

const values = fc.array(fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -5, max: 5 }) }, fc.constant(Number.NaN)), {
  maxLength: 60,
});

/** First days of windows that never go back, as those of days and of months do. */
const starts = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 60, maxLength: 60 }).map((lengths) => {
  let first = -Infinity;
  return startsOf(60, (index) => {
    first = Math.max(first, index - lengths[index]!);
    return first;
  });
});

test("sums and extremes are those of the days of their window, and unknown where one of them is", () => {
  fc.assert(
    fc.property(values, starts, (given, firsts) => {
      const expected = given.map((_, index) => {
        const window = given.slice(Math.max(0, firsts[index]!), index + 1);
        return firsts[index]! < 0 || window.some(Number.isNaN) ? [Number.NaN] : window;
      });
      const out = new Float64Array(given.length);
      expect(sumSpans(Float64Array.from(given), firsts, out)).toBe(true);
      expect([...out]).toEqual(expected.map((window) => window.reduce((sum, value) => sum + value, 0)));
      const candidates = new Int32Array(given.length);
      extremesOfSpans(Float64Array.from(given), firsts, 1, out, candidates);
      expect([...out]).toEqual(expected.map((window) => Math.min(...window)));
      extremesOfSpans(Float64Array.from(given), firsts, -1, out, candidates);
      expect([...out]).toEqual(expected.map((window) => Math.max(...window)));
    }),
  );
});

test("a usual is the median of the spans before the day's own", () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 15 }), (sums, days, count) => {
      const out = new Float64Array(sums.length);
      expect(mediansOfSpans(Float64Array.from(sums), days, count, out)).toBe(true);
      const expected = sums.map((_, index) => {
        const spans = Array.from({ length: count }, (_, place) => sums[index - (place + 1) * days] ?? Number.NaN);
        if (count === 0 || spans.some(Number.isNaN)) return Number.NaN;
        const sorted = spans.sort((left, right) => left - right);
        const middle = count >> 1;
        return count % 2 === 1 ? sorted[middle]! : sorted[middle - 1]! + sorted[middle]!;
      });
      expect([...out]).toEqual(expected);
    }),
  );
});
