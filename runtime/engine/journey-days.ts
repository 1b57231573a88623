/**
 * On which days a track may move: conditions that hang on nothing simulated are known ahead, day by day, and so are the dates
 * of fields. Events are watched by themselves.
 */
import type { JourneyStage } from "../../schedule/types.ts";
import { ASK, TRUE } from "../conditions/index.ts";
import type { EpochDay } from "../histories/types.ts";
import { dateOn } from "./scope.ts";
import type { AccountState, Track } from "./state.ts";

type Move = JourneyStage["enters"][number];

/** The first day after `day` on which a track may move by itself, or ends with the account; Infinity when there is none. */
export function nextOfJourneys(state: AccountState, day: EpochDay): EpochDay {
  const { grid, conditions } = state.program;
  let next = Infinity;
  for (const track of state.tracks) {
    if (track.next === undefined || track.next <= day) track.next = nextMove(state, track, day);
    next = Math.min(next, track.next);
    if (!track.current) continue;
    const dead = conditions.aliveDays(state.view).indexOf(0, day + 1 - grid.from);
    if (dead >= 0) next = Math.min(next, grid.from + dead);
  }
  return next;
}

function nextMove(state: AccountState, { journey, current }: Track, day: EpochDay): EpochDay {
  const stage = journey.stages.find(({ name }) => name === current?.stage);
  const moves: readonly Move[] = stage
    ? [...stage.backs, ...stage.skips, ...stage.leaves]
    : journey.stages.flatMap(({ enters }) => enters);
  return moves.reduce((next, { cause }) => Math.min(next, nextOfCause(state, cause, day)), Infinity);
}

function nextOfCause(state: AccountState, cause: Move["cause"], day: EpochDay): EpochDay {
  const { conditions, grid } = state.program;
  if (cause.kind === "on") return Infinity;
  if (cause.kind === "from") return nextDate(state, cause.field, day);
  const column = conditions.column(cause.when)(state.view);
  for (let index = day + 1 - grid.from; index < column.length; index++) {
    if (column[index] === TRUE || column[index] === ASK) return grid.from + index;
  }
  return Infinity;
}

/** The next day that a field names while it does so. */
function nextDate(state: AccountState, field: string, day: EpochDay): EpochDay {
  const { conditions, grid } = state.program;
  for (let from = day + 1, until: EpochDay; from <= grid.to; from = until) {
    until = conditions.nextChange(state.view, field, from);
    const date = dateOn(state, field, from);
    if (date !== undefined && date >= from && date < until) return date;
  }
  return Infinity;
}
