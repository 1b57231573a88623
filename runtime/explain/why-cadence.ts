/** Why a cadence's step did not ask on a day. Asked at the opening, before the engine moves its series on. */
import { formatDay } from "../calendar/days.ts";
import { type Occurrence, occurrenceAfter, type StepCursor, startSeries } from "../engine/cadence-series.ts";
import { cursorsOf, isMeant, isNear } from "../engine/cadences.ts";
import { openingOf } from "../engine/scope.ts";
import type { AccountState } from "../engine/state.ts";
import type { EpochDay } from "../histories/types.ts";
import { counted } from "./places.ts";
import type { Spot } from "./spots.ts";
import type { Reason } from "./types.ts";
import { conditionReasons, figureReason, reason, scopeReasons, unlessReasons } from "./why-scope.ts";

type CadenceSpot = Extract<Spot, { kind: "cadence" }>;

export function cadenceReasons(state: AccountState, spot: CadenceSpot, name: string, day: EpochDay): Reason[] {
  const { cadence, step } = spot;
  const { scope } = state.program.cadences.find((prepared) => prepared.cadence === cadence)!;
  const moment = openingOf(day);
  const outside = scopeReasons(state, cadence.scope, scope, moment);
  const series = state.cadences.get(cadence.name)!;
  const { anchor } = series;
  if (anchor === undefined)
    return [...outside, reason("no date", `it counts from ${cadence.anchor.field}, which is not known`)];
  const meant = cursorsOf(series).filter((cursor) => isMeant(state, cursor, moment));
  const own = meant.filter((cursor) => cursor.form.action.path === spot.action.path && cursor.form.name === name);
  if (own.length === 0) return [...outside, figureReason(state, moment)];
  const due = own.find((cursor) => isDue(cursor, day));
  if (!due) return [...outside, notItsDay(state, spot, name, own, anchor, day)];
  return [
    ...outside,
    ...(step.when ? conditionReasons(state, "when", step.when, moment) : []),
    ...(step.unless ? unlessReasons(state, step.unless, moment) : []),
    ...nearReasons(state, due, day),
  ];
}

function currentOf(cursor: StepCursor, day: EpochDay): Occurrence | undefined {
  let { next } = cursor;
  while (next && next.lastDay < day) next = occurrenceAfter(cursor, next);
  return next;
}

function isDue(cursor: StepCursor, day: EpochDay): boolean {
  const next = currentOf(cursor, day);
  return next !== undefined && next.opens <= day && !waitsForWork(cursor, day);
}

/** A `week` step of people does not come on a day off. */
function waitsForWork({ form: { step, work } }: StepCursor, day: EpochDay): boolean {
  return step.timing.kind === "week" && work !== undefined && !work.isWorkingDay(day);
}

function notItsDay(
  state: AccountState,
  { cadence, action }: CadenceSpot,
  name: string,
  cursors: readonly StepCursor[],
  anchor: EpochDay,
  day: EpochDay,
): Reason {
  const { program } = state;
  const coming = cursors.flatMap((cursor) => currentOf(cursor, day) ?? []).sort((a, b) => a.day - b.day)[0];
  const from = `${cadence.anchor.field} ${formatDay(anchor)}`;
  if (coming && coming.opens <= day) {
    const to = formatDay(program.work.workingDayOnOrAfter(day));
    return reason("not its day", `not its day: a day off moves it to ${to}`);
  }
  if (coming) {
    const moved = coming.nominal === coming.day ? "" : `, moved from ${formatDay(coming.nominal)} by a day off`;
    return reason("not its day", `not its day: the next is ${formatDay(coming.day)}${moved} (${from})`);
  }
  const { forms } = state.cadences.get(cadence.name)!.prepared;
  const only = startSeries(forms, anchor, Number.MIN_SAFE_INTEGER).find(
    (cursor) =>
      cursor.form.action.path === action.path && isMeant(state, cursor, openingOf(day)) && cursor.form.name === name,
  )?.next;
  return reason("not its day", `not its day: ${only ? `that was ${spanOf(only)}` : "there is none left"} (${from})`);
}

function spanOf({ day, lastDay }: Occurrence): string {
  return day === lastDay ? formatDay(day) : `${formatDay(day)} to ${formatDay(lastDay)}`;
}

function nearReasons(state: AccountState, cursor: StepCursor, day: EpochDay): Reason[] {
  const { notWithin } = cursor.form.step;
  if (!notWithin || !isNear(state, cursor, notWithin.touch, notWithin.over.amount, day)) return [];
  const { touch, over } = notWithin;
  const delivered = state.deliveredDays.get(touch)?.at(-1);
  const owed = state.waiting.find((demand) => demand.touch && demand.name === touch && !demand.ending);
  const which =
    delivered !== undefined && delivered >= day - over.amount
      ? `one was done on ${formatDay(delivered)}`
      : owed
        ? `one asked on ${formatDay(owed.dated)} was still owed`
        : "a cadence owes one in the days to come";
  return [reason("too near", `not within ${counted(over.amount, "day")} of ${touch}: ${which}`)];
}
