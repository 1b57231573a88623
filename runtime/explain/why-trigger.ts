/** Why a trigger did not fire on a day. */
import { settle } from "../../schedule/figures.ts";
import type { Condition, Trigger } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import type { PreparedTrigger } from "../engine/program.ts";
import { closeOf, inScope, openingOf, standingAt } from "../engine/scope.ts";
import type { AccountState, TriggerState } from "../engine/state.ts";
import type { EpochDay, EventRecord } from "../histories/types.ts";
import { counted } from "./places.ts";
import type { Spot } from "./spots.ts";
import type { Reason, Values } from "./types.ts";
import { conditionReasons, figureReason, reason, scopeReasons } from "./why-scope.ts";

/** What a trigger remembered at the opening of the day. */
export type TriggerMemory = Pick<TriggerState, "armed" | "lastFire" | "restsUntil">;

/** Asked after the close of the day. */
export function triggerReasons(
  state: AccountState,
  { trigger, action }: Extract<Spot, { kind: "trigger" }>,
  memory: TriggerMemory,
  day: EpochDay,
): Reason[] {
  const told = fireReasons(state, trigger, memory, day);
  const isKnown = settle(action, standingAt(state, closeOf(day))) !== undefined;
  return told.length > 0 || isKnown ? told : [figureReason(state, closeOf(day))];
}

function fireReasons(state: AccountState, trigger: Trigger, memory: TriggerMemory, day: EpochDay): Reason[] {
  const { cause } = trigger;
  if (cause.kind === "on") return eventReasons(state, trigger, cause.event, cause.where, memory, day);
  const moment = closeOf(day);
  const prepared = state.program.closeTriggers.find((candidate) => candidate.trigger === trigger)!;
  const told = [
    ...scopeReasons(state, trigger.scope, prepared.scope, moment),
    ...conditionReasons(state, "when", cause.when, moment),
  ];
  if (told.length > 0) return told;
  return [...spentReasons(state, trigger, memory, day), ...restReasons(memory, day)];
}

function spentReasons(
  state: AccountState,
  trigger: Trigger,
  { armed, lastFire }: TriggerMemory,
  day: EpochDay,
): Reason[] {
  const { until, cause } = trigger;
  if (armed || lastFire === undefined) return [];
  const fired = `spent: it fired on ${formatDay(lastFire)}`;
  if (until) {
    const [why] = conditionReasons(state, "until", until, closeOf(day));
    return [{ ...reason("spent", `${fired}, and its until has not been true since`), grounds: why?.grounds }];
  }
  if (cause.kind !== "when") return [reason("spent", fired)];
  const unknown = unknownSince(state, trigger, cause.when, lastFire, day);
  const between = unknown === undefined ? "" : ` (${unknown}). Write \`until ...\` to say what arms it`;
  const text = `${fired}, and its condition has not been known false since${between}`;
  return [{ ...reason("spent", text), grounds: conditionGrounds(state, cause.when, day) }];
}

/** `61 days unknown: was 0 before: orders`, with the commonest reason; undefined when it was decided all the time. */
function unknownSince(
  state: AccountState,
  trigger: Trigger,
  when: Condition,
  fired: EpochDay,
  day: EpochDay,
): string | undefined {
  const { closeTriggers, conditions } = state.program;
  const { scope } = closeTriggers.find((candidate) => candidate.trigger === trigger)!;
  const reasons = new Map<string, number>();
  let days = 0;
  for (let past = fired + 1; past < day; past++) {
    const because = inScope(state, scope, closeOf(past))
      ? conditions.because(when, state.view, closeOf(past))
      : undefined;
    if (because === undefined) continue;
    days++;
    reasons.set(because, (reasons.get(because) ?? 0) + 1);
  }
  const [most] = [...reasons].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return most && `${counted(days, "day")} unknown: ${most[0]}`;
}

function conditionGrounds(state: AccountState, condition: Condition, day: EpochDay): Reason["grounds"] {
  return { condition: condition.text, values: state.program.conditions.values(condition, state.view, closeOf(day)) };
}

function restReasons({ lastFire, restsUntil }: TriggerMemory, day: EpochDay): Reason[] {
  if (lastFire === undefined || day >= restsUntil) return [];
  return [reason("resting", `resting until ${formatDay(restsUntil)}: it fired on ${formatDay(lastFire)}`)];
}

function eventReasons(
  state: AccountState,
  trigger: Trigger,
  event: string,
  where: Condition | undefined,
  memory: TriggerMemory,
  day: EpochDay,
): Reason[] {
  const records = (state.history.events.get(event) ?? []).filter((record) => record.day === day);
  if (records.length === 0) return [noEvent(state, event, day)];
  const prepared = state.program.eventTriggers.get(event)!.find((candidate) => candidate.trigger === trigger)!;
  const told = records.map((record) => recordReasons(state, prepared, where, record));
  // One event that fits is enough.
  if (told.some((reasons) => reasons.length === 0)) return restReasons(memory, day);
  return told.at(-1)!;
}

function noEvent({ program }: AccountState, event: string, day: EpochDay): Reason {
  const covers = program.covers.get(event);
  if (covers && day >= covers.from && day <= covers.to) return reason("no event", `no ${event} on that day`);
  return reason("no event", `no ${event} on that day that is known: the data does not cover it`);
}

function recordReasons(
  state: AccountState,
  { trigger, scope }: PreparedTrigger,
  where: Condition | undefined,
  record: EventRecord,
): Reason[] {
  const moment = record.at >= state.zone.dayStart(record.day + 1) ? closeOf(record.day) : openingOf(record.day);
  const outside = scopeReasons(state, trigger.scope, scope, moment);
  const truth = where ? state.program.conditions.eventTest(where)(record) : true;
  if (!where || truth === true) return outside;
  const grounds = { condition: where.text, values: valuesOf(record) };
  const unknown = truth === undefined;
  const told: Reason = {
    obstacle: unknown ? "condition unknown" : "condition false",
    text: `where was ${unknown ? "unknown" : "false"} for the event`,
    grounds,
  };
  return [...outside, told];
}

function valuesOf({ fields }: EventRecord): Values {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "object" ? `${value.amount} ${value.unit}` : value,
    ]),
  );
}
