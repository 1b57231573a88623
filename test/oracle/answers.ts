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

/** What the program's own files must say: as many rows, and the same, as the SQL answers. */
export interface Agreement {
  name: string;
  form: string;
  /** Asks the files of the run. */
  found: string;
  /** Answers from the raw data. */
  sql: string;
}

/** A file of SQL: what it makes first, then its cases and agreements. */
export interface Part {
  facts: string;
  cases: OracleCase[];
  agreements: Agreement[];
}

export interface Compared {
  rows: number;
  differences: number;
  /** The first few of them, in words. */
  examples: string[];
}

export interface Oracle {
  accounts: ReadonlySet<string>;
  /** First and last day of the data. */
  grid: { from: number; to: number };
  /** Answers by account; an account that never lives within the data has none. */
  answer(oracleCase: OracleCase): Promise<ReadonlyMap<string, Answer>>;
  /** Reads the Parquet files of a run in `folder`. */
  readRun(folder: string): Promise<void>;
  /** Runs statements, such as those that make a part's facts. */
  run(sql: string): Promise<void>;
  agree(agreement: Agreement): Promise<Compared>;
  close(): void;
}

const sqlFolder = new URL("./sql/", import.meta.url);

/** The text of a file of SQL. */
export function read(path: string): string {
  return readFileSync(new URL(path, sqlFolder), "utf8");
}

/** The cases of a data set: those of its `cases.sql`. */
export function readCases(dataSet: string): OracleCase[] {
  return readPart(`${dataSet}/cases`).cases;
}

/**
 * A file of SQL in parts. `-- case NAME`, `-- form FORM`, `-- play CONDITION` and, for some, `-- scope WORDS` and
 * `-- until CONDITION` stand over each query of a case. It gives account, day and truth, and may give in_scope and rearms.
 * `-- agree NAME`, `-- form FORM` and `-- found SQL` stand over the query of an agreement.
 */
export function readPart(path: string): Part {
  return partOf(read(`${path}.sql`), path);
}

/** The same of a text; `path` is for messages. */
export function partOf(text: string, path: string): Part {
  const [facts, ...blocks] = text.split(/^(?=-- (?:case|agree) )/m);
  const part: Part = { facts: facts!, cases: [], agreements: [] };
  for (const sql of blocks) {
    const line = (key: string) => new RegExp(`^-- ${key} (.*)$`, "m").exec(sql)?.[1]?.trim();
    const need = (key: string) => {
      const found = line(key);
      if (found === undefined) throw new Error(`In ${path}, there is no ${key} over ${sql.slice(0, 40)}`);
      return found;
    };
    const form = need("form");
    if (line("agree") !== undefined) part.agreements.push({ name: need("agree"), form, found: need("found"), sql });
    else {
      const [scope = "", until = ""] = [line("scope"), line("until")];
      part.cases.push({ name: need("case"), form, play: need("play"), scope, until, sql });
    }
  }
  return part;
}

/** Reads the raw files of `folder`, keeping one account in `every`. */
export async function openOracle(dataSet: string, folder: string, every: number): Promise<Oracle> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  // A sample is small: threads would spend more than they save, and other tests run beside this one.
  if (every > 1) await connection.run("set threads = 1");
  await connection.run(`set variable data = '${folder.replaceAll("'", "''")}'; set variable every = ${every}`);
  for (const path of ["shared.sql", `${dataSet}/facts.sql`, "macros.sql"]) await connection.run(read(path));
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
    async readRun(run) {
      await connection.run(`set variable run = '${run.replaceAll("'", "''")}'`);
      await connection.run(read("run.sql"));
    },
    async run(sql) {
      await connection.run(sql);
    },
    agree: (agreement) => agree(connection, agreement),
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

const shownExamples = 5;

async function agree(connection: DuckDBConnection, { found, sql }: Agreement): Promise<Compared> {
  await connection.run(`create or replace temp table expected as (\n${sql}\n)`);
  await connection.run(`create or replace temp table found as (${found})`);
  const [counted] = await rows<{ rows: bigint }>(connection, "select count(*) as rows from expected");
  const differing = await rows<{ row: string; side: string; differences: bigint }>(
    connection,
    `with differing as (
       select 'expected' as side, to_json(e) as row from (from expected except all from found) e
       union all select 'found', to_json(f) from (from found except all from expected) f
     )
     select cast(row as varchar) as row, side, (select count(*) from differing) as differences
     from differing order by row, side limit ${shownExamples * 2}`,
  );
  return {
    rows: Number(counted!.rows),
    differences: Number(differing[0]?.differences ?? 0),
    examples: differing.map(({ side, row }) => `${side}: ${row}`),
  };
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
