/** What comes next, by the calendar alone: no condition is asked, and nothing is taken for a pause that may come. */
import type { Settled } from "../../../schedule/figures.ts";
import type { Escalation, Phase } from "../../../schedule/types.ts";
import { addDuration } from "../../calendar/days.ts";
import type { EpochDay } from "../../histories/types.ts";
import { cursorsOf, isMeant } from "../cadences.ts";
import { dayAfterPhases, phaseDays, runDate } from "../phases.ts";
import { dueDate } from "../rungs.ts";
import { openingOf } from "../scope.ts";
import type { AccountState, CadenceState, Run } from "../state.ts";
import type { ComingNext } from "./types.ts";

/** The next step of a run's phases, from the close of a day on. */
export function nextOfPhases(run: Run, day: EpochDay): ComingNext | undefined {
  const found = run.settled.play.phases.flatMap((phase) => stepsOf(run, phase, day));
  return earliest(found.filter(({ on }) => on < lastClose(run)));
}

/** The phase that a run stands in at the close of a day. */
export function phaseOn(run: Run, day: EpochDay): Settled<Phase> | undefined {
  return run.settled.play.phases.find((phase) => {
    const days = phaseDays(run, phase);
    const date = dateOf(run, phase, day);
    return days && date >= days.first && date <= days.last;
  });
}

function stepsOf(run: Run, phase: Settled<Phase>, day: EpochDay): Timed[] {
  const days = phaseDays(run, phase);
  if (!days) return [];
  const date = dateOf(run, phase, day);
  const from = Math.max(date, days.first);
  const entry = run.entered.get(phase.path);
  return phase.steps.flatMap(({ path, every }): Timed[] => {
    let next = from;
    if (!every) {
      if (entry) return [];
    } else {
      const first = entry?.first ?? days.first;
      let times = entry?.next.get(path) ?? (every.atOnce ? 0 : 1);
      while (addDuration(first, every.every, times) < from) times++;
      next = addDuration(first, every.every, times);
    }
    return next > days.last ? [] : [{ path, on: day + (next - date) }];
  });
}

/** Dates of a `before` phase do not wait for a pause; days of the run do. */
function dateOf(run: Run, { span }: Settled<Phase>, day: EpochDay): EpochDay {
  return span.kind === "run" ? runDate(run, day) : day;
}

/** The next rung of a ladder that has not been asked, from the close of a day on. */
export function nextOfLadder(run: Run, { name, rungs }: Settled<Escalation>, day: EpochDay): ComingNext | undefined {
  if (run.stopped.has(name)) return undefined;
  const left = rungs.filter(({ path }) => !run.asked.has(path));
  const dated = left.flatMap((rung): Timed[] => {
    const due = dueDate(run, rung);
    return due === undefined ? [] : [{ path: rung.path, on: Math.max(due + run.pausedDays, day) }];
  });
  const first = earliest(dated.filter(({ on }) => on < lastClose(run)));
  if (first) return first;
  const waiting = left.find((rung) => dueDate(run, rung) === undefined);
  return waiting && { path: waiting.path, on: undefined };
}

/** The next step of a cadence, from the opening of a day on. */
export function nextOfCadence(state: AccountState, series: CadenceState, day: EpochDay): ComingNext | undefined {
  const moment = openingOf(day);
  const coming = cursorsOf(series).flatMap((cursor): Timed[] => {
    const { next, form } = cursor;
    if (!next || next.lastDay < day || !isMeant(state, cursor, moment)) return [];
    return [{ path: form.step.path, on: Math.max(next.day, day) }];
  });
  return earliest(coming);
}

interface Timed {
  readonly path: string;
  readonly on: EpochDay;
}

/** Of one day the first in the order written. */
function earliest(all: readonly Timed[]): Timed | undefined {
  return all.reduce<Timed | undefined>((best, each) => (best && best.on <= each.on ? best : each), undefined);
}

/** The day at whose close the run ends, before anything of that day comes. */
function lastClose(run: Run): EpochDay {
  const { endAfter } = run.settled.play;
  return endAfter ? addDuration(run.started, endAfter) + run.pausedDays : (dayAfterPhases(run) ?? Infinity);
}
