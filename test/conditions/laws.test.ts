/** Laws that hold of any conditions over any history, whatever their parts mean. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "../../schedule/types.ts";
import { condition, gridDay, run, world } from "./arbitraries.ts";
import * as c from "./model.ts";

const length = fc.integer({ min: 1, max: 4 });

/** Both conditions have one truth at the close of any day; parts said twice are told apart. */
function same(make: (a: Condition, b: Condition, n: number, m: number) => [Condition, Condition]): void {
  fc.assert(
    fc.property(world, condition, condition, length, length, run, gridDay, (given, a, b, n, m, during, day) => {
      const asked = c.ask(given);
      const [one, other] = make(a, b, n, m).map((made) => structuredClone(made));
      const moment = c.closeOf(day);
      expect(asked.truth(one!, moment, during), one!.text).toBe(asked.truth(other!, moment, during));
    }),
    { numRuns: 150 },
  );
}

test("De Morgan: not (a and b) is not a or not b", () => {
  same((a, b) => [c.not(c.and(a, b)), c.or(c.not(a), c.not(b))]);
});

test("a double negation changes nothing", () => {
  same((a) => [c.not(c.not(a)), a]);
});

test("order of operands changes nothing", () => {
  same((a, b) => [c.or(a, b), c.or(b, a)]);
});

test("a or (a and b) is a", () => {
  same((a, b) => [c.or(a, c.and(a, b)), a]);
});

test("for distributes over and", () => {
  same((a, b, n) => [c.holdsFor(c.and(a, b), c.days(n)), c.and(c.holdsFor(a, c.days(n)), c.holdsFor(b, c.days(n)))]);
});

test("for N days is having it on N of N days", () => {
  same((a, _b, n) => [c.holdsFor(a, c.days(n)), c.compare(">=", c.daysWith(a, c.days(n)), c.count(n))]);
});

test("for N days, held for M days, is for N + M - 1 days", () => {
  fc.assert(
    fc.property(world, condition, length, length, gridDay, (given, a, n, m, day) => {
      const asked = c.ask(given);
      const nested = c.holdsFor(c.holdsFor(a, c.days(n)), c.days(m));
      const flat = structuredClone(c.holdsFor(a, c.days(n + m - 1)));
      expect(asked.truth(nested, c.closeOf(day))).toBe(asked.truth(flat, c.closeOf(day)));
    }),
    { numRuns: 150 },
  );
});

test("days with a and days without it are all days, where it is known", () => {
  same((a, _b, n) => [
    c.compare("=", c.daysWith(a, c.days(n)), c.count(0)),
    c.compare("=", c.daysWith(c.not(a), c.days(n)), c.count(n)),
  ]);
});
