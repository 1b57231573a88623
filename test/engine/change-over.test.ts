/**
 * An account that lives under one program and then under another: where both are one program, nothing shows it; and what
 * it was in the middle of becomes exactly one thing.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { compare } from "../../review/diff/diff.ts";
import { createChangeOver } from "../../runtime/engine/change/change-over.ts";
import type { Standing } from "../../runtime/engine/change/types.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import type { Schedule } from "../../schedule/types.ts";
import { world } from "../conditions/arbitraries.ts";
import { howOften } from "../support/how-often.ts";
import { choices, withFigures } from "./figures.ts";
import { program, range } from "./programs.ts";

const numRuns = howOften(20_000, 40);

/** The days of the data: those of `world`. */
const places = fc.nat(10_000);

function dayWithin({ from, to }: { from: number; to: number }, place: number): number {
  return from + (place % (to - from + 1));
}

it("a program that takes its own place changes nothing", () => {
  const seen = { standings: 0, runs: 0, rows: 0, cadences: 0, escalation: 0 };
  fc.assert(
    fc.property(program, fc.option(choices), world, range, places, (plain, numbers, given, reported, place) => {
      const schedule: Schedule = numbers ? withFigures(plain, numbers) : plain;
      const whole = createSimulation(schedule, given, reported);
      const on = dayWithin(whole.range, place);
      const standings: Standing[] = [];
      const { pairs } = compare(schedule, schedule);
      const side = { schedule, histories: given };
      const over = (goesOn: "before" | "after") =>
        createChangeOver(side, side, {
          ...reported,
          change: { on, pairs, changed: new Set() },
          goesOn,
          otherHistory: (account) => account,
          onStandings: (_account, found) => standings.push(...found),
        }).run(given.history);
      const plainly = whole.run(given.history);
      expect(over("before")).toEqual(plainly);
      expect(over("after")).toEqual(plainly);
      expect(standings.filter(({ fate }) => fate !== "continues")).toEqual([]);
      seen.standings += standings.length;
      seen.cadences += standings.filter(({ kind }) => kind === "cadence").length;
      seen.escalation += standings.filter(({ kind }) => kind === "escalation").length;
      seen.runs += plainly.runs.length;
      seen.rows += plainly.rows.length;
    }),
    { numRuns },
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
}, 600_000);
