/**
 * What of an account's work waits for people with finite hours (docs/language.md section 18). The engine says what
 * stands in whose queue, and between which instants of the day it may be taken up; who takes it, and when, is settled
 * by the book that the account is in (runtime/books/).
 */
import type { EpochDay, Instant } from "../histories/types.ts";
import type { Duty, Person, Team } from "../people/types.ts";
import { isHuman, leadEnd } from "./ask.ts";
import { valueOn } from "./scope.ts";
import type { AccountState, Demand } from "./state.ts";

/** A demand's place in a queue, up to the next opening of its account. */
export interface Place {
  /** The person or pool whose queue it is. */
  readonly owner: string;
  readonly role: string;
  /** It may be taken up from the first instant on, and before the second; not at all where that is earlier. */
  readonly from: Instant;
  readonly until: Instant;
}

/** A demand that a record says was done on a day. */
export interface Fact {
  readonly demand: Demand;
  readonly day: EpochDay;
}

/** What an account has in queues; the book takes from it. */
export interface Queueing {
  readonly team: Team;
  /** What may be taken up today. A place is made anew whenever its demand is admitted. */
  readonly places: Map<Demand, Place>;
  /** What records have settled since the book last looked. */
  facts: Fact[];
}

export function newQueueing(team: Team): Queueing {
  return { team, places: new Map(), facts: [] };
}

/** The role that does it today: the demand's own or, while its owner is away for long, that which stands in. */
export function roleOf({ standIn, ownerRole }: Demand): string {
  return standIn?.role ?? ownerRole;
}

/** When a shared role answers: its own lead time or that of who stands in. */
export function leadEndOf({ standIn, leadEnds }: Demand): Instant | undefined {
  return standIn ? standIn.leadEnds : leadEnds;
}

/** Who holds a role of the account on a day; undefined where nobody does. */
function holderOn({ program, history }: AccountState, role: string, day: EpochDay): string | undefined {
  const person = valueOn(history.people.get(role), day);
  if (typeof person === "string") return person;
  return program.roles.get(role)?.kind === "person" ? undefined : role;
}

/**
 * By `cover`, during a long absence somebody else owes it, a shared role from the day on which it is passed on. Absences
 * are known beforehand: whether work waits for people makes no difference to it.
 */
export function passOn(state: AccountState, demand: Demand, day: EpochDay, now: Instant): void {
  const { team, schedule } = state.program;
  if (!team || schedule.covers.length === 0) return;
  const owner = holderOn(state, demand.ownerRole, day);
  const own: Duty | undefined = owner === undefined ? undefined : { role: demand.ownerRole, owner };
  const duty = own && team.standIn(own, day, (role) => holderOn(state, role, day));
  const role = duty?.role ?? demand.ownerRole;
  if (role === demand.ownerRole) demand.standIn = undefined;
  else if (demand.standIn?.role !== role) {
    demand.standIn = { role, leadEnds: leadEnd(state, role, { ready: now, day }) };
  }
  demand.human = isHuman(state.program, role);
}

/** Whether it waits until somebody takes it: its owner is a person, or a pool, with finite hours. */
export function waitsForPeople(state: AccountState, demand: Demand): boolean {
  return serving(state, demand).length > 0;
}

/** Whether all who could take it have time off that day. */
export function isEverybodyAway(state: AccountState, demand: Demand, day: EpochDay): boolean {
  const people = serving(state, demand);
  return people.length > 0 && people.every((person) => person.awayOn(day) !== undefined);
}

function serving({ queueing, program }: AccountState, demand: Demand): readonly Person[] {
  const role = roleOf(demand);
  return queueing && program.roles.get(role)?.kind === "person" ? queueing.team.serving(demand.owner, role) : [];
}

/** Puts it into its owner's queue for the rest of the day. */
export function standInQueue(state: AccountState, demand: Demand, day: EpochDay, from: Instant): void {
  const { owner, queues } = demand;
  const role = roleOf(demand);
  const last = queues.at(-1);
  state.queueing!.places.set(demand, { owner, role, from, until: state.program.work.closeOfWork(state.zone, day) });
  demand.couldBeDoneAt ??= from;
  if (last?.owner !== owner || last.role !== role) queues.push({ owner, role });
}

/** What waits for its person waits on over a day off, though nobody can take it up. */
export function waitOn(state: AccountState, demand: Demand): void {
  if (demand.couldBeDoneAt === undefined || !waitsForPeople(state, demand)) return;
  state.queueing!.places.set(demand, { owner: demand.owner, role: roleOf(demand), from: Infinity, until: -Infinity });
}

/** Whether nobody of those in whose queues it stood has a shift between two instants. */
export function nobodyIsThere(state: AccountState, demand: Demand, from: Instant, to: Instant): boolean {
  return shiftsOf(state, demand, from, to).length === 0;
}

/** Whether no such shift meets the hours in which the account may be worked for. */
export function nobodyMayWork(state: AccountState, demand: Demand, from: Instant, to: Instant): boolean {
  const { program, zone } = state;
  return !shiftsOf(state, demand, from, to).some((shift) => program.work.hasWorkingTime(zone, shift.from, shift.to));
}

/** The shifts, or their parts between two instants, of all in whose queues it stood. */
function shiftsOf({ queueing }: AccountState, { queues }: Demand, from: Instant, to: Instant) {
  return queues
    .flatMap(({ owner, role }) => queueing!.team.serving(owner, role))
    .flatMap(({ zone, shiftOn }) => {
      const shifts: { from: Instant; to: Instant }[] = [];
      for (let day = zone.dayOf(from); zone.dayStart(day) < to; day++) {
        const shift = shiftOn(day);
        if (shift && shift.from < to && shift.to > from) {
          shifts.push({ from: Math.max(shift.from, from), to: Math.min(shift.to, to) });
        }
      }
      return shifts;
    });
}
