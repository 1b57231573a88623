/**
 * Where a row of input came from, as one number that travels with it through staging: which relation of the table,
 * which of its files, which row. What is cheap to carry for every row is made readable only for those set aside.
 */
import type { Database } from "../database.ts";
import { DataError } from "../types.ts";
import type { FormatRows } from "./formats/reader.ts";
import type { Relation } from "./relation.ts";

/** Bits of a row's number in its file, and of both the file's and the row's: 64 billion rows in each of 131,072 files. */
const ROW_BITS = 36n;
const PLACE_BITS = 53n;
/** What is left of 63 bits. Files of one table with so many different headers are no table. */
const MOST_RELATIONS = 1_000;

/** SQL of the origin of a relation's rows; `number` counts the table's relations from 0. */
export function originSql(number: number, place: FormatRows["place"], file: string): string {
  if (number >= MOST_RELATIONS) {
    throw new DataError(`The files of this table have more than ${MOST_RELATIONS} different sets of columns.`, {
      file,
    });
  }
  const base = BigInt(number) << PLACE_BITS;
  const row = place.kind === "counted" ? place.row : `cast(${place.file} as bigint) * ${1n << ROW_BITS} + ${place.row}`;
  return `cast(${row} as bigint) + ${base}`;
}

export interface RowPlace {
  file: string;
  row: number;
}

/**
 * Reads origins. Files that number no rows of their own are counted once more when there are several of them, so this
 * is asked only when rows were set aside.
 */
export async function placesOf(
  database: Database,
  relations: readonly Relation[],
): Promise<(origin: bigint) => RowPlace> {
  const starts: number[][] = [];
  for (const relation of relations) starts.push(await startsOf(database, relation));
  return (origin) => {
    const at = Number(origin >> PLACE_BITS);
    const place = BigInt.asUintN(Number(PLACE_BITS), origin);
    const { files, rows, firstRow } = relations[at]!;
    if (rows.place.kind === "stored") {
      const row = Number(BigInt.asUintN(Number(ROW_BITS), place));
      return { file: files[Number(place >> ROW_BITS)]!.shown, row: row + firstRow };
    }
    const number = Number(place);
    const file = starts[at]!.findLastIndex((start) => start <= number);
    return { file: files[file]!.shown, row: number - starts[at]![file]! + firstRow };
  };
}

/** The number of the first row of each file. */
async function startsOf(database: Database, { files, rows }: Relation): Promise<number[]> {
  if (rows.place.kind === "stored" || files.length === 1) return [0];
  const counted = await database.rows(`select filename, count(*) from ${rows.place.filesSql} group by filename`);
  const counts = new Map(counted.map((row) => [String(row[0]), Number(row[1])]));
  const starts: number[] = [];
  let start = 0;
  for (const { path } of files) {
    starts.push(start);
    start += counts.get(path) ?? 0;
  }
  return starts;
}
