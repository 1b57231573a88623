/**
 * Which day of an account comes next. A day is lived when anything is owed or any run is open, and otherwise only when
 * something of it can happen: an event that is watched, a step of a cadence, a trigger's fire, a play's start, another
 * anchor date. On all days between, nothing but time passes, and what is counted by day is counted without them.
 */
import type { EpochDay, EventRecord } from "../histories/types.ts";
import { nextHandover } from "./handovers.ts";
import { nextOfJourneys } from "./journey-days.ts";
import type { AccountState } from "./state.ts";

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
  const next = Math.min(
    event?.record.day ?? Infinity,
    state.cadencesFrom,
    nextHandover(state, day),
    state.triggersFrom,
    state.playsFrom,
    nextOfJourneys(state, day),
  );
  return Math.max(day + 1, next);
}
