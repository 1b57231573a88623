/**
 * The files of one table as one relation of raw columns `r0`, `r1` ...: CSV as text, Parquet in its own types. Files
 * with other columns, or the same in another order, are brought together by name.
 */
import { didYouMean } from "../../../project/suggest.ts";
import type { Database } from "../database.ts";
import { csvHeader } from "../files/header.ts";
import type { Format, ResolvedFile } from "../files/resolve.ts";
import { identifier, literal } from "../sql.ts";
import { DataError } from "../types.ts";
import { type Column, rawText } from "../values/fields.ts";

/** Bytes. Buffers are held for each thread and part of a query: shorter lines make for smaller ones. */
const LONGEST_LINE = 1_000_000;

export interface RawColumn extends Column {
  /** As in the file. */
  name: string;
}

/** Files with the same columns in the same order. */
export interface Relation {
  format: Format;
  files: ResolvedFile[];
  columns: RawColumn[];
  /** `from` of a query over the raw columns. */
  sql: string;
}

/** The files' relations, one for each shape of columns; the shape of the first file first. */
export async function openRelations(database: Database, files: readonly ResolvedFile[]): Promise<Relation[]> {
  const shapes = new Map<string, { columns: RawColumn[]; files: ResolvedFile[] }>();
  for (const file of files) {
    const columns = file.format === "csv" ? await csvColumns(file) : await parquetColumns(database, file);
    const shape = JSON.stringify([file.format, columns.map(({ name, type }) => [name, type])]);
    const same = shapes.get(shape);
    if (same) same.files.push(file);
    else shapes.set(shape, { columns, files: [file] });
  }
  return [...shapes.values()].map(({ columns, files }) => {
    const format = files[0]!.format;
    return { format, files, columns, sql: format === "csv" ? csvSql(files, columns) : parquetSql(files, columns) };
  });
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

/** `picked` columns of every relation as `c0`, `c1` ...; where their types differ, as text. */
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
    return `select ${items.join(", ")} from ${relation.sql}`;
  });
  return { sql: `(${selects.join(" union all ")})`, columns: types.map((type, index) => ({ sql: `c${index}`, type })) };
}

async function csvColumns(file: ResolvedFile): Promise<RawColumn[]> {
  return (await csvHeader(file)).map((name, index) => ({ name, sql: `r${index}`, type: "VARCHAR" }));
}

async function parquetColumns(database: Database, file: ResolvedFile): Promise<RawColumn[]> {
  const rows = await database.rows(
    `describe select * from read_parquet(${literal(file.path)}, hive_partitioning = false)`,
  );
  return rows.map((row, index) => ({ name: String(row[0]), sql: `r${index}`, type: String(row[1]) }));
}

function csvSql(files: readonly ResolvedFile[], columns: readonly RawColumn[]): string {
  const types = columns.map((column) => `'${column.sql}': 'VARCHAR'`).join(", ");
  return `read_csv([${paths(files)}], auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
    nullstr = '', max_line_size = ${LONGEST_LINE}, buffer_size = ${4 * LONGEST_LINE}, columns = {${types}})`;
}

function parquetSql(files: readonly ResolvedFile[], columns: readonly RawColumn[]): string {
  const items = columns.map((column) => `${identifier(column.name)} as ${column.sql}`).join(", ");
  return `(select ${items} from read_parquet([${paths(files)}], hive_partitioning = false))`;
}

function paths(files: readonly ResolvedFile[]): string {
  return files.map((file) => literal(file.path)).join(", ");
}
