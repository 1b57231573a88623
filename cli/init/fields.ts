/** Columns as fields of the account or of an event. */
import type { ColumnProfile } from "../../runtime/histories/inspect/profile.ts";
import { identifier } from "../../runtime/histories/sql.ts";
import { isAfterthought, isIdName, isTechnical, kindOf } from "./meaning.ts";
import type { FieldPlan, Placement } from "./plan.ts";
import type { Table } from "./tables.ts";
import type { Names } from "./words.ts";

/** What is larger is no quantity of a customer, and not held exactly. */
const LARGEST = 1e12;

/** The field a column makes, or why it makes none. */
export function fieldOf(
  column: ColumnProfile,
  table: Table,
  names: Names,
): { field: FieldPlan; why: string } | { why: string } {
  if (isTechnical(column)) return { why: "is the connector's own" };
  const kind = kindOf(column, table.rows);
  if (!("type" in kind)) return kind;
  if (Math.max(Math.abs(column.smallest ?? 0), Math.abs(column.largest ?? 0)) > LARGEST) {
    return { why: "holds numbers too large for a quantity: an id, or a time in milliseconds" };
  }
  if (kind.type === "text" && isIdName(column)) return { why: "is an id of something else" };
  const field = {
    name: names.take(column.name, "field"),
    type: kind.written,
    isOptional: column.filled < table.rows,
    column: column.name,
  };
  return { field, why: kind.why };
}

/** The fields of columns, at most so many; every column that makes none is said with its reason. */
export function fieldsOf(
  columns: readonly ColumnProfile[],
  table: Table,
  options: { names: Names; owner: string; most: number; allowed: (field: FieldPlan) => string | undefined },
): { fields: FieldPlan[]; placements: Placement[] } {
  const fields: FieldPlan[] = [];
  const placements: Placement[] = [];
  for (const column of columns) {
    const place = { file: table.file, column: column.name };
    if (fields.length >= options.most) {
      placements.push({ ...place, why: `${options.most} fields are enough to begin with` });
      continue;
    }
    if (isAfterthought(column) && !isTechnical(column)) {
      placements.push({ ...place, why: "may be known only afterwards: a rule that read it would look ahead" });
      continue;
    }
    const made = fieldOf(column, table, options.names);
    const refusal = "field" in made ? options.allowed(made.field) : made.why;
    if (refusal === undefined && "field" in made) {
      fields.push(made.field);
      placements.push({
        ...place,
        as: `${options.owner}.${made.field.name} (${shortType(made.field)})`,
        why: made.why,
      });
    } else placements.push({ ...place, why: refusal ?? made.why });
  }
  return { fields, placements };
}

export function shortType({ type }: FieldPlan): string {
  return type.startsWith("one of") ? "one of" : type;
}

/** Fields of accounts that are put together from the rows of other things: one value of the many. */
export function aggregated(field: FieldPlan): FieldPlan {
  return { ...field, column: `min(${identifier(field.column)})` };
}
