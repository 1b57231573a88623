/**
 * Streams accounts out of the staged tables: a batch of neighbouring accounts at a time, each table asked only for
 * their rows. What is held at once depends on the size of a batch, not on the number of accounts.
 */
import type { Schedule } from "../../../schedule/types.ts";
import { accountsAtOnce, type MetricCells } from "../cells/cells.ts";
import type { Cell, Reading, Row } from "../database.ts";
import type { StagedAccounts } from "../stage/account.ts";
import type { StagedEvents } from "../stage/events.ts";
import type { StagedMetrics } from "../stage/metrics.ts";
import type { Staged } from "../stage/stage.ts";
import { deliverables } from "../stage/touches.ts";
import type { AccountHistory, DayRange, EventRecord, FieldChange, RecordedTouch } from "../types.ts";
import { inOrder, recordOf } from "./events.ts";
import { changesOf, defaultOf, readerOf } from "./fields.ts";
import { touchesInOrder, touchOf } from "./touches.ts";

/** All that was staged for one run. */
export interface StagedInput {
  accounts: StagedAccounts;
  /** Roles and contacts with a table of their own. */
  people: ReadonlyMap<string, { table: string }>;
  /** Roles and contacts that one person fills for everybody. */
  everybody: ReadonlyMap<string, string>;
  events: readonly StagedEvents[];
  metrics: readonly StagedMetrics[];
  touches: readonly Staged[];
}

/** As far as accounts are read from it. */
export interface StreamedInput extends Pick<StagedInput, "people" | "everybody"> {
  accounts: Pick<StagedAccounts, "fields" | "people" | "count">;
  events: readonly (Pick<StagedEvents, "event" | "fields"> & { readonly staged: Pick<Staged, "table"> })[];
  metrics: readonly (Pick<StagedMetrics, "metrics" | "holds"> & { readonly cells: Pick<MetricCells, "read"> })[];
  touches: readonly Pick<Staged, "table">[];
}

/** Gives the accounts of `ordinals` (ascending) in order, as often as it is asked. */
export function accountStreams(
  database: Reading,
  schedule: Schedule,
  input: StreamedInput,
  grid: DayRange,
): (ordinals: readonly number[]) => AsyncGenerator<AccountHistory> {
  let forAll: ReturnType<typeof eventsForAll> | undefined;
  return async function* (ordinals) {
    forAll ??= eventsForAll(database, input.events);
    yield* streamAccounts(database, schedule, input, grid, ordinals, await forAll);
  };
}

async function* streamAccounts(
  database: Reading,
  schedule: Schedule,
  input: StreamedInput,
  grid: DayRange,
  ordinals: readonly number[],
  forAll: ReadonlyMap<string, readonly Row[]>,
): AsyncGenerator<AccountHistory> {
  const days = Math.max(0, grid.to - grid.from + 1);
  const held = input.metrics.flatMap((table) => table.holds).length;
  const size = accountsAtOnce(days * held, input.accounts.count);
  const batchAt = (start: number) => readBatch(database, input, ordinals.slice(start, start + size));
  // The database reads the next batch while the accounts of this one are worked through.
  let next = batchAt(0);
  try {
    for (let start = 0; start < ordinals.length; start += size) {
      const batch = await next;
      next = batchAt(start + size);
      // Told when it is awaited.
      next.catch(() => undefined);
      const metrics = metricsOf(input.metrics, grid, batch.ordinals);
      for (const ordinal of batch.ordinals) yield historyOf(schedule, input, batch, metrics, forAll, ordinal);
    }
  } finally {
    await next.catch(() => undefined);
  }
}

interface Batch {
  ordinals: readonly number[];
  ids: ReadonlyMap<number, { id: string; zone: string }>;
  fields: RowsByAccount;
  people: ReadonlyMap<string, RowsByAccount>;
  /** By event. */
  events: ReadonlyMap<string, RowsByAccount>;
  /** A table each. */
  touches: readonly RowsByAccount[];
}

type RowsByAccount = ReadonlyMap<number, Row[]>;
type MetricsByAccount = ReadonlyMap<number, ReadonlyMap<string, Float64Array>>;

async function readBatch(database: Reading, input: StreamedInput, ordinals: readonly number[]): Promise<Batch> {
  const where = conditionOn(ordinals);
  const { accounts } = input;
  const values = [...accounts.fields.map((_, at) => `v${at}`), ...accounts.people.map((_, at) => `p${at}`)];
  const ofEvents = input.events.filter(({ event }) => !event.forAll);
  const [ids, fields, people, events, touches] = await Promise.all([
    database.rows(`select ordinal, id, zone from ids where ${where}`),
    byAccount(database, `select ordinal, day${listOf(values)} from account_rows where ${where} order by ordinal, day`),
    allByAccount(
      database,
      input.people,
      ({ table }) => `select ordinal, day, person from ${table} where reason = 0 and ${where} order by ordinal, day`,
    ),
    allByAccount(
      database,
      ofEvents.map((staged) => [staged.event.name, staged]),
      ({ staged, fields: columns }) =>
        `select ordinal, at_text${listOf(columns.map((_, at) => `v${at}`))} from ${staged.table} where reason = 0 and ${where}`,
    ),
    allByAccount(
      database,
      input.touches.entries(),
      ({ table }) =>
        `select ordinal, at_text, name, owner, channel, demand from ${table} where reason = 0 and ${where}`,
    ),
  ]);
  return {
    ordinals,
    ids: new Map(ids.map((row) => [Number(row[0]), { id: String(row[1]), zone: String(row[2]) }])),
    fields,
    people,
    events,
    touches: [...touches.values()],
  };
}

/** The accounts' arrays, each a view of the batch's. */
function metricsOf(tables: StreamedInput["metrics"], grid: DayRange, ordinals: readonly number[]): MetricsByAccount {
  const days = Math.max(0, grid.to - grid.from + 1);
  const accounts = new Map(ordinals.map((ordinal) => [ordinal, new Map<string, Float64Array>()]));
  for (const { cells, metrics, holds } of tables) {
    const { values } = cells.read(ordinals, grid);
    for (const metric of holds) {
      const all = values[metrics.indexOf(metric)]!;
      ordinals.forEach((ordinal, slot) => {
        accounts.get(ordinal)!.set(metric.name, all.subarray(slot * days, (slot + 1) * days));
      });
    }
  }
  return accounts;
}

function historyOf(
  schedule: Schedule,
  input: StreamedInput,
  batch: Batch,
  metrics: MetricsByAccount,
  forAll: ReadonlyMap<string, readonly Row[]>,
  ordinal: number,
): AccountHistory {
  const account = batch.ids.get(ordinal);
  if (account === undefined) throw new Error(`No account has the ordinal ${ordinal}.`);
  const { id, zone } = account;
  const rows = batch.fields.get(ordinal) ?? [];
  const fields = new Map<string, readonly FieldChange[]>();
  for (const field of schedule.account.fields) {
    const column = input.accounts.fields.indexOf(field);
    const otherwise = defaultOf(field, zone);
    const read = readerOf(field, zone);
    const changes = changesOf({
      rows: column < 0 ? [] : rows,
      day: 1,
      value: column + 2,
      read,
      ...(otherwise !== undefined && { otherwise }),
    });
    fields.set(field.name, changes);
  }
  return {
    id,
    ordinal,
    zone,
    fields,
    people: peopleOf(input, batch, rows, ordinal),
    metrics: metrics.get(ordinal)!,
    events: eventsOf(input, batch, forAll, ordinal, zone),
    touches: touchesOf(schedule, batch, ordinal, zone),
  };
}

function touchesOf(schedule: Schedule, batch: Batch, ordinal: number, zone: string): RecordedTouch[] {
  const rows = batch.touches.flatMap((table) => table.get(ordinal) ?? []);
  if (rows.length === 0) return [];
  const all = deliverables(schedule);
  return touchesInOrder(rows.map((row) => touchOf(all, row.slice(1), zone)));
}

function peopleOf(
  input: StreamedInput,
  batch: Batch,
  rows: readonly Row[],
  ordinal: number,
): Map<string, FieldChange[]> {
  const people = new Map<string, FieldChange[]>();
  const read = (cell: Cell | undefined) => (typeof cell === "string" ? cell : undefined);
  for (const [role, person] of input.everybody) people.set(role, [{ from: -Infinity, value: person }]);
  input.accounts.people.forEach((role, at) => {
    people.set(role, changesOf({ rows, day: 1, value: 2 + input.accounts.fields.length + at, read }));
  });
  for (const [role, table] of batch.people) {
    people.set(role, changesOf({ rows: table.get(ordinal) ?? [], day: 1, value: 2, read }));
  }
  return people;
}

function eventsOf(
  input: StreamedInput,
  batch: Batch,
  forAll: ReadonlyMap<string, readonly Row[]>,
  ordinal: number,
  zone: string,
): Map<string, EventRecord[]> {
  const events = new Map<string, EventRecord[]>();
  for (const { event, fields } of input.events) {
    const rows = event.forAll
      ? forAll.get(event.name)
      : batch.events
          .get(event.name)
          ?.get(ordinal)
          ?.map((row) => row.slice(1));
    events.set(
      event.name,
      inOrder(
        event,
        (rows ?? []).map((cells) => recordOf(event, fields, cells, zone)),
      ),
    );
  }
  return events;
}

/** The rows of events that every account gets, read once. */
async function eventsForAll(database: Reading, events: StreamedInput["events"]): Promise<Map<string, readonly Row[]>> {
  const rows = new Map<string, readonly Row[]>();
  for (const { event, staged, fields } of events) {
    if (!event.forAll) continue;
    const values = listOf(fields.map((_, at) => `v${at}`));
    rows.set(event.name, await database.rows(`select at_text${values} from ${staged.table} where reason = 0`));
  }
  return rows;
}

/** An answer for each of several tables, under its own name. */
async function allByAccount<Name, Table>(
  database: Reading,
  tables: Iterable<readonly [Name, Table]>,
  sqlOf: (table: Table) => string,
): Promise<ReadonlyMap<Name, RowsByAccount>> {
  const answers = [...tables].map(async ([name, table]) => [name, await byAccount(database, sqlOf(table))] as const);
  return new Map(await Promise.all(answers));
}

async function byAccount(database: Reading, sql: string): Promise<RowsByAccount> {
  const accounts = new Map<number, Row[]>();
  for (const row of await database.rows(sql)) {
    const ordinal = Number(row[0]);
    const rows = accounts.get(ordinal);
    if (rows) rows.push(row);
    else accounts.set(ordinal, [row]);
  }
  return accounts;
}

/** Neighbours as a range, so that the sorted tables are read only where they stand. */
function conditionOn(ordinals: readonly number[]): string {
  const [first, last] = [ordinals[0] ?? 0, ordinals.at(-1) ?? -1];
  const range = `ordinal between ${first} and ${last}`;
  return last - first + 1 === ordinals.length ? range : `${range} and ordinal in (${ordinals.join(", ")})`;
}

function listOf(names: readonly string[]): string {
  return names.map((name) => `, ${name}`).join("");
}
