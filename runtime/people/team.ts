/** The people of a run: those of the roster, and those whom the data names and the roster does not. */
import { compareText } from "../../schedule/order.ts";
import type { Cover, Duration, Schedule } from "../../schedule/types.ts";
import { addDuration } from "../calendar/days.ts";
import type { DayRange, EpochDay } from "../histories/types.ts";
import { createPerson } from "./person.ts";
import type { Duty, OwnersFound, Person, Roster, RosterPerson, Team } from "./types.ts";

export interface TeamSources {
  readonly schedule: Pick<Schedule, "policy" | "team" | "covers">;
  /** Absent: nothing is told of people but their names. */
  readonly roster?: Roster | undefined;
  readonly owners: OwnersFound;
  /** IANA name of the zone of people of whom none is told. */
  readonly zone: string;
}

/** Neither the order of the roster nor that of the owners shows. RangeError for a zone that is none. */
export function createTeam({ schedule, roster, owners, zone }: TeamSources): Team {
  const { policy, team, covers } = schedule;
  const told = new Map((roster?.people ?? []).map((person) => [person.name, person]));
  const poolNames = new Set([...told.values()].flatMap(({ pool }) => pool ?? []));
  const rolesFound = rolesByName(owners);
  for (const [name, roles] of rolesFound) {
    if (!told.has(name) && !poolNames.has(name)) told.set(name, { name, roles });
  }
  const personOf = (person: RosterPerson): Person => {
    const roles = person.roles.length > 0 ? person.roles : (rolesFound.get(person.name) ?? []);
    const members = team.filter(({ role }) => roles.includes(role));
    return createPerson(person, { policy, zone, members, away: roster?.away?.get(person.name) ?? [] });
  };
  const people = new Map(inOrder(told).map((person) => [person.name, personOf(person)]));
  const pools = new Map<string, Person[]>();
  for (const person of people.values()) {
    if (person.pool !== undefined) pools.set(person.pool, [...(pools.get(person.pool) ?? []), person]);
  }
  return { people, pools, serving: servingIn(people, pools), standIn: standInBy(covers, absencesOf(people, pools)) };
}

function rolesByName(owners: OwnersFound): Map<string, string[]> {
  const roles = new Map<string, string[]>();
  for (const [role, names] of owners) for (const name of names) roles.set(name, [...(roles.get(name) ?? []), role]);
  return roles;
}

function inOrder(told: ReadonlyMap<string, RosterPerson>): RosterPerson[] {
  return [...told.values()].sort((one, other) => compareText(one.name, other.name));
}

function servingIn(people: ReadonlyMap<string, Person>, pools: ReadonlyMap<string, readonly Person[]>) {
  const found = new Map<string, readonly Person[]>();
  return (owner: string, role: string): readonly Person[] => {
    const key = JSON.stringify([owner, role]);
    const known = found.get(key);
    if (known) return known;
    const person = people.get(owner);
    const all = person ? [person] : (pools.get(owner) ?? []).filter((member) => canHold(member, role));
    const serving = all.every(({ weekMinutes }) => weekMinutes < Number.POSITIVE_INFINITY) ? all : [];
    found.set(key, serving);
    return serving;
  };
}

/** Whether a person can be given a role: one without roles can hold any. */
export function canHold({ roles }: Pick<Person, "roles">, role: string): boolean {
  return roles.length === 0 || roles.includes(role);
}

/** A stretch of days off, and on which of them work would have been done. */
interface Absence {
  readonly days: DayRange;
  isWorkingDay(day: EpochDay): boolean;
}

/** The absence of an owner that a day lies in: a pool is away while all of its members are who can hold the role and are with us. */
type AbsenceOn = (duty: Duty, day: EpochDay) => Absence | undefined;

function absencesOf(people: ReadonlyMap<string, Person>, pools: ReadonlyMap<string, readonly Person[]>): AbsenceOn {
  const found = new Map<string, Absence[]>();
  return ({ owner, role }, day) => {
    const person = people.get(owner);
    if (person) {
      const days = person.awayOn(day);
      return days && { days, isWorkingDay: person.isWorkingDay };
    }
    const pool = pools.get(owner);
    if (!pool) return undefined;
    const key = JSON.stringify([owner, role]);
    const known = found.get(key) ?? [];
    found.set(key, known);
    const absence = known.find(({ days }) => days.from <= day && day <= days.to);
    if (absence) return absence;
    const members = pool.filter((member) => canHold(member, role));
    const there = (on: EpochDay) => members.filter(({ from, to }) => from <= on && on <= to);
    const areAway = (on: EpochDay) => there(on).length > 0 && there(on).every((member) => member.awayOn(on));
    if (!areAway(day)) return undefined;
    const days = { from: day, to: day };
    while (areAway(days.from - 1)) days.from--;
    while (areAway(days.to + 1)) days.to++;
    const made = { days, isWorkingDay: (on: EpochDay) => there(on).some((member) => member.isWorkingDay(on)) };
    known.push(made);
    return made;
  };
}

function standInBy(covers: readonly Cover[], absenceOn: AbsenceOn): Team["standIn"] {
  return (duty, day, holderOf) => {
    let current: Duty = duty;
    const tried = new Set<string>();
    while (!tried.has(current.role)) {
      tried.add(current.role);
      const absence = absenceOn(current, day);
      if (!absence) return current;
      const cover = coverFor(covers, current.role, absence);
      if (!cover) return current;
      const owner = holderOf(cover.by);
      // Nobody holds the role that would stand in: it stays where it is.
      if (owner === undefined) return duty;
      current = { role: cover.by, owner };
    }
    return duty;
  };
}

/** Of the covers of a role whose time the absence exceeds the one with the longest, of equal ones the first by name. */
function coverFor(covers: readonly Cover[], role: string, absence: Absence): Cover | undefined {
  const fitting = covers.flatMap((cover) => {
    if (cover.role !== role) return [];
    const exceeded = dayExceeding(cover.awayOver, absence);
    return exceeded === undefined ? [] : [{ cover, exceeded }];
  });
  fitting.sort((one, other) => other.exceeded - one.exceeded || compareText(one.cover.by, other.cover.by));
  return fitting[0]?.cover;
}

/** The day with which an absence is longer than a span; of business days those count on which work would have been done. */
function dayExceeding(span: Duration, { days: { from, to }, isWorkingDay }: Absence): EpochDay | undefined {
  if (span.unit !== "business_days") {
    const day = addDuration(from, span);
    return day <= to ? day : undefined;
  }
  let left = span.amount;
  for (let day = from; day <= to; day++) if (isWorkingDay(day) && left-- === 0) return day;
  return undefined;
}
