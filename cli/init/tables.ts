/** The inspected tables, and which column of one names the accounts of another. */

import type { InspectedTable, Inspection } from "../../runtime/histories/inspect/inspect.ts";
import type { ColumnProfile } from "../../runtime/histories/inspect/profile.ts";
import { isAccountName, isIdName } from "./meaning.ts";
import type { Placement } from "./plan.ts";
import { columnOf, type Shape, shapeOf } from "./shapes.ts";
import { plainWords, singular } from "./words.ts";

export interface Table extends InspectedTable {
  shape?: Shape;
  /** One row, in plain words: what a known system calls it, else by the file: `ticket` of `support/tickets.csv`. */
  record: string;
}

export function tableOf(inspected: InspectedTable): Table {
  const shape = shapeOf(inspected.columns.map(({ name }) => name));
  const base = inspected.file
    .split("/")
    .pop()!
    .replace(/\.((csv|jsonl|ndjson)(\.gz)?|parquet)$/i, "");
  const folder = inspected.file.split("/").at(-2) ?? "";
  const words = plainWords(base.replace(/\*/g, "")) || plainWords(folder);
  return {
    ...inspected,
    record: shape ? plainWords(shape.record) : singular(words || "row"),
    ...(shape && { shape }),
  };
}

export function columnNamed(table: Table, name: string | undefined): ColumnProfile | undefined {
  return table.columns.find((column) => column.name === name);
}

/** Whether it is filled in every row, and in no two alike; `tolerated` is the share of rows that may repeat. */
export async function isUnique(
  inspection: Inspection,
  table: Table,
  column: ColumnProfile,
  tolerated = 0,
): Promise<boolean> {
  if (column.filled !== table.rows || column.distinct < table.rows * (0.7 - tolerated)) return false;
  return (await inspection.repeats(table.file, [column.name])) <= table.rows * tolerated;
}

/** Columns that may name an account, the likeliest first. */
function linkCandidates(table: Table, accountKey?: string): ColumnProfile[] {
  const known = columnOf(
    table.columns.map(({ name }) => name),
    table.shape?.key,
  );
  const rank = (column: ColumnProfile) => {
    if (column.name === known) return 0;
    if (isAccountName(column)) return 1;
    if (accountKey !== undefined && plainWords(column.name) === plainWords(accountKey)) return 2;
    return 3;
  };
  return table.columns
    .filter((column) => column.filled > 0 && !column.isInstant && (rank(column) < 3 || isIdName(column)))
    .sort((left, right) => rank(left) - rank(right))
    .slice(0, 8);
}

/** Fewer shared ids are chance. */
const LEAST_SHARED = 0.3;

/** The column whose values are accounts' ids, or why there is none. */
export async function linkOf(
  inspection: Inspection,
  table: Table,
  account: { file: string; key: string },
): Promise<{ key: string } | { why: string }> {
  const candidates = linkCandidates(table, account.key);
  let best: { key: string; share: number } | undefined;
  for (const column of candidates) {
    if (await countsRows(inspection, table, column)) continue;
    const { name } = column;
    const { distinct, shared } = await inspection.overlap(
      { file: table.file, column: name },
      { file: account.file, column: account.key },
    );
    const share = shared / Math.max(1, distinct);
    if (share >= LEAST_SHARED && share > (best?.share ?? 0)) best = { key: name, share };
  }
  if (best) return { key: best.key };
  const likely = candidates.find(isAccountName) ?? candidates[0];
  if (likely === undefined) return { why: "has no column that names an account" };
  return {
    why: `\`${likely.name}\` holds none of the accounts' ids (\`${account.key}\` of ${account.file}): a table with both ids joins them, as \`identity\` of playc.yaml`,
  };
}

/** Whether it numbers the table's own rows: such numbers are accounts' ids too by mere chance. */
async function countsRows(inspection: Inspection, table: Table, column: ColumnProfile): Promise<boolean> {
  const known = columnOf([column.name], table.shape?.key) !== undefined;
  if (known || isAccountName(column) || !column.isWhole) return false;
  return isUnique(inspection, table, column);
}

/** What is said of the columns that a table holds and nothing was made of. */
export function unreadable(table: Table): Placement[] {
  const twice = table.ambiguous.map((column) => ({
    file: table.file,
    column,
    why: column === "" ? "has no name: give it one" : "several columns have this name: rename all but one",
  }));
  if (table.beyond === 0) return twice;
  const why = `${table.beyond} more columns were not looked at: ${table.columns.length} is the most`;
  return [...twice, { file: table.file, why }];
}
