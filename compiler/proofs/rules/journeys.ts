/** Proves of journeys that customers can take the ways between stages, and that no way hides another. */
import { nodesOf } from "../../../schedule/conditions.ts";
import type { Condition, JourneyStage, Occasion } from "../../../schedule/types.ts";
import { all } from "../formula.ts";
import { duringStage, isNever, type Proofs } from "./context.ts";
import { report } from "./places.ts";

interface Way {
  path: string;
  cause: Occasion;
  /** It waits for an event, too. */
  isConfirmed: boolean;
}

export function proveJourneys(proofs: Proofs): void {
  for (const { stages } of proofs.model.journeys) {
    for (const stage of stages) {
      proveWaysOut(stage, proofs);
      proveEntries(stage, proofs);
    }
    const open = stages.flatMap(entriesOf).filter(({ cause }) => !isClosed(cause, undefined, proofs));
    proveHidden(open, undefined, proofs);
  }
}

/** In the order in which they are asked. */
function waysOut({ backs, skips, leaves }: JourneyStage): Way[] {
  return [
    ...[...backs, ...skips].map(({ path, cause }) => ({ path, cause, isConfirmed: false })),
    ...leaves.map(({ path, cause, confirmedBy }) => ({ path, cause, isConfirmed: confirmedBy !== undefined })),
  ];
}

function entriesOf({ enters }: JourneyStage): Way[] {
  return enters.flatMap(({ path, cause }) => (cause.kind === "from" ? [] : [{ path, cause, isConfirmed: false }]));
}

function proveWaysOut(stage: JourneyStage, proofs: Proofs): void {
  const ways = waysOut(stage);
  const closed = ways.filter(({ cause }) => isClosed(cause, stage.name, proofs));
  if (ways.length > 0 && closed.length === ways.length) {
    report("stage-stuck", { stage: stage.name, ways: closed.map(({ cause }) => wordsOf(cause)) }, stage.path, proofs);
    return;
  }
  for (const { path, cause } of closed) report("way-closed", { cause: wordsOf(cause) }, path, proofs);
  proveHidden(
    ways.filter((way) => !closed.includes(way)),
    stage.name,
    proofs,
  );
}

/** What lets a customer in, and what ends the stage for whom it does. */
function proveEntries(stage: JourneyStage, proofs: Proofs): void {
  const { prover } = proofs;
  const { holds, doesNotHold } = prover.known;
  for (const { path, cause } of entriesOf(stage)) {
    if (isClosed(cause, undefined, proofs)) report("way-closed", { cause: wordsOf(cause) }, path, proofs);
    if (cause.kind !== "when") continue;
    const end = waysOut(stage).find(
      (way): way is Way & { cause: { when: Condition } } =>
        way.cause.kind === "when" &&
        !way.isConfirmed &&
        speakOfOne(cause.when, way.cause.when) &&
        isNever(prover, holds(cause.when), doesNotHold(way.cause.when)),
    );
    if (!end || isNever(prover, holds(cause.when))) continue;
    report("left-at-once", { stage: stage.name, enter: cause.when.text, end: end.cause.when.text }, path, proofs);
  }
}

/** Of ways that conditions open, one that is open only where an earlier one is. */
function proveHidden(ways: readonly Way[], stage: string | undefined, proofs: Proofs): void {
  const { prover } = proofs;
  const { holds, doesNotHold } = prover.known;
  const given = stage === undefined ? all() : holds(duringStage(stage));
  ways.forEach(({ path, cause }, index) => {
    if (cause.kind !== "when") return;
    const earlier = ways
      .slice(0, index)
      .find(
        (way): way is Way & { cause: { when: Condition } } =>
          way.cause.kind === "when" &&
          !way.isConfirmed &&
          speakOfOne(cause.when, way.cause.when) &&
          isNever(prover, given, holds(cause.when), doesNotHold(way.cause.when)),
      );
    if (earlier) report("way-hidden", { cause: cause.when.text, earlier: earlier.cause.when.text }, path, proofs);
  });
}

/** Whether one could follow from the other: they ask for the same thing somewhere, or for a segment, which may. */
function speakOfOne(one: Condition, other: Condition): boolean {
  const [asked, others] = [namesIn(one), namesIn(other)];
  return asked.has("segment") || others.has("segment") || [...asked].some((name) => others.has(name));
}

/** What a condition asks for. */
function namesIn(condition: Condition): Set<string> {
  const names = new Set<string>();
  for (const { node } of nodesOf(condition)) {
    if ("metric" in node) names.add(`metric ${node.metric}`);
    if ("field" in node) names.add(`field ${node.field}`);
    if ("event" in node) names.add(`event ${node.event}`);
    if ("stage" in node) names.add(`stage ${node.stage}`);
    if (node.node === "segment" || node.node === "model") names.add(node.node);
  }
  return names;
}

function isClosed(cause: Occasion, stage: string | undefined, { prover }: Proofs): boolean {
  const { holds } = prover.known;
  if (cause.kind === "on") return cause.where !== undefined && isNever(prover, holds(cause.where));
  return isNever(prover, ...(stage === undefined ? [] : [holds(duringStage(stage))]), holds(cause.when));
}

function wordsOf(cause: Occasion): string {
  if (cause.kind === "when") return cause.when.text;
  return `${cause.event} where (${cause.where?.text})`;
}
