/** What cadences owe at the opening of a day. */
import { isOfCase } from "../../schedule/figures.ts";
import { formatDay } from "../calendar/days.ts";
import { FALSE, type Moment } from "../conditions/index.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import { ask, joinCauses } from "./ask.ts";
import {
  keepsDaysOff,
  moved,
  nameAt,
  type Occurrence,
  occurrenceAfter,
  type StepCursor,
  startSeries,
} from "./cadence-series.ts";
import { daysInArm } from "./experiments.ts";
import type { PreparedCadence } from "./program.ts";
import { dateOn, inScope, openingOf, standingAt } from "./scope.ts";
import { type AccountState, type Demand, withdraw } from "./state.ts";

/** Follows anchor dates and stages: a changed anchor or an ended stage withdraws what its steps still owed. */
export function followAnchors(state: AccountState, day: EpochDay): void {
  const at = state.zone.dayStart(day);
  if (day >= state.cadencesFrom) moveAnchors(state, day, at);
  if (state.waiting.length > 0) endStages(state, day, at);
}

function moveAnchors(state: AccountState, day: EpochDay, at: Instant): void {
  for (const { cadence } of state.program.cadences) {
    const series = state.cadences.get(cadence.name)!;
    if (day < series.anchorUntil) continue;
    series.anchorUntil = state.program.conditions.nextChange(state.view, cadence.anchor.field, day);
    const anchor = dateOn(state, cadence.anchor.field, day);
    if (anchor === series.anchor) continue;
    if (series.anchor !== undefined) withdrawCadence(state, cadence.name, `${cadence.path}/anchor`, day, at);
    series.anchor = anchor;
    series.cursors = anchor === undefined ? [] : startSeries(state.program, cadence, anchor, day);
    series.due = day;
  }
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
  prepared: PreparedCadence;
  cursor: StepCursor;
  occurrence: Occurrence;
}

/** Asks for the steps of the day. What keeps its distance (`not within`) is judged before any step of the day moves on. */
export function askCadences(state: AccountState, day: EpochDay): void {
  if (day < state.cadencesFrom) return;
  const moment = openingOf(day);
  const looked = state.program.cadences.filter(({ cadence }) => state.cadences.get(cadence.name)!.due <= day);
  const due = looked.flatMap((prepared) => dueSteps(state, prepared, day));
  const asked = due.filter((step) => isAskedOf(state, step, moment));
  const coming = asked.filter((step) => comes(state, step, day, moment));
  for (const step of due) {
    const { cursor, occurrence } = step;
    if (asked.includes(step) || occurrence.lastDay <= day) {
      cursor.next = occurrenceAfter(state.program, cursor, occurrence);
    }
  }
  for (const prepared of looked) state.cadences.get(prepared.cadence.name)!.due = nextDue(state, prepared, day + 1);
  state.cadencesFrom = Infinity;
  for (const { due, anchorUntil } of state.cadences.values()) {
    state.cadencesFrom = Math.min(state.cadencesFrom, due, anchorUntil);
  }
  for (const step of coming) askStep(state, step, day, moment);
}

/** Whether the cadence is for the customer at the opening, and the step as this cursor has it. */
function isAskedOf(state: AccountState, { prepared, cursor }: Pick<DueStep, "prepared" | "cursor">, moment: Moment) {
  return inScope(state, prepared.scope, moment) && isMeant(state, cursor, moment);
}

/** Whether the figures of a cursor's step are the customer's own. */
export function isMeant(state: AccountState, cursor: StepCursor, moment: Moment): boolean {
  return !cursor.case || isOfCase(cursor.case, standingAt(state, moment));
}

/** The first day from `from` on at whose opening a step is due and the scope can hold. */
function nextDue(state: AccountState, { cadence, scope, openDays }: PreparedCadence, from: EpochDay): EpochDay {
  let opens = Infinity;
  for (const { next } of state.cadences.get(cadence.name)!.cursors) if (next) opens = Math.min(opens, next.opens);
  const { grid } = state.program;
  if (opens > grid.to) return Infinity;
  const open = daysInArm(state, scope, openDays(state.view));
  let index = Math.max(opens, from) - grid.from;
  while (index < open.length && open[index] === FALSE) index++;
  return index < open.length ? grid.from + index : Infinity;
}

function dueSteps(state: AccountState, prepared: PreparedCadence, day: EpochDay): DueStep[] {
  const due: DueStep[] = [];
  for (const cursor of state.cadences.get(prepared.cadence.name)!.cursors) {
    skipPassed(state, cursor, day);
    moveOffDayOff(state, prepared, cursor, day);
    // Days off gather several occurrences on one day.
    for (let next = cursor.next; next && next.opens <= day; next = occurrenceAfter(state.program, cursor, next)) {
      due.push({ prepared, cursor, occurrence: next });
    }
  }
  return due;
}

/** What fell on days on which the account did not exist never comes. */
function skipPassed(state: AccountState, cursor: StepCursor, day: EpochDay): void {
  while (cursor.next && cursor.next.lastDay < day) cursor.next = occurrenceAfter(state.program, cursor, cursor.next);
}

/** A `week` step falls on the first day of its week on which the scope holds; where that is a day off, people move it. */
function moveOffDayOff(state: AccountState, prepared: PreparedCadence, cursor: StepCursor, day: EpochDay): void {
  const { program } = state;
  const { next, step } = cursor;
  if (step.timing.kind !== "week" || !next || next.opens > day || program.work.isWorkingDay(day)) return;
  if (keepsDaysOff(program, cursor, next.index) && isAskedOf(state, { prepared, cursor }, openingOf(day))) {
    cursor.next = moved(next, program, day);
  }
}

function comes(state: AccountState, { prepared, cursor }: DueStep, day: EpochDay, moment: Moment): boolean {
  const { step } = cursor;
  const { conditions } = state.program;
  if (hasCome(state, prepared, cursor)) return false;
  if (step.when && conditions.test(step.when)(state.view, moment) !== true) return false;
  if (step.unless && conditions.test(step.unless)(state.view, moment) === true) return false;
  return !step.notWithin || !isNear(state, cursor, step.notWithin.touch, step.notWithin.over.amount, day);
}

/** Whether a step that comes once for an anchor date has come already, by the figure of another segment. */
function hasCome({ cadences }: AccountState, { cadence }: PreparedCadence, cursor: StepCursor): boolean {
  return isByFigure(cursor) && cadences.get(cadence.name)!.came.has(onceKey(cursor));
}

/** Whether its one day is another one for each segment. */
function isByFigure({ step, case: meant }: StepCursor): boolean {
  return meant !== undefined && !isRepeated(step);
}

function onceKey({ action, anchor, only }: StepCursor): string {
  return `${action.path}|${anchor}|${only ?? ""}`;
}

function isRepeated({ timing }: StepCursor["step"]): boolean {
  return timing.kind === "every" || timing.kind === "every_from";
}

/** docs/language.md section 7: delivered within the days before, owed and undone, or owed soon by its date alone. */
export function isNear(state: AccountState, asking: StepCursor, touch: string, days: number, day: EpochDay): boolean {
  const last = state.deliveredDays.get(touch)?.at(-1);
  if (last !== undefined && last >= day - days) return true;
  if (state.waiting.some((demand) => demand.name === touch && demand.touch && !demand.ending)) return true;
  return state.program.cadences.some(
    (prepared) =>
      state.cadences
        .get(prepared.cadence.name)!
        .cursors.some(
          (cursor) =>
            cursor.step.path !== asking.step.path &&
            isMeant(state, cursor, openingOf(day)) &&
            fallsWithin(state, cursor, touch, day, day + days),
        ) && inScope(state, prepared.scope, openingOf(day)),
  );
}

function fallsWithin(state: AccountState, cursor: StepCursor, touch: string, from: EpochDay, to: EpochDay): boolean {
  if (cursor.action.kind !== "touch" || !cursor.action.names.includes(touch)) return false;
  for (let next = cursor.next; next && next.day <= to; next = occurrenceAfter(state.program, cursor, next)) {
    if (Math.max(next.day, next.lastDay) >= from && nameAt(cursor, next.index) === touch) return true;
  }
  return false;
}

function askStep(state: AccountState, { prepared, cursor, occurrence }: DueStep, day: EpochDay, moment: Moment): void {
  const { cadence } = prepared;
  if (isByFigure(cursor)) state.cadences.get(cadence.name)!.came.add(onceKey(cursor));
  const { step, action, anchor } = cursor;
  const { conditions } = state.program;
  const values = [step.when, step.unless].map((condition) =>
    condition ? conditions.values(condition, state.view, moment) : {},
  );
  ask(state, action, {
    source: cadence.path,
    occurrence: `${formatDay(anchor)}/${formatDay(occurrence.nominal)}`,
    origin: { kind: "cadence", cadence: cadence.name, anchor },
    segment: standingAt(state, moment),
    repeats: isRepeated(step),
    dated: day,
    movedFrom: occurrence.movedFrom,
    readyAt: state.zone.dayStart(day),
    deadline: state.zone.dayStart(Math.max(occurrence.dueDay, day) + 1),
    level: undefined,
    usualPriority: prepared.priority,
    cause: joinCauses({ [cadence.anchor.field]: formatDay(anchor) }, ...values),
    turn: occurrence.index,
    only: cursor.only,
  });
}
