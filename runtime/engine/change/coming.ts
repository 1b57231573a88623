/** What comes next, by the calendar alone: no condition is asked, and nothing is taken for a pause that may come. */
import type { Settled } from "../../../schedule/figures.ts";
import type { Action, Escalation, Phase } from "../../../schedule/types.ts";
import { addDuration } from "../../calendar/days.ts";
import type { EpochDay } from "../../histories/types.ts";
import { isHuman, namesOf, ownerRoleOf } from "../ask.ts";
import { cursorsOf, isMeant, nextFrom } from "../cadences.ts";
import { dayAfterPhases, phaseDays, runDate } from "../phases.ts";
import { dueDate } from "../rungs.ts";
import { openingOf } from "../scope.ts";
import type { AccountState, CadenceState, Run } from "../state.ts";
import type { ComingNext, PeoplesWork } from "./types.ts";

/** All steps of a run's phases, from the close of a day on to its end. */
export function comingOfPhases(run: Run, day: EpochDay): ComingStep[] {
  const found = run.settled.play.phases.flatMap((phase) => stepsOf(run, phase, day));
  return found.filter(({ on }) => on! < lastClose(run));
}

/** The phase that a run stands in at the close of a day. */
export function phaseOn(run: Run, day: EpochDay): Settled<Phase> | undefined {
  return run.settled.play.phases.find((phase) => {
    const days = phaseDays(run, phase);
    const date = dateOf(run, phase, day);
    return days && date >= days.first && date <= days.last;
  });
}

function stepsOf(run: Run, phase: Settled<Phase>, day: EpochDay): ComingStep[] {
  const days = phaseDays(run, phase);
  if (!days) return [];
  const date = dateOf(run, phase, day);
  const from = Math.max(date, days.first);
  const entry = run.entered.get(phase.path);
  return phase.steps.flatMap(({ path, every, actions }): ComingStep[] => {
    const coming = (next: EpochDay, turn: number) => ({ path, on: day + (next - date), actions, turn });
    if (!every) return entry || from > days.last ? [] : [coming(from, 0)];
    const first = entry?.first ?? days.first;
    const earliest = every.atOnce ? 0 : 1;
    const found: ComingStep[] = [];
    for (let times = entry?.next.get(path) ?? earliest; ; times++) {
      const next = addDuration(first, every.every, times);
      if (next > days.last) return found;
      if (next >= from) found.push(coming(next, times - earliest));
    }
  });
}

/** Dates of a `before` phase do not wait for a pause; days of the run do. */
function dateOf(run: Run, { span }: Settled<Phase>, day: EpochDay): EpochDay {
  return span.kind === "run" ? runDate(run, day) : day;
}

/**
 * The rungs of a ladder that have not been asked, from the close of a day on to the end of its run; behind them those that
 * wait for the delivery of what they count from.
 */
export function comingOfLadder(run: Run, { name, rungs }: Settled<Escalation>, day: EpochDay): ComingStep[] {
  if (run.stopped.has(name)) return [];
  const left = rungs.flatMap((rung): ComingStep[] => {
    const { path, actions } = rung;
    if (run.asked.has(path)) return [];
    const due = dueDate(run, rung);
    return [{ path, actions, turn: 0, on: due === undefined ? undefined : Math.max(due + run.pausedDays, day) }];
  });
  return [
    ...left.filter(({ on }) => on !== undefined && on < lastClose(run)),
    ...left.filter(({ on }) => on === undefined),
  ];
}

/** The next step of a cadence, from the opening of a day on. */
export function nextOfCadence(state: AccountState, series: CadenceState, day: EpochDay): ComingNext | undefined {
  const moment = openingOf(day);
  const coming = cursorsOf(series).flatMap((cursor): ComingNext[] => {
    const next = nextFrom(cursor, day);
    if (!next || !isMeant(state, cursor, moment)) return [];
    return [{ path: cursor.form.step.path, on: Math.max(next.day, day) }];
  });
  return nextOf(coming);
}

/** A step or rung, and which of the names of an action in turn it takes. */
export interface ComingStep extends ComingNext {
  readonly actions: readonly Settled<Action>[];
  readonly turn: number;
}

/** Of one day the first in the order written; what waits comes last. */
export function nextOf(all: readonly ComingNext[]): ComingNext | undefined {
  const best = all.reduce<ComingNext | undefined>(
    (best, each) => (best && (best.on ?? Infinity) <= (each.on ?? Infinity) ? best : each),
    undefined,
  );
  return best && { path: best.path, on: best.on };
}

/** What people would have to do for all of it; what machines do is not counted. */
export function workOf({ program }: AccountState, all: readonly ComingStep[]): PeoplesWork {
  let [touches, minutes] = [0, 0];
  for (const { actions, turn } of all) {
    for (const action of actions) {
      for (const { name } of namesOf(action, turn)) {
        const touch = action.kind === "touch" ? program.touches.get(name) : undefined;
        const work = touch ?? (action.kind === "task" ? program.tasks.get(name) : undefined);
        if (!work || !isHuman(program, ownerRoleOf(program, action, name))) continue;
        if (touch) touches++;
        minutes += work.effortMinutes + work.prepMinutes;
      }
    }
  }
  return { touches, minutes };
}

/** The day at whose close the run ends, before anything of that day comes. */
function lastClose(run: Run): EpochDay {
  const { endAfter } = run.settled.play;
  return endAfter ? addDuration(run.started, endAfter) + run.pausedDays : (dayAfterPhases(run) ?? Infinity);
}
