/**
 * Fills one table of the ledger database. Cells are gathered by column and handed over a chunk at a time: several
 * times faster than a call a cell, and never more than one chunk of rows in memory.
 */
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBTimestampTZValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMPTZ,
  VARCHAR,
} from "@duckdb/node-api";
import type { Cell, ColumnType, Table } from "./tables.ts";

/** DuckDB's vector size: a chunk cannot hold more. */
const rowsPerChunk = 2048;

const typeOf: Record<ColumnType, DuckDBType> = { VARCHAR, DOUBLE, DATE, TIMESTAMPTZ, INTEGER, BIGINT, BOOLEAN };

export class TableWriter {
  /** One for all: each would hold native memory until the garbage collector comes by. */
  private readonly chunk: DuckDBDataChunk;
  private columns: DuckDBValue[][];
  private rows = 0;

  constructor(
    private readonly table: Pick<Table, "name" | "columns">,
    private readonly appender: DuckDBAppender,
  ) {
    this.chunk = DuckDBDataChunk.create(table.columns.map((column) => typeOf[column.type]));
    this.columns = table.columns.map(() => []);
  }

  append(row: readonly Cell[]): void {
    for (const [index, column] of this.table.columns.entries()) {
      this.columns[index]!.push(duckdbValue(column.type, row[index] ?? null, `${this.table.name}.${column.name}`));
    }
    this.rows++;
    if (this.rows === rowsPerChunk) this.handOver();
  }

  finish(): void {
    this.handOver();
    this.appender.closeSync();
  }

  private handOver(): void {
    if (this.rows === 0) return;
    this.chunk.reset();
    this.chunk.rowCount = this.rows;
    this.chunk.setColumns(this.columns);
    this.appender.appendDataChunk(this.chunk);
    this.columns = this.columns.map(() => []);
    this.rows = 0;
  }
}

function duckdbValue(type: ColumnType, cell: Cell, column: string): DuckDBValue {
  if (typeof cell !== "number" || type === "DOUBLE") return cell;
  // A fraction would be cut off without a word on its way into an integer column.
  if (!Number.isSafeInteger(cell)) throw new RangeError(`${column}: ${cell} is not a whole number`);
  switch (type) {
    case "DATE":
      return new DuckDBDateValue(cell);
    case "BIGINT":
      return BigInt(cell);
    case "TIMESTAMPTZ":
      return new DuckDBTimestampTZValue(BigInt(cell) * 1000n);
    default:
      return cell;
  }
}
