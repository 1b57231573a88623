/**
 * An account is lived on the days on which something can happen, and on no others; with somebody looking on, on every
 * day. Both ways must report the same, whatever the program asks and whatever befalls the customer.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import type { AccountOutcome } from "../../runtime/ledger/types.ts";
import type { Condition } from "../../schedule/types.ts";
import { world } from "../conditions/arbitraries.ts";
import { choices, withFigures } from "./figures.ts";
import { program, range, scheduleOf } from "./programs.ts";

/** More of them when the way through the days changes. */
const numRuns = process.env.PROPERTIES === "full" ? 100_000 : 300;

it("quiet days are passed over as they would have been lived", () => {
  const seen = { rows: 0, fires: 0, runs: 0, unknown: 0, lifted: 0, visits: 0 };
  fc.assert(
    fc.property(program, fc.option(choices), world, range, (plain, numbers, given, reported) => {
      const schedule = numbers ? withFigures(plain, numbers) : plain;
      const simulation = createSimulation(schedule, given, reported);
      const passed = simulation.run(given.history);
      const lived = simulation.run(given.history, { opened: () => {}, closed: () => {} });
      expect(passed).toEqual(lived);
      count(passed);
    }),
    { numRuns },
  );
  // Some twenty lifts come of 300 programs, several at a time: how many is chance, that there are any is not.
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);

  function count({ rows, triggers, runs, models, visits }: AccountOutcome): void {
    seen.lifted += models.filter(({ liftedBy }) => liftedBy !== null).length;
    seen.rows += rows.length;
    seen.visits += visits.length;
    seen.runs += runs.length;
    for (const { fires, unknown } of triggers) {
      seen.fires += fires;
      seen.unknown += unknown.size;
    }
  }
}, 600_000);

it("an account that nothing befalls is lived on none of its days", () => {
  const never: Condition = { node: "flag", field: "strategic", text: "strategic" };
  const quiet = scheduleOf(
    [{ name: "t0", path: "trigger t0", scope: {}, level: "red", cause: { kind: "when", when: never }, actions: [] }],
    [],
    [],
  );
  fc.assert(
    fc.property(world, (given) => {
      const fields = new Map([...given.history.fields, ["strategic", [{ from: -Infinity, value: false }]]] as const);
      const outcome = createSimulation(quiet, given).run({ ...given.history, fields });
      expect(outcome.rows).toEqual([]);
      expect(outcome.triggers[0]!.days).toBe(outcome.daysAlive);
    }),
    { numRuns: 100 },
  );
});
