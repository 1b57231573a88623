/** What can happen in a program, thing by thing: what its tests are held against (docs/language.md, section 14). */
import type {
  Escalation,
  Experiment,
  Journey,
  JourneyStage,
  Occasion,
  Play,
  Schedule,
  Score,
} from "../../schedule/types.ts";
import { phaseStepText, ruleText, timingText } from "../explain/places.ts";
import type { RunEnd } from "../ledger/types.ts";
import type { CoverageKind } from "./types.ts";

/** A thing that can happen, with the words it is found by among those that did. */
export interface Reachable {
  kind: CoverageKind;
  /** As a person would say it: `trigger login_drop fires`. */
  text: string;
  /** Where it stands in the schedule. */
  path: string;
  key: string;
}

/** Sorted by kind as they are listed here. */
export function reachableIn(schedule: Schedule): Reachable[] {
  return [
    ...schedule.segments.map(({ name }) => of("segment", `segment ${name}`, `segment ${name}`)),
    ...(schedule.models ?? []).map(({ name }) => of("model", `model ${name}`, `model ${name}`)),
    ...schedule.triggers.map(({ path }) => of("trigger", `${path} fires`, path)),
    ...schedule.cadences.flatMap(({ path, steps }) =>
      steps.map((step) => of("step", `${path}, ${timingText(step.timing)}`, step.path)),
    ),
    ...schedule.plays.flatMap(partsOfPlay),
    ...schedule.escalations.flatMap(rungsOf),
    ...schedule.stages.map(({ name }) => of("stage", `stage ${name}`, `stage ${name}`)),
    ...(schedule.journeys ?? []).flatMap(partsOfJourney),
    ...bandsOf(schedule),
    ...(schedule.scores ?? []).flatMap(componentsOf),
    ...(schedule.experiments ?? []).flatMap(armsOf),
    ...policiesOf(schedule),
  ];
}

function of(kind: CoverageKind, text: string, path: string, key = path): Reachable {
  return { kind, text, path, key };
}

function partsOfPlay(play: Play): Reachable[] {
  const { path, phases, pauses, liftsTo } = play;
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
    ...(liftsTo === undefined ? [] : [of("play", `${path} lifts to ${liftsTo}`, path, `${path}/lifts`)]),
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

function rungsOf({ path, rungs }: Escalation): Reachable[] {
  return rungs.flatMap((rung) => {
    const words = `${path} rung ${rung.path.split("/").at(-1)}`;
    const canSkip = rung.unless !== undefined || rung.while !== undefined;
    return [
      of("rung", `${words} acts`, rung.path, `${rung.path} acted`),
      ...(canSkip ? [of("rung", `${words} is skipped`, rung.path, `${rung.path} skipped`)] : []),
    ];
  });
}

/** Each stage, and each clause that can bring a customer into it or out of it. */
function partsOfJourney({ path, stages }: Journey): Reachable[] {
  return stages.flatMap((stage) => {
    const words = `${path}, stage ${stage.name}`;
    return [
      of("stage", words, stage.path),
      ...transitionsOf(stage).map(({ text, path }) => of("transition", `${words}: ${text}`, path)),
    ];
  });
}

function transitionsOf({ path, after, enters, leaves, backs, skips }: JourneyStage): { text: string; path: string }[] {
  return [
    ...after.map((stage) => ({ text: `enter after ${stage}`, path: enteredAfter(path, stage) })),
    ...enters.map(({ path, cause }) => ({
      path,
      text: `enter ${cause.kind === "from" ? `from ${cause.field}` : occasionText(cause)}`,
    })),
    ...leaves.map(({ path, cause, confirmedBy }) => ({
      path,
      text: `leave ${occasionText(cause)}${confirmedBy === undefined ? "" : ` confirmed by ${confirmedBy}`}`,
    })),
    ...backs.map(({ path, cause, to }) => ({ path, text: `back to ${to} ${occasionText(cause)}` })),
    ...skips.map(({ path, cause, to }) => ({ path, text: `skip to ${to} ${occasionText(cause)}` })),
  ];
}

/** `enter after` has no path of its own: its place is that of the stage. */
export function enteredAfter(stage: string, before: string): string {
  return `${stage}/after ${before}`;
}

function occasionText(cause: Occasion): string {
  if (cause.kind === "when") return `when ${cause.when.text}`;
  return `on ${cause.event}${cause.where ? ` where (${cause.where.text})` : ""}`;
}

function bandsOf({ metrics, scores = [] }: Schedule): Reachable[] {
  const pathOf = (name: string) => scores.find((score) => score.name === name)?.path ?? `metric ${name}`;
  return metrics.flatMap(({ name, bands = [] }) =>
    bands.map((band) => of("band", `${name} is ${band.name}`, pathOf(name), `band ${name} ${band.name}`)),
  );
}

/** A component that has all its points whatever happens, or never, was not looked at. */
function componentsOf({ path, components }: Score): Reachable[] {
  return components.flatMap(({ name }) => {
    const place = `${path}/component ${name.slice(name.indexOf(".") + 1)}`;
    return [
      of("component", `${name} has all its points`, place, `component ${name} full`),
      of("component", `${name} has less than all its points`, place, `component ${name} less`),
    ];
  });
}

function armsOf({ name, path, arms }: Experiment): Reachable[] {
  return arms.map((arm) => of("arm", `${path}, arm ${arm.name}`, `${path}/arm ${arm.name}`, `arm ${name} ${arm.name}`));
}

function policiesOf(schedule: Schedule): Reachable[] {
  const { limits, quiets, consents, merge } = schedule.policy;
  return [...limits, ...quiets, ...consents, ...(merge ? [merge] : [])].map(({ path }) =>
    of("policy", `policy: ${ruleText(schedule, path)}`, path),
  );
}
