/** Why a declaration's scope did not hold, and why a condition did not. */
import type { Condition, Scope } from "../../schedule/types.ts";
import type { Moment, RunView } from "../conditions/index.ts";
import type { ScopeTest } from "../engine/program.ts";
import { isFor, isInArm } from "../engine/scope.ts";
import type { AccountState } from "../engine/state.ts";
import { groundsOf } from "./grounds.ts";
import type { Obstacle, Reason } from "./types.ts";

export function reason(obstacle: Obstacle, text: string): Reason {
  return { obstacle, text, grounds: undefined };
}

/** What kept the account out of a scope at a moment; nothing when it was in it. */
export function scopeReasons(state: AccountState, scope: Scope, tests: ScopeTest, moment: Moment): Reason[] {
  return [
    ...armReasons(state, tests, moment),
    ...whomReasons(state, scope, tests, moment),
    ...stageReasons(state, scope, tests, moment),
    ...(tests.figures && tests.figures(state.view, moment) !== true ? [figureReason(state, moment)] : []),
    ...(scope.where ? conditionReasons(state, "where", scope.where, moment) : []).map(
      (told): Reason => ({ ...told, obstacle: "scope" }),
    ),
  ];
}

function armReasons(state: AccountState, { arms }: ScopeTest, { today }: Moment): Reason[] {
  if (!arms || isInArm(state, arms, today)) return [];
  const { experiment, names } = arms;
  const assigned = state.arms.get(experiment);
  const own =
    !assigned || assigned.since > today
      ? `it did not take part in the experiment ${experiment} yet`
      : assigned.arm === undefined
        ? `it is in no arm of the experiment ${experiment}`
        : `it is in the arm ${assigned.arm} of the experiment ${experiment}`;
  return [reason("scope", `not in scope: ${own}, and this is for ${[...names].join(", ")}`)];
}

function whomReasons(state: AccountState, scope: Scope, tests: ScopeTest, moment: Moment): Reason[] {
  if (isFor(state, tests, moment)) return [];
  const { segments = [], models = [] } = scope;
  const own = [
    ...(scope.segments ? [segmentOwned(state, moment)] : []),
    ...(scope.models ? [modelHeld(state, moment)] : []),
  ];
  const whom = [...segments, ...models].join(", ");
  return [reason("scope", `not in scope: ${own.join(" and ")}, and this is for ${whom}`)];
}

/** Of times that are by segment, and say nothing for the account. */
export function figureReason(state: AccountState, moment: Moment): Reason {
  return reason("scope", `not in scope: its times are by segment, and ${segmentOwned(state, moment)}`);
}

function segmentOwned({ program, view }: AccountState, moment: Moment): string {
  const { segment, because } = program.conditions.segmentOf(view, moment);
  return segment === undefined ? `it had no segment${because ? ` (${because})` : ""}` : `its segment was ${segment}`;
}

function modelHeld({ program, view }: AccountState, moment: Moment): string {
  const { model, because } = program.conditions.modelOf(view, moment);
  if (model === undefined) return `it had no touch model${because ? ` (${because})` : ""}`;
  return `its touch model was ${program.schedule.models![model]!.name}`;
}

function stageReasons(state: AccountState, { stage }: Scope, tests: ScopeTest, moment: Moment): Reason[] {
  const truth = tests.stage?.(state.view, moment);
  if (!stage || truth === true) return [];
  const why = truth === undefined ? "nobody knows when its stage" : "it was not in its stage";
  return [reason("scope", `not in scope: ${why} ${stage}${truth === undefined ? " is" : ""}`)];
}

/** Why a condition that must be known true was not. `word` is the clause's own: `when`, `where`, `start when`. */
export function conditionReasons(
  state: AccountState,
  word: string,
  condition: Condition,
  moment: Moment,
  run?: RunView,
): Reason[] {
  const { conditions } = state.program;
  const truth = conditions.test(condition)(state.view, moment, run);
  if (truth === true) return [];
  const grounds = groundsOf(state, condition, moment, run);
  if (truth === false) return [{ obstacle: "condition false", text: `${word} was false`, grounds }];
  const because = conditions.because(condition, state.view, moment, run) ?? "unknown";
  return [{ obstacle: "condition unknown", text: `${word} was unknown (${because})`, grounds }];
}

/** `unless`: known true keeps it from coming. */
export function unlessReasons(state: AccountState, condition: Condition, moment: Moment, run?: RunView): Reason[] {
  if (state.program.conditions.test(condition)(state.view, moment, run) !== true) return [];
  return [{ obstacle: "unless", text: "unless was true", grounds: groundsOf(state, condition, moment, run) }];
}
