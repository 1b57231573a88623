/** Shares and areas: against their definitions, and a published interval. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { areaUnderCurve, share } from "../../runtime/calibration/intervals.ts";

const scores = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 });

test("the area is the share of pairs in which the lost one scored lower, ties counting half", () => {
  fc.assert(
    fc.property(scores, scores, (lost, kept) => {
      const pairs = lost.flatMap((one) => kept.map((other) => (one < other ? 1 : one === other ? 0.5 : 0)));
      const expected = pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length;
      const found = areaUnderCurve(lost, kept)!;
      expect(found.value).toBeCloseTo(expected, 12);
      expect(found.low).toBeLessThanOrEqual(found.value);
      expect(found.high).toBeGreaterThanOrEqual(found.value);
      expect(areaUnderCurve(kept, lost)!.value).toBeCloseTo(1 - expected, 12);
    }),
  );
});

test("nothing to tell apart is no area, and nothing counted no share", () => {
  expect(areaUnderCurve([], [1])).toBeUndefined();
  expect(areaUnderCurve([1], [])).toBeUndefined();
  expect(share(0, 0)).toBeUndefined();
});

/** Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("%i of %i lies between %f and %f", (part, whole, low, high) => {
  const found = share(part, whole)!;
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

test("an interval holds its share and shrinks with the count", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 }), (part, rest) => {
      const [one, ten] = [share(part, part + rest)!, share(10 * part, 10 * (part + rest))!];
      expect(one.low <= one.value && one.value <= one.high).toBe(true);
      expect(ten.high - ten.low).toBeLessThan(one.high - one.low);
    }),
  );
});
