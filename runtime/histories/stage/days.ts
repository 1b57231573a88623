/**
 * On which days the staged times of a table fall. The instant of a local time and the day of an instant depend on the
 * account's zone, so days are asked zone by zone; rows of no account are read in UTC.
 */
import { formatDay } from "../../calendar/days.ts";
import { zoneOf } from "../../calendar/zones.ts";
import type { Database } from "../database.ts";
import { literal } from "../sql.ts";
import type { DayRange, EpochDay } from "../types.ts";
import type { NamedColumn } from "../values/fields.ts";
import type { Staged } from "./stage.ts";

/** First to last day of the good rows; undefined when there is none. The table has `at_text`. */
export async function daysOfTimes(
  database: Database,
  { table }: Staged,
  byAccount: boolean,
): Promise<DayRange | undefined> {
  const zone = byAccount ? "zone" : "'UTC'";
  const join = byAccount ? " join ids using (ordinal)" : "";
  const rows = await database.rows(
    `select ${zone}, min(${INSTANT}), max(${INSTANT}), min(${WRITTEN_DAY}), max(${WRITTEN_DAY})
     from ${table}${join} where reason = 0 group by all`,
  );
  const days = rows.flatMap((row) => {
    const { dayOf } = zoneOf(String(row[0]));
    const known = (cell: (typeof row)[number] | undefined) =>
      cell === null || cell === undefined ? [] : [Number(cell)];
    return [...[row[1], row[2]].flatMap(known).map(dayOf), ...[row[3], row[4]].flatMap(known)];
  });
  return days.length === 0 ? undefined : { from: days.reduce(min), to: days.reduce(max) };
}

/** Milliseconds of rows that have them; the day as written of the others. */
const IS_INSTANT = "regexp_full_match(at_text, '-?[0-9]+')";
const INSTANT = `case when ${IS_INSTANT} then cast(at_text as bigint) end`;
const WRITTEN_DAY = `case when not ${IS_INSTANT} then cast(left(at_text, 10) as date) - date '1970-01-01' end`;

/** A staged time as a person reads it. */
const WRITTEN_TIME = `case when ${IS_INSTANT}
  then strftime(make_timestamp_ms(case when ${IS_INSTANT} then cast(at_text as bigint) end), '%Y-%m-%dT%H:%M:%S.%gZ')
  else at_text end`;

/** Sets aside the rows whose day is outside of `covers`. */
export async function setOutsideAside(
  database: Database,
  staged: Staged,
  at: NamedColumn,
  covers: DayRange,
  byAccount: boolean,
): Promise<void> {
  staged.reasons.push({ reason: "outside `covers`", column: at.name, value: WRITTEN_TIME });
  const code = staged.reasons.length;
  await database.run(
    `update ${staged.table} set reason = ${code} where reason = 0 and not ${IS_INSTANT}
     and left(at_text, 10) not between ${literal(formatDay(covers.from))} and ${literal(formatDay(covers.to))}`,
  );
  for (const name of await zonesOf(database, byAccount)) {
    const zone = zoneOf(name);
    const outside = `cast(at_text as bigint) not between ${zone.dayStart(covers.from)} and ${zone.dayStart(covers.to + 1) - 1}`;
    const inZone = byAccount ? ` and ordinal in (select ordinal from ids where zone = ${literal(name)})` : "";
    await database.run(
      `update ${staged.table} set reason = ${code} where reason = 0 and ${IS_INSTANT}
       and case when ${IS_INSTANT} then ${outside} end${inZone}`,
    );
  }
}

/** Takes away the rows dated `asOf` or later, in the account's own zone: as if they were not there. */
export async function forgetFrom(
  database: Database,
  { table }: Staged,
  asOf: EpochDay,
  byAccount: boolean,
): Promise<void> {
  await database.run(
    `delete from ${table} where not ${IS_INSTANT} and left(at_text, 10) >= ${literal(formatDay(asOf))}`,
  );
  for (const name of await zonesOf(database, byAccount)) {
    const inZone = byAccount ? ` and ordinal in (select ordinal from ids where zone = ${literal(name)})` : "";
    await database.run(
      `delete from ${table} where ${IS_INSTANT}
       and case when ${IS_INSTANT} then cast(at_text as bigint) >= ${zoneOf(name).dayStart(asOf)} end${inZone}`,
    );
  }
}

/** The zones in which days are asked for: those of the accounts or, for rows of none, UTC. */
async function zonesOf(database: Database, byAccount: boolean): Promise<string[]> {
  if (!byAccount) return ["UTC"];
  return (await database.rows("select distinct zone from ids")).map((row) => String(row[0]));
}

function min(left: number, right: number): number {
  return Math.min(left, right);
}

function max(left: number, right: number): number {
  return Math.max(left, right);
}
