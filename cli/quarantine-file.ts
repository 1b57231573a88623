/**
 * `quarantine.csv`: the rows of input that were set aside, for people who open it in a spreadsheet. What a spreadsheet
 * would run as a formula is defused, and no value can end its cell.
 */
import { closeSync, openSync, writeFileSync } from "node:fs";
import type { QuarantinedRow } from "../runtime/histories/types.ts";
import { type CsvCell, csvLines } from "./csv.ts";

const columns = ["file", "row", "column", "value", "reason", "table"] as const;

/** Rows are written so many at a time, so that memory does not grow with the file. */
const rowsAtOnce = 500;

/** Writes the file; it is there also when nothing was set aside. */
export async function writeQuarantine(path: string, rows: AsyncIterable<QuarantinedRow>): Promise<void> {
  const file = openSync(path, "wx");
  try {
    let waiting: CsvCell[][] = [[...columns]];
    for await (const row of rows) {
      waiting.push(columns.map((column) => row[column]));
      if (waiting.length < rowsAtOnce) continue;
      writeFileSync(file, csvLines(waiting));
      waiting = [];
    }
    writeFileSync(file, csvLines(waiting));
  } finally {
    closeSync(file);
  }
}
