/**
 * What open runs do to the touch model in force. A lift is settled with the pauses, at the opening, and stands until the
 * next one: it begins on the day after the run started and holds on the day on which the run ends.
 */
import type { EpochDay } from "../histories/types.ts";
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
