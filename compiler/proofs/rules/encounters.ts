/** Proves of what declarations do to each other that it can happen: starts, pauses, levels, deliveries, touch models. */
import { conditionsOf, nodesOf } from "../../../schedule/conditions.ts";
import type { Action, Cadence, Level, Play, Scope } from "../../../schedule/types.ts";
import type { Proofs } from "./context.ts";
import { report } from "./places.ts";
import { actionsOf, areStrangers } from "./work.ts";

const ranks: Record<Level, number> = { green: 0, yellow: 1, red: 2 };

export function proveEncounters(proofs: Proofs): void {
  const { work } = proofs;
  const plays = new Map(work.plays.map((play) => [play.name, play]));
  for (const { actions, scope } of work.triggers) proveTriggerStarts(actions, scope, plays, proofs);
  const cadences = new Map(work.cadences.map((cadence) => [cadence.name, cadence]));
  for (const play of work.plays) provePauses(play, cadences, plays, proofs);
  for (const { action, by } of actionsOf(proofs)) {
    if (by.kind !== "rung" || !action.level) continue;
    const { level } = action;
    const above = by.plays.find((play) => play.level && ranks[play.level] > ranks[level]);
    if (above?.level)
      report("rung-below-level", { play: above.name, level, claimed: above.level }, action.path, proofs);
  }
  proveDeliveries(proofs);
  provePeople(proofs);
}

function proveTriggerStarts(
  actions: readonly Action[],
  scope: Scope,
  plays: ReadonlyMap<string, Play>,
  proofs: Proofs,
): void {
  const starts = actions.filter(({ kind }) => kind === "start");
  for (const { path, names } of starts) {
    for (const name of names) {
      const play = plays.get(name);
      if (!play) continue;
      if (areStrangers(scope, play.scope)) report("start-out-of-scope", { play: name }, path, proofs);
      const pausing = starts
        .flatMap((other) => other.names)
        .find((other) => plays.get(other)?.pauses.plays.includes(name));
      if (pausing !== undefined && !play.pauses.plays.includes(pausing)) {
        report("started-and-paused", { play: name, by: pausing }, path, proofs);
      }
    }
  }
}

function provePauses(
  play: Play,
  cadences: ReadonlyMap<string, Cadence>,
  plays: ReadonlyMap<string, Play>,
  proofs: Proofs,
): void {
  const paused = [
    ...play.pauses.cadences.map((name) => ({ name, scope: cadences.get(name)?.scope })),
    ...play.pauses.plays.map((name) => ({ name, scope: plays.get(name)?.scope })),
  ];
  for (const { name, scope } of paused) {
    if (scope && areStrangers(play.scope, scope)) {
      report("pauses-strangers", { play: play.name, paused: name }, play.path, proofs);
    }
  }
}

/** `time since last done` of a touch that no action asks for: only records of old deliveries could tell of it. */
function proveDeliveries(proofs: Proofs): void {
  const { work, model } = proofs;
  const done = new Set(actionsOf(proofs).flatMap(({ action }) => (action.kind === "touch" ? action.names : [])));
  const { segments, models, scores } = model;
  const said = new Set<string>();
  for (const { condition, path } of conditionsOf({ ...work, segments, models, scores })) {
    for (const { node } of nodesOf(condition)) {
      if (node.node !== "time_since_done" || done.has(node.touch) || said.has(`${path} ${node.touch}`)) continue;
      said.add(`${path} ${node.touch}`);
      report("never-done", { touch: node.touch }, path, proofs);
    }
  }
}

/** Work for a person of our team, asked only for touch models that nobody serves. */
function provePeople(proofs: Proofs): void {
  const { model, work } = proofs;
  const alone = new Set(model.models.filter(({ coverage }) => coverage?.kind === "none").map(({ name }) => name));
  const owning = new Set(model.roles.filter(({ ownsAccounts }) => ownsAccounts).map(({ name }) => name));
  const owners = new Map([...work.touches, ...work.tasks].map(({ name, owner }) => [name, owner]));
  for (const { action, scopes } of actionsOf(proofs)) {
    const isAlone = (scope: Scope) =>
      !scope.segments && (scope.models?.length ?? 0) > 0 && scope.models!.every((name) => alone.has(name));
    if (scopes.length === 0 || !scopes.every(isAlone)) continue;
    const role = action.role ?? (action.kind === "alert" ? action.names[0] : owners.get(action.names[0] ?? ""));
    if (role !== undefined && owning.has(role)) {
      report("nobody-covers", { role, models: scopes.flatMap(({ models }) => models ?? []) }, action.path, proofs);
    }
  }
}
