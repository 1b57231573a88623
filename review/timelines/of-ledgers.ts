/** The timelines of the accounts that a change moves most, asked of the ledgers of both programs: the first keeps what it did in a file for the second. */
import { literal } from "../../runtime/histories/sql.ts";
import type { Query } from "../../runtime/ledger/store.ts";
import type { LaterNames } from "../compare/names.ts";
import { type Done, timelineOf } from "./timeline.ts";
import type { AccountTimeline } from "./types.ts";

/** So many are told. */
const mostAccounts = 5;

/** What was done, whoever did it. What was really delivered unasked is told, too: the other program may have asked for it. */
const done = `SELECT account, done_on AS day, kind, name, source FROM ledger WHERE outcome = 'done' AND kind <> 'start'
  UNION ALL SELECT account, delivered_on, kind, name, NULL FROM delivered WHERE demand IS NULL`;

/** Writes what the program before did into `file`, which is in its ledger's folder. */
export async function keepDone(query: Query, file: string): Promise<void> {
  await query(`COPY (${done}) TO ${literal(file)} (FORMAT parquet)`);
}

/** `query` asks the program after; `before`: the other's file, which is in this ledger's folder now. */
export async function timelinesOf(query: Query, before: string, later: LaterNames): Promise<AccountTimeline[]> {
  const old = await renamed(query, `read_parquet(${literal(before)})`, later);
  const sides = `WITH done AS (${done}), old AS (${old})`;
  const moved = await query(`${sides},
      sides AS (SELECT account, day, kind, name, 1 AS side FROM done
        UNION ALL SELECT account, day, kind, name, -1 FROM old),
      days AS (SELECT account, kind, abs(sum(side)) AS things FROM sides GROUP BY account, day, kind, name)
    SELECT account, coalesce(sum(things) FILTER (kind = 'touch'), 0) AS touches, sum(things) AS things
    FROM days GROUP BY account HAVING sum(things) > 0
    ORDER BY touches DESC, things DESC, account LIMIT ${mostAccounts}`);
  if (moved.length === 0) return [];
  const ids = moved.map(({ account }) => account as string);
  const of = async (table: string) => {
    const rows = await query(`${sides} SELECT account, day::VARCHAR AS day, kind, name, source FROM ${table}
      WHERE account IN (${ids.map(literal).join(", ")}) ORDER BY day, kind, name, source`);
    return rows as unknown as (Done & { account: string })[];
  };
  const [was, is] = [await of("old"), await of("done")];
  return ids.map((id) => {
    const own = (rows: typeof was) => rows.filter(({ account }) => account === id);
    return timelineOf(id, own(was), own(is));
  });
}

/** The rows before, as the program after calls things. */
async function renamed(query: Query, table: string, later: LaterNames): Promise<string> {
  const used = await query(`SELECT DISTINCT kind, name, source FROM ${table}`);
  const changed = used.flatMap(({ kind, name, source }) => {
    const isWork = kind === "touch" || kind === "task";
    const nameNow = isWork ? later.name(kind, name as string) : later.name("role", name as string);
    const sourceNow = source === null ? null : later.path(source as string);
    if (nameNow === name && sourceNow === source) return [];
    const values = [kind, name, source, nameNow, sourceNow];
    return [`(${values.map((each) => (each === null ? "NULL" : literal(String(each)))).join(", ")})`];
  });
  if (changed.length === 0) return `FROM ${table}`;
  return `SELECT account, day, kind, coalesce(name_now, name) AS name, coalesce(source_now, old.source) AS source
    FROM ${table} AS old LEFT JOIN (VALUES ${changed.join(", ")}) AS names (kind_was, name_was, source_was, name_now, source_now)
      ON kind = kind_was AND name = name_was AND old.source IS NOT DISTINCT FROM source_was`;
}
