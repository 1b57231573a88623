/**
 * Staging: one table of input read once into the temporary database, every row with its values in base units and the
 * reason it is set aside for, if any. Rows are sorted by account, so that a batch of accounts is a short stretch of it.
 */
import type { Database } from "../database.ts";
import type { Source } from "../source/open.ts";
import { DataError } from "../types.ts";
import { type Column, type Fault, rawText } from "../values/fields.ts";

/** A table of input as staged. `reason` 0 is a good row; others count from 1 in `reasons`. */
export interface Staged {
  /** As in the project file. */
  name: string;
  files: string[];
  /** In the database. */
  table: string;
  reasons: string[];
}

export interface StageRequest {
  table: string;
  source: Source;
  /** Columns computed from the raw ones before anything is asked about them; `id` is one where there are accounts. */
  read: { name: string; sql: string }[];
  /** Which of them are kept. */
  keep: readonly string[];
  /** The first that holds is the row's reason. */
  faults: readonly Fault[];
  /** Rows belong to accounts: `ordinal` is looked up by `id` and kept. */
  byAccount: boolean;
  orderBy: string;
}

/** SQL of an id: text as it is. */
export function idSql(column: Column): string {
  return rawText(column);
}

/** The two faults every row of an account can have. */
export const ACCOUNT_FAULTS: readonly Fault[] = [
  { when: "id is null", reason: "no id" },
  { when: "ordinal is null", reason: "no account has this id" },
];

/** Reads the source into a new table. */
export async function stage(database: Database, request: StageRequest): Promise<Staged> {
  const { table, source, read, keep, faults, byAccount, orderBy } = request;
  const reasons = [...new Set(faults.map((fault) => fault.reason))];
  const cases = faults.map((fault) => `when ${fault.when} then ${reasons.indexOf(fault.reason) + 1}`);
  const reason = cases.length === 0 ? "0" : `case ${cases.join(" ")} else 0 end`;
  const items = [...(byAccount ? ["ordinal"] : []), `cast(${reason} as usmallint) as reason`, ...keep];
  const values = read.map(({ name, sql }) => `${sql} as ${name}`);
  const join = byAccount ? " left join ids using (id)" : "";
  try {
    await database.run(
      `create table ${table} as select ${items.join(", ")}
       from (select *${values.map((value) => `, ${value}`).join("")} from ${source.sql})${join} order by ${orderBy}`,
    );
  } catch (error) {
    throw blamed(error, source);
  }
  return { name: source.name, files: source.files, table, reasons };
}

/** A value that an expression of the author could not compute with is her table's, not ours. */
function blamed(error: unknown, source: Source): unknown {
  if (error instanceof DataError || !(error instanceof Error)) return error;
  if (!/^(Conversion|Out of Range|Invalid Input) Error/.test(error.message)) return error;
  const reason = (error.message.split("\n")[0] ?? "").replace(/^[\w ]+ Error: /, "");
  return new DataError(`${source.name}: its values cannot be computed: ${reason}`, {
    file: source.files[0] ?? source.name,
  });
}

export interface ConflictRequest {
  /** Columns that name the same thing: of two rows alike in them, one is too many. */
  keys: readonly string[];
  /** What two such rows must agree on to count as one. */
  values: readonly string[];
  reason: string;
  /** SQL conditions that part the table, so that memory does not grow with it; each is worked through alone. */
  parts: readonly string[];
}

/** Sets aside all rows that have the same keys and differ. Equal rows stay, and count as one when they are read. */
export async function setConflictsAside(database: Database, staged: Staged, request: ConflictRequest): Promise<void> {
  const { keys, values, reason, parts } = request;
  const differ = values.map(
    (value) => `min(${value}) is distinct from max(${value}) or count(${value}) not in (0, count(*))`,
  );
  if (differ.length === 0) return;
  staged.reasons.push(reason);
  const same = keys.map((key) => `(${staged.table}.${key} = conflicts.${key})`).join(" and ");
  for (const part of parts) {
    await database.run(
      `create or replace temp table conflicts as select ${keys.join(", ")} from ${staged.table}
       where reason = 0 and ${part} group by ${keys.join(", ")} having count(*) > 1 and (${differ.join(" or ")})`,
    );
    const [found] = await database.rows("select count(*) from conflicts");
    if (Number(found?.[0]) === 0) continue;
    await database.run(
      `update ${staged.table} set reason = ${staged.reasons.length} from conflicts where reason = 0 and ${same}`,
    );
  }
}

/** Conditions that part a table sorted by account into stretches of about `rows` rows. */
export async function accountParts(database: Database, table: string, rows = 500_000): Promise<string[]> {
  const [size] = await database.rows(`select count(*), coalesce(max(ordinal), 0) from ${table}`);
  const total = Number(size?.[0]);
  const accounts = Number(size?.[1]) + 1;
  const step = Math.max(1, Math.floor((accounts * rows) / Math.max(total, rows)));
  const parts: string[] = [];
  for (let from = 0; from < accounts; from += step) parts.push(`ordinal between ${from} and ${from + step - 1}`);
  return parts;
}
