/**
 * The rows that were set aside, each with its place and the value it was set aside for. Told in the order of tables,
 * files and rows (files with the same columns stand together), whatever order they are held in, and cut for each table and reason: a bad file of ten gigabytes
 * must not make another.
 */
import type { Database } from "./database.ts";
import { placesOf, type RowPlace } from "./source/origin.ts";
import type { Staged } from "./stage/stage.ts";
import type { QuarantinedRow } from "./types.ts";

/** Rows told for each table and reason; the others are only counted. */
const MOST_QUARANTINED = 1_000;

interface SetAside {
  staged: Staged;
  /** Rows set aside for each reason, by its number. */
  counts: ReadonlyMap<number, number>;
  placeOf: (origin: bigint) => RowPlace;
}

/** What of a staged table is set aside; undefined when nothing is. Asked while input files can still be read. */
export async function setAsideOf(database: Database, staged: Staged): Promise<SetAside | undefined> {
  const rows = await database.rows(`select reason, count(*) from ${staged.table} where reason > 0 group by reason`);
  if (rows.length === 0) return undefined;
  const counts = new Map(rows.map((row) => [Number(row[0]), Number(row[1])]));
  return { staged, counts, placeOf: await placesOf(database, staged.source.relations) };
}

/** The rows of these tables, in their order; then, for each reason with more rows than are told, how many more. */
export async function* quarantinedRows(
  database: Database,
  tables: readonly SetAside[],
): AsyncGenerator<QuarantinedRow> {
  for (const { staged, counts, placeOf } of tables) {
    const numbers = [...counts.keys()].sort((left, right) => left - right);
    for await (const chunk of database.chunks(firstRows(staged, numbers))) {
      const [origins, reasons, values] = [0, 1, 2].map((column) => chunk.getColumnVector(column));
      for (let row = 0; row < chunk.rowCount; row++) {
        const { reason, column } = staged.reasons[Number(reasons!.getItem(row)) - 1]!;
        const value = values!.getItem(row);
        const place = placeOf(origins!.getItem(row) as bigint);
        yield { table: staged.name, ...place, column, value: typeof value === "string" ? value : "", reason };
      }
    }
    for (const number of numbers) {
      const more = counts.get(number)! - MOST_QUARANTINED;
      if (more <= 0) continue;
      const { reason, column } = staged.reasons[number - 1]!;
      yield { table: staged.name, file: "", column, value: "", reason: `and ${more} more rows: ${reason}` };
    }
  }
}

/** SQL of the first rows of each reason: origin, reason, value. */
function firstRows({ table, reasons }: Staged, numbers: readonly number[]): string {
  const parts = numbers.map(
    (number) => `select origin, reason, ${reasons[number - 1]!.value} as value from
      (select * from ${table} where reason = ${number} order by origin limit ${MOST_QUARANTINED}) as staged`,
  );
  return `select origin, reason, value from (${parts.join(" union all ")}) order by origin, reason`;
}
