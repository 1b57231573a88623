/**
 * Fills one table of the ledger database. Cells are gathered by column and handed over some tens of thousands of rows at a
 * time, as blocks of memory: a hundred times faster than a call a cell, and never more than that in memory.
 */
import { type DuckDBAppender, DuckDBDataChunk } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { columnBatch, rowsPerChunk } from "./column-batch.ts";
import type { Cell, Table } from "./tables.ts";

/** As many chunks as share the numbers of their texts; a number of two bytes is enough for each. */
const mostRows = 16 * rowsPerChunk;

export class TableWriter {
  private readonly columns;
  private rows = 0;

  constructor(
    { name, columns }: Pick<Table, "name" | "columns">,
    private readonly appender: DuckDBAppender,
  ) {
    this.columns = columns.filter(({ madeOf }) => madeOf === undefined).map((column) => columnBatch(name, column));
  }

  /** RangeError for a fraction in a column of whole numbers. */
  append(row: readonly Cell[]): void {
    const { columns, rows } = this;
    for (let index = 0; index < columns.length; index++) columns[index]!.put(rows, row[index] ?? null);
    this.rows++;
    if (this.rows === mostRows) this.handOver();
  }

  finish(): void {
    this.handOver();
    this.appender.closeSync();
  }

  private handOver(): void {
    const { columns, rows } = this;
    if (rows === 0) return;
    const chunk = new DuckDBDataChunk(duckdb.create_data_chunk(columns.map((column) => column.typeOfVectors())));
    for (let from = 0; from < rows; from += rowsPerChunk) {
      const count = Math.min(rowsPerChunk, rows - from);
      chunk.reset();
      chunk.rowCount = count;
      for (const [index, column] of columns.entries()) {
        column.fill(duckdb.data_chunk_get_vector(chunk.chunk, index), from, count);
      }
      this.appender.appendDataChunk(chunk);
    }
    for (const column of columns) column.clear();
    this.rows = 0;
  }
}
