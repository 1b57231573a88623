/** What each format of files has to tell: its columns, its rows, and where a row stands. */
import type { Database } from "../../database.ts";
import type { ResolvedFile } from "../../files/resolve.ts";
import { exactPath, literal } from "../../sql.ts";
import type { Column } from "../../values/fields.ts";

export interface RawColumn extends Column {
  /** As in the file. */
  name: string;
}

export interface FormatReader {
  /** Of one file; of all files of the table when their rows need not have all columns (`ofAll`). */
  columns(database: Database, files: readonly ResolvedFile[]): Promise<RawColumn[]>;
  ofAll: boolean;
  /** The rows of files with the same columns. */
  rows(files: readonly ResolvedFile[], columns: readonly RawColumn[]): FormatRows;
  /** What people call the first row: 2 below a line of column names, 0 where an index counts. */
  firstRow: number;
}

export interface FormatRows {
  /** `from` of a query over what `items` need. */
  from: string;
  /** The raw columns `r0`, `r1` ... */
  items: string[];
  /**
   * SQL of the row's place. `counted`: its number from 0 over all files, in their order; `stored`: what the files
   * themselves say, the number of the file and that of the row in it.
   */
  place: { kind: "counted"; row: string; filesSql: string } | { kind: "stored"; file: string; row: string };
}

/** Counts rows in the order they stand in: the database reads them one after another for its sake. */
export const COUNTED_ROW = "row_number() over () - 1";

/** A list of files for the database's readers. */
export function pathList(files: readonly ResolvedFile[]): string {
  return `[${files.map((file) => literal(exactPath(file.path))).join(", ")}]`;
}
