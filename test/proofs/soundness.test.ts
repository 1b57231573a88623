/**
 * What is proved of conditions is so: no account of ten thousand random ones contradicts a proof that a condition is
 * never or always true, or that one implies another. The runtime's own evaluator is asked, knowing nothing of proofs.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createProver } from "../../compiler/proofs/prover.ts";
import type { Condition, Metric } from "../../schedule/types.ts";
import { condition, GRID, run, world } from "../conditions/arbitraries.ts";
import * as c from "../conditions/model.ts";
import { pair } from "./related.ts";

/** The ranges that the random histories keep to. */
const ranges: Record<string, Metric["range"]> = {
  health: { from: 0, to: 100 * c.MILLION },
  logins: { from: 0, to: 20 },
  pace: { from: 0, to: 20 },
  storage: { from: 0, to: 20 },
};
const model = {
  ...c.schedule,
  metrics: c.schedule.metrics.map((metric) => ({
    ...metric,
    ...(ranges[metric.name] && { range: ranges[metric.name] }),
  })),
} as typeof c.schedule;

interface Proved {
  says: string;
  conditions: readonly Condition[];
  /** Whether the truths of the conditions agree with it. */
  agrees(...truths: (boolean | undefined)[]): boolean;
}

function provedOf(one: Condition, other: Condition): Proved[] {
  const prover = createProver(model);
  const proved: Proved[] = [];
  const both = [one, other];
  for (const each of both) {
    const conditions = [each];
    if (prover.satisfiable(each).kind === "no") {
      proved.push({ says: `never ${each.text}`, conditions, agrees: (truth) => truth !== true });
    }
    if (prover.neverFalse(each)) {
      proved.push({ says: `never false ${each.text}`, conditions, agrees: (truth) => truth !== false });
    }
    if (prover.alwaysTrue(each)) {
      proved.push({ says: `always ${each.text}`, conditions, agrees: (truth) => truth === true });
    }
  }
  if (prover.satisfiable(one, other).kind === "no") {
    const says = `never both ${one.text} AND ${other.text}`;
    proved.push({ says, conditions: both, agrees: (a, b) => !(a === true && b === true) });
  }
  if (prover.implies(one, other).kind === "yes") {
    const says = `${one.text} IMPLIES ${other.text}`;
    proved.push({ says, conditions: both, agrees: (a, b) => a !== true || b === true });
  }
  const { known, possible } = prover;
  if (possible({ kind: "all", parts: [known.fails(one), known.fails(other)] }).kind === "no") {
    const says = `never both false ${one.text} AND ${other.text}`;
    proved.push({ says, conditions: both, agrees: (a, b) => !(a === false && b === false) });
  }
  return proved;
}

const seed = 20_261_122;
const anyPair = fc.tuple(condition, condition);
const proved = [...fc.sample(pair, { numRuns: 6000, seed }), ...fc.sample(anyPair, { numRuns: 1000, seed })].flatMap(
  ([one, other]) => provedOf(one, other),
);

test("there is much to prove", () => {
  const kinds = ["never ", "never false ", "always ", "never both ", " IMPLIES ", "never both false "];
  const counts = kinds.map((kind) => proved.filter(({ says }) => says.includes(kind)).length);
  for (const [index, count] of counts.entries()) expect(count, kinds[index]).toBeGreaterThan(20);
  expect(proved.length).toBeGreaterThan(1000);
});

test("no account contradicts a proof", () => {
  let next = 0;
  const worlds = 10_000;
  const perWorld = Math.ceil((proved.length * 8) / worlds);
  const contradictions: string[] = [];
  for (const [given, during] of fc.sample(fc.tuple(world, run), { numRuns: worlds, seed })) {
    const asked = c.ask(given);
    for (let index = 0; index < perWorld; index++) {
      const { says, conditions, agrees } = proved[next++ % proved.length]!;
      for (let day = GRID.from + 3 + (next % 7); day <= GRID.to; day += 7) {
        // A run is asked about from its first day on.
        if (during && day <= during.firstDay) continue;
        for (const moment of [c.closeOf(day), c.openingOf(day)]) {
          const truths = conditions.map((each) => asked.truth(each, moment, during));
          if (!agrees(...truths)) contradictions.push(`${says}: ${truths}`);
        }
      }
    }
    if (contradictions.length > 20) break;
  }
  expect([...new Set(contradictions)].slice(0, 8)).toEqual([]);
});
