/** Why accounts that were asked for are not there: their rows were set aside, or there are none. */
import { didYouMean, listed } from "../../project/suggest.ts";
import type { Database } from "./database.ts";
import { placesOf, type RowPlace } from "./source/origin.ts";
import { literals } from "./sql.ts";
import type { Staged } from "./stage/stage.ts";
import { DataError } from "./types.ts";

/** More ids than this are not explained one by one. */
const MOST_EXPLAINED = 10;
/** Ids among which a slip is looked for. */
const MOST_COMPARED = 100_000;

/** `missing`: ids that no good row of the account table has. Asked while input files can still be read. */
export async function absentAccounts(
  database: Database,
  staged: Staged,
  missing: readonly string[],
): Promise<DataError> {
  const setAside = await rowsSetAside(database, staged, missing);
  const [only] = setAside;
  // One account has one place to be told; of several each says its own.
  if (only && missing.length === 1) {
    return new DataError(`The account ${only.id} was set aside because of this row: ${faultText(only)}.`, {
      file: only.file,
      row: only.row,
      column: only.column,
    });
  }
  const unknown = missing.filter((id) => !setAside.some((row) => row.id === id));
  const told = setAside
    .slice(0, MOST_EXPLAINED)
    .map((row) => `The account ${row.id} was set aside because of row ${row.row} of ${row.file}: ${faultText(row)}.`);
  if (unknown.length > 0) told.push(await unknownText(database, unknown));
  return new DataError(told.join(" "));
}

interface RowSetAside extends RowPlace {
  id: string;
  column: string;
  value: string;
  reason: string;
  /** Rows of the account that were set aside. */
  rows: number;
}

/** Of each of these accounts the first row that was set aside, in order of id. */
async function rowsSetAside(database: Database, staged: Staged, ids: readonly string[]): Promise<RowSetAside[]> {
  const { table, reasons } = staged;
  const value = reasons.map((reason, index) => `when ${index + 1} then ${reason.value}`).join(" ");
  const found = await database.rows(
    `select id, min(origin), arg_min(reason, origin), arg_min(case reason ${value} end, origin), count(*)
     from ${table} as staged where id in ${literals(ids)} and reason > 0 group by id order by id`,
  );
  if (found.length === 0) return [];
  const placeOf = await placesOf(database, staged.source.relations);
  return found.map(([id, origin, number, bad, rows]) => ({
    ...placeOf(origin as bigint),
    id: String(id),
    ...reasons[Number(number) - 1]!,
    value: typeof bad === "string" ? bad : "",
    rows: Number(rows),
  }));
}

/** `\`arr\`: not a plain number ("lots"); so were 2 more rows of it`. */
function faultText({ id, value, reason, rows }: RowSetAside): string {
  const found = value === "" || value === id ? "" : ` (${JSON.stringify(value)})`;
  const more = rows === 1 ? "" : `; so ${rows === 2 ? "was 1 more row" : `were ${rows - 1} more rows`} of it`;
  return `${reason}${found}${more}`;
}

async function unknownText(database: Database, unknown: readonly string[]): Promise<string> {
  const some = await database.rows(`select id from ids limit ${MOST_COMPARED}`);
  const hint = didYouMean(
    unknown[0]!,
    some.map((row) => String(row[0])),
  );
  return `No account has the id ${listed(unknown.slice(0, MOST_EXPLAINED))}.${hint}`;
}
