/** What cadences owe at the opening of a day. */
import { isOfCase } from "../../schedule/figures.ts";
import { formatDay } from "../calendar/days.ts";
import { FALSE, type Moment } from "../conditions/index.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import { ask, joinCauses } from "./ask.ts";
import { moved, type Occurrence, occurrenceAfter, type StepCursor, startSeries } from "./cadence-series.ts";
import { daysInArm } from "./experiments.ts";
import { dateOn, inScope, openingOf, standingAt } from "./scope.ts";
import { type AccountState, type CadenceState, type Demand, withdraw } from "./state.ts";

/** Follows anchor dates and stages: a changed anchor or an ended stage withdraws what its steps still owed. */
export function followAnchors(state: AccountState, day: EpochDay): void {
  const at = state.zone.dayStart(day);
  if (day >= state.cadencesFrom) for (const series of state.cadences.values()) followAnchor(state, series, day, at);
  if (state.waiting.length > 0) endStages(state, day, at);
}

/** The same for the anchor of one cadence. */
export function followAnchor(state: AccountState, series: CadenceState, day: EpochDay, at: Instant): void {
  if (day < series.anchorUntil) return;
  const { cadence } = series.prepared;
  series.anchorUntil = state.program.conditions.nextChange(state.view, cadence.anchor.field, day);
  const anchor = dateOn(state, cadence.anchor.field, day);
  if (anchor === series.anchor) return;
  if (series.anchor !== undefined) withdrawCadence(state, cadence.name, `${cadence.path}/anchor`, day, at);
  series.anchor = anchor;
  series.restartedOn = undefined;
  series.anchoredOn = day;
  series.cursors = undefined;
  series.due = anchor === undefined ? Infinity : firstOpen(state, series, day);
}

/** Where the steps stand: put up when first asked for, since most cadences are not for most customers. */
export function cursorsOf(series: CadenceState): readonly StepCursor[] {
  const { prepared, anchor, anchoredOn } = series;
  series.cursors ??= anchor === undefined ? [] : startSeries(prepared.forms, anchor, anchoredOn);
  return series.cursors;
}

function endStages(state: AccountState, day: EpochDay, at: Instant): void {
  for (const { cadence, scope } of state.program.cadences) {
    if (!scope.stage || !state.waiting.some((demand) => isOfCadence(demand, cadence.name))) continue;
    if (scope.stage(state.view, openingOf(day)) === false) {
      withdrawCadence(state, cadence.name, `stage ${cadence.scope.stage}/end`, day, at);
    }
  }
}

function withdrawCadence(state: AccountState, name: string, rule: string, day: EpochDay, at: Instant): void {
  withdraw(state, rule, day, at, (demand) => isOfCadence(demand, name));
}

function isOfCadence({ origin }: Demand, name: string): boolean {
  return origin.kind === "cadence" && origin.cadence === name;
}

interface DueStep {
  series: CadenceState;
  cursor: StepCursor;
  occurrence: Occurrence;
  /** Whether the cadence is for the customer at the opening, and the step as this cursor has it. */
  isAsked: boolean;
}

/** Asks for the steps of the day. What keeps its distance (`not within`) is judged before any step of the day moves on. */
export function askCadences(state: AccountState, day: EpochDay): void {
  if (day < state.cadencesFrom) return;
  const moment = openingOf(day);
  const due: DueStep[] = [];
  for (const series of state.cadences.values()) if (series.due <= day) addDueSteps(state, series, day, moment, due);
  const coming = due.filter((step) => step.isAsked && comes(state, step, day, moment));
  for (const { cursor, occurrence, isAsked } of due) {
    if (isAsked || occurrence.lastDay <= day) cursor.next = occurrenceAfter(cursor, occurrence);
  }
  let from = Infinity;
  for (const series of state.cadences.values()) {
    if (series.due <= day) series.due = nextDue(state, series, day + 1);
    from = Math.min(from, series.due, series.anchorUntil);
  }
  state.cadencesFrom = from;
  for (const step of coming) askStep(state, step, day, moment);
}

function isAskedOf(state: AccountState, { prepared }: CadenceState, cursor: StepCursor, moment: Moment): boolean {
  return inScope(state, prepared.scope, moment) && isMeant(state, cursor, moment);
}

/** Whether the figures of a cursor's step are the customer's own. */
export function isMeant(state: AccountState, { form }: StepCursor, moment: Moment): boolean {
  return !form.case || isOfCase(form.case, standingAt(state, moment));
}

/** The first day from `from` on at whose opening a step is due and the scope can hold. */
function nextDue(state: AccountState, series: CadenceState, from: EpochDay): EpochDay {
  let opens = Infinity;
  for (const { next } of cursorsOf(series)) if (next) opens = Math.min(opens, next.opens);
  return opens > state.program.grid.to ? Infinity : firstOpen(state, series, Math.max(opens, from));
}

/** The first day from `from` on at whose opening the scope can hold. */
function firstOpen(state: AccountState, { prepared }: CadenceState, from: EpochDay): EpochDay {
  const { grid } = state.program;
  const open = daysInArm(state, prepared.scope, prepared.openDays(state.view));
  let index = from - grid.from;
  while (index < open.length && open[index] === FALSE) index++;
  return index < open.length ? grid.from + index : Infinity;
}

function addDueSteps(state: AccountState, series: CadenceState, day: EpochDay, moment: Moment, due: DueStep[]): void {
  for (const cursor of cursorsOf(series)) {
    cursor.next = nextFrom(cursor, day);
    moveOffDayOff(state, series, cursor, day, moment);
    // Days off gather several occurrences on one day.
    for (let next = cursor.next; next && next.opens <= day; next = occurrenceAfter(cursor, next)) {
      due.push({ series, cursor, occurrence: next, isAsked: isAskedOf(state, series, cursor, moment) });
    }
  }
}

/** The next occurrence that can still come on a day: what fell on days without the account, or out of its scope, never comes. */
export function nextFrom(cursor: StepCursor, day: EpochDay): Occurrence | undefined {
  let { next } = cursor;
  while (next && next.lastDay < day) next = occurrenceAfter(cursor, next);
  return next;
}

/** A `week` step falls on the first day of its week on which the scope holds; where that is a day off, people move it. */
function moveOffDayOff(
  state: AccountState,
  series: CadenceState,
  cursor: StepCursor,
  day: EpochDay,
  moment: Moment,
): void {
  const { next } = cursor;
  const { step, work } = cursor.form;
  if (step.timing.kind !== "week" || !work || !next || next.opens > day || work.isWorkingDay(day)) return;
  if (isAskedOf(state, series, cursor, moment)) cursor.next = moved(next, work, day);
}

function comes(state: AccountState, { series, cursor }: DueStep, day: EpochDay, moment: Moment): boolean {
  const { step } = cursor.form;
  const { conditions } = state.program;
  if (isByFigure(cursor) && series.came.has(onceKey(cursor))) return false;
  if (step.when && conditions.test(step.when)(state.view, moment) !== true) return false;
  if (step.unless && conditions.test(step.unless)(state.view, moment) === true) return false;
  return !step.notWithin || !isNear(state, cursor, step.notWithin.touch, step.notWithin.over.amount, day);
}

/** Whether a step that comes once for an anchor date comes on another day for each segment: it comes by one of them. */
function isByFigure({ form }: StepCursor): boolean {
  return form.case !== undefined && !isRepeated(form);
}

function onceKey({ form: { action, only }, anchor }: StepCursor): string {
  return `${action.path}|${anchor}|${only ?? ""}`;
}

function isRepeated({ step: { timing } }: StepCursor["form"]): boolean {
  return timing.kind === "every" || timing.kind === "every_from";
}

/** docs/language.md section 7: delivered within the days before, owed and undone, or owed soon by its date alone. */
export function isNear(state: AccountState, asking: StepCursor, touch: string, days: number, day: EpochDay): boolean {
  const last = state.deliveredDays.get(touch)?.at(-1);
  if (last !== undefined && last >= day - days) return true;
  if (state.waiting.some((demand) => demand.name === touch && demand.touch && !demand.ending)) return true;
  const moment = openingOf(day);
  for (const series of state.cadences.values()) {
    if (!series.prepared.touches.has(touch) || !inScope(state, series.prepared.scope, moment)) continue;
    for (const cursor of cursorsOf(series)) {
      if (
        cursor.form.step.path !== asking.form.step.path &&
        isMeant(state, cursor, moment) &&
        fallsWithin(cursor, touch, day, day + days)
      )
        return true;
    }
  }
  return false;
}

function fallsWithin(cursor: StepCursor, touch: string, from: EpochDay, to: EpochDay): boolean {
  if (cursor.form.action.kind !== "touch" || cursor.form.name !== touch) return false;
  for (let next = cursor.next; next && next.day <= to; next = occurrenceAfter(cursor, next)) {
    if (Math.max(next.day, next.lastDay) >= from) return true;
  }
  return false;
}

function askStep(state: AccountState, { series, cursor, occurrence }: DueStep, day: EpochDay, moment: Moment): void {
  const { cadence, priority } = series.prepared;
  const { restartedOn } = series;
  if (isByFigure(cursor)) series.came.add(onceKey(cursor));
  const { anchor, form } = cursor;
  const { step, action } = form;
  const { conditions } = state.program;
  const values = [step.when, step.unless].map((condition) =>
    condition ? conditions.values(condition, state.view, moment) : {},
  );
  ask(state, action, {
    source: cadence.path,
    occurrence: `${formatDay(anchor)}/${formatDay(occurrence.nominal)}`,
    origin: { kind: "cadence", cadence: cadence.name, anchor },
    segment: standingAt(state, moment),
    repeats: isRepeated(form),
    dated: day,
    movedFrom: occurrence.movedFrom,
    readyAt: state.zone.dayStart(day),
    deadline: state.zone.dayStart(Math.max(occurrence.dueDay, day) + 1),
    level: undefined,
    usualPriority: priority,
    cause: joinCauses(
      { [restartedOn === undefined ? cadence.anchor.field : "begun anew"]: formatDay(anchor) },
      ...values,
    ),
    turn: occurrence.index,
    only: form.only,
  });
}
