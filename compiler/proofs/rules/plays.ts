/** Proves of plays that they can start, be won and be lost, and that the rungs of their ladders can act. */
import type { ConditionSyntax } from "../../../grammar/tree.ts";
import { nodesOf } from "../../../schedule/conditions.ts";
import { settledCases } from "../../../schedule/figures.ts";
import type { Condition, Duration, Expression, Play } from "../../../schedule/types.ts";
import type { CheckedPlay } from "../../rules/starts.ts";
import { fewestDays, mostDays } from "../../values/durations.ts";
import { inScope, isNever, type Proofs, pairsOf } from "./context.ts";

type Clause = "start" | "win" | "lose";

export function provePlays(proofs: Proofs): void {
  for (const checked of proofs.work.checkedPlays) {
    proveStart(checked, proofs);
    proveEnds(checked, proofs);
  }
  proveRungs(proofs);
}

function spanOf({ declaration }: CheckedPlay, kind: Clause) {
  const clause = declaration.clauses.find((each) => each.kind === kind);
  return (clause?.content as ConditionSyntax | undefined)?.span ?? declaration.span;
}

function proveStart(checked: CheckedPlay, { prover }: Proofs): void {
  const { checker, play } = checked;
  if (!play.start) return;
  const scope = inScope(play.scope, prover);
  if (isNever(prover, scope, prover.known.holds(play.start))) {
    checker.report("start-never", { play: play.name }, spanOf(checked, "start"));
  } else if (isNever(prover, scope, prover.known.fails(play.start))) {
    checker.report("start-always", { play: play.name }, spanOf(checked, "start"));
  } else if (play.win && isNever(prover, scope, prover.known.holds(play.start), prover.known.doesNotHold(play.win))) {
    checker.report("won-at-once", { play: play.name }, spanOf(checked, "win"));
  }
}

function proveEnds(checked: CheckedPlay, { prover }: Proofs): void {
  const { checker, play } = checked;
  const longest = longestRun(play);
  for (const kind of ["win", "lose"] as const) {
    const condition = play[kind];
    if (!condition) continue;
    if (isNever(prover, prover.known.holds(condition))) {
      if (kind === "win") checker.report("win-never", { play: play.name }, spanOf(checked, kind));
      else checker.report("lose-never", { play: play.name }, spanOf(checked, kind));
    } else if (longest !== undefined && !fits(condition, true, longest)) {
      checker.report("window-beyond-run", { play: play.name, clause: kind, days: longest }, spanOf(checked, kind));
    }
  }
  if (!play.win || !play.lose || isNever(prover, prover.known.holds(play.lose))) return;
  if (isNever(prover, prover.known.holds(play.lose), prover.known.doesNotHold(play.win))) {
    checker.report("loss-counts-as-win", { play: play.name }, spanOf(checked, "lose"));
  }
}

/** The most days a window can have that lies within a run, of whichever segment; undefined when nothing says when runs end. */
function longestRun({ endAfter, phases }: Play): number | undefined {
  if (endAfter) return Math.max(...settledCases({ endAfter }).map((each) => mostDays(each.endAfter) + 1));
  const last = phases[phases.length - 1]?.span;
  if (!last) return undefined;
  const ends = settledCases({ last }).map((each) => (each.last.kind === "run" ? each.last.to + 1 : Infinity));
  const longest = Math.max(...ends);
  return longest === Infinity ? undefined : longest;
}

/** Whether a condition can have the truth with windows of so many days: longer ones are unknown in a run. */
function fits(condition: Condition, truth: boolean, days: number): boolean {
  switch (condition.node) {
    case "not":
      return fits(condition.operand, !truth, days);
    case "and":
    case "or": {
      const parts = condition.operands.map((operand) => fits(operand, truth, days));
      return (condition.node === "and") === truth ? parts.every(Boolean) : parts.some(Boolean);
    }
    default:
      return spansOf(condition).every((over) => fewestDays(over) <= days);
  }
}

/** The windows that a part looks back over. */
function spansOf(condition: Condition): Duration[] {
  return [...nodesOf(condition)].flatMap(({ node }) => spanOfNode(node));
}

function spanOfNode(node: Condition | Expression): Duration[] {
  switch (node.node) {
    case "window":
    case "event_count":
    case "event_values":
    case "days_with":
    case "for":
      return [node.over];
    case "change":
      return node.against.kind === "span" ? [node.against.over] : [];
    default:
      return [];
  }
}

function proveRungs({ declared, work, prover }: Proofs): void {
  for (const { checker, declaration, node } of pairsOf(declared("escalation"), work.escalations)) {
    node.rungs.forEach((rung, index) => {
      const syntax = declaration.rungs[index];
      const { known } = prover;
      const parameters = { escalation: node.name };
      const unless = syntax?.unless?.span ?? declaration.span;
      const only = syntax?.while?.span ?? declaration.span;
      if (rung.while && isNever(prover, known.holds(rung.while))) {
        checker.report("rung-never-acts", parameters, only);
      } else if (rung.unless && isNever(prover, known.fails(rung.unless))) {
        checker.report("rung-never-acts", parameters, unless);
      } else if (rung.while && isNever(prover, known.fails(rung.while))) {
        checker.report("rung-condition-idle", parameters, only);
      } else if (rung.unless && isNever(prover, known.holds(rung.unless))) {
        checker.report("rung-condition-idle", parameters, unless);
      }
    });
  }
}
