/**
 * The ledger while a simulation runs: a database on disk, so that memory does not grow with the number of accounts.
 * It takes outcomes account by account, answers the summary's questions in SQL, and is copied out as Parquet.
 * The database can touch nothing but its own folder, whatever a name in the data says.
 */
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { RunSums, sqlOfSums } from "./run-sums.ts";
import { allTables, runTables } from "./run-tables.ts";
import { TableWriter } from "./table-writer.ts";
import { type Table, tables } from "./tables.ts";
import { exportText, type TextFormat } from "./text-files.ts";
import type { AccountOutcome } from "./types.ts";

/** A row of an answer: column name to value; integers come as numbers. */
export type Row = Record<string, string | number | boolean | null>;
export type Query = (sql: string) => Promise<Row[]>;

interface LedgerStore {
  /** Adds one account's rows; accounts must come in order of id. */
  append(outcome: AccountOutcome): void;
  /** Adds what an account did in a run, the first one included, to the sums of that run. */
  appendRun(number: number, outcome: AccountOutcome): void;
  /** Ends the appending. Only then may it be queried or exported. */
  finish(): void;
  readonly query: Query;
  /** Writes a Parquet file per table into `folder` (within the store's own); gives the file names. Same rows, same bytes. */
  exportParquet(folder: string): Promise<string[]>;
  /** The same as text. */
  exportText(folder: string, format: TextFormat): Promise<string[]>;
  close(): void;
}

/** Enough to sum and export any ledger from disk; more only makes memory grow with its rows (bench/README.md). */
const MEMORY_LIMIT_MB = 96;

/** Opens an empty store in `folder`, which must exist and belong to this run alone. */
export async function openLedgerStore(folder: string, memoryLimitMegabytes = MEMORY_LIMIT_MB): Promise<LedgerStore> {
  const instance = await DuckDBInstance.create(join(folder, "ledger.duckdb"), {
    // One thread keeps rows in the order they came, and so the bytes of the files the same.
    threads: "1",
    memory_limit: `${memoryLimitMegabytes}MB`,
    temp_directory: join(folder, "spill"),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  await lockDown(connection, folder);
  const writers: { table: Table; writer: TableWriter }[] = [];
  const writerFor = async (name: string, { columns }: Pick<Table, "columns">) => {
    await connection.run(`CREATE TABLE ${name} (${columns.map((each) => `"${each.name}" ${each.type}`).join(", ")})`);
    return new TableWriter({ name, columns }, await connection.createAppender(name));
  };
  for (const table of tables) writers.push({ table, writer: await writerFor(table.name, table) });
  const sums: RunSums[] = [];
  for (const table of runTables) {
    const { parts, view } = sqlOfSums(table);
    sums.push(new RunSums(table, await writerFor(parts, table)));
    await connection.run(view);
  }
  return {
    append(outcome) {
      for (const { table, writer } of writers) for (const row of table.rowsOf(outcome)) writer.append(row);
    },
    appendRun(number, outcome) {
      for (const each of sums) each.add(number, outcome);
    },
    finish() {
      for (const { writer } of writers) writer.finish();
      for (const each of sums) each.finish();
    },
    query: (sql) => ask(connection, sql),
    exportParquet: (target) => exportParquet(connection, target),
    exportText: (target, format) => exportText(connection, target, format),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function lockDown(connection: DuckDBConnection, folder: string): Promise<void> {
  // Nobody opens this database again: what it holds need not be put in order when it closes.
  await connection.run("PRAGMA disable_checkpoint_on_shutdown");
  await connection.run(`SET allowed_directories = [${literal(folder)}]`);
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
}

async function ask(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJS().map((row) => {
    const plain: Row = Object.create(null);
    for (const [name, value] of Object.entries(row)) plain[name] = plainValue(value, name);
    return plain;
  });
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
    await connection.run(`COPY (FROM ${name}) TO ${literal(join(folder, file))} (FORMAT parquet, COMPRESSION zstd)`);
    names.push(file);
  }
  return names;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
