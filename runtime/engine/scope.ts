/** Whether a declaration's scope holds for an account at a moment. */
import type { Standing } from "../../schedule/figures.ts";
import type { Moment, RunView, Truth } from "../conditions/index.ts";
import type { EpochDay, FieldChange, FieldValue } from "../histories/types.ts";
import type { ArmsNamed, ScopeTest } from "./program.ts";
import type { AccountState } from "./state.ts";

/** The close of a day: everything up to it is settled. */
export function closeOf(day: EpochDay): Moment {
  return { windowDay: day, today: day };
}

/** The opening of a day: its date and fields, and the data up to the day before. */
export function openingOf(day: EpochDay): Moment {
  return { windowDay: day - 1, today: day };
}

/** True only when segment or model, stage and `where` are all known to hold, and the account is in an arm that it names. */
export function inScope(state: AccountState, scope: ScopeTest, moment: Moment): boolean {
  if (scope.arms && !isInArm(state, scope.arms, moment.today)) return false;
  return (
    isFor(state, scope, moment) &&
    holds(state, scope.stage, moment) &&
    holds(state, scope.where, moment) &&
    holds(state, scope.figures, moment)
  );
}

/** Whether a scope names the customer's segment or the touch model in force. */
export function isFor(
  state: AccountState,
  { segments, models }: Pick<ScopeTest, "segments" | "models">,
  moment: Moment,
): boolean {
  if (!segments && !models) return true;
  const segment = segments ? segmentAt(state, moment) : null;
  if (segment !== null && segments!.has(segment)) return true;
  const model = models ? state.program.conditions.modelOf(state.view, moment).model : undefined;
  return model !== undefined && models!.has(model);
}

/** Whether the account is in one of the arms that name a declaration, on a day. */
export function isInArm({ arms }: AccountState, { experiment, names }: ArmsNamed, day: EpochDay): boolean {
  const assigned = arms.get(experiment);
  return assigned?.arm !== undefined && names.has(assigned.arm) && day >= assigned.since;
}

export function segmentAt(state: AccountState, moment: Moment): string | null {
  return standingAt(state, moment) ?? null;
}

/** The segment; `null` where none matches, undefined where an unknown ended the search. */
export function standingAt(state: AccountState, moment: Moment): Standing {
  const { segment, because } = state.program.conditions.segmentOf(state.view, moment);
  return segment ?? (because === undefined ? null : undefined);
}

/** An absent test holds; a test holds when it is known true. */
export function holds(
  state: AccountState,
  test: ((view: AccountState["view"], moment: Moment, run?: RunView) => Truth) | undefined,
  moment: Moment,
): boolean {
  return !test || test(state.view, moment) === true;
}

/** The date in a field as of a day, if it has one. */
export function dateOn(state: AccountState, field: string, day: EpochDay): EpochDay | undefined {
  const value = state.program.conditions.fieldOn(state.view, field, day);
  return typeof value === "number" ? value : undefined;
}

/** What a list of changes says on a day. */
export function valueOn(changes: readonly FieldChange[] | undefined, day: EpochDay): FieldValue | undefined {
  let value: FieldValue | undefined;
  for (const change of changes ?? []) {
    if (change.from > day) break;
    value = change.value;
  }
  return value;
}
