/**
 * A morning's work: what is asked and not done when a day opens (docs/language.md section 16). A simulation takes for
 * done what it admits; here a demand is kept open instead, where only a record says that it was done. What is kept for a
 * day counts in that day's limits, so that the whole list may be worked off.
 */
import type { EpochDay, Instant } from "../histories/types.ts";
import type { Awaited } from "./records.ts";
import { type AccountState, type Demand, end } from "./state.ts";

/** Which morning it is, and from which day on the data tells what was delivered; undefined: it never does. */
export interface Owing {
  readonly asOf: EpochDay;
  readonly recordedFrom: EpochDay | undefined;
}

/** Earlier demands of one series that nobody did. */
export interface Missed {
  readonly count: number;
  /** The day the first of them is dated. */
  readonly since: EpochDay;
}

/** What a morning's list knows beside the demands themselves. */
export interface Kept extends Owing {
  /** Kept on the day in hand: when it could be done at the earliest. */
  readonly today: Map<Demand, Instant>;
  /** By which rule it waits on the day in hand. */
  readonly blocked: Map<Demand, string>;
  readonly missed: Map<Demand, Missed>;
}

/** The rule under which a demand ends that its own series has overtaken. */
export const askedAgain = "asked again";

export function newKept(owing: Owing): Kept {
  return { ...owing, today: new Map(), blocked: new Map(), missed: new Map() };
}

/**
 * Touches and tasks of people are done when a record says so. Machines do what they are asked, and alerts, starts and
 * handoffs are never recorded: they are owed on their day alone.
 */
export function isKept({ kept }: AccountState, demand: Demand, day: EpochDay): boolean {
  if (!kept) return false;
  if (day === kept.asOf) return true;
  const { recordedFrom } = kept;
  const isRecorded = demand.human && (demand.touch ?? demand.task) !== undefined;
  return isRecorded && recordedFrom !== undefined && demand.readyDay >= recordedFrom;
}

export function keep({ kept }: AccountState, demand: Demand, at: Instant): void {
  demand.couldBeDoneAt ??= at;
  kept!.today.set(demand, at);
}

/** Of the touches kept for the day, how many are by this channel; by any without one. */
export function plannedTouches({ kept }: AccountState, channel: string | undefined): number {
  let planned = 0;
  for (const demand of kept?.today.keys() ?? []) {
    if (demand.touch && !demand.ending && (channel === undefined || demand.channel === channel)) planned++;
  }
  return planned;
}

/** Another day: nothing is planned for it yet. */
export function beginDay({ kept }: AccountState): void {
  kept?.today.clear();
  kept?.blocked.clear();
}

/** It is asked once more on its day: what was said of it before is void. */
export function reconsider({ kept }: AccountState, demand: Demand): void {
  kept?.today.delete(demand);
  kept?.blocked.delete(demand);
}

/**
 * A series that asks again asks for the latest: what nobody did in time, though it could have been done, is missed, not
 * owed for ever. So it is on a morning (section 16), and where work waits for people (section 18).
 */
export function overtake(state: AccountState, awaited: Awaited, day: EpochDay, now: Instant): void {
  const { kept, waiting, queueing } = state;
  if (!kept && !queueing) return;
  const latest = new Map<string, Demand>();
  for (const demand of waiting) if (isOfSeries(state, demand)) latest.set(demand.path, demand);
  for (const demand of waiting) {
    const next = latest.get(demand.path);
    if (!next || next === demand || awaited.has(demand) || demand.couldBeDoneAt === undefined) continue;
    if (demand.deadline !== undefined && demand.deadline > now) continue;
    if (kept) countMissed(kept, demand, next);
    end(demand, { outcome: "dropped", rule: askedAgain, on: day, at: now });
  }
  state.waiting = waiting.filter(({ ending }) => !ending);
}

function countMissed({ missed }: Kept, demand: Demand, next: Demand): void {
  const before = missed.get(demand);
  const already = missed.get(next);
  missed.set(next, {
    count: 1 + (before?.count ?? 0) + (already?.count ?? 0),
    since: Math.min(before?.since ?? demand.dated, already?.since ?? demand.dated),
  });
}

/** An `every` step, or a trigger on a condition; events are cases of their own, and each stays owed. */
function isOfSeries({ program }: AccountState, { repeats, source }: Demand): boolean {
  return repeats || program.closeTriggers.some(({ trigger }) => trigger.path === source);
}
