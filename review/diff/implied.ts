/**
 * Whether one condition follows from another, where the two are built alike: what the prover knows of parts holds of the
 * whole. It adds what the prover takes as opaque, such as `outside` of the same calendar or `for` as many days.
 */
import { all, type Formula } from "../../compiler/proofs/formula.ts";
import type { Prover } from "../../compiler/proofs/prover.ts";
import type { Condition } from "../../schedule/types.ts";
import { plain, without } from "./rule.ts";

/** Both of whatever is known of an account, and at one moment. */
export interface Implied {
  /** Whether the second is known true wherever the first is. */
  whenTrue(one: Condition, other: Condition): boolean;
  /** Whether the second is known false wherever the first is. */
  whenFalse(one: Condition, other: Condition): boolean;
}

/** So many pairs of parts are asked about for one question; behind them nothing is claimed, so that a list of thousands costs no minutes. */
const mostPairs = 5000;

export function impliedBy(prover: Prover): Implied {
  const { known, impossible } = prover;
  let left = 0;

  function whenTrue(one: Condition, other: Condition): boolean {
    if (left-- <= 0) return false;
    return impossible(all(known.holds(one), known.doesNotHold(other))) || isBuiltAlike(one, other, true);
  }

  function whenFalse(one: Condition, other: Condition): boolean {
    if (left-- <= 0) return false;
    return impossible(all(known.fails(one), notFalse(other, prover))) || isBuiltAlike(one, other, false);
  }

  function isBuiltAlike(one: Condition, other: Condition, truth: boolean): boolean {
    const follows = truth ? whenTrue : whenFalse;
    if (one.node === "not" && other.node === "not") {
      return truth ? whenFalse(one.operand, other.operand) : whenTrue(one.operand, other.operand);
    }
    if (one.node === "for" && other.node === "for") {
      return plain(one.over) === plain(other.over) && follows(one.condition, other.condition);
    }
    if (one.node === "outside" && other.node === "outside") {
      return (
        one.calendar === other.calendar &&
        daysRead(one.condition) === daysRead(other.condition) &&
        follows(one.condition, other.condition)
      );
    }
    const isJoin = one.node === "and" || one.node === "or" || other.node === "and" || other.node === "or";
    if (!isJoin) return false;
    // An `and` is true, and an `or` false, where all of its parts are.
    const ofAll = truth ? "and" : "or";
    const ofSome = truth ? "or" : "and";
    if ((one.node === "and" || one.node === "or") && one.node === other.node) {
      // What both have in common decides nothing: with it follows what follows without it.
      const [own, others] = [unlike(one.operands, other.operands), unlike(other.operands, one.operands)];
      if (others.length === 0 && one.node === ofAll) return true;
      if (own.length === 0 && one.node === ofSome) return true;
      const isShorter = own.length < one.operands.length && own.length > 0 && others.length > 0;
      if (isShorter && follows(joinOf(one, own), joinOf(other, others))) return true;
    }
    if (other.node === ofAll) return other.operands.every((part) => follows(one, part));
    if (one.node === ofSome) return one.operands.every((part) => follows(part, other));
    if (one.node === ofAll) return one.operands.some((part) => follows(part, other));
    return other.node === ofSome && other.operands.some((part) => follows(one, part));
  }

  const bounded = (follows: Implied["whenTrue"]): Implied["whenTrue"] => {
    return (one, other) => {
      left = mostPairs;
      return follows(one, other);
    };
  };
  return { whenTrue: bounded(whenTrue), whenFalse: bounded(whenFalse) };
}

/** Those of the parts that are not among the others. */
function unlike(parts: readonly Condition[], others: readonly Condition[]): Condition[] {
  const known = new Set(others.map((part) => plain(without(part, "text"))));
  return parts.filter((part) => !known.has(plain(without(part, "text"))));
}

function joinOf(join: Condition & { node: "and" | "or" }, operands: Condition[]): Condition {
  return operands.length === 1 ? operands[0]! : { ...join, operands };
}

/** The condition is true or unknown: its opposite is not known to be true. */
function notFalse(condition: Condition, { known }: Prover): Formula {
  return known.doesNotHold({ node: "not", operand: condition, text: `not (${condition.text})` });
}

/** Which days a condition reads, and of what: all that it says but how much. */
function daysRead(condition: Condition): string {
  return plain(withoutAmounts(without(condition, "text")));
}

function withoutAmounts(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutAmounts);
  if (typeof node !== "object" || node === null) return node;
  const entries = Object.entries(node).filter(([key]) => key !== "operator" && key !== "threshold");
  const isLiteral = "node" in node && node.node === "literal";
  return Object.fromEntries(
    entries.filter(([key]) => !(isLiteral && key === "value")).map(([key, member]) => [key, withoutAmounts(member)]),
  );
}
