/** The series of cadences when the program changes: what came stays, and what is still to come is as the program after says. */
import type { EpochDay } from "../../histories/types.ts";
import { type StepCursor, type StepForm, startSeries } from "../cadence-series.ts";
import { cursorsOf, followAnchor, nextFrom } from "../cadences.ts";
import { inScope, openingOf } from "../scope.ts";
import { type AccountState, type CadenceState, withdraw } from "../state.ts";
import type { Translation } from "./translation.ts";
import type { Carried, ProgramChange } from "./types.ts";

/**
 * Whether a customer is in the middle of a cadence when a day opens: it is for it, its date has begun to count, and a step
 * is still to come or owed.
 */
export function isInCadence(state: AccountState, series: CadenceState, day: EpochDay): boolean {
  if (!isOnDates(state, series, day)) return false;
  const { name } = series.prepared.cadence;
  const owes = state.waiting.some(
    ({ origin, ending }) => !ending && origin.kind === "cadence" && origin.cadence === name,
  );
  return owes || (hasBegun(series, day) && isToCome(series, day));
}

/** Whether all of a cadence that is for a customer has come: by the program before it asks for nothing any more. */
export function isThroughCadence(state: AccountState, series: CadenceState, day: EpochDay): boolean {
  return isOnDates(state, series, day) && hasBegun(series, day) && !isInCadence(state, series, day);
}

function isOnDates(state: AccountState, { prepared, anchor }: CadenceState, day: EpochDay): boolean {
  return anchor !== undefined && inScope(state, prepared.scope, openingOf(day));
}

function isToCome(series: CadenceState, day: EpochDay): boolean {
  return cursorsOf(series).some((cursor) => nextFrom(cursor, day) !== undefined);
}

function hasBegun({ prepared, anchor }: CadenceState, day: EpochDay): boolean {
  if (anchor === undefined) return false;
  if (prepared.cadence.anchor.kind === "from") return anchor < day;
  return startSeries(prepared.forms, anchor, Number.MIN_SAFE_INTEGER).some(({ next }) => next && next.day < day);
}

/** Goes on with a series that the program before had begun. */
export function carrySeries(
  old: AccountState,
  before: CadenceState,
  state: AccountState,
  series: CadenceState,
  words: Translation,
  on: EpochDay,
): void {
  const { anchor } = before;
  Object.assign(series, { anchor, anchoredOn: before.anchoredOn, restartedOn: before.restartedOn });
  series.due = anchor === undefined ? Infinity : on;
  for (const key of before.came) {
    const [path = "", date = "", only = ""] = key.split("|");
    series.came.add([words.path(path) ?? path, date, only && (nameOf(only, words) ?? only)].join("|"));
  }
  const { field } = before.prepared.cadence.anchor;
  if (words.name("field", field) !== series.prepared.cadence.anchor.field) {
    followAnchor(state, series, on, state.zone.dayStart(on));
    if (series.anchor !== anchor) return;
  }
  if (anchor === undefined || !before.cursors) return;
  const counted = before.restartedOn ?? anchor;
  const isSameWork = sameWork(old, state);
  series.cursors = series.prepared.forms.map((form): StepCursor => {
    const cursor = before.cursors!.find((each) => isForm(each.form, form, words));
    if (cursor && isSameWork && isSameTiming(cursor.form, form)) return { form, anchor: counted, next: cursor.next };
    const [fresh] = startSeries([form], counted, Math.max(before.anchoredOn, on));
    return cursor && isOnce(form) && hasCome(old, cursor) ? { form, anchor: counted, next: undefined } : fresh!;
  });
}

/** Days off move steps: those of the policy's hours and holidays. */
function sameWork(old: AccountState, state: AccountState): boolean {
  const [before, after] = [old, state].map(({ program }) => {
    const { hours, holidays } = program.schedule.policy;
    return JSON.stringify([hours, holidays]);
  });
  return before === after;
}

function isForm(before: StepForm, form: StepForm, words: Translation): boolean {
  return (
    words.path(before.action.path) === form.action.path &&
    (before.only && nameOf(before.only, words)) === form.only &&
    before.first === form.first &&
    JSON.stringify(before.case) === JSON.stringify(form.case)
  );
}

/** What a step asks for. */
function nameOf(before: string, words: Translation): string | undefined {
  return words.name("touch", before) ?? words.name("task", before);
}

function isSameTiming(before: StepForm, form: StepForm): boolean {
  return (
    JSON.stringify(before.step.timing) === JSON.stringify(form.step.timing) &&
    before.stride === form.stride &&
    (before.work === undefined) === (form.work === undefined)
  );
}

function isOnce({ step: { timing } }: StepForm): boolean {
  return timing.kind === "day" || timing.kind === "week" || timing.kind === "before";
}

/** Whether a step that comes once for a date has come for that of its cursor. */
function hasCome({ demands }: AccountState, { form, anchor }: StepCursor): boolean {
  if (!isOnce(form)) return false;
  return [...demands.values()].some(
    ({ action, origin, name }) =>
      action.path === form.action.path &&
      origin.kind === "cadence" &&
      origin.anchor === anchor &&
      (form.only === undefined || form.only === name),
  );
}

/** Goes on with a customer whom it is still for. */
export function continueSeries(state: AccountState, { prepared }: CadenceState, on: EpochDay): Carried {
  return inScope(state, prepared.scope, openingOf(on)) ? { how: "continue" } : { orphaned: "out of scope" };
}

/** What `on change` of a cadence does with a customer who is in the middle of it. */
export function changeSeries(state: AccountState, series: CadenceState, { on, changed }: ProgramChange): Carried {
  const { cadence, forms, scope } = series.prepared;
  const { onChange = "continue", path, name } = cadence;
  if (onChange === "continue" || !changed.has(path)) {
    return continueSeries(state, series, on);
  }
  const isOwn = (demand: AccountState["waiting"][number]) =>
    demand.origin.kind === "cadence" && demand.origin.cadence === name;
  withdraw(state, `${path}/change`, on, state.zone.dayStart(on), isOwn);
  if (onChange === "end") {
    series.cursors = [];
    return { how: "end" };
  }
  if (!inScope(state, scope, openingOf(on))) return { orphaned: "out of scope" };
  series.restartedOn = on;
  series.cursors = startSeries(forms, on, on);
  return { how: "restart" };
}
