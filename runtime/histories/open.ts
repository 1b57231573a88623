/**
 * Opens the histories of a project's accounts: every table is found, checked and staged once, then accounts stream.
 * The only door into this folder, and the only part of the program that talks to the database.
 */

import { listed } from "../../project/suggest.ts";
import type { Project } from "../../project/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { everyOwner } from "../people/candidates.ts";
import { teamKnown } from "../people/known.ts";
import { absentAccounts } from "./absent-accounts.ts";
import { type Database, openDatabase } from "./database.ts";
import { digestOf } from "./files/digest.ts";
import { type ResolvedFile, realFolders } from "./files/resolve.ts";
import { gridOf, NO_DAYS } from "./grid.ts";
import { refuseSlips, unmapped } from "./mapping.ts";
import { quarantinedRows, setAsideOf } from "./quarantine.ts";
import type { SourceContext } from "./source/open.ts";
import { literals } from "./sql.ts";
import { type StagedAccounts, stageAccounts } from "./stage/account.ts";
import { daysOfTimes } from "./stage/days.ts";
import { type StagedEvents, stageEvents } from "./stage/events.ts";
import { idsIn, stageIdentities } from "./stage/identity.ts";
import { coversOf, LAST_OF_ALL, type StagedMetrics, stageMetrics } from "./stage/metrics.ts";
import { ownersOf, stagePeople } from "./stage/people.ts";
import type { Staged } from "./stage/stage.ts";
import { readRoster } from "./stage/team.ts";
import { stageTouches } from "./stage/touches.ts";
import { copyOf, type HistoriesCopy } from "./staged-copy.ts";
import { accountStreams, type StagedInput } from "./stream/accounts.ts";
import { lookAheadOf, summaryOf } from "./summary.ts";
import { DataError, type DayRange, type EpochDay, type Histories, type InputSummary, type Staff } from "./types.ts";

export interface HistoriesOptions {
  project: Project;
  schedule: Schedule;
  projectDir: string;
  /** Where files are looked for that are not in the project. */
  dataDirs: readonly string[];
  /** A folder that exists; what is put there is taken away by `close`. */
  tempDir: string;
  /** Only these accounts are given; the days and horizons stay those of all. */
  accounts?: readonly string[];
  /** Only what was known when this day opened is given, in every account's own zone; the days end with it. */
  asOf?: EpochDay;
  memoryLimitMb?: number;
}

/** Sorts and groups spill to disk; what two threads hold of a wide table while they write it does not. */
const MEMORY_LIMIT_MB = 256;

/** What only a run that shares its work needs. */
export interface OpenedHistories extends Histories {
  /** For other processes to read, until this one closes. */
  copy(): HistoriesCopy;
  /** Of all files that were read: SHA-256, as text. */
  digest(): Promise<string>;
}

/** Reads and stages all input. DataError when it is refused; nothing is left behind then. */
export async function openHistories(options: HistoriesOptions): Promise<OpenedHistories> {
  const { project, schedule } = options;
  refuseSlips(project, schedule);
  const folders = await realFolders(options.projectDir, options.dataDirs);
  const { tempDir, memoryLimitMb = MEMORY_LIMIT_MB } = options;
  const database = await openDatabase({ tempDir, folders, memoryLimitMb });
  try {
    const { asOf } = options;
    const files: ResolvedFile[] = [];
    const opened = (some: readonly ResolvedFile[]) => void files.push(...some);
    const context = { database, folders, projectFile: project.file, opened, ...(asOf !== undefined && { asOf }) };
    const accounts = await stageAccounts(context, project, schedule);
    const { input, tables } = await stageTables(context, accounts, project, schedule);
    const staff = await staffOf(context, project, schedule, input);
    const { covers, ranges } = await rangesOf(context, input);
    const recordedFrom = recordedSince(project, input, ranges);
    const ordinals = await chosen(database, accounts, options.accounts);
    const grid = daysOf(covers, asOf);
    const held = new Set(input.metrics.flatMap((table) => table.holds.map((metric) => metric.name)));
    const summaries = [await summaryOf(database, accounts.staged, "id in (select id from ids)", undefined)];
    for (const staged of tables) {
      const matched = isForAll(staged, input) ? "true" : "ordinal is not null";
      summaries.push(await summaryOf(database, staged, matched, ranges.get(staged.table)));
    }
    const team = teamKnown(schedule, staff, grid);
    const summary: InputSummary = {
      tables: summaries.sort((left, right) => (left.name < right.name ? -1 : 1)),
      lookAhead: lookAheadOf(project, schedule, accounts),
      ...(team && { team }),
      unmapped: unmapped(project, schedule, held),
    };
    const setAside = await everySetAside(database, [accounts.staged, ...tables]);
    await database.settle();
    const stream = accountStreams(database, schedule, input, grid);
    const streamOfAll = accountStreams(database, schedule, { ...input, metrics: [], events: [] }, grid);
    return {
      grid,
      covers,
      ...(recordedFrom !== undefined && { recordedFrom }),
      count: ordinals.length,
      summary,
      staff,
      chosen: ordinals,
      accounts: (places) => stream(places ? (places.ordinals ?? ordinals.slice(places.from, places.to)) : ordinals),
      everybody: () => streamOfAll(Array.from({ length: accounts.count }, (_, ordinal) => ordinal)),
      idsIn: (column) => idsIn(database, project.identity, column),
      copy: () => copyOf(database.folder, input, { grid, covers, summary, staff }, ordinals),
      digest: () => digestOf(files),
      quarantine: () => quarantinedRows(database, setAside),
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function staffOf(
  context: SourceContext,
  project: Project,
  schedule: Schedule,
  input: StagedInput,
): Promise<Staff> {
  const { timeZone, team, people } = project;
  const persons = schedule.roles.flatMap(({ kind, name }) => (kind === "person" ? name : []));
  const staff = {
    ...(team && { roster: await readRoster(context, team) }),
    owners: await ownersOf(context.database, input, schedule.roles),
    rules: new Map(
      persons.flatMap((role) => {
        const rule = people.get(role)?.assign;
        return rule ? [[role, rule] as const] : [];
      }),
    ),
    zone: (timeZone?.kind === "name" ? timeZone.name : timeZone?.default) ?? "UTC",
  };
  return { ...staff, owners: everyOwner(schedule, staff) };
}

async function everySetAside(database: Database, tables: readonly Staged[]) {
  const all = [];
  for (const staged of tables.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    all.push(await setAsideOf(database, staged));
  }
  return all.flatMap((one) => one ?? []);
}
async function stageTables(context: SourceContext, accounts: StagedAccounts, project: Project, schedule: Schedule) {
  const tables = await stageIdentities(context, project.identity);
  const people = new Map<string, { table: string }>();
  const everybody = new Map<string, string>();
  const declared = new Set([...schedule.contacts, ...schedule.roles.map((role) => role.name)]);
  for (const [role, person] of project.people) {
    if (!declared.has(role)) continue;
    if (person.kind === "everybody") everybody.set(role, person.person);
    if (person.kind !== "table") continue;
    const table = `people_${people.size}`;
    tables.push(await stagePeople(context, table, role, person));
    people.set(role, { table });
  }
  const events: StagedEvents[] = [];
  for (const event of schedule.events) {
    const input = project.events.get(event.name);
    if (input) events.push(await stageEvents(context, `events_${events.length}`, event, input, schedule));
  }
  const metrics: StagedMetrics[] = [];
  for (const [index, input] of project.metrics.entries()) {
    const name = project.metrics.length === 1 ? "metrics" : `metrics.${index + 1}`;
    const names = { name, table: `metrics_${index}` };
    metrics.push(await stageMetrics(context, names, accounts.count, input, project, schedule));
  }
  const touches: Staged[] = [];
  for (const [index, input] of project.touches.entries()) {
    const name = project.touches.length === 1 ? "touches" : `touches.${index + 1}`;
    touches.push(await stageTouches(context, { name, table: `touches_${index}` }, input, schedule));
  }
  const held = await heldMetrics(context.database, metrics, project);
  tables.push(...events.map((event) => event.staged), ...metrics.map((table) => table.staged), ...touches);
  const input: StagedInput = { accounts, people, everybody, events, metrics: held, touches };
  return { input, tables };
}

/** The tables with the metrics they really hold: a long one may hold fewer than it could. One metric has one table. */
async function heldMetrics(
  database: Database,
  tables: readonly StagedMetrics[],
  project: Project,
): Promise<StagedMetrics[]> {
  const holders = new Map<string, string>();
  const held: StagedMetrics[] = [];
  for (const [index, table] of tables.entries()) {
    const layout = project.metrics[index]?.layout;
    const rows =
      table.layout === "long"
        ? await database.rows(`select distinct metric from ${table.staged.table} where metric is not null`)
        : [];
    const found = new Set([...table.cells.seen, ...rows.map((row) => Number(row[0]))]);
    const isHeld = (name: string, at: number) =>
      table.layout === "wide" || found.has(at) || (layout?.kind === "long" && layout.names.has(name));
    const metrics = table.metrics.map((metric, at) => ({ metric, held: isHeld(metric.name, at) }));
    for (const { metric } of metrics.filter((one) => one.held)) {
      const other = holders.get(metric.name);
      if (other !== undefined) {
        throw new DataError(
          `The metric \`${metric.name}\` is in two tables, ${listed([other, table.staged.name])}. Keep it in one, or make them one table with a glob.`,
          { file: project.file },
        );
      }
      holders.set(metric.name, table.staged.name);
    }
    held.push({ ...table, holds: metrics.filter((one) => one.held).map((one) => one.metric) });
  }
  return held;
}

/** The horizon of every mapped metric and event, and the days found in every table. */
async function rangesOf(context: SourceContext, input: StagedInput) {
  const covers = new Map<string, DayRange>();
  const ranges = new Map<string, DayRange>();
  for (const table of input.metrics) {
    const found = table.cells.days;
    if (found) ranges.set(table.staged.table, found);
    for (const metric of table.holds) covers.set(metric.name, table.covers ?? found ?? NO_DAYS);
  }
  for (const table of input.events) {
    const found = await daysOfTimes(context.database, table.staged, !table.event.forAll);
    if (found) ranges.set(table.staged.table, found);
    covers.set(table.event.name, table.covers ?? found ?? NO_DAYS);
  }
  const spoken = [...ranges.values(), ...covers.values()];
  for (const staged of input.touches) {
    const found = await daysOfTimes(context.database, staged, true);
    if (found) ranges.set(staged.table, found);
  }
  return { covers: upToTheLast(covers, spoken, context.asOf), ranges };
}

/** No table speaks for days after the last of the data: the day before the one that opens or, without, the last of any. */
function upToTheLast(
  covers: ReadonlyMap<string, DayRange>,
  spoken: readonly DayRange[],
  asOf: EpochDay | undefined,
): Map<string, DayRange> {
  const ends = spoken.map(({ to }) => to).filter((to) => to !== LAST_OF_ALL);
  const last = asOf === undefined ? ends.reduce((latest, to) => Math.max(latest, to), -Infinity) : asOf - 1;
  return new Map([...covers].map(([name, { from, to }]) => [name, { from, to: Math.min(to, last) }]));
}

/** The days of the run: up to the morning that is asked for, whether or not any table reaches it. */
function daysOf(covers: ReadonlyMap<string, DayRange>, asOf: EpochDay | undefined): DayRange {
  const grid = gridOf([...covers.values()]);
  return asOf === undefined || grid.from > grid.to ? grid : gridOf([grid, { from: asOf, to: asOf }]);
}

/** The first day that any table of touches speaks for. */
function recordedSince(
  project: Project,
  input: StagedInput,
  ranges: ReadonlyMap<string, DayRange>,
): EpochDay | undefined {
  const firsts = input.touches.flatMap(({ table }, index) => {
    const said = project.touches[index]?.covers;
    return (said ? coversOf(said).from : ranges.get(table)?.from) ?? [];
  });
  return firsts.length === 0 ? undefined : Math.min(...firsts);
}

function isForAll(staged: Staged, input: StagedInput): boolean {
  return input.events.some((table) => table.staged === staged && table.event.forAll);
}

/** The ordinals of the accounts asked for, ascending. */
async function chosen(
  database: Database,
  { staged, count }: StagedAccounts,
  ids: readonly string[] | undefined,
): Promise<number[]> {
  if (ids === undefined) return Array.from({ length: count }, (_, ordinal) => ordinal);
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await database.rows(`select ordinal, id from ids where id in ${literals(wanted)} order by ordinal`);
  const found = new Set(rows.map((row) => String(row[1])));
  const missing = wanted.filter((id) => !found.has(id));
  if (missing.length > 0) throw await absentAccounts(database, staged, missing);
  return rows.map((row) => Number(row[0]));
}
