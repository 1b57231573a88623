/**
 * The part of a program that decides what some declarations do, but for the touches of others that limits, rests and
 * merges bring in between: a search asks it first, since it is run in a small share of the time.
 */
import type { Schedule } from "../../schedule/types.ts";
import type { DeclarationKind } from "../types.ts";
import type { Naming } from "./namings.ts";
import { aboutOf } from "./plan.ts";
import type { Named } from "./seeds.ts";

/** What a part can do without. */
const optional: ReadonlySet<DeclarationKind> = new Set([
  "trigger",
  "play",
  "cadence",
  "escalation",
  "experiment",
  "journey",
  "health",
]);
/** Of these those count that name an actor: they start it, hold it, lift it or share it out. */
const bearing: ReadonlySet<DeclarationKind> = new Set(["trigger", "play", "experiment"]);
const borne: ReadonlySet<DeclarationKind> = new Set(["trigger", "play", "cadence", "escalation"]);

/** What does nothing to an account. */
const idle: ReadonlySet<DeclarationKind> = new Set(["measure", "roi", "assume"]);

/** The same program without what nobody does anything by: goals, returns and what is assumed of answers. */
export function workingOf(schedule: Schedule): Schedule {
  const { measures: _measures, roi: _roi, assumptions: _assumptions, ...working } = schedule;
  return working;
}

/** These, what bears on them, and what those name, as far as a program can do without it. */
export function bearingOn(actors: readonly Named[], namings: readonly Naming[]): Named[] {
  const abouts = new Set(actors.map(aboutOf));
  const asked = namings.filter((each) => abouts.has(aboutOf(each)));
  const borneBy = asked.flatMap(({ kind, keys }) => (borne.has(kind) ? keys : []));
  const bears = ({ kind, named }: Naming) => bearing.has(kind) && borneBy.some((key) => named.has(key));
  const needed = namings.filter(({ kind }) => !optional.has(kind) && !idle.has(kind));
  const byKey = new Map(namings.flatMap((each) => each.keys.map((key) => [key, each] as const)));
  const kept = new Set([...needed, ...asked, ...namings.filter(bears)]);
  // A set gives what is added while it is gone through, too.
  for (const { named } of kept) {
    for (const key of named) {
      const found = byKey.get(key);
      if (found) kept.add(found);
    }
  }
  return [...kept].filter(({ kind }) => optional.has(kind));
}

/** Nothing but these of what it can do without. */
export function partOf(schedule: Schedule, kept: readonly Named[]): Schedule {
  const names = new Set(kept.map(aboutOf));
  const only = <Node extends { name: string }>(kind: DeclarationKind, nodes: readonly Node[] = []): Node[] =>
    nodes.filter(({ name }) => names.has(aboutOf({ kind, name })));
  const { scores, journeys, experiments, ...working } = workingOf(schedule);
  const left = {
    scores: only("health", scores),
    journeys: only("journey", journeys),
    experiments: only("experiment", experiments),
  };
  const computed = new Set(
    left.scores.flatMap(({ name, components }) => [name, ...components.map((component) => component.name)]),
  );
  return {
    ...working,
    metrics: working.metrics.filter((metric) => !metric.computed || computed.has(metric.name)),
    ...(left.scores.length > 0 && { scores: left.scores }),
    ...(left.journeys.length > 0 && { journeys: left.journeys }),
    ...(left.experiments.length > 0 && { experiments: left.experiments }),
    cadences: only("cadence", working.cadences),
    triggers: only("trigger", working.triggers),
    plays: only("play", working.plays),
    escalations: only("escalation", working.escalations),
  };
}
