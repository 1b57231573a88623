/** Human touches of one owner that wait together become one (docs/language.md section 10, merges). */
import { compareText } from "../../schedule/order.ts";
import { subtractDuration } from "../calendar/days.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import { higherLevel, rankOf } from "./program.ts";
import type { Awaited } from "./records.ts";
import { type AccountState, type Demand, end } from "./state.ts";

/** Ends what joins another as merged and gives the survivors, which take over priority, deadline and questions. */
export function mergeTouches(
  state: AccountState,
  waiting: readonly Demand[],
  day: EpochDay,
  at: Instant,
  awaited: Awaited,
): ReadonlySet<Demand> {
  const survivors = new Set<Demand>();
  const { merge } = state.program.schedule.policy;
  if (!merge) return survivors;
  const touches = waiting.filter((demand) => demand.touch && demand.human && !demand.touch.neverDropped);
  touches.sort(
    (a, b) => a.readyAt - b.readyAt || compareText(a.path, b.path) || compareText(a.occurrence, b.occurrence),
  );
  // What is too old for one touch is too old for all later ones: an owner has one touch at a time that can be joined.
  const oldest = new Map<string, Demand>();
  for (const demand of touches) {
    const older = oldest.get(demand.owner);
    if (!older || older.readyDay < subtractDuration(demand.readyDay, merge.within)) {
      oldest.set(demand.owner, demand);
      continue;
    }
    if (!mayMeet(demand, older, awaited)) {
      if (!awaited.has(demand)) oldest.set(demand.owner, demand);
      continue;
    }
    const takesOver = awaited.has(demand) || (work(demand) > work(older) && !awaited.has(older));
    const [survivor, joined] = takesOver ? [demand, older] : [older, demand];
    survivor.deadline = earliestOf(survivor.deadline, joined.deadline);
    survivor.level = higherLevel(survivor.level, joined.level);
    if (rankOf(joined.priority) < rankOf(survivor.priority)) survivor.priority = joined.priority;
    joined.mergedInto = survivor.id;
    survivor.absorbed.push(joined, ...joined.absorbed);
    end(joined, { outcome: "merged", rule: merge.path, on: day, at });
    oldest.set(demand.owner, survivor);
    survivors.delete(joined);
    survivors.add(survivor);
  }
  return survivors;
}

/** What is on record as delivered joins none, and is joined where that serves the other: in its time, or as its id says. */
function mayMeet(demand: Demand, older: Demand, awaited: Awaited): boolean {
  const record = awaited.get(demand) ?? awaited.get(older);
  if (!record) return true;
  if (awaited.has(demand) && awaited.has(older)) return false;
  const [recorded, joining] = awaited.has(demand) ? [demand, older] : [older, demand];
  return record.touch.demand === recorded.id || record.touch.at <= joining.windowEnds;
}

function work({ touch }: Demand): number {
  return touch!.effortMinutes + touch!.prepMinutes;
}

function earliestOf(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
