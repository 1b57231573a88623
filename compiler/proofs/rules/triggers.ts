/** Proves of triggers that they can fire, are quiet at times, come back from rest, and do not ask for one touch twice. */

import type { ConditionSyntax } from "../../../grammar/tree.ts";
import { compareText } from "../../../schedule/order.ts";
import type { Condition, Trigger } from "../../../schedule/types.ts";
import type { Placed } from "../../model/model.ts";
import { all } from "../formula.ts";
import { inScope, isNever, isWithin, type Proofs, pairsOf } from "./context.ts";
import { mergingTouches } from "./work.ts";

type PlacedTrigger = Placed<"trigger"> & { node: Trigger };

export function proveTriggers(proofs: Proofs): void {
  const triggers = pairsOf(proofs.declared("trigger"), proofs.work.triggers);
  for (const trigger of triggers) {
    if (trigger.node.cause.kind === "on") proveFilter(trigger, proofs);
    else if (proveCause(trigger, trigger.node.cause.when, proofs)) proveUntil(trigger, trigger.node.cause.when, proofs);
  }
  proveSingleContacts(triggers, proofs);
}

function clauseOf({ declaration }: PlacedTrigger, kind: "when" | "until"): ConditionSyntax | undefined {
  for (const clause of declaration.clauses) if (clause.kind === kind) return clause.content as ConditionSyntax;
  return undefined;
}

/** Whether there was nothing to report. */
function proveCause(placed: PlacedTrigger, when: Condition, { prover }: Proofs): boolean {
  const { checker, node, declaration } = placed;
  const scope = inScope(node.scope, prover);
  const span = clauseOf(placed, "when")?.span ?? declaration.span;
  if (isNever(prover, scope, prover.known.holds(when))) {
    const alone = prover.satisfiable(when).kind === "no" ? undefined : scopeWords(node);
    checker.report("trigger-never", { trigger: node.name, scope: alone }, span);
    return false;
  }
  if (!isNever(prover, scope, prover.known.fails(when))) return true;
  checker.report("trigger-always", { trigger: node.name }, span);
  return false;
}

/** `for smb during onboarding`. */
function scopeWords({ scope: { segments = [], models = [], stage } }: Pick<Trigger, "scope">): string {
  const names = [...segments, ...models];
  const words = [names.length > 0 ? `for ${names.join(", ")}` : "", stage === undefined ? "" : `during ${stage}`];
  return words.filter((word) => word !== "").join(" ");
}

function proveUntil(placed: PlacedTrigger, when: Condition, { prover }: Proofs): void {
  const { checker, node, declaration } = placed;
  const { until } = node;
  if (!until) return;
  const scope = inScope(node.scope, prover);
  const span = clauseOf(placed, "until")?.span ?? declaration.span;
  if (isNever(prover, scope, prover.known.holds(until))) {
    checker.report("until-never", { trigger: node.name }, span);
    return;
  }
  const both = prover.possible(all(scope, prover.known.holds(when), prover.known.holds(until)));
  if (both.kind === "yes") checker.report("until-overlaps", { trigger: node.name, example: both.example }, span);
}

function proveFilter({ checker, declaration, node }: PlacedTrigger, { prover }: Proofs): void {
  if (node.cause.kind !== "on" || !node.cause.where) return;
  const { where, event } = node.cause;
  const clause = declaration.clauses.find((each) => each.kind === "on");
  const span = clause?.content.where?.span ?? declaration.span;
  if (isNever(prover, prover.known.holds(where))) checker.report("filter-never", { event }, span);
  else if (isNever(prover, prover.known.fails(where))) checker.report("filter-idle", { event }, span);
}

/** More pairs of triggers with one touch than any playbook has; a huge program is told of those found by then. */
const mostPairs = 5000;

function proveSingleContacts(triggers: readonly PlacedTrigger[], proofs: Proofs): void {
  const { prover, work } = proofs;
  const merging = mergingTouches(proofs);
  const arms = new Map(
    work.experiments.flatMap(({ path, arms: all }) =>
      all.flatMap(({ name, triggers: names }) => names.map((each) => [each, `${path} ${name}`] as const)),
    ),
  );
  const byTouch = new Map<string, PlacedTrigger[]>();
  for (const trigger of triggers) {
    if (trigger.node.cause.kind !== "when") continue;
    for (const touch of touchesOf(trigger.node)) {
      if (!merging.has(touch)) byTouch.set(touch, [...(byTouch.get(touch) ?? []), trigger]);
    }
  }
  let pairs = 0;
  for (const [touch, sharing] of [...byTouch].sort(([a], [b]) => compareText(a, b))) {
    for (const one of sharing) {
      const other = sharing.find((each) => {
        // One that is tried on some customers only fires for them.
        const arm = arms.get(each.node.name);
        if (each === one || (arm !== undefined && arm !== arms.get(one.node.name))) return false;
        if (pairs++ > mostPairs || !brings(one, each, prover)) return false;
        // Of two that say the same, one is told of.
        return compareText(each.node.name, one.node.name) < 0 || !brings(each, one, prover);
      });
      if (!other) continue;
      const span = clauseOf(one, "when")?.span ?? one.declaration.span;
      const parameters = { trigger: one.node.name, other: other.node.name, touch };
      one.checker.report("double-contact", parameters, span);
    }
  }
}

function touchesOf({ actions }: Trigger): Set<string> {
  return new Set(actions.flatMap(({ kind, names }) => (kind === "touch" ? names : [])));
}

/** Whether the second is true of every account, and has it in scope, of which the first is. */
function brings(one: PlacedTrigger, other: PlacedTrigger, prover: Proofs["prover"]): boolean {
  if (one.node.cause.kind !== "when" || other.node.cause.kind !== "when") return false;
  if (!isWithin(one.node.scope, other.node.scope)) return false;
  const given = all(inScope(one.node.scope, prover), prover.known.holds(one.node.cause.when));
  return (
    isWithin(one.node.scope, other.node.scope) &&
    isNever(prover, given, prover.known.doesNotHold(other.node.cause.when))
  );
}
