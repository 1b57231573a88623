/** Claims on which way conditions moved, held against random accounts by the runtime's own evaluator, which knows nothing of proofs. */
import fc from "fast-check";
import { createProver } from "../../compiler/proofs/prover.ts";
import { movementOf } from "../../review/diff/movement.ts";
import type { Movement } from "../../review/types.ts";
import type { Condition } from "../../schedule/types.ts";
import { condition, GRID, run, world } from "../conditions/arbitraries.ts";
import * as c from "../conditions/model.ts";
import { pair } from "../proofs/related.ts";

const seed = 20_261_122;

export interface Claim {
  before: Condition;
  after: Condition;
  kind: Movement["kind"];
}

type Truth = boolean | undefined;

/** Whether the truths of the two conditions, of one account at one moment, agree with what is claimed. */
const agrees: Record<Movement["kind"], (before: Truth, after: Truth) => boolean> = {
  equal: (before, after) => before === after,
  alike: (before, after) => (before === true) === (after === true),
  stricter: (before, after) => after !== true || before === true,
  looser: (before, after) => before !== true || after === true,
  disjoint: (before, after) => !(before === true && after === true),
  neither: () => true,
  unproved: () => true,
};

/** Two conditions that share what stands around them: what is proved of parts is claimed of the whole. */
const built: fc.Arbitrary<[Condition, Condition]> = fc
  .tuple(pair, condition, fc.constantFrom("outside", "for", "and", "or", "not"), fc.integer({ min: 1, max: 3 }))
  .map(([[one, other], third, how, days]): [Condition, Condition] => {
    const around = (inner: Condition): Condition => {
      switch (how) {
        case "outside":
          return c.outside("leap", inner);
        case "for":
          return c.holdsFor(inner, c.days(days));
        case "and":
          return c.and(inner, third);
        case "or":
          return c.or(inner, third);
        default:
          return c.not(inner);
      }
    };
    return [around(one), around(other)];
  });

/** The same in another order. */
const turned = pair.map(([one, other]): [Condition, Condition] => [c.and(one, other), c.and(other, one)]);

/** All that is claimed of so many random pairs. */
export function claimsOf(pairs: number): Claim[] {
  const samples = [pair, built, turned].flatMap((each) => fc.sample(each, { numRuns: pairs, seed }));
  return samples.map(([before, after]) => {
    const { kind } = movementOf(before, after, createProver(c.schedule), []);
    return { before, after, kind };
  });
}

/** Claims that one of so many random accounts contradicts, in words. Each account is asked of some of them, in turn. */
export function contradictionsOf(claims: readonly Claim[], accounts: number, perAccount: number): string[] {
  const found = new Set<string>();
  let next = 0;
  for (const [given, during] of fc.sample(fc.tuple(world, run), { numRuns: accounts, seed })) {
    const asked = c.ask(given);
    for (let index = 0; index < perAccount; index++) {
      const { before, after, kind } = claims[next++ % claims.length]!;
      for (let day = GRID.from + 3 + (next % 7); day <= GRID.to; day += 7) {
        if (during && day <= during.firstDay) continue;
        for (const moment of [c.closeOf(day), c.openingOf(day)]) {
          const [old, now] = [asked.truth(before, moment, during), asked.truth(after, moment, during)];
          if (!agrees[kind](old, now)) found.add(`${kind}: ${before.text} BECAME ${after.text}: ${old}, ${now}`);
        }
      }
    }
  }
  return [...found];
}
