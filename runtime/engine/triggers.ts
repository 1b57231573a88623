/** Edges: a trigger is armed, fires and is spent, and is armed again when its condition lets go. */

import type { Condition } from "../../schedule/types.ts";
import { addDuration, formatDay } from "../calendar/days.ts";
import { ASK, FALSE, type Moment, TRUE, UNKNOWN } from "../conditions/index.ts";
import type { EpochDay, EventRecord, Instant } from "../histories/types.ts";
import { ask, type Occasion } from "./ask.ts";
import { daysInArm } from "./experiments.ts";
import type { CloseTrigger, PreparedTrigger } from "./program.ts";
import { closeOf, inScope, openingOf, standingAt } from "./scope.ts";
import type { StartRequest } from "./starts.ts";
import type { AccountState, Demand, TriggerState } from "./state.ts";

/** Settles every `when` trigger at the close of a day; gives the plays they want started. */
export function settleTriggers(state: AccountState, day: EpochDay, ahead: EpochDay): StartRequest[] {
  const starts: StartRequest[] = [];
  if (day < state.triggersFrom) return starts;
  let from = Infinity;
  for (const prepared of state.program.closeTriggers) {
    const memory = state.triggers.get(prepared.trigger.name)!;
    if (nextOfTrigger(state, prepared, memory, ahead) === day) {
      memory.settledTo = day;
      memory.next = undefined;
      starts.push(...settleTrigger(state, prepared, memory, day));
    }
    from = Math.min(from, memory.next ?? memory.settledTo + 1);
  }
  state.triggersFrom = from;
  return starts;
}

function settleTrigger(
  state: AccountState,
  prepared: CloseTrigger,
  memory: TriggerState,
  day: EpochDay,
): readonly StartRequest[] {
  const moment = closeOf(day);
  if (!inScope(state, prepared.scope, moment)) return [];
  const truth = prepared.when(state.view, moment);
  if (isReported(state, day)) {
    memory.days++;
    if (truth === undefined) countUnknown(state, prepared, memory, moment);
    if (truth === true && !memory.armed && isSpentByUnknown(prepared, memory, day)) memory.spent++;
  }
  if (truth === undefined) memory.unknownSinceFire = true;
  if (truth === true && memory.armed && day >= memory.restsUntil) {
    memory.armed = false;
    return fire(state, prepared, memory, closeFire(state, prepared, day)).starts;
  }
  if (prepared.until ? prepared.until(state.view, moment) === true : truth === false) memory.armed = true;
  return [];
}

/**
 * The first day not settled yet at whose close a `when` trigger fires or the ledger decides; undefined when there is none
 * up to `ahead`. The days before it are settled on the way: they count, and they may arm the trigger. What they say hangs
 * on nothing that is simulated. A hot loop over bytes: nearly all days of nearly all triggers pass here.
 */
function nextOfTrigger(
  state: AccountState,
  prepared: CloseTrigger,
  memory: TriggerState,
  ahead: EpochDay,
): EpochDay | undefined {
  if (memory.next !== undefined || memory.settledTo >= ahead) return memory.next;
  const { grid } = state.program;
  const scope = daysInArm(state, prepared.scope, prepared.scopeDays(state.view));
  const last = ahead - grid.from;
  let index = memory.settledTo + 1 - grid.from;
  while (index <= last && scope[index] === FALSE) index++;
  if (index <= last) index = passQuietDays(state, prepared, memory, scope, index, last);
  memory.settledTo = grid.from + index - 1;
  if (index <= last) memory.next = grid.from + index;
  return memory.next;
}

/** Settles the days from one index on; gives that of the first day that is not quiet. */
function passQuietDays(
  state: AccountState,
  prepared: CloseTrigger,
  memory: TriggerState,
  scope: Uint8Array,
  from: number,
  last: number,
): number {
  const { grid } = state.program;
  const when = prepared.whenDays(state.view);
  const until = prepared.untilDays?.(state.view);
  const rested = memory.restsUntil - grid.from;
  const reported = state.range.from - grid.from;
  let { armed, days } = memory;
  let index = from;
  for (; index <= last; index++) {
    const first = index;
    // Nearly all days: it is armed, in scope and false, so that the day counts and nothing else.
    if (armed) while (index <= last && when[index] === FALSE && scope[index] === TRUE) index++;
    days += Math.max(index - Math.max(first, reported), 0);
    if (index > last) break;
    const held = scope[index];
    if (held === FALSE) continue;
    const truth = when[index];
    if (held === ASK || truth === ASK || (!armed && until?.[index] === ASK)) break;
    if (truth === TRUE && armed && index >= rested) break;
    // Without `until`, what lets go of a trigger is that its condition is known false.
    if (until === undefined ? truth === FALSE : until[index] === TRUE) armed = true;
    if (truth === UNKNOWN) memory.unknownSinceFire = true;
    if (index < reported) continue;
    days++;
    // Armed it would be no quiet day.
    if (truth === TRUE && !armed && isSpentByUnknown(prepared, memory, grid.from + index)) memory.spent++;
    if (truth === UNKNOWN) countUnknown(state, prepared, memory, closeOf(grid.from + index));
  }
  memory.armed = armed;
  memory.days = days;
  return index;
}

/** Whether nothing but days of which nobody knows keeps a trigger from firing on a day on which it is true. */
function isSpentByUnknown(prepared: CloseTrigger, memory: TriggerState, day: EpochDay): boolean {
  return !prepared.until && memory.unknownSinceFire && day >= memory.restsUntil;
}

function countUnknown(state: AccountState, { whyUnknown }: CloseTrigger, { unknown }: TriggerState, moment: Moment) {
  const reason = whyUnknown(state.view, moment);
  unknown.set(reason, (unknown.get(reason) ?? 0) + 1);
}

export function isReported({ range }: AccountState, day: EpochDay): boolean {
  return day >= range.from && day <= range.to;
}

interface Fire {
  day: EpochDay;
  at: Instant;
  occurrence: string;
  moment: Moment;
  cause: Demand["cause"];
}

function closeFire(state: AccountState, { trigger }: PreparedTrigger, day: EpochDay): Fire {
  const moment = closeOf(day);
  const cause =
    trigger.cause.kind === "when" ? state.program.conditions.values(trigger.cause.when, state.view, moment) : {};
  return { day, at: state.zone.dayStart(day + 1), occurrence: formatDay(day), moment, cause };
}

/** Fires the `on` triggers of one event. A date-only event acts at the close of its day, others at their instant. */
export function settleEvent(
  state: AccountState,
  type: string,
  record: EventRecord,
): { created: Demand[]; starts: StartRequest[] } {
  const created: Demand[] = [];
  const starts: StartRequest[] = [];
  const closes = record.at >= state.zone.dayStart(record.day + 1);
  const moment = closes ? closeOf(record.day) : openingOf(record.day);
  for (const prepared of state.program.eventTriggers.get(type) ?? []) {
    const { trigger } = prepared;
    const memory = state.triggers.get(trigger.name)!;
    if (!inScope(state, prepared.scope, moment)) continue;
    if (trigger.cause.kind === "on" && !matches(state, trigger.cause.where, record)) continue;
    const occurrence = eventOccurrence(state, type, record, closes);
    if (memory.lastOccurrence === occurrence || record.day < memory.restsUntil) continue;
    memory.lastOccurrence = occurrence;
    const cause = { event: type, ...state.program.conditions.eventValues(type, record) };
    const fired = fire(state, prepared, memory, { day: record.day, at: record.at, occurrence, moment, cause });
    created.push(...fired.created);
    starts.push(...fired.starts);
  }
  return { created, starts };
}

function matches(state: AccountState, where: Condition | undefined, record: EventRecord): boolean {
  return !where || state.program.conditions.eventTest(where)(record) === true;
}

/** Events of one instant are one fire; where cases have keys, one a key. */
function eventOccurrence(state: AccountState, type: string, record: EventRecord, closes: boolean): string {
  const when = closes ? formatDay(record.day) : new Date(record.at).toISOString();
  const { key } = state.program.schedule.events.find(({ name }) => name === type)!;
  return key && record.fields[key] !== undefined ? `${when}/${record.fields[key]}` : when;
}

function fire(
  state: AccountState,
  { trigger, settledFor }: PreparedTrigger,
  memory: TriggerState,
  { day, at, occurrence, moment, cause }: Fire,
): { created: Demand[]; starts: StartRequest[] } {
  const segment = standingAt(state, moment);
  // In scope its own times are known.
  const { rest, actions } = settledFor(segment)!;
  memory.lastFire = day;
  memory.restsUntil = rest ? addDuration(day, rest) : -Infinity;
  memory.unknownSinceFire = false;
  if (isReported(state, day)) memory.fires++;
  const occasion: Occasion = {
    source: trigger.path,
    occurrence,
    origin: { kind: "trigger" },
    segment,
    repeats: false,
    dated: day,
    readyAt: at,
    deadline: undefined,
    level: trigger.level,
    usualPriority: trigger.level,
    cause,
  };
  const created: Demand[] = [];
  const starts: StartRequest[] = [];
  for (const action of actions) {
    const demands = ask(state, action, occasion);
    if (action.kind === "start") starts.push(...demands.map((demand) => ({ demand, play: demand.name, moment })));
    else created.push(...demands);
  }
  return { created, starts };
}
