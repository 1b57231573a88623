/**
 * The second implementation: what the SQL of this folder, written from docs/language.md on the raw files, answers for
 * every account, day and condition. It shares no code with the project.
 */
import { readFileSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

export interface OracleCase {
  name: string;
  /** The form of condition it stands for, as the acceptance counts them. */
  form: string;
  /** The condition as it is written in a `.play` file. */
  play: string;
  /** What its triggers say of their scope after their name, as `for enterprise`; empty for every account. */
  scope: string;
  /** What arms its triggers again; empty: the condition known false. */
  until: string;
  sql: string;
}

/** One account under one condition. Days are days since 1970-01-01. */
export interface Answer {
  /** The first day of the account's life that the data cover; `truths` has a letter for it and for each day after. */
  from: number;
  /** A day is `1` (true), `0` (false) or `?` (unknown). */
  truths: string;
  /** Days on which a trigger without rest fires. */
  fires: readonly number[];
  /** The same with `rest 30d`. */
  restedFires: readonly number[];
}

export interface Oracle {
  accounts: ReadonlySet<string>;
  /** First and last day of the data. */
  grid: { from: number; to: number };
  /** Answers by account; an account that never lives within the data has none. */
  answer(oracleCase: OracleCase): Promise<ReadonlyMap<string, Answer>>;
  close(): void;
}

const sqlFolder = new URL("./sql/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, sqlFolder), "utf8");

/**
 * The cases of a data set: `-- case NAME`, `-- form FORM`, `-- play CONDITION` and, for some, `-- scope WORDS` and
 * `-- until CONDITION` stand over each query. A query gives account, day and truth, and may give in_scope and rearms.
 */
export function readCases(dataSet: string): OracleCase[] {
  const [, ...blocks] = read(`${dataSet}/cases.sql`).split(/^-- case /m);
  return blocks.map((block) => {
    const line = (key: string) => new RegExp(`^-- ${key} (.*)$`, "m").exec(block)?.[1];
    const name = block.slice(0, block.indexOf("\n")).trim();
    const form = line("form");
    const play = line("play");
    if (form === undefined || play === undefined) throw new Error(`The case ${name} of ${dataSet} is not complete.`);
    return { name, form, play, scope: line("scope") ?? "", until: line("until") ?? "", sql: `-- case ${block}` };
  });
}

/** Reads the raw files of `folder`, keeping one account in `every`. */
export async function openOracle(dataSet: string, folder: string, every: number): Promise<Oracle> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  // A sample is small: threads would spend more than they save, and other tests run beside this one.
  if (every > 1) await connection.run("set threads = 1");
  await connection.run(`set variable data = '${folder.replaceAll("'", "''")}'; set variable every = ${every}`);
  await connection.run(`create macro epoch_day(d) as cast(d - date '1970-01-01' as integer)`);
  await connection.run(read(`${dataSet}/facts.sql`));
  const accounts = await rows<{ account: string }>(
    connection,
    "select cast(account as varchar) as account from accounts",
  );
  const [grid] = await rows<{ from: number; to: number }>(
    connection,
    `select epoch_day(min(day)) as "from", epoch_day(max(day)) as "to" from spine`,
  );
  return {
    accounts: new Set(accounts.map((row) => row.account)),
    grid: grid!,
    answer: (oracleCase) => answer(connection, oracleCase.sql),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function answer(connection: DuckDBConnection, sql: string): Promise<ReadonlyMap<string, Answer>> {
  await connection.run(`create or replace temp table truths as
    with answered as (
      select * from (\n${sql}\n)
      union all by name
      select account, day, null::boolean as truth, null::boolean as in_scope, null::boolean as rearms from spine where false
    )
    select account, day, truth, coalesce(in_scope, true) as in_scope, coalesce(rearms, not truth) as rearms
    from spine left join answered using (account, day) where alive`);
  const lives = await rows<{ account: string; from: number; truths: string }>(
    connection,
    `select cast(account as varchar) as account, epoch_day(min(day)) as "from",
       string_agg(case when truth then '1' when not truth then '0' else '?' end, '' order by day) as truths
     from truths group by all`,
  );
  await connection.run(read("fires.sql"));
  const fires = await fireDays(connection, 0);
  const restedFires = await fireDays(connection, 30);
  return new Map(
    lives.map(({ account, from, truths }) => [
      account,
      { from, truths, fires: fires.get(account) ?? [], restedFires: restedFires.get(account) ?? [] },
    ]),
  );
}

async function fireDays(connection: DuckDBConnection, rest: number): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = await rows<{ account: string; days: string }>(
    connection,
    `select cast(account as varchar) as account, string_agg(epoch_day(day), ' ' order by day) as days
     from fires where rest = ${rest} group by all`,
  );
  return new Map(found.map(({ account, days }) => [account, days.split(" ").map(Number)]));
}

async function rows<Row>(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const result = await connection.runAndReadAll(sql);
  return result.getRowObjectsJS() as Row[];
}
