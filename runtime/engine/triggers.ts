/** Edges: a trigger is armed, fires and is spent, and is armed again when its condition lets go. */

import type { Condition } from "../../schedule/types.ts";
import { addDuration, formatDay } from "../calendar/days.ts";
import type { Moment } from "../conditions/index.ts";
import type { EpochDay, EventRecord, Instant } from "../histories/types.ts";
import { ask, type Occasion } from "./ask.ts";
import type { PreparedTrigger } from "./program.ts";
import { closeOf, inScope, openingOf, segmentAt } from "./scope.ts";
import type { StartRequest } from "./starts.ts";
import type { AccountState, Demand, TriggerState } from "./state.ts";

/** Settles every `when` trigger at the close of a day; gives the plays they want started. */
export function settleTriggers(state: AccountState, day: EpochDay): StartRequest[] {
  const moment = closeOf(day);
  const starts: StartRequest[] = [];
  for (const prepared of state.program.closeTriggers) {
    if (!inScope(state, prepared.scope, moment)) continue;
    const memory = state.triggers.get(prepared.trigger.name)!;
    const truth = prepared.when!(state.view, moment);
    countDay(state, prepared, memory, moment, truth);
    if (truth === true && memory.armed && hasRested(prepared, memory, day)) {
      memory.armed = false;
      starts.push(...fire(state, prepared, memory, closeFire(state, prepared, day)).starts);
    } else if (prepared.until ? prepared.until(state.view, moment) === true : truth === false) {
      memory.armed = true;
    }
  }
  return starts;
}

/** docs/language.md section 7: after a fire on day F none before F + rest. */
function hasRested({ trigger }: PreparedTrigger, { lastFire }: TriggerState, day: EpochDay): boolean {
  return lastFire === undefined || !trigger.rest || day >= addDuration(lastFire, trigger.rest);
}

function countDay(
  state: AccountState,
  { trigger }: PreparedTrigger,
  memory: TriggerState,
  moment: Moment,
  truth: boolean | undefined,
): void {
  if (!isReported(state, moment.today)) return;
  memory.days++;
  if (truth !== undefined || trigger.cause.kind !== "when") return;
  const reason = state.program.conditions.because(trigger.cause.when, state.view, moment) ?? "unknown";
  memory.unknown.set(reason, (memory.unknown.get(reason) ?? 0) + 1);
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
    if (memory.lastOccurrence === occurrence || !hasRested(prepared, memory, record.day)) continue;
    memory.lastOccurrence = occurrence;
    const cause = { event: type, ...describe(record) };
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

function describe(record: EventRecord): Demand["cause"] {
  return Object.fromEntries(
    Object.entries(record.fields).map(([name, value]) => [
      name,
      typeof value === "object" ? `${value.amount} ${value.unit}` : value,
    ]),
  );
}

function fire(
  state: AccountState,
  { trigger }: PreparedTrigger,
  memory: TriggerState,
  { day, at, occurrence, moment, cause }: Fire,
): { created: Demand[]; starts: StartRequest[] } {
  memory.lastFire = day;
  if (isReported(state, day)) memory.fires++;
  const occasion: Occasion = {
    source: trigger.path,
    occurrence,
    origin: { kind: "trigger" },
    segment: segmentAt(state, moment),
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
  for (const action of trigger.actions) {
    const demands = ask(state, action, occasion);
    if (action.kind === "start") starts.push(...demands.map((demand) => ({ demand, play: demand.name, moment })));
    else created.push(...demands);
  }
  return { created, starts };
}
