/**
 * What was held back is not all taken up at once (docs/language.md section 9, Spread): each demand has a day of its own
 * among the first working days on which it is permitted, by its name alone, so that accounts stay independent.
 */
import type { EpochDay } from "../histories/types.ts";
import type { HeldBackBy } from "../ledger/types.ts";
import { numberDrawn } from "./chance.ts";
import type { AccountState, Demand } from "./state.ts";

/** Notes that a demand was wanted on a day and had to wait over it. */
export function holdBack(demand: Demand, by: HeldBackBy, day: EpochDay): void {
  demand.heldBack = { by, since: demand.heldBack?.since ?? day };
}

/** Whether its own day has been chosen and is still to come; a deadline that a merge brought nearer chooses anew. */
export function waitsForItsDay(state: AccountState, demand: Demand, day: EpochDay): boolean {
  const { takenUpOn } = demand;
  if (takenUpOn === undefined || takenUpOn <= day) return false;
  if (!isInTime(state, demand, takenUpOn, day)) demand.takenUpOn = dayFor(state, demand, day);
  return demand.takenUpOn! > day;
}

/** Asked on the first day on which everything permits it: whether it is taken up on a later one instead. */
export function isSpread(state: AccountState, demand: Demand, day: EpochDay): boolean {
  const { schedule, roles } = state.program;
  const { spread } = schedule.policy;
  const { heldBack, level, ownerRole } = demand;
  if (!spread || !heldBack || heldBack.by === "limit" || demand.takenUpOn !== undefined) return false;
  if (roles.get(ownerRole)?.kind !== "person" || (level && spread.except.includes(level))) return false;
  demand.takenUpOn = dayFor(state, demand, day);
  return demand.takenUpOn > day;
}

/** One of the working days from `day` on that do not make it late, each as likely as the others. */
function dayFor(state: AccountState, demand: Demand, day: EpochDay): EpochDay {
  const { work, schedule } = state.program;
  const days = [day];
  while (days.length < schedule.policy.spread!.businessDays) {
    const next = work.nthWorkingDayAfter(days.at(-1)!, 1);
    if (!isInTime(state, demand, next, day)) break;
    days.push(next);
  }
  return days[Math.floor(numberDrawn(`spread|${demand.id}`) * days.length)]!;
}

/** Whether work begins on a day before the deadline; one that has passed by `today` binds no more. */
function isInTime({ zone, program }: AccountState, { deadline }: Demand, day: EpochDay, today: EpochDay): boolean {
  if (deadline === undefined || deadline <= zone.dayStart(today)) return true;
  const at = program.work.firstPermitted(zone, day, zone.dayStart(day));
  return at !== undefined && at < deadline;
}
