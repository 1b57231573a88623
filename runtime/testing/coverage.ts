/** What of a program its tests reach: each thing that can happen, and whether it did in any of them. */
import type { Play, Schedule } from "../../schedule/types.ts";
import { phaseStepText, placeOf, ruleText, timingText } from "../explain/places.ts";
import type { RunEnd } from "../ledger/types.ts";
import type { Facts } from "./facts.ts";
import type { Coverage, CoverageItem } from "./types.ts";

/** A thing that can happen, with the words it is found by among those that did. */
interface Reachable {
  kind: CoverageItem["kind"];
  text: string;
  path: string;
  key: string;
}

export function coverageOf(schedule: Schedule, facts: readonly Facts[]): Coverage {
  const seen = new Set(facts.flatMap((each) => [...seenIn(each)]));
  const items = reachableIn(schedule).map(
    ({ kind, text, path, key }): CoverageItem => ({
      kind,
      text,
      place: placeOf(schedule, path) ?? null,
      reached: seen.has(key),
    }),
  );
  return { reached: items.filter(({ reached }) => reached).length, total: items.length, items };
}

// ---- what can happen -------------------------------------------------------------------------------------------

function reachableIn(schedule: Schedule): Reachable[] {
  return [
    ...schedule.segments.map(({ name }) => of("segment", `segment ${name}`, `segment ${name}`)),
    ...(schedule.models ?? []).map(({ name }) => of("model", `model ${name}`, `model ${name}`)),
    ...schedule.triggers.map(({ path }) => of("trigger", `${path} fires`, path)),
    ...schedule.cadences.flatMap(({ path, steps }) =>
      steps.map((step) => of("step", `${path}, ${timingText(step.timing)}`, step.path)),
    ),
    ...schedule.plays.flatMap(partsOfPlay),
    ...schedule.escalations.flatMap(({ path, rungs }) =>
      rungs.flatMap((rung) => {
        const words = `${path} rung ${rung.path.split("/").at(-1)}`;
        const canSkip = rung.unless !== undefined || rung.while !== undefined;
        return [
          of("rung", `${words} acts`, rung.path, `${rung.path} acted`),
          ...(canSkip ? [of("rung", `${words} is skipped`, rung.path, `${rung.path} skipped`)] : []),
        ];
      }),
    ),
    ...policiesOf(schedule),
  ];
}

function of(kind: CoverageItem["kind"], text: string, path: string, key = path): Reachable {
  return { kind, text, path, key };
}

function partsOfPlay(play: Play): Reachable[] {
  const { path, phases, pauses } = play;
  return [
    of("play", `${path} starts`, path),
    ...endsOf(play).map((end) => of("play", `${path} ${endWords[end]}`, path, `${path} ${end}`)),
    ...phases.map((phase) => of("phase", `${path} comes to phase ${phase.name}`, phase.path)),
    ...phases.flatMap((phase) =>
      phase.steps.map((step) => of("step", `${path}, ${phaseStepText(phase, step)}`, step.path)),
    ),
    ...(pauses.cadences.length + pauses.plays.length > 0
      ? [of("play", `${path} holds something`, path, `${path}/pauses`)]
      : []),
  ];
}

const endWords: Record<RunEnd, string> = {
  won: "is won",
  lost: "is lost",
  "ran out": "runs out",
  withdrawn: "is withdrawn",
};

function endsOf({ win, lose }: Play): RunEnd[] {
  return [...(win ? (["won"] as const) : []), ...(lose ? (["lost"] as const) : []), "ran out"];
}

function policiesOf(schedule: Schedule): Reachable[] {
  const { limits, quiets, consents, merge } = schedule.policy;
  return [...limits, ...quiets, ...consents, ...(merge ? [merge] : [])].map(({ path }) =>
    of("policy", `policy: ${ruleText(schedule, path)}`, path),
  );
}

// ---- what did --------------------------------------------------------------------------------------------------

function* seenIn({ segments, models, fires, demands, runs, phases, rungs }: Facts): Generator<string> {
  for (const segment of segments) yield `segment ${segment}`;
  for (const model of models) yield `model ${model}`;
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
  yield* phases;
  for (const { path, acted } of rungs) yield `${path} ${acted ? "acted" : "skipped"}`;
}
