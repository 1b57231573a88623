/** Windows over all days at once give what each day's own values give. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { extremesOfSpans, mediansOfSpans } from "../../runtime/conditions/columns/spans.ts";

const values = fc.array(fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -5, max: 5 }) }, fc.constant(Number.NaN)), {
  maxLength: 60,
});
const length = fc.integer({ min: 1, max: 20 });

test("an extreme is that of the days of its window, and unknown where one of them is", () => {
  fc.assert(
    fc.property(values, length, fc.constantFrom(1 as const, -1 as const), (given, days, sign) => {
      const out = new Float64Array(given.length);
      extremesOfSpans(Float64Array.from(given), days, sign, out, new Int32Array(given.length));
      const expected = given.map((_, index) => {
        const window = given.slice(Math.max(0, index - days + 1), index + 1);
        if (window.length < days || window.some(Number.isNaN)) return Number.NaN;
        return sign === 1 ? Math.min(...window) : Math.max(...window);
      });
      expect([...out]).toEqual(expected);
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
