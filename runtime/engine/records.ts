/**
 * What was really delivered, beside what the program asks for (docs/language.md section 10, What was really delivered):
 * which demand waits for which record, and what a record settles when its day has come. Who waits for what is asked
 * anew each time, over the demands asked by then: so what is asked later changes nothing that was decided before.
 */
import { compareText } from "../../schedule/order.ts";
import type { Delivered } from "../conditions/index.ts";
import type { EpochDay, Instant, RecordedTouch } from "../histories/types.ts";
import { type AssumedAnswer, drawAnswers } from "./answers.ts";
import type { Program } from "./program.ts";
import type { AccountState, Demand } from "./state.ts";

/** A record, and the demand it settled. */
export interface Recorded {
  readonly touch: RecordedTouch;
  settled: { readonly demand: Demand; readonly by: "id" | "window" } | undefined;
  /** Once it has had its day; tasks reach nobody. */
  delivered: CountedDelivery | undefined;
}

/** The records of an account. */
export interface Records {
  /** In order of day. */
  readonly all: readonly Recorded[];
  /** Those that name a demand the program could make, by its id. */
  readonly named: ReadonlyMap<string, readonly Recorded[]>;
  /** The others, by kind and name of what was delivered. */
  readonly free: ReadonlyMap<string, readonly Recorded[]>;
  /** How many of `all` have had their day. */
  begun: number;
}

/** A delivery, with what is assumed to answer it. */
export interface CountedDelivery extends Delivered {
  readonly answers: ReadonlyMap<string, AssumedAnswer>;
}

/** What demands wait for. */
export type Awaited = ReadonlyMap<Demand, Recorded>;

export function newRecords(account: string, touches: readonly RecordedTouch[], program: Program): Records {
  const all = touches.map((touch): Recorded => ({ touch, settled: undefined, delivered: undefined }));
  const names = (recorded: Recorded) => namedDemand(account, recorded.touch, program);
  return {
    all,
    named: grouped(all, names),
    free: grouped(all, (recorded) => (names(recorded) === undefined ? nameOf(recorded.touch) : undefined)),
    begun: 0,
  };
}

/** A demand of another account or of playbooks that are gone is none that the program could make. */
function namedDemand(account: string, { demand }: RecordedTouch, program: Program): string | undefined {
  if (!demand?.startsWith(`${account}|`)) return undefined;
  const [path] = demand.slice(account.length + 1).split("|", 1);
  return program.paths.has(path!) ? demand : undefined;
}

function grouped(all: readonly Recorded[], keyOf: (recorded: Recorded) => string | undefined) {
  const groups = new Map<string, Recorded[]>();
  for (const recorded of all) {
    const key = keyOf(recorded);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(recorded);
    else groups.set(key, [recorded]);
  }
  return groups;
}

function nameOf({ kind, name }: { kind: string; name: string }): string {
  return `${kind} ${name}`;
}

/** What the waiting demands wait for from this day on: by id, then by window, the oldest demand first. */
export function awaitedFrom(state: AccountState, day: EpochDay): Awaited {
  const { records } = state;
  const awaited = new Map<Demand, Recorded>();
  if (records.all.length === 0) return awaited;
  const open = state.waiting.filter(({ ending, touch, task }) => !ending && (touch || task));
  for (const demand of open) {
    const own = records.named.get(demand.id)?.find((recorded) => !recorded.settled && isOf(recorded, demand));
    if (own) awaited.set(demand, own);
  }
  const taken = new Set<Recorded>();
  for (const demand of open.filter((demand) => !awaited.has(demand)).sort(byAge)) {
    const coming = records.free.get(nameOf({ kind: demand.action.kind, name: demand.name })) ?? [];
    const next = coming.find(
      (recorded) =>
        !recorded.settled && !taken.has(recorded) && recorded.touch.day >= day && isInWindow(state, recorded, demand),
    );
    if (!next) continue;
    taken.add(next);
    awaited.set(demand, next);
  }
  return awaited;
}

function isOf({ touch }: Recorded, { action, name }: Demand): boolean {
  return touch.kind === action.kind && touch.name === name;
}

function byAge(a: Demand, b: Demand): number {
  return a.readyAt - b.readyAt || compareText(a.path, b.path) || compareText(a.occurrence, b.occurrence);
}

function isInWindow(state: AccountState, { touch }: Recorded, demand: Demand): boolean {
  const earliest = isDateOnly(state, touch) ? state.zone.dayStart(touch.day) : touch.at;
  return touch.at >= demand.readyAt && touch.day >= demand.readyDay && earliest <= demand.windowEnds;
}

function isDateOnly({ zone }: AccountState, { at, day }: RecordedTouch): boolean {
  return at >= zone.dayStart(day + 1);
}

/** Counts what was delivered up to a day, wherever it counts, whether or not the program asked for it. */
export function beginRecords(state: AccountState, day: EpochDay): void {
  const { records } = state;
  for (; records.begun < records.all.length && records.all[records.begun]!.touch.day <= day; records.begun++) {
    countRecord(state, records.all[records.begun]!);
  }
}

/** A record that has had its day; what is no touch reaches nobody. */
export function countRecord(state: AccountState, recorded: Recorded): void {
  const { name, kind, day, at } = recorded.touch;
  if (kind !== "touch") return;
  const id = namedDemand(state.history.id, recorded.touch, state.program);
  recorded.delivered = countDelivery(state, {
    id: id ?? `${state.history.id}|${name}|${new Date(at).toISOString()}`,
    touch: name,
    channel: channelOf(state, recorded.touch),
    day,
    at,
  });
}

/** A touch reached the customer: it is counted, and answered if that is assumed. Days must come in order. */
export function countDelivery(state: AccountState, delivery: Parameters<typeof drawAnswers>[1]): CountedDelivery {
  const { touch, channel, day, at } = delivery;
  const delivered = { touch, channel, day, at, answers: drawAnswers(state, delivery) };
  state.deliveries.push(delivered);
  const days = state.deliveredDays.get(touch);
  if (days) days.push(day);
  else state.deliveredDays.set(touch, [day]);
  return delivered;
}

/** The channel of a recorded touch. */
export function channelOf({ program }: AccountState, { name, channel }: RecordedTouch): string {
  return channel ?? program.touches.get(name)!.channels[0]!;
}

/** When a record settles a demand: as it says; where it says only a date, not after a deadline on that date. */
export function settledAt(state: AccountState, touch: RecordedTouch, demand: Demand): { on: EpochDay; at: Instant } {
  const { deadline, readyAt, readyDay } = demand;
  const on = Math.max(touch.day, readyDay);
  const late = deadline !== undefined && deadline > state.zone.dayStart(touch.day) && deadline < touch.at;
  return { on, at: Math.max(late && isDateOnly(state, touch) ? deadline : touch.at, readyAt) };
}

/** Records that named a demand which was not to be had on their day settle another, if one is open that has none to come. */
export function leftOver(state: AccountState, day: EpochDay): Awaited {
  const { records } = state;
  const found = new Map<Demand, Recorded>();
  let index = records.begun - 1;
  while (index >= 0 && records.all[index]!.touch.day === day) index--;
  const today = records.all.slice(index + 1, records.begun);
  if (!today.some((recorded) => isLeftOver(state, recorded))) return found;
  const awaited = awaitedFrom(state, day + 1);
  const open = state.waiting.filter((demand) => !demand.ending && !awaited.has(demand)).sort(byAge);
  for (const recorded of today) {
    if (!isLeftOver(state, recorded)) continue;
    const demand = open.find((one) => !found.has(one) && isOf(recorded, one) && isInWindow(state, recorded, one));
    if (demand) found.set(demand, recorded);
  }
  return found;
}

function isLeftOver({ records }: AccountState, recorded: Recorded): boolean {
  const { demand } = recorded.touch;
  return !recorded.settled && demand !== undefined && records.named.has(demand);
}
