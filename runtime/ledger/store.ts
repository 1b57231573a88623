/**
 * The ledger while a simulation runs: a database in memory that goes on on disk beyond its limit, so that memory does not
 * grow with the number of accounts.
 * It takes outcomes account by account, answers the summary's questions in SQL, and is copied out as Parquet.
 * The database can touch nothing but its own folder, whatever a name in the data says.
 */
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from "@duckdb/node-api";
import { literal } from "../histories/sql.ts";
import { amountsOf, type PersonDayRow, personDays } from "./person-days.ts";
import { addRun, Sums, type SumTable, sqlOfSums } from "./run-sums.ts";
import { allTables, runTables, sumTables } from "./run-tables.ts";
import { TableWriter } from "./table-writer.ts";
import { type Table, tables } from "./tables.ts";
import { exportText, type TextFormat } from "./text-files.ts";
import type { AccountOutcome } from "./types.ts";

/** A row of an answer: column name to value; integers come as numbers. */
export type Row = Record<string, string | number | boolean | null>;

export interface Query {
  /** The rows of an answer, all of them. */
  (sql: string): Promise<Row[]>;
  /** Hands over the rows of a large answer while it is computed. Nothing else may be asked until it is over. */
  each(sql: string, take: (row: Row) => void): Promise<void>;
}

export interface LedgerStore {
  /** Adds one account's rows; accounts must come in order of id. */
  append(outcome: AccountOutcome): void;
  /** Adds what an account did in a run, the first one included, to the sums of that run. */
  appendRun(number: number, outcome: AccountOutcome): void;
  /** Adds to a person's day. */
  appendPersonDay(row: PersonDayRow): void;
  /** Ends the appending. Only then may it be queried or exported. */
  finish(): void;
  readonly query: Query;
  /** Writes a Parquet file per table into `folder` (within the store's own); gives the file names. Same rows, same bytes. */
  exportParquet(folder: string): Promise<string[]>;
  /** The same as text. */
  exportText(folder: string, format: TextFormat): Promise<string[]>;
  /**
   * Writes a Parquet file into `folder` for each table that has rows, of tables of sums what there is to add up, and is
   * empty again, for another part. The appending need not have ended.
   */
  exportPart(folder: string): Promise<TableRows[]>;
  close(): void;
}

/** How many rows of a table are in its file, `TABLE.parquet`. */
export interface TableRows {
  readonly table: string;
  readonly rows: number;
}

/** Enough for the rows of most parts; more rows wait on disk. */
const PART_LIMIT_MB = 160;
/** Enough to sum and copy any ledger from its files without doing anything twice: with 96 a copy takes six times as long. */
const MEMORY_LIMIT_MB = 256;

/** Opens an empty store in `folder`, which must exist and belong to this run alone. */
export async function openLedgerStore(folder: string, memoryLimitMegabytes = PART_LIMIT_MB): Promise<LedgerStore> {
  const { connection, close } = await openLocked(folder, memoryLimitMegabytes);
  let filling = await begin(connection);
  for (const table of sumTables)
    await connection.run(`CREATE VIEW ${table.name} AS ${sqlOfSums(table, partsOf(table))}`);
  const finish = () => {
    for (const { writer } of filling.writers) writer.finish();
    for (const sums of filling.sums.values()) sums.finish();
  };
  return {
    append(outcome) {
      for (const { table, writer } of filling.writers) for (const row of table.rowsOf(outcome)) writer.append(row);
    },
    appendRun(number, outcome) {
      for (const table of runTables) addRun(filling.sumsOf(table), table, number, outcome);
    },
    appendPersonDay(row) {
      filling.sumsOf(personDays).add([row.person, row.day], amountsOf(row));
    },
    finish,
    query: queryOf(connection),
    exportParquet: (target) => exportParquet(connection, target),
    exportText: (target, format) => exportText(connection, target, format),
    async exportPart(target) {
      finish();
      const written: TableRows[] = [];
      for (const { name, source } of partTables) {
        const rows = Number((await ask(connection, `SELECT count(*) AS rows FROM ${source}`))[0]?.rows);
        if (rows === 0) continue;
        await copyOut(connection, `FROM ${source}`, join(target, `${name}.parquet`));
        await connection.run(`DROP TABLE ${source}`);
        written.push({ table: name, rows });
      }
      filling = await begin(connection);
      return written;
    },
    close,
  };
}

const partsOf = ({ name }: Pick<Table, "name">) => `${name}_parts`;

/** What of each table a part has: its rows or, of a table of sums, what is to be added up. */
const partTables = [
  ...tables.map(({ name }) => ({ name, source: name })),
  ...sumTables.map((table) => ({ name: table.name, source: partsOf(table) })),
];

/** Empty tables, and what fills them. */
async function begin(connection: DuckDBConnection) {
  const writerFor = async (name: string, { columns }: Pick<Table, "columns">) => {
    await connection.run(`CREATE TABLE IF NOT EXISTS ${name} (${columnsSql(columns)})`);
    return new TableWriter({ name, columns }, await connection.createAppender(name));
  };
  const writers: { table: Table; writer: TableWriter }[] = [];
  for (const table of tables) writers.push({ table, writer: await writerFor(table.name, table) });
  const sums = new Map<SumTable, Sums>();
  for (const table of sumTables) sums.set(table, new Sums(await writerFor(partsOf(table), table)));
  return { writers, sums, sumsOf: (table: SumTable) => sums.get(table)! };
}

/** The columns of a table as SQL declares them. */
export function columnsSql(columns: Table["columns"]): string {
  return columns
    .map(
      ({ name, type, madeOf }) => `"${name}" ${type}${madeOf === undefined ? "" : ` GENERATED ALWAYS AS (${madeOf})`}`,
    )
    .join(", ");
}

/** A database of a run's own, in memory and its folder; it can touch nothing else. */
export async function openLocked(folder: string, memoryLimitMegabytes = MEMORY_LIMIT_MB) {
  const instance = await DuckDBInstance.create(":memory:", {
    // One thread keeps rows in the order they came, and so the bytes of the files the same.
    threads: "1",
    memory_limit: `${memoryLimitMegabytes}MB`,
    temp_directory: join(folder, "spill"),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  await lockDown(connection, folder);
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function lockDown(connection: DuckDBConnection, folder: string): Promise<void> {
  await connection.run(`SET allowed_directories = [${literal(folder)}]`);
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
}

/** Asks what is in the database. */
export function queryOf(connection: DuckDBConnection): Query {
  return Object.assign((sql: string) => ask(connection, sql), {
    each: async (sql: string, take: (row: Row) => void) => eachRow(await connection.stream(sql), take),
  });
}

export async function ask(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const rows: Row[] = [];
  await eachRow(await connection.run(sql), (row) => rows.push(row));
  return rows;
}

async function eachRow(result: DuckDBResult, take: (row: Row) => void): Promise<void> {
  const names = result.deduplicatedColumnNames();
  for await (const chunk of result.yieldRowsJs()) {
    for (const values of chunk) {
      const row: Row = {};
      for (let column = 0; column < names.length; column++) {
        row[names[column]!] = plainValue(values[column], names[column]!);
      }
      take(row);
    }
  }
}

function plainValue(value: unknown, name: string): Row[string] {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (typeof value === "bigint") return Number(value);
  throw new TypeError(`${name}: ask for dates and instants as text`);
}

async function exportParquet(connection: DuckDBConnection, folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const { name } of allTables) {
    const file = `${name}.parquet`;
    await copyOut(connection, `FROM ${name}`, join(folder, file));
    names.push(file);
  }
  return names;
}

/** Writes the rows of a query to a Parquet file. */
export async function copyOut(connection: DuckDBConnection, query: string, path: string): Promise<void> {
  await connection.run(`COPY (${query}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`);
}
