/** One table of the project file, opened: its files found, its columns checked, and all of it as a relation to query. */
import type { Database } from "../database.ts";
import { type ResolvedFile, resolveFiles } from "../files/resolve.ts";
import { DataError, type EpochDay } from "../types.ts";
import type { Column, NamedColumn } from "../values/fields.ts";
import { writtenDay } from "../values/times.ts";
import { blaming } from "./blame.ts";
import { checkedExpression } from "./expressions.ts";
import { columnNamed, findColumn, openRelations, type Relation, union } from "./relation.ts";
import { type TypedRelation, typedRelation } from "./typed.ts";

export interface ColumnRequest {
  /** A column's name, or an expression over columns; in an aggregated table only a `value` is one, and always. */
  column: string;
  /** What an aggregated table does with it: `key` and `day` are grouped by, `value` is computed. */
  role: "key" | "day" | "value";
  /** It may be missing, since nobody named it: looked for under the field's own name. */
  optional?: boolean;
  /** Its place in the project file, as `account.fields.arr`. */
  where: string;
}

export interface SourceRequest {
  /** As in the project file: `account`, `events.ticket`. */
  name: string;
  file: string;
  table?: string;
  aggregate: boolean;
  where?: string;
  columns: readonly ColumnRequest[];
}

export interface Source {
  name: string;
  files: ResolvedFile[];
  relations: Relation[];
  /** `from` of a query over `columns` and `origin`; the origin of a group is that of its first row. */
  sql: string;
  /** In the order asked for; undefined where an optional column is missing. */
  columns: (NamedColumn | undefined)[];
}

/** What all sources of one run have in common. */
export interface SourceContext {
  database: Database;
  folders: readonly string[];
  projectFile: string;
  /** Where only what was known when this day opened is read: rows dated on it or later are passed over as if they were not there. */
  asOf?: EpochDay;
  /** Takes the files of every table that is opened. */
  opened(files: readonly ResolvedFile[]): void;
}

/** Opens a table; DataError tells what of it is not there or not allowed. */
export async function openSource(context: SourceContext, request: SourceRequest): Promise<Source> {
  return blaming(request.file, () => openTable(context, request));
}

async function openTable(context: SourceContext, request: SourceRequest): Promise<Source> {
  const files = await resolveFiles(request.file, context.folders, request.table);
  context.opened(files);
  const relations = await openRelations(context.database, files);
  const named = (at: number, column: Column): NamedColumn => ({ ...column, name: request.columns[at]!.column });
  const computes = request.columns.some((column) => isComputed(relations, column));
  if (!request.aggregate && request.where === undefined && !computes) {
    const { sql, columns } = union(relations, (relation) => request.columns.map((column) => pick(relation, column)));
    const missing = request.columns.map((column) =>
      relations.every((relation) => pick(relation, column) === undefined),
    );
    return {
      name: request.name,
      files,
      relations,
      sql,
      columns: columns.map((column, at) => (missing[at] ? undefined : named(at, column))),
    };
  }
  const texts = [request.where ?? "", ...request.columns.map(({ column }) => column)];
  const typed = await typedRelation(context.database, relations, texts);
  const where = request.where === undefined ? "" : await whereClause(context, request, typed);
  const computed = await computedColumns(context, request, relations, typed);
  const origin = request.aggregate ? `min(${typed.origin})` : typed.origin;
  const select = (items: readonly (string | undefined)[]) =>
    `(select ${items.map((item, at) => `${item ?? "null"} as c${at}`).join(", ")}, ${origin} as origin from ${typed.sql}${where}${computed.groupBy})`;
  const types = await typesOf(context, request, select, computed.items);
  const columns = computed.items.map((item, at) =>
    item === undefined ? undefined : named(at, { sql: `c${at}`, type: types[at]! }),
  );
  return { name: request.name, files, relations, sql: select(computed.items), columns };
}

/** What is no column of the file, and could be none by its letters, is an expression. */
function isComputed(relations: readonly Relation[], { column, optional }: ColumnRequest): boolean {
  if (optional || /^[\p{L}\p{N}_]+$/u.test(column)) return false;
  return relations.every((relation) => findColumn(relation, column) === undefined);
}

function pick(relation: Relation, { column, optional, where }: ColumnRequest): Column | undefined {
  return optional ? findColumn(relation, column) : columnNamed(relation, column, where);
}

async function whereClause(context: SourceContext, request: SourceRequest, typed: TypedRelation): Promise<string> {
  const place = { where: `${request.name}.where`, file: context.projectFile, aggregates: false };
  return ` where ${await checkedExpression(context.database, request.where ?? "", typed.names, place)}`;
}

/** SQL of each requested column over the typed relation, and what the rows are grouped by. */
async function computedColumns(
  context: SourceContext,
  request: SourceRequest,
  relations: readonly Relation[],
  typed: TypedRelation,
) {
  const raw = { ...relations[0]!, columns: typed.raw };
  const expression = ({ column, where }: ColumnRequest) => {
    const place = { where, file: context.projectFile, aggregates: request.aggregate };
    return checkedExpression(context.database, column, typed.names, place);
  };
  const items: (string | undefined)[] = [];
  const groups: string[] = [];
  for (const column of request.columns) {
    if (!request.aggregate) {
      items.push(isComputed(relations, column) ? await expression(column) : pick(raw, column)?.sql);
    } else if (column.role !== "value") {
      const found = columnNamed(raw, column.column, column.where);
      const sql = column.role === "day" ? writtenDay(found) : found.sql;
      items.push(sql);
      groups.push(sql);
    } else if (column.optional) items.push(undefined);
    else items.push(await expression(column));
  }
  return { items, groupBy: groups.length > 0 ? ` group by ${groups.join(", ")}` : "" };
}

/** The types of the columns; an expression that the database refuses is told by its place. */
async function typesOf(
  context: SourceContext,
  request: SourceRequest,
  select: (items: readonly (string | undefined)[]) => string,
  items: readonly (string | undefined)[],
): Promise<string[]> {
  const all = await described(context, select(items));
  if ("types" in all) return all.types;
  for (const [at, column] of request.columns.entries()) {
    const alone = await described(context, select(items.map((item, index) => (index === at ? item : undefined))));
    if ("refusal" in alone) throw cannotCompute(context, column.where, alone.refusal);
  }
  throw cannotCompute(context, request.where === undefined ? request.name : `${request.name}.where`, all.refusal);
}

async function described(context: SourceContext, sql: string): Promise<{ types: string[] } | { refusal: string }> {
  try {
    return { types: (await context.database.rows(`describe select * from ${sql}`)).map((row) => String(row[1])) };
  } catch (error) {
    if (error instanceof DataError || !(error instanceof Error)) throw error;
    return { refusal: (error.message.split("\n")[0] ?? "").replace(/^\w+( \w+)* Error: /, "") };
  }
}

function cannotCompute(context: SourceContext, where: string, refusal: string): DataError {
  const bare = /column "(.+)" must appear in the GROUP BY/.exec(refusal)?.[1];
  const said =
    bare === undefined ? refusal : `\`${bare}\` has a value a row; say which, as \`max(${bare})\` or \`sum(${bare})\`.`;
  return new DataError(`${where}: this cannot be computed: ${said}`, { file: context.projectFile });
}
