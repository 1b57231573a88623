/**
 * Which way a condition moved, by the reasoning of the checker (compiler/proofs): sound, three-valued, and silent where it
 * is not sure. What both conditions read must say the same in both programs; else nothing is claimed.
 */
import { all } from "../../compiler/proofs/formula.ts";
import type { Prover } from "../../compiler/proofs/prover.ts";
import type { Condition } from "../../schedule/types.ts";
import type { Movement } from "../types.ts";
import { impliedBy } from "./implied.ts";

const nothing = { lost: null, gained: null, because: [] } as const;

/** `changed`: declarations, by what a person calls them, that either condition reads and that are not what they were. */
export function movementOf(before: Condition, after: Condition, prover: Prover, changed: readonly string[]): Movement {
  if (changed.length > 0) return { ...nothing, kind: "unproved", because: changed };
  const { whenTrue, whenFalse } = impliedBy(prover);
  const isNarrowed = whenTrue(after, before);
  const isWidened = whenTrue(before, after);
  if (isNarrowed && isWidened) {
    const isFalseAlike = whenFalse(before, after) && whenFalse(after, before);
    return { ...nothing, kind: isFalseAlike ? "equal" : "alike" };
  }
  const lost = isWidened ? null : example(before, after, prover);
  const gained = isNarrowed ? null : example(after, before, prover);
  const examples = { lost, gained, because: [] };
  if (isNarrowed) return { ...examples, kind: "stricter" };
  if (isWidened) return { ...examples, kind: "looser" };
  const { known, impossible } = prover;
  if (impossible(all(known.holds(before), known.holds(after)))) return { ...examples, kind: "disjoint" };
  return { ...examples, kind: lost !== null && gained !== null ? "neither" : "unproved" };
}

/** An account of which the one is true and the other is not; null where none is sure. */
function example(one: Condition, other: Condition, { implies }: Prover): string | null {
  const found = implies(one, other);
  return found.kind === "no" ? found.example : null;
}
