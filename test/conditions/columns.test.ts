/** Truths worked out for all days at once are those that the condition's test gives day by day. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { ASK } from "../../runtime/conditions/columns/column.ts";
import { NO_SEGMENT, UNSEGMENTED } from "../../runtime/conditions/columns/segments.ts";
import { condition, GRID, world } from "./arbitraries.ts";
import { and, ask, closeOf, compare, days, or, schedule, sinceDone, span, type World } from "./model.ts";

const DAYS = Array.from({ length: GRID.to - GRID.from + 1 }, (_, index) => GRID.from + index);

/** As many conditions as `PROPERTIES=full` asks for when the columns change. */
const numRuns = process.env.PROPERTIES === "full" ? 100_000 : 1000;

/** Counts that plain numbers hold, and whose sums and products they do not. */
const HUGE = 2 ** 48;

function scaled(given: World, factor: number): World {
  const metrics = [...given.history.metrics].map(
    ([name, values]) => [name, name === "health" ? values : values.map((value) => value * factor)] as const,
  );
  return { ...given, history: { ...given.history, metrics: new Map(metrics) } };
}

test("a column says on every day what the test says", () => {
  fc.assert(
    fc.property(world, fc.constantFrom(1, 1, HUGE), condition, (small, factor, one) => {
      const given = scaled(small, factor);
      const asked = ask(given);
      const expected = DAYS.map((day) => asked.truth(one, closeOf(day)));
      // A view of its own: what the tests remember may not help.
      const { conditions, view } = ask(given);
      const column = conditions.column(one)(view);
      const found = [...column].map((code, index) =>
        code === ASK ? expected[index] : code === 0 ? false : code === 1 ? true : undefined,
      );
      expect(found, one.text).toEqual(expected);
    }),
    { numRuns },
  );
}, 600_000);

test("segments and life by day are those of each day", () => {
  fc.assert(
    fc.property(world, (given) => {
      const { conditions, view } = ask(given);
      const places = [...conditions.segmentPlaces(view)];
      const segments = DAYS.map((day) => conditions.segmentOf(view, closeOf(day)));
      expect(places).toEqual(
        segments.map(({ segment, because }) =>
          segment === undefined
            ? because === undefined
              ? NO_SEGMENT
              : UNSEGMENTED
            : schedule.segments.findIndex(({ name }) => name === segment),
        ),
      );
      const alive = DAYS.map((day) => Number(conditions.lifeOf(view, day) === "alive"));
      expect([...conditions.aliveDays(view)]).toEqual(alive);
    }),
    { numRuns: 300 },
  );
});

test("what the ledger decides is left to be asked, and only that", () => {
  fc.assert(
    fc.property(world, condition, (given, one) => {
      const { conditions, view } = ask(given);
      const ledger = compare(">", sinceDone("qbr"), span(days(3)));
      const sure = conditions.column(structuredClone(one))(view);
      const all = [...conditions.column(structuredClone(and(one, ledger)))(view)];
      const some = [...conditions.column(structuredClone(or(one, ledger)))(view)];
      expect(all).toEqual([...sure].map((code) => (code === 0 ? 0 : ASK)));
      expect(some).toEqual([...sure].map((code) => (code === 1 ? 1 : ASK)));
    }),
    { numRuns: 300 },
  );
});
