/**
 * The ledger's tables as text, for what reads no Parquet: CSV for spreadsheets, JSON Lines for everything else. Days are
 * `YYYY-MM-DD`, instants UTC. What a spreadsheet would run as a formula is defused in CSV (OWASP, CSV Injection).
 */
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { allTables } from "./run-tables.ts";
import type { Column, Table } from "./tables.ts";

export const textFormats = ["csv", "jsonl"] as const;
export type TextFormat = (typeof textFormats)[number];

/** Names of the files a format has, in the order of the tables. */
export function textFilesOf(format: TextFormat): string[] {
  return allTables.map(({ name }) => `${name}.${format}`);
}

/** Writes a file a table into `folder`, in the order of the rows. Same rows, same bytes. */
export async function exportText(connection: DuckDBConnection, folder: string, format: TextFormat): Promise<string[]> {
  const files = textFilesOf(format);
  for (const [index, table] of allTables.entries()) {
    const target = literal(join(folder, files[index]!));
    const how = format === "csv" ? "FORMAT csv, HEADER true, NULLSTR ''" : "FORMAT json, ARRAY false";
    await connection.run(`COPY (SELECT ${columnsSql(table, format)} FROM ${table.name}) TO ${target} (${how})`);
  }
  return files;
}

function columnsSql({ columns }: Pick<Table, "columns">, format: TextFormat): string {
  return columns.map((column) => `${textSql(column, format)} AS "${column.name}"`).join(", ");
}

function textSql({ name, type }: Pick<Column, "name" | "type">, format: TextFormat): string {
  const cell = `"${name}"`;
  switch (type) {
    case "TIMESTAMPTZ":
      // Nothing here hangs on the session's time zone.
      return `strftime(make_timestamp(epoch_us(${cell})), '%Y-%m-%dT%H:%M:%S.%gZ')`;
    case "DATE":
      return `strftime(${cell}, '%Y-%m-%d')`;
    case "VARCHAR":
      if (format === "csv") return defusedSql(cell);
      return name === "cause" ? `CAST(${cell} AS JSON)` : cell;
    default:
      return cell;
  }
}

/** White space as JavaScript knows it: that of RE2 has no more than ASCII's. */
const space = String.raw`\s\x0b\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;
const controls = String.raw`[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]`;

/** SQL of text as a cell of a spreadsheet may hold it: the same as `defused` of cli/csv.ts. */
export function defusedSql(cell: string): string {
  const shown = `regexp_replace(${cell}, '${controls}', chr(65533), 'g')`;
  const runs = `regexp_matches(${shown}, '^[${space}\\x{fffd}]*[=+\\-@＝＋－＠]|^[\\t\\r\\n]')`;
  const plain = `regexp_full_match(${shown}, '[+-]?\\d+([.,]\\d+)?%?')`;
  return `CASE WHEN ${runs} AND NOT ${plain} THEN '''' || ${shown} ELSE ${shown} END`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
