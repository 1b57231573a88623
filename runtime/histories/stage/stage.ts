/**
 * Staging: one table of input read once into the temporary database, every row with its values in base units and the
 * reason it is set aside for, if any. Rows are sorted by account, so that a batch of accounts is a short stretch of it.
 */
import type { Database } from "../database.ts";
import { blaming } from "../source/blame.ts";
import type { Source } from "../source/open.ts";
import { type Column, type Fault, faultOf, type NamedColumn, rawText } from "../values/fields.ts";

/** Why rows of a table are set aside. */
export interface Reason {
  reason: string;
  /** Whose value it is about, as the project file calls it. */
  column: string;
  /** SQL of that value over a staged row; the staged `bad` when the fault was found while staging. */
  value: string;
}

/**
 * A table of input as staged. `reason` 0 is a good row; others count from 1 in `reasons`. `origin` says where a row
 * came from, `bad` is the text of the value that its reason is about.
 */
export interface Staged {
  /** As in the project file. */
  name: string;
  source: Source;
  /** In the database. */
  table: string;
  reasons: Reason[];
  /** Good rows that are not in the table, because their values are held as cells. */
  goodElsewhere: number;
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
  /** Rows belong to accounts: `ordinal` is looked up by `id` among the `keys`, and kept. */
  byAccount: boolean;
  /** SQL over the columns read: rows of which it is not true are as if they were not there. */
  known?: string;
  /** SQL over the columns read and `reason`: only these rows are staged. */
  only?: string;
  /** Without it rows come in any order. */
  orderBy?: string;
}

/** SQL of an id: text as it is. */
export function idSql(column: Column): string {
  return rawText(column);
}

/** The faults every row of an account can have. */
export function accountFaults(key: NamedColumn): Fault[] {
  return [
    faultOf(key, "id is null", "no id"),
    faultOf(key, "twice", STANDS_FOR_TWO),
    faultOf(key, "ordinal is null", "no account has this id"),
  ];
}

/** Why an id is no account's: identity tables say two. */
export const STANDS_FOR_TWO = "the id stands for two accounts";

/** Longer values are cut: they are shown to people, and a bad file must not make another as large. */
const LONGEST_VALUE = 500;

/** Reads the source into a new table. */
export async function stage(database: Database, request: StageRequest): Promise<Staged> {
  const { table, source, keep, faults, byAccount, only, orderBy } = request;
  const bad = faults.map((fault, index) => `when ${index + 1} then left(${fault.value ?? "null"}, ${LONGEST_VALUE})`);
  const bads = bad.length === 0 ? "cast(null as varchar)" : `case reason ${bad.join(" ")} end`;
  const items = [...(byAccount ? ["ordinal"] : []), "reason", "origin", `${bads} as bad`, ...keep];
  const where = only === undefined ? "" : ` where ${only}`;
  const order = orderBy === undefined ? "" : ` order by ${orderBy}`;
  const sql = `create table ${table} as select ${items.join(", ")} from ${rowsSql(request)}${where}${order}`;
  await blaming(shownName(source), () => database.run(sql));
  const reasons = faults.map((fault): Reason => ({ reason: fault.reason, column: fault.column ?? "", value: "bad" }));
  return { name: source.name, source, table, reasons, goodElsewhere: 0 };
}

/** Reads the source once more, for the good rows whose `keys` stand in the table `among`: they are set aside. */
export async function stageAmong(
  database: Database,
  staged: Staged,
  request: StageRequest,
  { among, keys, reason }: { among: string; keys: readonly string[]; reason: Reason },
): Promise<void> {
  staged.reasons.push(reason);
  const items = ["ordinal", `${staged.reasons.length} as reason`, "origin", ...request.keep];
  const sql = `insert into ${staged.table} by name select ${items.join(", ")} from ${rowsSql(request)}
     semi join ${among} using (${keys.join(", ")}) where reason = 0`;
  await blaming(shownName(staged.source), () => database.run(sql));
}

/** `from` of a query over the rows of a source: the columns read, `reason`, `origin`, and `ordinal` of those with accounts. */
export function rowsSql({
  source,
  read,
  faults,
  byAccount,
  known,
}: Pick<StageRequest, "source" | "read" | "faults" | "byAccount" | "known">): string {
  const cases = faults.map((fault, index) => `when ${fault.when} then ${index + 1}`);
  const reason = cases.length === 0 ? "0" : `case ${cases.join(" ")} else 0 end`;
  const values = read.map(({ name, sql }) => `, ${sql} as ${name}`).join("");
  const join = byAccount ? " left join keys using (id)" : "";
  const rows = `(select *${values} from ${source.sql})`;
  const asKnown = known === undefined ? rows : `(select * from ${rows} where ${known})`;
  return `(select *, cast(${reason} as usmallint) as reason from ${asKnown}${join})`;
}

/** What a source is called when it cannot be read. */
export function shownName(source: Source): string {
  return source.files.length === 1 ? source.files[0]!.shown : source.name;
}

export interface ConflictRequest {
  /** Columns that name the same thing: of two rows alike in them, one is too many. */
  keys: readonly string[];
  /** What two such rows must agree on to count as one. */
  values: readonly string[];
  reason: Reason;
  /** SQL conditions that part the table, so that memory does not grow with it; each is worked through alone. */
  parts: readonly string[];
}

/** Of a staged row of an account, its id. */
export const ID_OF_ACCOUNT = "(select any_value(id) from ids where ids.ordinal = staged.ordinal)";

/** Sets aside all rows that have the same keys and differ. Equal rows stay, and count as one when they are read. */
export async function setConflictsAside(database: Database, staged: Staged, request: ConflictRequest): Promise<void> {
  const { keys, values, reason, parts } = request;
  const differ = values.map(
    (value) => `min(${value}) is distinct from max(${value}) or count(${value}) not in (0, count(*))`,
  );
  if (differ.length === 0) return;
  staged.reasons.push(reason);
  const key = keys.join(", ");
  const same = keys.map((each) => `(${staged.table}.${each} = conflicts.${each})`).join(" and ");
  for (const part of parts) {
    const rows = `${staged.table} where reason = 0 and ${part}`;
    // What is there once, as most is, is not asked for its values: those take much memory.
    await database.run(
      `create or replace temp table doubled as select ${key} from ${rows} group by ${key} having count(*) > 1`,
    );
    await database.run(
      `create or replace temp table conflicts as select ${key} from (from ${rows}) semi join doubled using (${key})
       group by ${key} having ${differ.join(" or ")}`,
    );
    const [found] = await database.rows("select count(*) from conflicts");
    if (Number(found?.[0]) === 0) continue;
    await database.run(
      `update ${staged.table} set reason = ${staged.reasons.length} from conflicts where reason = 0 and ${same}`,
    );
  }
}

/** Conditions that part a table that is not sorted, so that rows of one `key` are together, into about `rows` rows each. */
export async function hashedParts(database: Database, table: string, key: string, rows: number): Promise<string[]> {
  const [size] = await database.rows(`select count(*) from ${table}`);
  const parts = Math.max(1, Math.ceil(Number(size?.[0]) / rows));
  return Array.from({ length: parts }, (_, index) => `hash(${key}) % ${parts} = ${index}`);
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
