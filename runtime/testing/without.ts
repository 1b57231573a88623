/** A schedule with something taken away: what an expectation names, so that it can be seen whether it needs it. */
import type { Expectation } from "../../schedule/tests.ts";
import type { Action, Condition, Play, Schedule } from "../../schedule/types.ts";
import { withoutMoves, withoutStage } from "./stages-changed.ts";

/** `what` in words, one for each schedule: `trigger login_drop`. */
export interface Removal {
  what: string;
  schedule: Schedule;
}

/** What an expectation that something happens names, each taken away by itself. */
export function removalsFor(schedule: Schedule, expectation: Expectation): Removal[] {
  switch (expectation.kind) {
    case "trigger":
      return [withoutSource(schedule, `trigger ${expectation.trigger}`)];
    case "run":
      return [withoutSource(schedule, `play ${expectation.play}`)];
    case "rung": {
      const [ladder = "", , number = ""] = expectation.path.split("/");
      const what = `rung ${number} of ${ladder.replace(/^escalation /, "")}`;
      return [{ what, schedule: withoutRung(schedule, expectation.path) }];
    }
    case "demand": {
      const { demand: kind, name, sources, rule } = expectation;
      return [
        ...(name === null ? [] : [{ what: `${kind} ${name}`, schedule: withoutWork(schedule, kind, name) }]),
        ...(sources === null ? [] : [withoutSources(schedule, sources)]),
        ...(rule === null ? [] : [withoutRule(schedule, rule)]),
      ];
    }
    case "stage": {
      const { stage, other, how } = expectation;
      return [
        ...[stage, ...(other === null ? [] : [other])].map((name) => removedStage(schedule, name)),
        ...(how === null
          ? []
          : [{ what: `every \`${how}\` on the journey of ${stage}`, schedule: withoutMoves(schedule, stage, how) }]),
      ];
    }
    case "inside":
      return expectation.not ? [] : [removedStage(schedule, expectation.stage)];
    case "points":
      return [];
    case "state":
      return namedIn(expectation.condition).map(({ kind, name }) => ({
        what: `${kind} ${name}`,
        schedule: withoutNamed[kind](schedule, name),
      }));
  }
}

function removedStage(schedule: Schedule, name: string): Removal {
  return { what: `stage ${name}`, schedule: withoutStage(schedule, name) };
}

function withoutSource(schedule: Schedule, path: string): Removal {
  return withoutSources(schedule, [path]);
}

/** Without declarations; plays are then neither started nor held by anything. */
function withoutSources(schedule: Schedule, paths: readonly string[]): Removal {
  const stays = ({ path }: { path: string }) => !paths.includes(path);
  const isGone = (kind: string, name: string) => paths.includes(`${kind} ${name}`);
  const without = {
    ...schedule,
    cadences: schedule.cadences.filter(stays),
    triggers: schedule.triggers.filter(stays),
    plays: schedule.plays.filter(stays).map((play) => ({
      ...play,
      pauses: {
        cadences: play.pauses.cadences.filter((name) => !isGone("cadence", name)),
        plays: play.pauses.plays.filter((name) => !isGone("play", name)),
      },
    })),
  };
  return {
    what: paths.join(" and "),
    schedule: withActions(without, (action) =>
      namesWithout(action, (name) => action.kind === "start" && isGone("play", name)),
    ),
  };
}

/** Without every action that asks for a touch, task, alert or start. */
function withoutWork(schedule: Schedule, kind: Action["kind"], name: string): Schedule {
  return withActions(schedule, (action) => namesWithout(action, (each) => action.kind === kind && each === name));
}

function namesWithout(action: Action, isGone: (name: string) => boolean): Action {
  return { ...action, names: action.names.filter((name) => !isGone(name)) };
}

/** Every action made another; one without names is left out. */
function withActions(schedule: Schedule, change: (action: Action) => Action): Schedule {
  const changed = <Node extends { actions: Action[] }>(node: Node): Node => ({
    ...node,
    actions: node.actions.map(change).filter(({ names }) => names.length > 0),
  });
  return {
    ...schedule,
    cadences: schedule.cadences.map((cadence) => ({ ...cadence, steps: cadence.steps.map(changed) })),
    triggers: schedule.triggers.map(changed),
    plays: schedule.plays.map((play) => ({
      ...play,
      phases: play.phases.map((phase) => ({ ...phase, steps: phase.steps.map(changed) })),
    })),
    escalations: schedule.escalations.map((ladder) => ({ ...ladder, rungs: ladder.rungs.map(changed) })),
  };
}

/** The others keep their paths, and so their numbers. */
function withoutRung(schedule: Schedule, path: string): Schedule {
  const escalations = schedule.escalations.map((ladder) => ({
    ...ladder,
    rungs: ladder.rungs.filter((rung) => rung.path !== path),
  }));
  return { ...schedule, escalations };
}

/** `policy/limit/`, `policy/quiet/`, `policy/consent/`, or a play, whose pauses go. */
function withoutRule(schedule: Schedule, rule: string): Removal {
  const { policy, plays } = schedule;
  switch (rule) {
    case "policy/limit/":
      return { what: "every limit", schedule: { ...schedule, policy: { ...policy, limits: [] } } };
    case "policy/quiet/":
      return { what: "all quiet days", schedule: { ...schedule, policy: { ...policy, quiets: [] } } };
    case "policy/consent/":
      return { what: "every consent", schedule: { ...schedule, policy: { ...policy, consents: [] } } };
    default: {
      const path = rule.slice(0, -1);
      const without = plays.map((play) =>
        play.path === path ? { ...play, pauses: { cadences: [], plays: [] } } : play,
      );
      return { what: `the pauses of ${path}`, schedule: { ...schedule, plays: without } };
    }
  }
}

// ---- segments, models and stages ---------------------------------------------------------------------------------------

const no = { node: "literal", type: "count", value: 0, text: "0" } as const;
const never: Condition = { node: "compare", operator: "!=", left: no, right: no, text: "0 != 0" };

/** The segment stays in the list, and nobody is in it: other declarations name it. */
function withoutSegment(schedule: Schedule, name: string): Schedule {
  const segments = schedule.segments.map((segment) => (segment.name === name ? { ...segment, when: never } : segment));
  return { ...schedule, segments };
}

/** Likewise of touch models: nobody's own, and nobody is lifted to it. */
function withoutModel({ models = [], ...schedule }: Schedule, name: string): Schedule {
  const plays = schedule.plays.map(
    ({ liftsTo, ...play }): Play => (liftsTo === undefined || liftsTo === name ? play : { ...play, liftsTo }),
  );
  return {
    ...schedule,
    plays,
    models: models.map((model) => (model.name === name ? { ...model, when: never } : model)),
  };
}

const withoutNamed = { segment: withoutSegment, model: withoutModel, stage: withoutStage } as const;

/** Those a condition asks for by itself; of `a or b` and `not a` neither is needed for it to hold. */
function namedIn(condition: Condition): { kind: keyof typeof withoutNamed; name: string }[] {
  if (condition.node === "and") return condition.operands.flatMap(namedIn);
  if (condition.node === "during_stage") return [{ kind: "stage", name: condition.stage }];
  if (condition.node !== "segment" && condition.node !== "model") return [];
  const [name, ...more] = condition.values;
  return name === undefined || more.length > 0 ? [] : [{ kind: condition.node, name }];
}
