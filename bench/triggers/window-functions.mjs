/**
 * The three triggers in SQL: rows made dense, window functions for sums and for what carries, and a fold over the days
 * on which a condition is true for what window functions cannot say: armed, spent, rested. DuckDB as it comes: all
 * threads, its own memory limit.
 *
 *   node bench/triggers/window-functions.mjs FOLDER sorted|shuffled     prints {"fires":{...}}
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { DAYS, FIRST_DAY } from "./data.mjs";

const day = (column) => `cast(${column} - date '${FIRST_DAY}' as integer)`;

/** A window of the days from `from` to `to` days back. */
const back = (from, to = 0) =>
  `(partition by number order by day rows between ${from} preceding and ${
    to === 0 ? "current row" : `${to} preceding`
  })`;

/**
 * An episode ends with each day on which the condition is known false, and has one fire at most: on its first true day
 * that has rested since the last.
 */
const firesSql = (truth, rest) => `
  (select sum(fold.fires) from (
    select list_reduce(
      list({'fires': 0, 'episode': episode, 'day': day} order by day),
      lambda state, today: case when today.episode > state.episode and today.day >= state.day + ${rest}
        then {'fires': state.fires + 1, 'episode': today.episode, 'day': today.day} else state end,
      {'fires': 0, 'episode': -1, 'day': -1000}) as fold
    from (select number, day, ${truth} as truth,
            count(*) filter (where not ${truth}) over (partition by number order by day) as episode from judged)
    where truth group by number))`;

const sql = (folder) => `
  with account as (
    select id, cast(row_number() over (order by id) - 1 as integer) as number, greatest(0, ${day("customer_since")}) as first
    from '${join(folder, "accounts.parquet")}'),
  dense as (
    select number, first, cast(days.day as integer) as day
    from account, range(${DAYS}) days(day) where days.day >= first),
  recorded as (
    select number, ${day("day")} as day, logins, users, cast(round(share * 1000000) as integer) as share,
      cast(round(revenue * 100) as integer) as revenue
    from '${join(folder, "usage.parquet")}' join account using (id)),
  windows as (
    select number, day, day - first as age,
      sum(coalesce(logins, 0)) over ${back(6)} as now, sum(coalesce(logins, 0)) over ${back(13, 7)} as before,
      sum(coalesce(revenue, 0)) over ${back(13)} as bought,
      last_value(users ignore nulls) over ${back("unbounded")} as users,
      last_value(share ignore nulls) over ${back("unbounded")} as share
    from dense left join recorded using (number, day)),
  judged as materialized (
    select number, day,
      case when age >= 13 and before > 0 then 10 * (before - now) > 3 * before end as login_drop,
      case when bool_and(users < 5) over ${back(6)} = false then false
        when count(users) over ${back(6)} = 7 then true end as few_users,
      case when age >= 13 then bought = 0 end and share < 250000 as nothing_bought
    from windows)
  select ${firesSql("login_drop", 30)}, ${firesSql("few_users", 14)}, ${firesSql("nothing_bought", 30)}`;

async function run(folder, order) {
  const spill = mkdtempSync(join(tmpdir(), "playc-bench-"));
  try {
    const instance = await DuckDBInstance.create(":memory:", { temp_directory: spill });
    const connection = await instance.connect();
    const [row] = (await connection.runAndReadAll(sql(join(folder, order)))).getRows();
    const [login_drop, few_users, nothing_bought] = row.map(Number);
    return { login_drop, few_users, nothing_bought };
  } finally {
    rmSync(spill, { recursive: true, force: true });
  }
}

console.log(JSON.stringify({ fires: await run(process.argv[2], process.argv[3]) }));
