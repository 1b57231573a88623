/**
 * Types for the columns that expressions compute with. A CSV column is a whole number, a decimal number, a date or a
 * timestamp when all of its values are; else it is text. Binary fractions become decimals, so that a sum is the same
 * in whatever order the rows come.
 */
import type { Database } from "../database.ts";
import { identifier } from "../sql.ts";
import { DataError } from "../types.ts";
import type { Column } from "../values/fields.ts";
import type { RawColumn } from "./formats/reader.ts";
import type { Relation } from "./relation.ts";
import { union } from "./relation.ts";

/** Nine decimals are finer than any base unit, and leave 29 digits for the sum. */
const DECIMAL = "DECIMAL(38, 9)";

/** `checked`: that the value is one of the type is not yet certain when it looks like one. */
const TYPES: readonly { type: string; pattern: string; checked: boolean }[] = [
  { type: "BIGINT", pattern: "[+-]?(0|[1-9][0-9]{0,17})", checked: false },
  { type: DECIMAL, pattern: "[+-]?((0|[1-9][0-9]{0,19})(\\.[0-9]+)?|\\.[0-9]+)", checked: false },
  { type: "DATE", pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}", checked: true },
  {
    type: "TIMESTAMP",
    pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?",
    checked: true,
  },
];

export interface TypedRelation {
  /** `from` of a query over both the raw columns (by `raw`) and the typed ones (by their names in the file). */
  sql: string;
  raw: RawColumn[];
  names: string[];
  /** SQL of the row's origin. */
  origin: string;
}

/**
 * All files of a table with raw and typed columns side by side. The files must have the same columns; those that none
 * of the `texts` (names and expressions) speaks of are left out, since finding the type of a column takes its time.
 */
export async function typedRelation(
  database: Database,
  relations: readonly Relation[],
  texts: readonly string[],
): Promise<TypedRelation> {
  const names = relations[0]!.columns.map((column) => column.name);
  refuseUnlikeFiles(relations, names);
  const spoken = texts.join("\n").replaceAll('""', '"').toLowerCase();
  const used = names.filter((name) => spoken.includes(name.toLowerCase()));
  const all = union(relations, (relation) =>
    used.map((name) => relation.columns.find((column) => column.name === name)),
  );
  const types = await typesOf(database, all.sql, all.columns);
  const prefix = freePrefix(names);
  const items = all.columns.flatMap(({ sql }, index) => [
    `${sql} as ${prefix}${index}`,
    `${types[index]} as ${identifier(used[index]!)}`,
  ]);
  const places = new Map(used.map((name, index) => [name, index]));
  const raw = names.map((name): RawColumn => {
    const place = places.get(name);
    // What nobody speaks of is there to be suggested, and never asked for.
    return place === undefined
      ? { name, sql: "null", type: "VARCHAR" }
      : { name, sql: `${prefix}${place}`, type: all.columns[place]!.type };
  });
  const origin = `${prefix}origin`;
  return { sql: `(select ${[...items, `origin as ${origin}`].join(", ")} from ${all.sql})`, raw, names, origin };
}

function refuseUnlikeFiles(relations: readonly Relation[], names: readonly string[]): void {
  for (const { columns, files } of relations) {
    const file = files[0]!.shown;
    const held = new Set(columns.map((column) => column.name));
    const missing = names.find((name) => !held.has(name));
    if (missing !== undefined || columns.length !== names.length) {
      const what = missing === undefined ? "more columns than the first file" : `no column \`${missing}\``;
      throw new DataError(
        `\`${file}\` has ${what}. With \`aggregate\`, \`where\` or an expression all files need the same columns.`,
        {
          file,
        },
      );
    }
    const seen = new Set<string>();
    for (const { name } of columns) {
      if (seen.has(name.toLowerCase())) {
        throw new DataError(`\`${file}\` has two columns \`${name}\`. SQL cannot tell them apart: rename one.`, {
          file,
          column: name,
        });
      }
      seen.add(name.toLowerCase());
    }
  }
}

/** SQL of each column in the type expressions see. */
async function typesOf(database: Database, sql: string, columns: readonly Column[]): Promise<string[]> {
  const texts = columns.filter((column) => column.type === "VARCHAR");
  const checks = texts.flatMap(({ sql }) =>
    TYPES.map(({ type, pattern, checked }) => {
      const value = checked ? `try_cast(trim(${sql}) as ${type}) is not null` : "true";
      const fits = `case when regexp_full_match(trim(${sql}), '${pattern}') then ${value} else false end`;
      return `count(*) filter (where ${sql} is not null and not (${fits})) = 0`;
    }),
  );
  const known = texts.map(({ sql }) => `count(${sql}) > 0`);
  const [answer] =
    texts.length === 0 ? [[]] : await database.rows(`select ${[...known, ...checks].join(", ")} from ${sql}`);
  return columns.map((column) => {
    const { sql, type } = column;
    if (/^(FLOAT|DOUBLE)$/.test(type)) return `try_cast(${sql} as ${DECIMAL})`;
    const at = texts.indexOf(column);
    if (at < 0) return sql;
    // Nothing in it: it takes whatever type the expression wants.
    if (answer?.[at] !== true) return "null";
    const fits = answer.slice(texts.length + at * TYPES.length, texts.length + (at + 1) * TYPES.length);
    const found = TYPES[fits.indexOf(true)];
    return found === undefined ? sql : `try_cast(trim(${sql}) as ${found.type})`;
  });
}

function freePrefix(names: readonly string[]): string {
  let prefix = "raw_";
  while (names.some((name) => name.toLowerCase().startsWith(prefix))) prefix += "_";
  return prefix;
}
