/** The compiled evaluator against the slow one, and against itself with less data: no answer looks ahead. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Moment } from "../../runtime/conditions/index.ts";
import { howOften } from "../support/how-often.ts";
import { condition, GRID, gridDay, run, world } from "./arbitraries.ts";
import { ask, closeOf, openingOf, schedule, type World } from "./model.ts";
import { Reference } from "./reference.ts";

/** Every close and opening of the grid, and a little beyond both ends. */
const MOMENTS: readonly Moment[] = Array.from(
  { length: GRID.to - GRID.from + 5 },
  (_, index) => GRID.from - 2 + index,
).flatMap((day) => [openingOf(day), closeOf(day)]);

test("agrees with a reading of the specification that only loops", () => {
  fc.assert(
    fc.property(world, condition, run, (given, one, during) => {
      const asked = ask(given);
      const reference = new Reference(schedule, given);
      const found = MOMENTS.map((moment) => asked.truth(one, moment, during));
      const expected = MOMENTS.map((moment) => reference.truth(one, moment, during));
      expect(found, one.text).toEqual(expected);
    }),
    { numRuns: howOften(1000, 250) },
  );
}, 120_000);

test("gives the same answer whatever was asked before, and on which day", () => {
  fc.assert(
    fc.property(world, condition, run, fc.shuffledSubarray([...MOMENTS.keys()]), (given, one, during, order) => {
      const inOrder = ask(given);
      const truths = MOMENTS.map((moment) => inOrder.truth(one, moment, during));
      const shuffled = ask(given);
      for (const index of order) expect(shuffled.truth(one, MOMENTS[index]!, during)).toBe(truths[index]);
    }),
    { numRuns: 200 },
  );
}, 60_000);

/** What was known at the close of a day: later values, events and changes are not there yet; the horizon stays. */
function knownOn(day: number, { grid, covers, history, delivered }: World): World {
  const upTo = (values: Float64Array) => values.map((value, index) => (grid.from + index > day ? Number.NaN : value));
  const map = <A, B>(given: ReadonlyMap<string, A>, change: (value: A) => B) =>
    new Map([...given].map(([name, value]) => [name, change(value)] as const));
  return {
    grid,
    covers,
    history: {
      ...history,
      metrics: map(history.metrics, upTo),
      events: map(history.events, (records) => records.filter((record) => record.day <= day)),
      fields: map(history.fields, (changes) => changes.filter(({ from }) => from <= day)),
    },
    delivered: delivered.filter((done) => done <= day),
  };
}

test("no answer changes when later data arrives", () => {
  fc.assert(
    fc.property(world, condition, run, gridDay, (given, one, during, day) => {
      const [later, then] = [ask(given), ask(knownOn(day, given))];
      expect(then.truth(one, closeOf(day), during)).toBe(later.truth(one, closeOf(day), during));
    }),
    { numRuns: howOften(1000, 250) },
  );
}, 60_000);

test("a reason is given exactly when the answer is unknown, and it is never for want of a better one", () => {
  fc.assert(
    fc.property(world, condition, run, fc.constantFrom(...MOMENTS), (given, one, during, moment) => {
      const asked = ask(given);
      const reason = asked.because(one, moment, during);
      expect(reason !== undefined).toBe(asked.truth(one, moment, during) === undefined);
      expect(reason, one.text).not.toBe("unknown");
      JSON.stringify(asked.values(one, moment, during));
    }),
    { numRuns: howOften(1000, 250) },
  );
}, 60_000);
