/**
 * The ledger of a run out of its parts: each is checked and taken in any order; in their order they make the tables'
 * Parquet files, and those answer the questions of the summary. Memory does not grow with parts or rows.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { literal } from "../histories/sql.ts";
import type { PartTotals } from "../parts/totals.ts";
import { ContainerError } from "./container.ts";
import { type PartWanted, readPart } from "./part-file.ts";
import { sqlOfSums } from "./run-sums.ts";
import { sumTables } from "./run-tables.ts";
import { ask, columnsSql, copyOut, openLocked, type Query, queryOf } from "./store.ts";
import { type Table, tables } from "./tables.ts";
import { exportText, type TextFormat } from "./text-files.ts";

export interface JoinedLedger {
  /** Takes the file of a part, which stays. ContainerError when it is not that part, whole and sound. */
  take(path: string, wanted: PartWanted): Promise<PartTotals>;
  /** All parts are there: writes a Parquet file per table; gives the file names. Only then may it be queried. */
  join(order?: RowOrder): Promise<string[]>;
  readonly query: Query;
  /** Writes the tables as text, too, beside the others. */
  exportText(format: TextFormat): Promise<string[]>;
  close(): void;
}

/** Parts of neighbours come in order of accounts; books lie across each other. */
export type RowOrder = "as they came" | "by account";

/** An account is in one part, its rows there in their order. */
function orderedSql(rows: string, order: RowOrder): string {
  if (order === "as they came" || !rows.startsWith("read_parquet")) return `FROM ${rows}`;
  return `SELECT * EXCLUDE (file_row_number) FROM ${rows} ORDER BY account, file_row_number`;
}

/** `folder` exists and belongs to this run alone; the ledger's files are written into it. */
export async function openJoinedLedger(folder: string): Promise<JoinedLedger> {
  const { connection, close } = await openLocked(folder);
  const taken = join(folder, "parts-taken");
  mkdirSync(taken);
  /** By table the numbers of the parts that have rows of it. */
  const holders = new Map<string, number[]>();
  const fileOf = (table: string, number: number) => join(taken, `${table}-${number}.parquet`);
  const rowsOf = (table: Pick<Table, "name" | "columns">, order?: RowOrder) => {
    const numbers = (holders.get(table.name) ?? []).sort((left, right) => left - right);
    if (numbers.length === 0) return `(SELECT * FROM empty_${table.name})`;
    const files = numbers.map((number) => literal(fileOf(table.name, number))).join(", ");
    return `read_parquet([${files}]${order === "by account" ? ", file_row_number = true" : ""})`;
  };
  for (const { name, columns } of [...tables, ...sumTables]) {
    await connection.run(`CREATE TABLE empty_${name} (${columnsSql(columns)})`);
  }
  return {
    async take(path, wanted) {
      const part = readPart(path, wanted);
      for (const { table, rows } of part.tables) {
        const file = fileOf(table, wanted.part.number);
        part.extract(table, file);
        await checkTable(connection, table, file, rows);
      }
      for (const { table } of part.tables) holders.set(table, [...(holders.get(table) ?? []), wanted.part.number]);
      return part.totals;
    },
    async join(order = "as they came") {
      const files: string[] = [];
      const write = async (table: Pick<Table, "name">, sql: string) => {
        const file = `${table.name}.parquet`;
        await copyOut(connection, sql, join(folder, file));
        await connection.run(`CREATE VIEW ${table.name} AS FROM read_parquet(${literal(join(folder, file))})`);
        for (const number of holders.get(table.name) ?? []) rmSync(fileOf(table.name, number));
        files.push(file);
      };
      for (const table of tables) await write(table, orderedSql(rowsOf(table, order), order));
      for (const table of sumTables) await write(table, sqlOfSums(table, rowsOf(table)));
      return files;
    },
    query: queryOf(connection),
    exportText: (format) => exportText(connection, folder, format),
    close,
  };
}

/** A table of a part has the columns that we write, and as many rows as its head says; it need not be ours. */
async function checkTable(connection: DuckDBConnection, table: string, file: string, rows: number): Promise<void> {
  const declared = [...tables, ...sumTables].find(({ name }) => name === table)?.columns ?? [];
  const wanted = declared.map(({ name, type }) => `${name} ${type.replace("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE")}`);
  const source = `read_parquet(${literal(file)})`;
  const found = await asked(connection, `DESCRIBE FROM ${source}`, table);
  const counted = await asked(connection, `SELECT count(*) AS rows FROM ${source}`, table);
  if (found.map(({ column_name, column_type }) => `${column_name} ${column_type}`).join() !== wanted.join()) {
    throw new ContainerError(`its table ${table} has other columns than a ledger`);
  }
  if (counted[0]?.rows !== rows) throw new ContainerError(`its table ${table} has another number of rows than it says`);
}

/** What the database cannot read is no Parquet file of ours. */
async function asked(connection: DuckDBConnection, sql: string, table: string) {
  try {
    return await ask(connection, sql);
  } catch (cause) {
    throw new ContainerError(`its table ${table} is no Parquet file`, { cause });
  }
}
