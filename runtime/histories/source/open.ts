/** One table of the project file, opened: its files found, its columns checked, and all of it as a relation to query. */
import type { Database } from "../database.ts";
import { resolveFiles } from "../files/resolve.ts";
import { DataError } from "../types.ts";
import type { Column } from "../values/fields.ts";
import { writtenDay } from "../values/times.ts";
import { checkedExpression } from "./expressions.ts";
import { columnNamed, findColumn, openRelations, type Relation, union } from "./relation.ts";
import { type TypedRelation, typedRelation } from "./typed.ts";

export interface ColumnRequest {
  /** A column's name; an expression for a `value` of an aggregated table. */
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
  aggregate: boolean;
  where?: string;
  columns: readonly ColumnRequest[];
}

export interface Source {
  name: string;
  files: string[];
  /** `from` of a query over `columns`. */
  sql: string;
  /** In the order asked for; undefined where an optional column is missing. */
  columns: (Column | undefined)[];
}

/** What all sources of one run have in common. */
export interface SourceContext {
  database: Database;
  folders: readonly string[];
  projectFile: string;
}

/** Opens a table; DataError tells what of it is not there or not allowed. */
export async function openSource(context: SourceContext, request: SourceRequest): Promise<Source> {
  const files = await resolveFiles(request.file, context.folders);
  const relations = await openRelations(context.database, files);
  const shown = files.map((file) => file.shown);
  if (!request.aggregate && request.where === undefined) {
    const { sql, columns } = union(relations, (relation) => request.columns.map((column) => pick(relation, column)));
    const missing = request.columns.map((column) =>
      relations.every((relation) => pick(relation, column) === undefined),
    );
    return {
      name: request.name,
      files: shown,
      sql,
      columns: columns.map((column, at) => (missing[at] ? undefined : column)),
    };
  }
  const typed = await typedRelation(context.database, relations);
  const where = request.where === undefined ? "" : await whereClause(context, request, typed);
  const computed = await computedColumns(context, request, relations[0]!, typed);
  const items = computed.items.map((item, at) => `${item ?? "null"} as c${at}`);
  const sql = `(select ${items.join(", ")} from ${typed.sql}${where}${computed.groupBy})`;
  const types = await described(context, request, sql, computed.items);
  const columns = computed.items.map((item, at) =>
    item === undefined ? undefined : { sql: `c${at}`, type: types[at]! },
  );
  return { name: request.name, files: shown, sql, columns };
}

function pick(relation: Relation, { column, optional, where }: ColumnRequest): Column | undefined {
  return optional ? findColumn(relation, column) : columnNamed(relation, column, where);
}

async function whereClause(context: SourceContext, request: SourceRequest, typed: TypedRelation): Promise<string> {
  const place = { where: `${request.name}.where`, file: context.projectFile };
  return ` where ${await checkedExpression(context.database, request.where ?? "", typed.names, place)}`;
}

/** SQL of each requested column over the typed relation, and what the rows are grouped by. */
async function computedColumns(
  context: SourceContext,
  request: SourceRequest,
  relation: Relation,
  typed: TypedRelation,
) {
  const raw = { ...relation, columns: typed.raw };
  const items: (string | undefined)[] = [];
  const groups: string[] = [];
  for (const column of request.columns) {
    if (!request.aggregate) items.push(pick(raw, column)?.sql);
    else if (column.role !== "value") {
      const found = columnNamed(raw, column.column, column.where);
      const sql = column.role === "day" ? writtenDay(found) : found.sql;
      items.push(sql);
      groups.push(sql);
    } else if (column.optional) items.push(undefined);
    else {
      const place = { where: column.where, file: context.projectFile };
      items.push(await checkedExpression(context.database, column.column, typed.names, place));
    }
  }
  return { items, groupBy: groups.length > 0 ? ` group by ${groups.join(", ")}` : "" };
}

/** The types of a query's columns; an expression that the database refuses is told by its place. */
async function described(
  context: SourceContext,
  request: SourceRequest,
  sql: string,
  items: readonly (string | undefined)[],
): Promise<string[]> {
  try {
    return (await context.database.rows(`describe select * from ${sql}`)).map((row) => String(row[1]));
  } catch (error) {
    if (error instanceof DataError || !(error instanceof Error)) throw error;
    const reason = (error.message.split("\n")[0] ?? "").replace(/^\w+( \w+)* Error: /, "");
    const culprit = request.columns.find(
      (_, at) => items[at] !== undefined && error.message.includes(items[at].trim().slice(2, 40)),
    );
    const where = culprit?.where ?? request.name;
    throw new DataError(`${where}: this cannot be computed: ${reason}`, { file: context.projectFile });
  }
}
