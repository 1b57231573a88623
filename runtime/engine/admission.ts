/**
 * Which of the waiting demands are done today: consent, pauses, merges, working hours, limits, in this order
 * (docs/language.md section 10). What is admitted is delivered at its first permitted instant; where its owner's hours are
 * finite, it stands in a queue from then on until somebody takes it up (section 18).
 * What is known to have been delivered later waits for that, and nothing said here ends it before.
 */
import { compareText } from "../../schedule/order.ts";
import { addDuration, subtractDuration } from "../calendar/days.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import { becomeAlert } from "./ask.ts";
import { mergeTouches } from "./merging.ts";
import { beginDay, isKept, keep, overtake, reconsider } from "./owing.ts";
import { rankOf } from "./program.ts";
import { openQuestion } from "./questions.ts";
import { isEverybodyAway, leadEndOf, passOn, roleOf, standInQueue, waitOn, waitsForPeople } from "./queueing.ts";
import {
  type Awaited,
  awaitedFrom,
  beginRecords,
  type CountedDelivery,
  channelOf,
  countDelivery,
  leftOver,
  settledAt,
} from "./records.ts";
import { consentedChannels, consentRule, openChannel } from "./restraint.ts";
import { valueOn } from "./scope.ts";
import { holdBack, isSpread, waitsForItsDay } from "./spread.ts";
import { type AccountState, type Demand, end } from "./state.ts";

/** The daily round at the opening of a day, over everything that waits. */
export function admitAll(state: AccountState, day: EpochDay): void {
  if (state.waiting.length === 0) {
    beginRecords(state, day);
    return;
  }
  const now = state.zone.dayStart(day);
  const awaited = awaitedFrom(state, day);
  beginDay(state);
  state.queueing?.places.clear();
  overtake(state, awaited, day, now);
  const ready = state.waiting.filter(
    (demand) => isAskedToday(state, demand, day, now) && isAllowed(state, demand, day, now, awaited),
  );
  mergeTouches(state, ready, day, now, awaited);
  beginRecords(state, day);
  settle(state, awaited, day);
  serveInOrder(state, ready, day, now, awaited);
}

/** What an event caused is admitted at its instant; it may join what waits since the opening, or be joined by it. */
export function admitAtInstant(state: AccountState, day: EpochDay, now: Instant, created: readonly Demand[]): void {
  if (created.length === 0) return;
  const awaited = awaitedFrom(state, day);
  const fresh = created.filter(
    (demand) => isAskedToday(state, demand, day, now) && isAllowed(state, demand, day, now, awaited),
  );
  const survivors = mergeTouches(state, [...mayBeJoined(state, fresh, day), ...fresh], day, now, awaited);
  settle(state, awaited, day);
  serveInOrder(state, [...new Set([...survivors, ...fresh])], day, now, awaited);
}

/** At the close of a day, the records of it that named what was not to be had settle what else is open. */
export function settleLeftOver(state: AccountState, day: EpochDay): void {
  settle(state, leftOver(state, day), day);
  state.waiting = state.waiting.filter(({ ending }) => !ending);
}

/** What waits since the opening and is near enough to join what is asked now, or to be joined by it. */
function mayBeJoined(state: AccountState, fresh: readonly Demand[], day: EpochDay): Demand[] {
  const { merge } = state.program.schedule.policy;
  if (!merge || !fresh.some(({ touch, human }) => touch && human)) return [];
  const earliest = subtractDuration(day, merge.within);
  return state.waiting.filter(
    (demand) =>
      demand.readyDay >= earliest &&
      !demand.ending &&
      isAskedOn(state, demand, day) &&
      !fresh.includes(demand) &&
      !pauseOf(state, demand),
  );
}

/** Who does it today is settled first: a role that stands in may answer on another day. */
function isAskedToday(state: AccountState, demand: Demand, day: EpochDay, now: Instant): boolean {
  passOn(state, demand, day, now);
  return isAskedOn(state, demand, day);
}

/** A shared role's demand is asked at the end of its lead time, all others once they are ready. */
function isAskedOn({ zone }: AccountState, demand: Demand, day: EpochDay): boolean {
  const close = zone.dayStart(day + 1);
  const leadEnds = leadEndOf(demand);
  return leadEnds === undefined ? demand.readyAt < close : leadEnds <= close;
}

function serveInOrder(
  state: AccountState,
  ready: readonly Demand[],
  day: EpochDay,
  now: Instant,
  awaited: Awaited,
): void {
  const inOrder = ready.filter(({ ending }) => !ending).sort(byUrgency);
  for (const demand of inOrder) serve(state, demand, day, now, awaited.has(demand));
  state.waiting = state.waiting.filter(({ ending }) => !ending);
}

function byUrgency(a: Demand, b: Demand): number {
  return (
    rankOf(a.priority) - rankOf(b.priority) ||
    (a.deadline ?? Number.MAX_VALUE) - (b.deadline ?? Number.MAX_VALUE) ||
    compareText(a.path, b.path) ||
    compareText(a.occurrence, b.occurrence)
  );
}

/**
 * Owner, consent and pauses. What fails for good is ended here, unless its delivery is on record; what is held for
 * later returns false and waits.
 */
function isAllowed(state: AccountState, demand: Demand, day: EpochDay, now: Instant, awaited: Awaited): boolean {
  const isAwaited = awaited.has(demand);
  if (!isAwaited && findContact(state, demand, day, now) === "later") return false;
  if (!findOwner(state, demand, day) && !isAwaited) {
    end(demand, { outcome: "unserved", rule: unservedRule(demand), on: day, at: now });
    return false;
  }
  if (demand.touch && !isAwaited && consentedChannels(state, demand, day).length === 0) {
    end(demand, { outcome: "dropped", rule: consentRule(state, demand), on: day, at: now });
    return false;
  }
  const pausedBy = pauseOf(state, demand);
  if (!pausedBy) return true;
  demand.waitedForPause = true;
  holdBack(demand, "pause", day);
  state.kept?.blocked.set(demand, `play ${pausedBy}/pauses`);
  if (!isAwaited && (demand.repeats || (demand.deadline !== undefined && demand.deadline <= now))) {
    end(demand, { outcome: "held", rule: `play ${pausedBy}/pauses`, on: day, at: now });
  }
  return false;
}

/**
 * Who is spoken to today: the contact asked for, or who stands in where nobody is. Where a role is alerted instead, the
 * touch is that alert from now on: `later` when the role answers on another day.
 */
function findContact(state: AccountState, demand: Demand, day: EpochDay, now: Instant): "later" | undefined {
  const asked = demand.action.contact;
  if (asked === undefined) return undefined;
  const { vacancies } = state.program;
  demand.contact = asked;
  const tried = new Set<string>();
  for (let contact = asked; !tried.has(contact); ) {
    if (valueOn(state.history.people.get(contact), day) !== undefined) {
      demand.contact = contact;
      return undefined;
    }
    tried.add(contact);
    const vacancy = vacancies.get(contact);
    if (!vacancy) return undefined;
    if ("use" in vacancy) contact = vacancy.use;
    else {
      becomeAlert(state, demand, vacancy.alert, day, now);
      return isAskedToday(state, demand, day, now) ? undefined : "later";
    }
  }
  return undefined;
}

/** Names the person who holds the role today; false when the role, or the contact it is for, is held by nobody. */
function findOwner(state: AccountState, demand: Demand, day: EpochDay): boolean {
  const { people } = state.history;
  const role = state.program.roles.get(roleOf(demand))!;
  const person = valueOn(people.get(role.name), day);
  demand.owner = ownerOn(state, role.name, day);
  return (
    (typeof person === "string" || role.kind !== "person") &&
    (demand.action.contact === undefined || valueOn(people.get(demand.contact!), day) !== undefined)
  );
}

/** Who does what the role owes on that day; a role that nobody holds does it by its own name, or is unassigned. */
export function ownerOn({ program, history }: AccountState, name: string, day: EpochDay): string {
  const person = valueOn(history.people.get(name), day);
  return typeof person === "string" ? person : program.roles.get(name)!.kind === "person" ? `unassigned ${name}` : name;
}

function unservedRule(demand: Demand): string {
  const { contact } = demand.action;
  const role = roleOf(demand);
  const nobody = demand.owner === `unassigned ${role}`;
  return nobody || !contact ? `role ${role}` : `contact ${contact}`;
}

function pauseOf(state: AccountState, { origin }: Demand): string | undefined {
  if (origin.kind === "cadence") return state.pausedCadences.get(origin.cadence);
  return origin.kind === "run" ? origin.run.pausedBy : undefined;
}

/** Working hours, then limits and quiet; what passes is delivered, unless that is on record for later. */
function serve(state: AccountState, demand: Demand, day: EpochDay, now: Instant, isAwaited: boolean): void {
  reconsider(state, demand);
  state.queueing?.places.delete(demand);
  const at = permittedInstant(state, demand, day, now);
  if (at === undefined) {
    if (!state.program.work.isWorkingDay(day)) holdBack(demand, "days off", day);
    waitOn(state, demand);
    return;
  }
  if (!isAwaited && waitsForItsDay(state, demand, day)) return;
  if (demand.touch && !mayReach(state, demand, day, now, isAwaited)) return;
  if (!isAwaited && isEverybodyAway(state, demand, day)) holdBack(demand, "leave", day);
  else if (!isAwaited && isSpread(state, demand, day)) return;
  const missing = missingNeeds(state, demand, day);
  if (isAwaited) demand.couldBeDoneAt ??= at;
  else if (missing.length > 0) {
    end(demand, { outcome: "dropped", rule: `handoff needs ${missing.join(", ")}`, on: day, at });
  } else if (isKept(state, demand, day)) keep(state, demand, at);
  else if (waitsForPeople(state, demand)) standInQueue(state, demand, day, at);
  else deliver(state, demand, day, at);
}

/** Whether consent, limits and quiet let a touch through now, and by which channel; what is blocked is deferred. */
function mayReach(state: AccountState, demand: Demand, day: EpochDay, now: Instant, isAwaited: boolean): boolean {
  const channels = consentedChannels(state, demand, day);
  if (channels.length === 0) return false;
  const choice = openChannel(state, demand, channels, day);
  if ("blockedBy" in choice) {
    defer(state, demand, choice.blockedBy, day, now, isAwaited);
    holdBack(demand, choice.blockedBy.startsWith("policy/quiet/") ? "quiet" : "limit", day);
    state.kept?.blocked.set(demand, choice.blockedBy);
    return false;
  }
  if (!isAwaited) demand.channel = choice.channel;
  return true;
}

/**
 * A person takes it out of a queue: consent, limits and quiet are asked again, counting what was delivered since it was
 * put there. False when they block it now; it is out of the queue either way.
 */
export function takeUp(state: AccountState, demand: Demand, day: EpochDay, at: Instant, person: string): boolean {
  state.queueing!.places.delete(demand);
  const isTaken = !demand.touch || mayReach(state, demand, day, at, false);
  // From now on it is the limit that it waits for.
  if (!isTaken) demand.couldBeDoneAt = undefined;
  else {
    demand.owner = person;
    deliver(state, demand, day, at);
  }
  state.waiting = state.waiting.filter(({ ending }) => !ending);
  return isTaken;
}

/** What a handoff needs and nobody knows that day, in the order written; a flag must be known true. */
function missingNeeds({ program, view }: AccountState, { action }: Demand, day: EpochDay): string[] {
  return (action.needs ?? []).filter((field) => {
    const value = program.conditions.fieldOn(view, field, day);
    return value === undefined || value === false;
  });
}

function permittedInstant(state: AccountState, demand: Demand, day: EpochDay, now: Instant): Instant | undefined {
  const { zone, program } = state;
  if (!demand.human) return now;
  // The end of a lead time is itself a working instant, though working hours close with it.
  const leadEnds = leadEndOf(demand);
  if (leadEnds !== undefined && leadEnds >= now) return leadEnds;
  return program.work.firstPermitted(zone, day, now);
}

function defer(
  state: AccountState,
  demand: Demand,
  rule: string,
  day: EpochDay,
  now: Instant,
  isAwaited: boolean,
): void {
  demand.deferredSince ??= now;
  demand.deferredBy ??= rule;
  const upTo = state.program.schedule.policy.otherwise?.deferUpTo;
  const exhausted = !upTo || day >= addDuration(demand.readyDay, upTo);
  if (exhausted && !isAwaited && !demand.touch!.neverDropped)
    end(demand, { outcome: "dropped", rule, on: day, at: now });
}

function deliver(state: AccountState, demand: Demand, day: EpochDay, at: Instant): void {
  end(demand, { outcome: "done", rule: null, on: day, at });
  if (!demand.touch) return;
  const { id, name: touch } = demand;
  const delivered = countDelivery(state, { id, touch, channel: demand.channel!, day, at });
  askQuestions(state, demand, day, at, delivered);
}

/** Only touches ask: what was merged into one asks with it. */
function askQuestions(
  state: AccountState,
  demand: Demand,
  day: EpochDay,
  at: Instant,
  { answers }: CountedDelivery,
): void {
  for (const asked of [demand, ...demand.absorbed]) openQuestion(state, asked, day, at, answers);
}

/** Demands whose records have had their day are done as these say. What they delivered is counted already. */
function settle(state: AccountState, awaited: Awaited, day: EpochDay): void {
  if (awaited.size === 0) return;
  const settled = [...awaited].filter(([, { touch }]) => touch.day <= day).sort(([a], [b]) => byUrgency(a, b));
  for (const [demand, record] of settled) {
    const { touch } = record;
    const { on, at } = settledAt(state, touch, demand);
    record.settled = { demand, by: touch.demand === demand.id ? "id" : "window" };
    demand.recorded = true;
    state.queueing?.facts.push({ demand, day: touch.day });
    demand.owner = touch.owner ?? demand.owner;
    if (demand.touch) demand.channel = channelOf(state, touch);
    end(demand, { outcome: "done", rule: null, on, at });
    if (record.delivered) askQuestions(state, demand, on, at, record.delivered);
  }
}
