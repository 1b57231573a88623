/** Why a demand was late (docs/language.md sections 4 and 18). */
import type { LateCause } from "../ledger/types.ts";
import { leadEndOf, nobodyIsThere, nobodyMayWork } from "./queueing.ts";
import type { AccountState, Demand } from "./state.ts";

/**
 * Of a demand with a deadline that it missed. Lateness that no work could have prevented is told apart; what stood in a
 * queue in time was late for want of its person, whatever held it back before.
 */
export function causeOfLateness(state: AccountState, demand: Demand): LateCause {
  const { zone, program } = state;
  const { readyAt, couldBeDoneAt, queues, recorded } = demand;
  const deadline = demand.deadline!;
  if (demand.human && !program.work.hasWorkingTime(zone, readyAt, deadline)) return "no working hour";
  if (queues.length > 0 && !recorded && couldBeDoneAt !== undefined && couldBeDoneAt <= deadline) {
    if (nobodyIsThere(state, demand, readyAt, deadline)) return "away";
    return nobodyMayWork(state, demand, readyAt, deadline) ? "working hours" : "people";
  }
  if (demand.deferredBy) return "limit";
  if (demand.waitedForPause) return "pause";
  if (couldBeDoneAt !== undefined && (recorded || queues.length === 0)) return "delivered late";
  return leadEndOf(demand) === undefined ? "working hours" : "lead time";
}
