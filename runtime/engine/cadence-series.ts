/**
 * The days on which a cadence's steps fall, counted from an anchor date. A cursor stands at the next occurrence of one
 * action of one step; it moves forward only, so a day costs one comparison.
 */
import type { Action, Cadence, Step } from "../../schedule/types.ts";
import { addDuration, subtractDuration } from "../calendar/days.ts";
import type { WorkingTime } from "../calendar/working-time.ts";
import type { EpochDay } from "../histories/types.ts";
import { isHuman, namesOf, ownerRoleOf } from "./ask.ts";
import type { Program } from "./program.ts";

/** One occurrence: where it falls, where a day off moves it, and how long it may still come. */
export interface Occurrence {
  /** Counted from 0 for the first that the step can have. */
  index: number;
  nominal: EpochDay;
  /** The day it is asked; a day off moves it. */
  day: EpochDay;
  /** Last day on which it may still come (a `week` step may come on a later day of its week). */
  lastDay: EpochDay;
  /** Last day of the time it is for, when `within` does not say. */
  dueDay: EpochDay;
}

export interface StepCursor {
  readonly step: Step;
  readonly action: Action;
  /** Where one action owes several names at once, each has a cursor: people keep days off, machines do not. */
  readonly only: string | undefined;
  readonly anchor: EpochDay;
  /** `undefined` when there is none left. */
  next: Occurrence | undefined;
}

/** Cursors for an anchor date, at the first occurrences whose day has not passed on `today`. */
export function startSeries(program: Program, cadence: Cadence, anchor: EpochDay, today: EpochDay): StepCursor[] {
  return cadence.steps.flatMap((step) =>
    step.actions.flatMap((action) => {
      const together = action.inTurn || action.names.length === 1;
      const names = together ? [undefined] : action.names;
      return names.map((only) => firstFrom(program, { step, action, only, anchor, next: undefined }, today));
    }),
  );
}

function firstFrom(program: Program, cursor: StepCursor, today: EpochDay): StepCursor {
  for (let index = 0; ; index++) {
    cursor.next = occurrenceAt(program, cursor, index);
    if (!cursor.next || cursor.next.lastDay >= today) return cursor;
  }
}

/** The touch or task that an occurrence of a cursor asks for. */
export function nameAt({ action, only }: StepCursor, index: number): string {
  return only ?? namesOf(action, index)[0]!.name;
}

/** The occurrence after one. */
export function occurrenceAfter(program: Program, cursor: StepCursor, occurrence: Occurrence): Occurrence | undefined {
  return occurrenceAt(program, cursor, occurrence.index + 1);
}

function occurrenceAt(program: Program, cursor: StepCursor, index: number): Occurrence | undefined {
  const { step, action, anchor } = cursor;
  const work = isHuman(program, ownerRoleOf(program, action, nameAt(cursor, index))) ? program.work : undefined;
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
      return index === 0 ? single(anchor + timing.day - 1, anchor + timing.day - 1, work) : undefined;
    case "week":
      return index === 0 ? single(anchor + 7 * (timing.week - 1), anchor + 7 * timing.week - 1, work) : undefined;
    case "before":
      return index === 0 ? before(subtractDuration(anchor, timing.before), work) : undefined;
  }
}

function repeated(nominal: EpochDay, following: EpochDay, index: number, work: WorkingTime | undefined): Occurrence {
  const day = work ? work.workingDayOnOrAfter(nominal) : nominal;
  return { index, nominal, day, lastDay: day, dueDay: Math.max(day, following - 1) };
}

function single(nominal: EpochDay, last: EpochDay, work: WorkingTime | undefined): Occurrence {
  const day = work ? work.workingDayOnOrAfter(nominal) : nominal;
  const lastDay = Math.max(day, last);
  return { index: 0, nominal, day, lastDay, dueDay: lastDay };
}

/** docs/language.md section 4: a `before` step moves back, and is due by the close of the seventh day after its day. */
function before(nominal: EpochDay, work: WorkingTime | undefined): Occurrence {
  const day = work ? work.workingDayOnOrBefore(nominal) : nominal;
  return { index: 0, nominal, day, lastDay: day, dueDay: day + 7 };
}
