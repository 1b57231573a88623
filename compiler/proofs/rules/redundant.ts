/** Proves of the parts of a condition that each of them says something that the others do not. */
import type { ConditionSyntax } from "../../../grammar/tree.ts";
import type { Condition } from "../../../schedule/types.ts";
import type { Checker } from "../../program.ts";
import { bare, isNever, type Proofs, pairsOf } from "./context.ts";

/** Longer lists of parts are not compared each with each. */
const mostParts = 12;

export function proveParts(proofs: Proofs): void {
  const { declared, work, model } = proofs;
  for (const { checker, declaration } of declared("segments")) {
    for (const { name, when } of declaration.segments) {
      prove(checker, model.segments.find((each) => each.name === name?.text)?.when, when, proofs);
    }
  }
  for (const { checker, declaration, node } of pairsOf(declared("trigger"), work.triggers)) {
    for (const clause of declaration.clauses) {
      if (clause.kind === "when" && node.cause.kind === "when") prove(checker, node.cause.when, clause.content, proofs);
      if (clause.kind === "until") prove(checker, node.until, clause.content, proofs);
    }
  }
  for (const { checker, declaration, play } of work.checkedPlays) {
    for (const clause of declaration.clauses) {
      if (clause.kind === "start" || clause.kind === "win" || clause.kind === "lose") {
        prove(checker, play[clause.kind], clause.content, proofs);
      }
    }
  }
  for (const { checker, declaration, node } of pairsOf(declared("cadence"), work.cadences)) {
    prove(checker, node.scope.where, declaration.scope.where, proofs);
  }
}

/** The condition and its syntax have the same parts, but for parentheses. */
function prove(
  checker: Checker,
  condition: Condition | undefined,
  written: ConditionSyntax | undefined,
  proofs: Proofs,
) {
  const syntax = bare(written);
  if ((condition?.node !== "and" && condition?.node !== "or") || syntax?.kind !== condition.node) return;
  const { operands } = condition;
  if (operands.length > mostParts || operands.length !== syntax.operands.length) return;
  const isAnd = condition.node === "and";
  const { prover } = proofs;
  const { known } = prover;
  const isNone = (each: Condition) => isNever(prover, known.holds(each));
  const brings = (from: Condition, to: Condition) => isNever(prover, known.holds(from), known.doesNotHold(to));
  // Nothing follows from what is never so; that is told of where it stands.
  if (operands.some(isNone) || isNone(condition)) return;
  const idle = new Set<number>();
  operands.forEach((one, index) => {
    // Of two that say the same, the later one adds nothing.
    const found = operands.findIndex((other, place) => {
      if (place === index || idle.has(place)) return false;
      const [from, to] = isAnd ? [other, one] : [one, other];
      return brings(from, to) && (place < index || !brings(to, from));
    });
    const other = operands[found];
    if (!other) return;
    idle.add(index);
    const parameters = { part: one.text, other: other.text };
    const { span } = syntax.operands[index]!;
    if (isAnd) checker.report("requirement-idle", parameters, span);
    else checker.report("alternative-idle", parameters, span);
  });
  operands.forEach((operand, index) => {
    prove(checker, operand, syntax.operands[index], proofs);
  });
}
