/** What a run comes to, in the few figures by which plans are compared. Sums over its ledger. */
import type { Schedule } from "../../schedule/types.ts";
import { formatDay, parseDay, weekStart } from "../calendar/days.ts";
import type { Capacity } from "../capacity.ts";
import type { Query } from "../ledger/store.ts";
import type { ReportRange } from "../ledger/types.ts";
import type { Person, Team } from "../people/types.ts";
import { hoursAgainstHours } from "../summary/capacity.ts";
import type { PersonCapacity } from "../summary/capacity-types.ts";

/** Of a role's demands, or of all: minutes are whole. */
export interface Lateness {
  /** Demands with a deadline that were done, or are still owed when the reported days end. */
  readonly due: number;
  readonly late: number;
  /** By nearest rank over `due`: so long after its deadline, or less, come 95 of 100. */
  readonly p95LateMinutes: number;
}

export interface RoleFigures extends Lateness {
  readonly role: string;
  /** Who have the role and hours; they need not have done anything. */
  readonly people: number;
  readonly minutes: number;
  /** Kept for plays by these people; null where nobody of the role has hours that are known. */
  readonly capacity: number | null;
  /** Of the weeks that have any, the one with most minutes of those there are; null with nothing done, or without capacity. */
  readonly peak: { readonly week: string; readonly minutes: number; readonly capacity: number } | null;
}

export interface RunFigures extends Lateness {
  readonly accounts: number;
  /** Alive on a reported day and touched by nobody. */
  readonly untouched: number;
  readonly demands: number;
  readonly done: number;
  readonly touches: number;
  /** Of people. */
  readonly minutes: number;
  readonly dropped: number;
  readonly unserved: number;
  readonly open: number;
  /** Of whom hours are known: minutes above those kept for plays, week by week and owner by owner, and in how many weeks of theirs; null where nobody looks at hours. */
  readonly over: { readonly minutes: number; readonly weeks: number } | null;
  /** Roles of people, in the order of the schedule. */
  readonly roles: readonly RoleFigures[];
}

/** A plan or a scenario and what it comes to. */
export interface ScenarioResult {
  readonly name: string;
  /** As it was typed; null for the plan as it is. */
  readonly change: string | null;
  readonly figures: RunFigures;
}

/** Asks a finished ledger. */
export async function figuresOf(
  query: Query,
  schedule: Schedule,
  team: Team,
  range: ReportRange,
  mode: Capacity,
): Promise<RunFigures> {
  const [all] = await query(`SELECT count(*) AS demands, count(*) FILTER (outcome = 'done') AS done,
      count(*) FILTER (outcome = 'done' AND kind = 'touch') AS touches,
      count(*) FILTER (outcome = 'dropped') AS dropped, count(*) FILTER (outcome = 'unserved') AS unserved,
      count(*) FILTER (outcome = 'open') AS open FROM ledger`);
  const [accounts] =
    await query(`WITH living AS (SELECT account FROM account_days GROUP BY account HAVING sum(days) > 0)
    SELECT count(*) AS accounts, count(*) FILTER (account NOT IN (
      SELECT account FROM ledger WHERE kind = 'touch' AND outcome = 'done'
      UNION ALL SELECT account FROM delivered WHERE kind = 'touch')) AS untouched FROM living`);
  const late = new Map((await lateness(query)).map(({ role, ...counts }) => [role, counts]));
  const weeks = await weeksByRole(query);
  const machines = new Set(schedule.roles.filter(({ kind }) => kind === "machine").map(({ name }) => name));
  const human = weeks.filter(({ role }) => !machines.has(role));
  const persons = schedule.roles.filter(({ kind }) => kind === "person");
  const total = (name: string) => (all![name] ?? 0) as number;
  return {
    accounts: accounts!.accounts as number,
    untouched: accounts!.untouched as number,
    demands: total("demands"),
    done: total("done"),
    touches: total("touches"),
    minutes: human.reduce((sum, week) => sum + week.minutes, 0),
    dropped: total("dropped"),
    unserved: total("unserved"),
    open: total("open"),
    ...(late.get(null) ?? nothingDue),
    over: mode === "off" ? null : hoursOver((await hoursAgainstHours(mode, query, schedule, team, range)).capacity),
    roles: persons.map(({ name }) => ({
      role: name,
      ...hoursOf(
        human.filter(({ role }) => role === name),
        [...team.people.values()].filter(({ roles, weekMinutes }) => roles.includes(name) && weekMinutes < Infinity),
        range,
      ),
      ...(late.get(name) ?? nothingDue),
    })),
  };
}

function hoursOver(owners: readonly PersonCapacity[]): NonNullable<RunFigures["over"]> {
  const weeks = owners.flatMap((owner) => owner.weeks).filter(({ minutes, capacity }) => minutes > capacity);
  return { minutes: weeks.reduce((sum, week) => sum + week.minutes - week.capacity, 0), weeks: weeks.length };
}

const nothingDue: Lateness = { due: 0, late: 0, p95LateMinutes: 0 };

/** By role, and of all roles together under null. */
async function lateness(query: Query): Promise<(Lateness & { role: string | null })[]> {
  const rows = await query(`SELECT owner_role AS role, count(*) AS due, count(*) FILTER (late_minutes > 0) AS late,
      quantile_disc(late_minutes, 0.95) AS p95
    FROM ledger WHERE deadline IS NOT NULL AND outcome IN ('done', 'open') AND kind <> 'start'
    GROUP BY GROUPING SETS ((owner_role), ())`);
  return rows.map(({ role, due, late, p95 }) => ({
    role: role as string | null,
    due: due as number,
    late: late as number,
    p95LateMinutes: (p95 ?? 0) as number,
  }));
}

interface RoleWeek {
  readonly role: string;
  readonly week: string;
  readonly minutes: number;
}

async function weeksByRole(query: Query): Promise<RoleWeek[]> {
  const rows = await query(`SELECT owner_role AS role, date_trunc('week', done_on)::DATE::VARCHAR AS week,
      sum(effort_minutes + prep_minutes) AS minutes
    FROM ledger WHERE outcome = 'done' AND kind <> 'start' GROUP BY ALL ORDER BY week`);
  return rows as unknown as RoleWeek[];
}

function hoursOf(
  weeks: readonly RoleWeek[],
  people: readonly Person[],
  { from, to }: ReportRange,
): Pick<RoleFigures, "people" | "minutes" | "capacity" | "peak"> {
  const minutes = weeks.reduce((sum, week) => sum + week.minutes, 0);
  if (people.length === 0) return { people: 0, minutes, capacity: null, peak: null };
  const kept = new Map<string, number>();
  for (let day = from; day <= to; day++) {
    const week = formatDay(weekStart(day));
    kept.set(
      week,
      people.reduce((sum, person) => sum + person.minutesOn(day), kept.get(week) ?? 0),
    );
  }
  const inRange = weeks.filter(({ week }) => parseDay(week)! <= to);
  const peaks = inRange.map(({ week, minutes: done }) => ({ week, minutes: done, capacity: kept.get(week) ?? 0 }));
  const there = peaks.filter((peak) => peak.capacity > 0);
  return {
    people: people.length,
    minutes,
    capacity: [...kept.values()].reduce((sum, each) => sum + each, 0),
    peak: (there.length > 0 ? there : peaks).reduce<RoleFigures["peak"]>(
      (best, each) => (best && !isFuller(each, best) ? best : each),
      null,
    ),
  };
}

type Use = { readonly minutes: number; readonly capacity: number };

function isFuller(a: Use, b: Use): boolean {
  return a.minutes * b.capacity > b.minutes * a.capacity;
}
