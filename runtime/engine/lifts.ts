/**
 * What open runs do to the touch model in force. A lift is settled with the pauses, at the opening, and stands until the
 * next one: it begins on the day after the run started and holds on the day on which the run ends.
 */
import type { EpochDay } from "../histories/types.ts";
import type { ModelStretch } from "../ledger/types.ts";
import { closeOf } from "./scope.ts";
import type { AccountState, Lift } from "./state.ts";

/** Notes the highest model that runs lift to today; those that stand still lift to nothing. Of equals the first play by name. */
export function settleLifts(state: AccountState, day: EpochDay): void {
  let highest: Lift | undefined;
  for (const { prepared, pausedBy } of state.openRuns) {
    const { liftsTo, play } = prepared;
    if (liftsTo === undefined || pausedBy !== undefined) continue;
    if (!highest || liftsTo < highest.model) highest = { model: liftsTo, play: play.name };
  }
  if (highest) state.lifts.set(day, highest);
}

/** The touch models of the reported days, at their closes: stretches, since most days are like the one before. */
export function modelStretches(state: AccountState): ModelStretch[] {
  const { conditions, schedule, grid } = state.program;
  const stretches: ModelStretch[] = [];
  if (!schedule.models) return stretches;
  const alive = conditions.aliveDays(state.view);
  for (let day = state.range.from; day <= state.range.to; day++) {
    if (alive[day - grid.from] === 0) continue;
    const told = modelTold(state, day);
    const last = stretches.at(-1);
    if (last && last.to === day - 1 && isSame(last, told)) last.to = day;
    else stretches.push({ from: day, to: day, ...told });
  }
  return stretches;
}

type ModelTold = Omit<ModelStretch, "from" | "to">;

/** The touch model at the close of a day that is over. */
function modelTold(state: AccountState, day: EpochDay): ModelTold {
  const { conditions, schedule } = state.program;
  const { model, own, because } = conditions.modelOf(state.view, closeOf(day));
  const nameOf = (place: number | undefined) => (place === undefined ? null : schedule.models![place]!.name);
  const liftedBy = model === own ? null : (state.lifts.get(day)?.play ?? null);
  return { model: nameOf(model), own: nameOf(own), liftedBy, reason: because ?? null };
}

function isSame(one: ModelTold, other: ModelTold): boolean {
  return (
    one.model === other.model && one.own === other.own && one.liftedBy === other.liftedBy && one.reason === other.reason
  );
}
