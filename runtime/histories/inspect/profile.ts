/**
 * What stands in the columns of a table nobody has described yet: which kinds of value all of their values could be
 * read as, by the very readers a simulation uses, and how many there are.
 */
import type { Cell, Database } from "../database.ts";
import { type Column, rawText } from "../values/fields.ts";
import { daySql, instantSql } from "../values/times.ts";

export interface ColumnProfile {
  /** As in the file. */
  name: string;
  /** Rows that have a value. */
  filled: number;
  /** How many different values, roughly. */
  distinct: number;
  /** Whether every value could be read as one. A column without values is none of them. */
  isWhole: boolean;
  isNumber: boolean;
  /** Whether four values in five could; a simulation sets the rows of the others aside. */
  isDay: boolean;
  /** How many of a column of days could not. */
  noDays: number;
  /** A date and a time; such a column is a day too. */
  isInstant: boolean;
  isFlag: boolean;
  /** Of numbers. */
  smallest?: number;
  largest?: number;
  /** Of days, `YYYY-MM-DD`. */
  firstDay?: string;
  lastDay?: string;
  /** One of its values, where there are any. */
  example?: string;
  /** All values, the most frequent first, where they are few. */
  values?: readonly string[];
}

/** Columns asked about in one query: a wide table would make one too long. */
const BATCH = 20;
/** More different values are no list of choices. */
const FEW = 40;

/** The share of values that makes a column one of days. */
const DAYS = 0.8;

const FLAGS = "('true', 'false', 'yes', 'no', '1', '0', 't', 'f', 'y', 'n')";

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/;

/**
 * SQL of a column as a double; null where it is no plain number. Looser on purpose than the readers, and much shorter:
 * a wide table asks it of hundreds of columns, and what it is for are figures, not values.
 */
export function plainNumber(column: Column): string {
  const { sql, type } = column;
  if (NUMBERS.test(type)) return `(case when isfinite(cast(${sql} as double)) then cast(${sql} as double) end)`;
  if (type !== "VARCHAR") return "cast(null as double)";
  const text = `trim(${sql})`;
  return `(case when regexp_full_match(${text}, '[+-]?([0-9]{1,15}(\\.[0-9]*)?|\\.[0-9]+)') then try_cast(${text} as double) end)`;
}

/** Profiles of `columns` of a staged table, in their order. */
export async function profilesOf(
  database: Database,
  table: string,
  columns: readonly (Column & { name: string })[],
): Promise<ColumnProfile[]> {
  const profiles: ColumnProfile[] = [];
  for (let start = 0; start < columns.length; start += BATCH) {
    const batch = columns.slice(start, start + BATCH);
    const [row] = await database.rows(`select ${batch.map(questions).join(", ")} from ${table}`);
    for (const [index, column] of batch.entries()) {
      const answers = row!.slice(index * QUESTIONS, (index + 1) * QUESTIONS);
      const profile = profileOf(column.name, answers);
      profile.isInstant = profile.isDay && (await areInstants(database, table, column, profile));
      const few = profile.filled > 0 && profile.distinct <= FEW;
      profiles.push(few ? { ...profile, values: await valuesOf(database, table, column) } : profile);
    }
  }
  return profiles;
}

const QUESTIONS = 11;

function questions(column: Column): string {
  const text = rawText(column);
  const number = plainNumber(column);
  const day = daySql(column);
  const date = `cast(date '1970-01-01' + (${day}) as varchar)`;
  return [
    `count(${text})`,
    `approx_count_distinct(${text})`,
    `count(*) filter (where ${number} = trunc(${number}))`,
    `count(${number})`,
    `count(${day})`,
    `count(*) filter (where lower(trim(${text})) in ${FLAGS})`,
    `min(${number})`,
    `max(${number})`,
    `min(${date})`,
    `max(${date})`,
    `left(max(${text}), 60)`,
  ].join(", ");
}

function profileOf(name: string, answers: readonly Cell[]): ColumnProfile {
  const [filled, distinct, whole, number, day, flag] = answers.map(Number);
  const all = (count: number | undefined) => filled! > 0 && count === filled;
  const areDays = filled! > 0 && day! >= filled! * DAYS;
  const [smallest, largest, firstDay, lastDay, example] = answers.slice(6);
  return {
    name,
    filled: filled!,
    distinct: distinct!,
    isWhole: all(whole),
    isNumber: all(number),
    isDay: areDays,
    noDays: areDays ? filled! - day! : 0,
    isInstant: false,
    isFlag: all(flag),
    ...(filled! > 0 && { example: String(example) }),
    ...(all(number) && { smallest: Number(smallest), largest: Number(largest) }),
    ...(areDays && { firstDay: String(firstDay), lastDay: String(lastDay) }),
  };
}

/** Whether all that are days have a time too. */
async function areInstants(
  database: Database,
  table: string,
  column: Column,
  profile: ColumnProfile,
): Promise<boolean> {
  const [row] = await database.rows(`select count(${instantSql(column)}) from ${table}`);
  return Number(row?.[0]) === profile.filled - profile.noDays;
}

async function valuesOf(database: Database, table: string, column: Column): Promise<string[]> {
  const text = rawText(column);
  const rows = await database.rows(
    `select ${text} as v from ${table} where ${text} is not null group by v order by count(*) desc, v limit ${FEW * 2}`,
  );
  return rows.map((row) => String(row[0]));
}
