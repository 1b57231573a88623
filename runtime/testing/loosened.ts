/**
 * A schedule in which what a test expects not to happen has every reason to: with its conditions turned round, its scope
 * widened to everybody, and nothing that holds it back. What does not come even then is expected in vain.
 */
import type { Expectation } from "../../schedule/tests.ts";
import type { Action, Condition, Play, Schedule, Scope, Step, Trigger } from "../../schedule/types.ts";
import { spotsOf } from "../explain/spots.ts";
import { looseJourneys } from "./stages-changed.ts";

/** Each loosens more than one thing; what one of them brings about shows that the expectation could fail. */
export function loosenedFor(schedule: Schedule, expectation: Expectation): Schedule[] {
  if (expectation.kind === "stage") {
    const { stage } = expectation;
    return [...looseJourneys(schedule, stage, bare), ...looseJourneys(schedule, stage, turned)];
  }
  const askers = askersOf(schedule, expectation);
  const unrestrained = withoutRestraint(schedule);
  return [unrestrained, loosened(unrestrained, askers, bare), loosened(unrestrained, askers, turned)];
}

/** Paths of the declarations that could bring it about. */
function askersOf(schedule: Schedule, expectation: Expectation): ReadonlySet<string> {
  const spots = spotsOf(schedule);
  const sourceOf = (spot: (typeof spots)[number]) =>
    spot.kind === "cadence" ? spot.cadence.path : spot.kind === "trigger" ? spot.trigger.path : spot.play.path;
  const asking = (fits: (action: Action) => boolean) => spots.filter(({ action }) => fits(action)).map(sourceOf);
  const found = new Set<string>();
  switch (expectation.kind) {
    case "trigger":
      found.add(`trigger ${expectation.trigger}`);
      break;
    case "run":
      found.add(`play ${expectation.play}`);
      break;
    case "rung":
      for (const spot of spots)
        if (spot.kind === "rung" && spot.rung.path === expectation.path) found.add(spot.play.path);
      break;
    case "demand":
      for (const path of asking(
        ({ kind, names }) =>
          kind === expectation.demand && (expectation.name === null || names.includes(expectation.name)),
      )) {
        if (expectation.sources === null || expectation.sources.includes(path)) found.add(path);
      }
  }
  // A play may wait for a trigger to start it.
  for (const path of asking(({ kind, names }) => kind === "start" && names.some((name) => found.has(`play ${name}`)))) {
    found.add(path);
  }
  return found;
}

function withoutRestraint({ experiments: _experiments, ...schedule }: Schedule): Schedule {
  const { merge: _, ...policy } = schedule.policy;
  return {
    ...schedule,
    policy: { ...policy, limits: [], quiets: [], consents: [] },
    cadences: schedule.cadences.map((cadence) => ({ ...cadence, steps: cadence.steps.map(bareStep) })),
    plays: schedule.plays.map((play) => ({ ...play, pauses: { cadences: [], plays: [] } })),
    escalations: schedule.escalations.map((ladder) => ({
      ...ladder,
      rungs: ladder.rungs.map(({ unless: _unless, while: _while, ...rung }) => rung),
      stopOn: [],
    })),
  };
}

function bareStep({ when: _when, unless: _unless, notWithin: _notWithin, ...step }: Step): Step {
  return step;
}

function loosened(
  schedule: Schedule,
  askers: ReadonlySet<string>,
  change: (condition: Condition) => Condition,
): Schedule {
  const loose = <Node extends { path: string; scope: Scope }>(nodes: readonly Node[], also: (node: Node) => Node) =>
    nodes.map((node) => (askers.has(node.path) ? { ...also(node), scope: {} } : node));
  return {
    ...schedule,
    cadences: loose(schedule.cadences, (cadence) => cadence),
    triggers: loose(schedule.triggers, (trigger) => looseTrigger(trigger, change)),
    plays: loose(schedule.plays, (play) => loosePlay(play, change)),
  };
}

function looseTrigger(
  { rest: _rest, until: _until, ...trigger }: Trigger,
  change: (when: Condition) => Condition,
): Trigger {
  const { cause } = trigger;
  if (cause.kind === "on") return { ...trigger, cause: { kind: "on", event: cause.event } };
  return { ...trigger, cause: { kind: "when", when: change(cause.when) } };
}

function loosePlay({ again: _again, ...play }: Play, change: (when: Condition) => Condition): Play {
  return play.start ? { ...play, start: change(play.start) } : play;
}

/** On all days, also on those of a calendar that it leaves out. */
function bare(condition: Condition): Condition {
  switch (condition.node) {
    case "outside":
      return bare(condition.condition);
    case "and":
    case "or":
      return { ...condition, operands: condition.operands.map(bare) };
    case "not":
      return { ...condition, operand: bare(condition.operand) };
    default:
      return condition;
  }
}

/** Known false becomes true; what is unknown stays so, and shows that nothing was there to decide by. */
function turned(written: Condition): Condition {
  const condition = bare(written);
  if (condition.node === "not") return condition.operand;
  return { node: "not", operand: condition, text: `not (${condition.text})` };
}
