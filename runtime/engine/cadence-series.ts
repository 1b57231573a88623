/**
 * The days on which a cadence's steps fall, counted from an anchor date. What a step owes is worked out once, as forms; a
 * cursor stands at the next occurrence of one form. It moves forward only, so a day costs one comparison.
 */
import { casesOf, type FigureCase, type Settled, settle } from "../../schedule/figures.ts";
import type { Action, Cadence, Step } from "../../schedule/types.ts";
import { addDuration, subtractDuration } from "../calendar/days.ts";
import type { WorkingTime } from "../calendar/working-time.ts";
import type { EpochDay } from "../histories/types.ts";
import { isHuman, ownerRoleOf } from "./ask.ts";
import type { Program } from "./program.ts";

/** One occurrence: where it falls, where a day off moves it, and how long it may still come. */
export interface Occurrence {
  /** Counted from 0 for the first that the step can have. */
  index: number;
  nominal: EpochDay;
  /** First day on which it may come: `day`, but for a `week` step that still waits for its scope its nominal one. */
  opens: EpochDay;
  /** The day it is asked; a day off moves it. */
  day: EpochDay;
  /** The day off on which it fell, where that moved it to a later day. */
  movedFrom: EpochDay | undefined;
  /** Last day on which it may still come (a `week` step may come on a later day of its week). */
  lastDay: EpochDay;
  /** Last day of the time it is for, when `within` does not say. */
  dueDay: EpochDay;
}

/** One name of one action of one step, in one case of its figures: the same for all accounts. */
export interface StepForm {
  readonly step: Settled<Step>;
  readonly action: Settled<Action>;
  /** Whom the step comes like this for, where its figures are by segment. */
  readonly case: FigureCase | undefined;
  /** Where one action owes several names at once, each has a cursor: people keep days off, machines do not. */
  readonly only: string | undefined;
  /** The touch or task it asks for. */
  readonly name: string;
  /** The first occurrence it takes. */
  readonly first: number;
  /** It takes every `stride`th occurrence, so that names in turn keep days off, or do not, each for itself. */
  readonly stride: number;
  /** Whose working days move it; undefined where no person does it. */
  readonly work: WorkingTime | undefined;
}

export interface StepCursor {
  readonly form: StepForm;
  readonly anchor: EpochDay;
  /** `undefined` when there is none left. */
  next: Occurrence | undefined;
}

/** The forms of a cadence's steps, in order. */
export function formsOf(program: Pick<Program, "touches" | "tasks" | "roles" | "work">, cadence: Cadence): StepForm[] {
  return cadence.steps.flatMap(settledSteps).flatMap(({ step, case: meant }) =>
    step.actions.flatMap((action) => {
      const stride = action.inTurn ? action.names.length : 1;
      return action.names.map((name, place) => {
        const only = action.inTurn || action.names.length === 1 ? undefined : name;
        const work = isHuman(program, ownerRoleOf(program, action, name)) ? program.work : undefined;
        return { step, action, case: meant, only, name, first: action.inTurn ? place : 0, stride, work };
      });
    }),
  );
}

/** Cursors for an anchor date, at the first occurrences whose day has not passed on `today`. */
export function startSeries(forms: readonly StepForm[], anchor: EpochDay, today: EpochDay): StepCursor[] {
  return forms.map((form) => ({ form, anchor, next: firstFrom(form, anchor, today) }));
}

/** The step once for each case of its figures. */
function settledSteps(step: Step): Pick<StepForm, "step" | "case">[] {
  const cases = casesOf(step);
  const all = cases.length > 0 ? cases : [undefined];
  return all.flatMap((each) => {
    const settled = settle(step, each?.segment);
    return settled ? [{ step: settled, case: each }] : [];
  });
}

function firstFrom(form: StepForm, anchor: EpochDay, today: EpochDay): Occurrence | undefined {
  const passed = Math.floor(surelyPassed(form, anchor, today) / form.stride);
  for (let index = form.first + passed * form.stride; ; index += form.stride) {
    const next = occurrenceAt(form, anchor, index);
    if (!next || next.lastDay >= today) return next;
  }
}

/** How many occurrences lie further back than any day off can move them: an anchor may be centuries old. */
function surelyPassed({ step: { timing } }: StepForm, anchor: EpochDay, today: EpochDay): number {
  if (timing.kind !== "every" && timing.kind !== "every_from") return 0;
  const first = timing.kind === "every" ? anchor : anchor + timing.day - 1;
  const longest = timing.every.amount * (timing.every.unit === "months" ? 31 : 1);
  return Math.max(0, Math.floor((today - furthestMove - first) / longest) - 2);
}

/** Days; a working day is looked for no further (runtime/calendar/working-time.ts). */
const furthestMove = 400;

/** The occurrence after one. */
export function occurrenceAfter({ form, anchor }: StepCursor, occurrence: Occurrence): Occurrence | undefined {
  return occurrenceAt(form, anchor, occurrence.index + form.stride);
}

function occurrenceAt({ step, work }: StepForm, anchor: EpochDay, index: number): Occurrence | undefined {
  const { timing } = step;
  switch (timing.kind) {
    case "every": {
      const times = timing.atOnce ? index : index + 1;
      return repeated(
        addDuration(anchor, timing.every, times),
        addDuration(anchor, timing.every, times + 1),
        index,
        work,
      );
    }
    case "every_from": {
      const first = anchor + timing.day - 1;
      return repeated(
        addDuration(first, timing.every, index),
        addDuration(first, timing.every, index + 1),
        index,
        work,
      );
    }
    case "day":
      return index === 0 ? onDay(anchor + timing.day - 1, work) : undefined;
    case "week":
      return index === 0 ? inWeek(anchor + 7 * (timing.week - 1), work) : undefined;
    case "before":
      return index === 0 ? before(subtractDuration(anchor, timing.before), work) : undefined;
  }
}

function repeated(nominal: EpochDay, following: EpochDay, index: number, work: WorkingTime | undefined): Occurrence {
  const day = work ? work.workingDayOnOrAfter(nominal) : nominal;
  const movedFrom = day > nominal ? nominal : undefined;
  return { index, nominal, opens: day, day, movedFrom, lastDay: day, dueDay: Math.max(day, following - 1) };
}

function onDay(nominal: EpochDay, work: WorkingTime | undefined): Occurrence {
  return repeated(nominal, nominal + 1, 0, work);
}

function inWeek(nominal: EpochDay, work: WorkingTime | undefined): Occurrence {
  const day = work ? work.workingDayOnOrAfter(nominal) : nominal;
  return { index: 0, nominal, opens: nominal, day, movedFrom: undefined, lastDay: nominal + 6, dueDay: nominal + 6 };
}

/** A `week` step whose scope holds on `day`, a day off: it comes on the next working day, even beyond its week. */
export function moved(occurrence: Occurrence, work: WorkingTime, day: EpochDay): Occurrence {
  const to = work.workingDayOnOrAfter(day);
  return { ...occurrence, opens: to, day: to, movedFrom: day, lastDay: Math.max(occurrence.lastDay, to) };
}

/** docs/language.md section 4: a `before` step moves back, and is due by the close of the seventh day after its day. */
function before(nominal: EpochDay, work: WorkingTime | undefined): Occurrence {
  const day = work ? work.workingDayOnOrBefore(nominal) : nominal;
  return { index: 0, nominal, opens: day, day, movedFrom: undefined, lastDay: day, dueDay: day + 7 };
}
