/**
 * Hours against hours (docs/language.md section 18, Hours): what was done by each owner, day by day, against the minutes
 * that the owner, or the people of the pool of that name, keep for plays; and the days that what was held back flooded.
 */
import { compareText } from "../../schedule/order.ts";
import type { Schedule } from "../../schedule/types.ts";
import { formatDay, weekStart } from "../calendar/days.ts";
import type { Capacity } from "../capacity.ts";
import type { EpochDay } from "../histories/types.ts";
import type { Query } from "../ledger/store.ts";
import type { HeldBackBy, ReportRange } from "../ledger/types.ts";
import type { Person, Team } from "../people/types.ts";
import type { CapacityWeek, Flood, PersonCapacity } from "./capacity-types.ts";

/** What one owner did on one day. */
interface WorkDay {
  readonly day: EpochDay;
  readonly minutes: number;
  readonly demands: number;
  readonly heldMinutes: number;
}

interface Owner {
  readonly name: string;
  readonly roles: readonly string[];
  /** Who works it off; empty where nobody said how many hours they have. */
  readonly people: readonly Person[];
  /** In order of day. */
  readonly days: readonly WorkDay[];
}

/** Done by people, and so somebody's time. */
const humanWork = (schedule: Schedule) => {
  const machines = schedule.roles.filter(({ kind }) => kind === "machine").map(({ name }) => `'${name}'`);
  const isMachine = machines.length === 0 ? "false" : `owner_role IN (${machines.join(", ")})`;
  return `SELECT owner, owner_role, done_on, effort_minutes + prep_minutes AS minutes, held_back_by, held_back_since
    FROM ledger WHERE outcome = 'done' AND kind <> 'start' AND NOT (${isMachine})`;
};

/** Who did anything, by role. */
async function ownersAtWork(query: Query, schedule: Schedule): Promise<Map<string, Set<string>>> {
  const rows = await query(`SELECT DISTINCT owner_role, owner FROM (${humanWork(schedule)})`);
  const owners = new Map<string, Set<string>>();
  for (const { owner_role, owner } of rows) {
    const names = owners.get(owner_role as string) ?? new Set();
    owners.set(owner_role as string, names.add(owner as string));
  }
  return owners;
}

/**
 * Those whose hours are known, most minutes of those they have first. Where work waits for people, what they worked on
 * counts and not what they finished, and no day is flooded: what comes at once waits. With `off` nobody looks.
 * The days of `ownersAtOnce` are added up together: those of many more do not fit into the database's memory.
 */
export async function hoursAgainstHours(
  mode: Capacity,
  query: Query,
  schedule: Schedule,
  team: Team,
  range: ReportRange,
  ownersAtOnce = 3_000,
): Promise<{ capacity: PersonCapacity[]; floods: Flood[] }> {
  if (mode === "off") return { capacity: [], floods: [] };
  const capacity: PersonCapacity[] = [];
  const flooded: FloodedDay[] = [];
  const take = (owner: Owner) => {
    if (owner.people.length > 0) capacity.push(capacityOf(owner, range));
    if (mode !== "enforce") flooded.push(...floodedDays(owner));
  };
  const parts = (owners: number) => partsOf(owners, ownersAtOnce);
  await (mode === "enforce" ? eachPersonAtWork(query, team, take) : eachOwner(query, schedule, team, parts, take));
  return {
    capacity: capacity.sort((a, b) => fuller(a, b) || compareText(a.person, b.person)),
    floods: await floodsOf(query, schedule, flooded, parts),
  };
}

/** Hands over everybody who did anything, one at a time: their days together are many. */
async function eachOwner(
  query: Query,
  schedule: Schedule,
  team: Team,
  parts: (owners: number) => string[],
  take: (owner: Owner) => void,
): Promise<void> {
  const byRole = await ownersAtWork(query, schedule);
  const sql = (some: string) => `SELECT owner AS name, done_on - DATE '1970-01-01' AS day,
      sum(minutes) AS minutes, count(*) AS demands, coalesce(sum(minutes) FILTER (held_back_by IS NOT NULL), 0) AS held
    FROM (${humanWork(schedule)}) WHERE ${some} GROUP BY owner, done_on ORDER BY owner, done_on`;
  const takeOwner = (name: string, days: WorkDay[]) => {
    const roles = [...byRole].filter(([, names]) => names.has(name)).map(([role]) => role);
    const people = new Set(roles.flatMap((role) => team.serving(name, role)));
    take({ name, roles: roles.sort(compareText), people: [...people], days });
  };
  for (const some of parts(new Set([...byRole.values()].flatMap((names) => [...names])).size)) {
    await eachByName(query, sql(some), takeOwner);
  }
}

/** SQL conditions that part the rows of so many owners; an owner's stay together. */
function partsOf(owners: number, atOnce: number): string[] {
  const parts = Math.max(1, Math.ceil(owners / atOnce));
  return Array.from({ length: parts }, (_, index) => (parts === 1 ? "true" : `hash(owner) % ${parts} = ${index}`));
}

/** Everybody for whom work waits and who did any, by the days on which they worked. */
async function eachPersonAtWork(query: Query, { people }: Team, take: (owner: Owner) => void): Promise<void> {
  const sql = `SELECT person AS name, day - DATE '1970-01-01' AS day, worked_minutes AS minutes, 0 AS demands, 0 AS held
    FROM person_days WHERE worked_minutes > 0 ORDER BY person, day`;
  await eachByName(query, sql, (name, days) => {
    const person = people.get(name);
    if (person) take({ name, roles: person.roles, people: [person], days });
  });
}

/** Rows of name, day, minutes, demands and held minutes, in order of name. */
async function eachByName(query: Query, sql: string, take: (name: string, days: WorkDay[]) => void): Promise<void> {
  let [current, days]: [string | undefined, WorkDay[]] = [undefined, []];
  await query.each(sql, ({ name, day, minutes, demands, held }) => {
    if (name !== current) {
      if (current !== undefined) take(current, days);
      [current, days] = [name as string, []];
    }
    const counts = { minutes: minutes as number, demands: demands as number, heldMinutes: held as number };
    days.push({ day: day as number, ...counts });
  });
  if (current !== undefined) take(current, days);
}

function minutesOn(people: readonly Person[], day: EpochDay): number {
  return people.reduce((sum, person) => sum + person.minutesOn(day), 0);
}

function capacityOf({ name, roles, people, days }: Owner, { from, to }: ReportRange): PersonCapacity {
  const weeks = new Map<EpochDay, CapacityWeek>();
  for (let day = from; day <= to; day++) {
    const monday = weekStart(day);
    const week = weeks.get(monday) ?? { week: formatDay(monday), minutes: 0, capacity: 0 };
    week.capacity += minutesOn(people, day);
    weeks.set(monday, week);
  }
  for (const { day, minutes } of days) {
    const week = weeks.get(weekStart(day));
    if (week) week.minutes += minutes;
  }
  const all = [...weeks.values()];
  const over = all.filter(({ minutes, capacity }) => minutes > capacity);
  const sum = (of: "minutes" | "capacity") => all.reduce((total, week) => total + week[of], 0);
  return {
    person: name,
    roles: [...roles],
    people: people.map((person) => person.name),
    minutes: sum("minutes"),
    capacity: sum("capacity"),
    weeksOver: over.length,
    firstOver: over[0]?.week ?? null,
    peak: fullestOf(all),
    weeks: all,
  };
}

/** Of the weeks that have any minutes; weeks of leave are over, and no measure of a full week. */
function fullestOf(weeks: readonly CapacityWeek[]): CapacityWeek {
  const there = weeks.filter(({ capacity }) => capacity > 0);
  return (there.length > 0 ? there : weeks).reduce((best, week) => (fuller(week, best) < 0 ? week : best));
}

type Use = Pick<CapacityWeek, "minutes" | "capacity">;

/** Orders by minutes of those there are, most first, in whole numbers; anything of nothing is most, nothing of it least. */
function fuller(a: Use, b: Use): number {
  const [ofA, ofB] = [a, b].map(({ minutes, capacity }) => (minutes === 0 ? 1 : capacity));
  return b.minutes * ofA! - a.minutes * ofB! || b.minutes - a.minutes;
}

/** More than so many times the usual day is a flood where nobody said what hours there are. */
const unusual = 3;

type FloodedDay = Omit<Flood, "heldBack"> & Pick<WorkDay, "heldMinutes">;

function floodedDays({ name, people, days }: Owner): FloodedDay[] {
  const usual = middle(days.map(({ minutes }) => minutes));
  return days.flatMap(({ day, minutes, demands, heldMinutes }) => {
    const capacity = people.length === 0 ? null : minutesOn(people, day);
    // A day on which nobody is there is no flooded one: cover and assignment are for that.
    const isFull = capacity === null ? minutes > unusual * usual : capacity > 0 && minutes > capacity;
    return isFull && 2 * heldMinutes > minutes
      ? [{ day: formatDay(day), person: name, minutes, demands, capacity, usual, heldMinutes }]
      : [];
  });
}

async function floodsOf(
  query: Query,
  schedule: Schedule,
  flooded: readonly FloodedDay[],
  parts: (owners: number) => string[],
): Promise<Flood[]> {
  if (flooded.length === 0) return [];
  const causes = await heldBackOn(query, schedule, flooded, parts);
  return flooded
    .map(({ heldMinutes, ...flood }) => {
      const { since, by } = causes.get(keyOf(flood.person, flood.day))!;
      const demands = by.reduce((sum, each) => sum + each.demands, 0);
      return { ...flood, heldBack: { demands, minutes: heldMinutes, since, by } };
    })
    .sort((a, b) => compareText(a.day, b.day) || compareText(a.person, b.person));
}

/** What held back what was done, by owner and day: most demands first. */
async function heldBackOn(
  query: Query,
  schedule: Schedule,
  flooded: readonly FloodedDay[],
  parts: (owners: number) => string[],
): Promise<Map<string, Pick<Flood["heldBack"], "since" | "by">>> {
  const causes = new Map(
    flooded.map(({ person, day }) => [keyOf(person, day), { since: "", by: [] as Flood["heldBack"]["by"] }]),
  );
  for (const some of parts(new Set(flooded.map(({ person }) => person)).size)) {
    const sql = `SELECT owner, done_on::VARCHAR AS day, held_back_by AS cause, count(*) AS demands,
        min(held_back_since)::VARCHAR AS since
      FROM (${humanWork(schedule)}) WHERE held_back_by IS NOT NULL AND ${some} GROUP BY ALL ORDER BY demands DESC, cause`;
    await query.each(sql, ({ owner, day, cause, demands, since }) => {
      const known = causes.get(keyOf(owner as string, day as string));
      if (known === undefined) return;
      if (known.by.length === 0 || (since as string) < known.since) known.since = since as string;
      known.by.push({ cause: cause as HeldBackBy, demands: demands as number });
    });
  }
  return causes;
}

function keyOf(owner: string, day: string): string {
  return JSON.stringify([owner, day]);
}

/** Of the days on which anything was done; of an even number the lower of the middle two. */
function middle(minutes: readonly number[]): number {
  return [...minutes].sort((a, b) => a - b)[Math.floor((minutes.length - 1) / 2)] ?? 0;
}
