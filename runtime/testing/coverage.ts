/** What of a program its tests reach: each thing that can happen, and whether it did in any of them. */
import type { Schedule } from "../../schedule/types.ts";
import { placeOf } from "../explain/places.ts";
import type { Facts } from "./facts.ts";
import { enteredAfter, reachableIn } from "./reachable.ts";
import { type Coverage, type CoverageItem, coverageKinds } from "./types.ts";

export function coverageOf(schedule: Schedule, facts: readonly Facts[]): Coverage {
  const seen = new Set(facts.flatMap((each) => [...seenIn(schedule, each)]));
  const items = reachableIn(schedule)
    .map(
      ({ kind, text, path, key }): CoverageItem => ({
        kind,
        text,
        place: placeOf(schedule, path) ?? null,
        reached: seen.has(key),
      }),
    )
    .sort((one, other) => coverageKinds.indexOf(one.kind) - coverageKinds.indexOf(other.kind));
  return { reached: items.filter(({ reached }) => reached).length, total: items.length, items };
}

/** What happened, by the keys of what can. */
function* seenIn(schedule: Schedule, facts: Facts): Generator<string> {
  const { segments, models, stages, bands, fires, demands, runs, pausing, lifts, phases, rungs, arms } = facts;
  for (const segment of segments) yield `segment ${segment}`;
  for (const model of models) yield `model ${model}`;
  for (const stage of stages) yield `stage ${stage}`;
  for (const band of bands) yield `band ${band}`;
  for (const { trigger } of fires) yield `trigger ${trigger}`;
  for (const { row } of demands) {
    // Of `cadence c/step/1/do/1/2` the step; a rung's demands say nothing of phases.
    yield row.path.replace(/\/do\/.*$/, "");
    if (row.rule !== null) yield row.rule;
    if (row.deferredBy !== null) yield row.deferredBy;
    if (row.outcome === "merged") yield "policy/merge";
  }
  for (const { play, end } of runs) {
    yield `play ${play}`;
    if (end) yield `play ${play} ${end}`;
  }
  for (const play of pausing) yield `play ${play}/pauses`;
  for (const play of lifts) yield `play ${play}/lifts`;
  yield* phases;
  for (const { path, acted } of rungs) yield `${path} ${acted ? "acted" : "skipped"}`;
  for (const { experiment, arm } of arms) yield `arm ${experiment} ${arm}`;
  yield* movesIn(facts);
  yield* pointsIn(schedule, facts);
}

function* movesIn({ visits }: Facts): Generator<string> {
  for (const { journey, stage, how, to, cameBy, wentBy } of visits) {
    yield `journey ${journey}/stage ${stage}`;
    yield cameBy;
    if (wentBy !== undefined) yield wentBy;
    if (how === "leave" && to !== null) yield enteredAfter(`journey ${journey}/stage ${to}`, stage);
  }
}

/** Components that had all their points, and less: what is not decided is neither. */
function* pointsIn({ scores = [] }: Schedule, facts: Facts): Generator<string> {
  const totals = new Map(
    scores.flatMap(({ components }) => components.map(({ name, total }) => [name, total] as const)),
  );
  for (const { score, low, high } of facts.scores) {
    const total = totals.get(score);
    if (total === undefined) continue;
    if (low === total) yield `component ${score} full`;
    if (high < total) yield `component ${score} less`;
  }
}
