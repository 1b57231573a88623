/**
 * Looks at tables that no project file describes yet, through the same locked database and the same readers as a
 * simulation: what can be inspected can be simulated. Answers are figures; what to make of them is the caller's.
 */
import { openDatabase } from "../database.ts";
import { resolveFiles } from "../files/resolve.ts";
import { openRelations, type Relation, union } from "../source/relation.ts";
import { type Column, rawText } from "../values/fields.ts";
import { daySql } from "../values/times.ts";
import { type ColumnProfile, plainNumber, profilesOf } from "./profile.ts";

export interface InspectedTable {
  /** Path or pattern, as in a project file. */
  file: string;
  rows: number;
  columns: ColumnProfile[];
  /** Names that several columns have, and the empty one: a project file cannot name them. */
  ambiguous: string[];
  /** Columns beyond those looked at. */
  beyond: number;
}

/** A column of an inspected table, by its file and name. */
export interface ColumnReference {
  file: string;
  column: string;
}

/** Where the figures of a table stand: who, when and, for a metric, how much. */
export interface Series {
  file: string;
  key: string;
  day: string;
  /** A column of numbers; without it every row counts one. */
  value?: string;
  /** Only the rows in which `column` is `is`: one metric of a long table. */
  only?: { column: string; is: string };
}

export interface Inspection {
  /** Reads a table. DataError when a simulation would refuse it. Called once for a file, before any question about it. */
  table(file: string): Promise<InspectedTable>;
  /** Rows that another row equals in all of these columns. */
  repeats(file: string, columns: readonly string[]): Promise<number>;
  /** How many different values the column has, and how many of them the other one has too. */
  overlap(column: ColumnReference, other: ColumnReference): Promise<{ distinct: number; shared: number }>;
  /** The value below which this share (0 to 1) of a column's numbers lies. */
  quantile(column: ColumnReference, share: number): Promise<number | undefined>;
  /** The same of the totals that accounts reach in the last `days` days of a series, those without a row left out. */
  quantileOfTotals(series: Series, days: number, share: number): Promise<number | undefined>;
  /** The share (0 to 1) of a column's numbers that are `floor` or more. */
  shareFrom(column: ColumnReference, floor: number): Promise<number | undefined>;
  /** The same of the totals that `quantileOfTotals` looks at. */
  shareOfTotalsFrom(series: Series, days: number, floor: number): Promise<number | undefined>;
  /** The quantile of the totals of account and week, weeks without a row left out. */
  quantileOfWeeks(series: Series, share: number): Promise<number | undefined>;
  /** The same of the days between two days on which one account's value was not zero. */
  quantileOfGaps(series: Series, share: number): Promise<number | undefined>;
  /** The same of the relative change between an account's total of `days` days and that of the `days` days before. */
  quantileOfChanges(series: Series, days: number, share: number): Promise<number | undefined>;
  /** How many accounts have their first row in the first `days` days of a series, of how many, and the day after those (epoch day). */
  firstSeen(series: Series, days: number): Promise<{ early: number; accounts: number; after: number } | undefined>;
  /** The same of a series' values themselves. */
  quantileOfValues(series: Series, share: number): Promise<number | undefined>;
  close(): Promise<void>;
}

/** More columns are not looked at: nobody names them. */
const MOST_COLUMNS = 300;
const MEMORY_LIMIT_MB = 512;

/** Opens an inspection of files below `folders` (real paths). Leaves nothing behind in `tempDir` after `close`. */
export async function openInspection(options: { folders: readonly string[]; tempDir: string }): Promise<Inspection> {
  const { folders, tempDir } = options;
  const database = await openDatabase({ tempDir, folders, memoryLimitMb: MEMORY_LIMIT_MB });
  const staged = new Map<string, { table: string; columns: Map<string, Column> }>();

  const tableOf = (file: string) => staged.get(file)!.table;
  const columnOf = (file: string, name: string): Column => staged.get(file)!.columns.get(name)!;
  const textOf = (file: string, name: string) => rawText(columnOf(file, name));
  const number = async (sql: string): Promise<number | undefined> => {
    const [row] = await database.rows(sql);
    return row?.[0] === null || row?.[0] === undefined ? undefined : Number(row[0]);
  };
  const quantileSql = (value: string, share: number, from: string) =>
    `select quantile_disc(cast(${value} as double), ${Number(share)}) from ${from} where ${value} is not null`;
  /** Rows of a series added up: `k`, `d` (epoch day), `v`. */
  const daily = ({ file, key, day, value, only }: Series) => {
    const sum = value === undefined ? "count(*)" : `sum(${plainNumber(columnOf(file, value))})`;
    const filter = only ? `${textOf(file, only.column)} = '${only.is.replaceAll("'", "''")}'` : "true";
    return `(select ${textOf(file, key)} as k, ${daySql(columnOf(file, day))} as d, ${sum} as v
      from ${tableOf(file)} where ${filter} group by k, d having k is not null and d is not null and v is not null)`;
  };
  /** Numbers as `v`: of a column, and of the last days of a series added up by account. */
  const numbersOf = ({ file, column }: ColumnReference) =>
    `(select ${plainNumber(columnOf(file, column))} as v from ${tableOf(file)})`;
  const totalsOf = (series: Series, days: number) => {
    const rows = daily(series);
    return `(select sum(v) as v from ${rows} where d > (select max(d) - ${Number(days)} from ${rows}) group by k)`;
  };
  const shareSql = (floor: number, from: string) =>
    `select avg(case when v >= ${Number(floor)} then 1 else 0 end) from ${from} where v is not null`;

  return {
    async table(file) {
      const files = await resolveFiles(file, folders);
      const relations = await openRelations(database, files);
      const counts = timesNamed(relations);
      const unique = [...counts].filter(([name, times]) => times === 1 && isNameable(name)).map(([name]) => name);
      const looked = unique.slice(0, MOST_COLUMNS);
      const all = union(relations, (relation) =>
        looked.map((name) => relation.columns.find((column) => column.name === name)),
      );
      const table = `inspected_${staged.size}`;
      const items = all.columns.length === 0 ? "0 as c0" : all.columns.map((column) => column.sql).join(", ");
      await database.run(`create table ${table} as select ${items} from ${all.sql}`);
      const columns = all.columns.map((column, index) => ({ ...column, name: looked[index]! }));
      staged.set(file, { table, columns: new Map(columns.map((column) => [column.name, column])) });
      return {
        file,
        rows: (await number(`select count(*) from ${table}`)) ?? 0,
        columns: await profilesOf(database, table, columns),
        ambiguous: [...counts].filter(([name, times]) => times > 1 || !isNameable(name)).map(([name]) => name),
        beyond: unique.length - looked.length,
      };
    },
    async repeats(file, columns) {
      const list = columns.map((name) => textOf(file, name)).join(", ");
      const sql = `select coalesce(sum(n - 1), 0) from (select count(*) as n from ${tableOf(file)} group by ${list})`;
      return (await number(sql)) ?? 0;
    },
    async overlap(column, other) {
      const distinct = ({ file, column: name }: ColumnReference) =>
        `(select distinct ${textOf(file, name)} as v from ${tableOf(file)} where v is not null)`;
      const [row] = await database.rows(
        `select count(*), count(*) filter (where v in (select v from ${distinct(other)})) from ${distinct(column)}`,
      );
      return { distinct: Number(row?.[0]), shared: Number(row?.[1]) };
    },
    quantile: (column, share) => number(quantileSql("v", share, numbersOf(column))),
    quantileOfTotals: (series, days, share) => number(quantileSql("v", share, totalsOf(series, days))),
    shareFrom: (column, floor) => number(shareSql(floor, numbersOf(column))),
    shareOfTotalsFrom: (series, days, floor) => number(shareSql(floor, totalsOf(series, days))),
    quantileOfWeeks: (series, share) =>
      number(quantileSql("v", share, `(select sum(v) as v from ${daily(series)} group by k, floor(d / 7))`)),
    quantileOfGaps: (series, share) =>
      number(
        quantileSql(
          "v",
          share,
          `(select d - lag(d) over (partition by k order by d) as v from ${daily(series)} where v <> 0)`,
        ),
      ),
    quantileOfChanges: (series, days, share) => {
      const span = Number(days);
      const spans = `(select k, floor(d / ${span}) as p, sum(v) as v from ${daily(series)} group by k, p)`;
      const now = `select now.k, now.p, now.v / before.v - 1 as v from ${spans} as now join ${spans} as before
        on now.k = before.k and now.p = before.p + 1 where before.v > 0`;
      return number(quantileSql("v", share, `(${now})`));
    },
    async firstSeen(series, days) {
      const firsts = `(select k, min(d) as first from ${daily(series)} group by k)`;
      const [row] = await database.rows(
        `select count(*) filter (where first < edge), count(*), any_value(edge)
         from (select first, min(first) over () + ${Number(days)} as edge from ${firsts})`,
      );
      if (row === undefined || Number(row[1]) === 0) return undefined;
      return { early: Number(row[0]), accounts: Number(row[1]), after: Number(row[2]) };
    },
    quantileOfValues: (series, share) => number(quantileSql("v", share, daily(series))),
    close: () => database.close(),
  };
}

/** How often each name stands in one file, at most. */
function timesNamed(relations: readonly Relation[]): Map<string, number> {
  const most = new Map<string, number>();
  for (const { columns } of relations) {
    const here = new Map<string, number>();
    for (const { name } of columns) here.set(name, (here.get(name) ?? 0) + 1);
    for (const [name, times] of here) most.set(name, Math.max(times, most.get(name) ?? 0));
  }
  return most;
}

/** Whether a project file can name the column. */
function isNameable(name: string): boolean {
  return name !== "" && !name.includes("\0");
}
