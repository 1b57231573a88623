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

const mostRemembered = 20_000;

const typeOf: Record<ColumnType, DuckDBType> = { VARCHAR, DOUBLE, DATE, TIMESTAMPTZ, INTEGER, BIGINT, BOOLEAN };

export class TableWriter {
  /** One for all: each would hold native memory until the garbage collector comes by. */
  private readonly chunk: DuckDBDataChunk;
  /** The cells gathered, by column. */
  private readonly columns: Cell[][];
  private rows = 0;

  constructor(
    private readonly table: Pick<Table, "name" | "columns">,
    private readonly appender: DuckDBAppender,
  ) {
    this.chunk = DuckDBDataChunk.create(table.columns.map((column) => typeOf[column.type]));
    this.columns = table.columns.map(() => []);
  }

  append(row: readonly Cell[]): void {
    const { columns, rows } = this;
    for (let index = 0; index < columns.length; index++) {
      const cell = row[index] ?? null;
      // A fraction would be cut off without a word on its way into a column of whole numbers.
      if (typeof cell === "number" && !Number.isSafeInteger(cell)) this.refuseFraction(index, cell);
      columns[index]![rows] = cell;
    }
    this.rows++;
    if (this.rows === rowsPerChunk) this.handOver();
  }

  finish(): void {
    this.handOver();
    this.appender.closeSync();
  }

  private refuseFraction(index: number, cell: number): void {
    const { name, type } = this.table.columns[index]!;
    if (type !== "DOUBLE") throw new RangeError(`${this.table.name}.${name}: ${cell} is not a whole number`);
  }

  private handOver(): void {
    const { chunk, rows } = this;
    if (rows === 0) return;
    chunk.reset();
    chunk.rowCount = rows;
    for (const [index, { type }] of this.table.columns.entries()) {
      const cells = this.columns[index]!;
      const vector = chunk.getColumnVector(index);
      const made = valuesOf[type];
      for (let row = 0; row < rows; row++) {
        const cell = cells[row]!;
        vector.setItem(row, made && typeof cell === "number" ? made(cell) : cell);
      }
      vector.flush();
    }
    this.appender.appendDataChunk(chunk);
    this.rows = 0;
  }
}

/** What columns of these types take instead of a number. */
const valuesOf: Partial<Record<ColumnType, (cell: number) => DuckDBValue>> = {
  BIGINT: BigInt,
  DATE: remembered((cell) => new DuckDBDateValue(cell)),
  TIMESTAMPTZ: remembered((cell) => new DuckDBTimestampTZValue(BigInt(cell) * 1000n)),
};

/** Days and instants come over and over: some tens of thousands are kept. */
function remembered(make: (cell: number) => DuckDBValue): (cell: number) => DuckDBValue {
  const made = new Map<number, DuckDBValue>();
  return (cell) => {
    const known = made.get(cell);
    if (known !== undefined) return known;
    if (made.size >= mostRemembered) made.clear();
    const value = make(cell);
    made.set(cell, value);
    return value;
  };
}
