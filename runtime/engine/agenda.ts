/**
 * Which day of an account comes next. A day is lived when anything is owed or any run is open, and otherwise only when
 * something of it can happen: an event that is watched, a step of a cadence, a trigger's fire, a play's start, another
 * anchor date. On all days between, nothing but time passes, and what is counted by day is counted without them.
 */
import type { EpochDay, EventRecord } from "../histories/types.ts";
import { nextOfPlay } from "./starts.ts";
import type { AccountState } from "./state.ts";
import { nextOfTrigger } from "./triggers.ts";

/** An event that anything acts on or waits for. */
export interface WatchedEvent {
  type: string;
  record: EventRecord;
}

/** The next day after `day` that must be lived; Infinity when there is none. `event`: the first that is still to come. */
export function nextDay(state: AccountState, day: EpochDay, event: WatchedEvent | undefined): EpochDay {
  if (state.waiting.length > 0 || state.openRuns.length > 0) return day + 1;
  const { conditions, grid } = state.program;
  const alive = conditions.aliveDays(state.view);
  if (day < grid.from || alive[day - grid.from] === 0) {
    const index = alive.indexOf(1, day + 1 - grid.from);
    return index < 0 ? Infinity : grid.from + index;
  }
  return Math.max(day + 1, Math.min(event?.record.day ?? Infinity, nextOfProgram(state)));
}

function nextOfProgram(state: AccountState): EpochDay {
  const { cadences, closeTriggers, plays } = state.program;
  let next = Infinity;
  for (const { cadence } of cadences) {
    const series = state.cadences.get(cadence.name)!;
    next = Math.min(next, series.due, series.anchorUntil);
  }
  for (const prepared of closeTriggers) {
    const memory = state.triggers.get(prepared.trigger.name)!;
    next = Math.min(next, nextOfTrigger(state, prepared, memory, state.range.to) ?? Infinity);
  }
  for (const prepared of plays) {
    const memory = state.plays.get(prepared.play.name)!;
    next = Math.min(next, nextOfPlay(state, prepared, memory, state.range.to) ?? Infinity);
  }
  return next;
}
