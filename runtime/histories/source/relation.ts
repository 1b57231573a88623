/**
 * The files of one table as one relation of raw columns `r0`, `r1` ... and `origin`: CSV as text, Parquet in its own
 * types. Files with other columns, or the same in another order, are brought together by name.
 */
import { didYouMean } from "../../../project/suggest.ts";
import type { Database } from "../database.ts";
import type { Format, ResolvedFile } from "../files/resolve.ts";
import { DataError } from "../types.ts";
import { type Column, rawText } from "../values/fields.ts";
import { blaming } from "./blame.ts";
import { csv } from "./formats/csv.ts";
import { duckdb } from "./formats/duckdb.ts";
import { json } from "./formats/json.ts";
import { parquet } from "./formats/parquet.ts";
import type { FormatReader, FormatRows, RawColumn } from "./formats/reader.ts";
import { originSql } from "./origin.ts";

const READERS: Readonly<Record<Format, FormatReader>> = { csv, json, parquet, duckdb };

/** More are values that stand where names should; the database takes minutes over a hundred thousand. */
const MOST_COLUMNS = 10_000;

/** Files with the same columns in the same order. */
export interface Relation {
  files: ResolvedFile[];
  columns: RawColumn[];
  /** `from` of a query over the raw columns and `origin`. */
  sql: string;
  rows: FormatRows;
  firstRow: number;
}

/** The files' relations, one for each shape of columns; the shape of the first file first. */
export async function openRelations(database: Database, files: readonly ResolvedFile[]): Promise<Relation[]> {
  const shapes = new Map<string, { columns: RawColumn[]; files: ResolvedFile[] }>();
  for (const file of files) {
    const reader = READERS[file.format];
    const alike = reader.ofAll ? files.filter(({ format }) => format === file.format) : [file];
    if (alike[0] !== file) continue;
    const columns = await blaming(file.shown, () => reader.columns(database, alike));
    if (columns.length > MOST_COLUMNS) {
      const most = MOST_COLUMNS.toLocaleString("en");
      throw new DataError(`\`${file.shown}\` has more than ${most} columns. Keep those you need.`, {
        file: file.shown,
      });
    }
    const shape = JSON.stringify([file.format, columns.map(({ name, type }) => [name, type])]);
    const same = shapes.get(shape);
    if (same) same.files.push(...alike);
    else shapes.set(shape, { columns, files: alike });
  }
  return [...shapes.values()].map((shape, number) => relationOf(shape.files, shape.columns, number));
}

function relationOf(files: ResolvedFile[], columns: RawColumn[], number: number): Relation {
  const reader = READERS[files[0]!.format];
  const rows = reader.rows(files, columns);
  const origin = originSql(number, rows.place, files[0]!.shown);
  const sql = `(select ${[...rows.items, `${origin} as origin`].join(", ")} from ${rows.from})`;
  return { files, columns, sql, rows, firstRow: reader.firstRow };
}

/** One column by its name in the file; refuses a name that is not there, or there twice. */
export function columnNamed(relation: Relation, name: string, where: string): RawColumn {
  const found = findColumn(relation, name);
  if (found !== undefined) return found;
  const file = relation.files[0]!.shown;
  const known = relation.columns.map((column) => column.name);
  const hint =
    didYouMean(name, known) ||
    ` It has ${known
      .slice(0, 12)
      .map((one) => `\`${one}\``)
      .join(", ")}${known.length > 12 ? " ..." : ""}.`;
  throw new DataError(`${where}: \`${file}\` has no column \`${name}\`.${hint}`, { file, column: name });
}

/** One column by its name, if it is there. */
export function findColumn(relation: Relation, name: string): RawColumn | undefined {
  const [found, twice] = relation.columns.filter((column) => column.name === name);
  const file = relation.files[0]!.shown;
  if (twice) throw new DataError(`\`${file}\` has two columns \`${name}\`. Rename one.`, { file, column: name });
  return found;
}

/** `picked` columns of every relation as `c0`, `c1` ... and `origin`; where their types differ, as text. */
export function union(
  relations: readonly Relation[],
  picked: (relation: Relation) => (Column | undefined)[],
): { sql: string; columns: Column[] } {
  const rows = relations.map(picked);
  const types = (rows[0] ?? []).map((_, index) => {
    const kinds = new Set(rows.flatMap((row) => row[index]?.type ?? []));
    return kinds.size === 1 ? [...kinds][0]! : "VARCHAR";
  });
  const selects = relations.map((relation, at) => {
    const items = types.map((type, index) => {
      const column = rows[at]![index];
      if (column === undefined) return `cast(null as ${type}) as c${index}`;
      return `${column.type === type ? column.sql : rawText(column)} as c${index}`;
    });
    return `select ${[...items, "origin"].join(", ")} from ${relation.sql}`;
  });
  return { sql: `(${selects.join(" union all ")})`, columns: types.map((type, index) => ({ sql: `c${index}`, type })) };
}
