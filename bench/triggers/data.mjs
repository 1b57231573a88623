/**
 * The data of the trigger bench, made by SQL from account and day numbers alone: the same rows on every machine.
 * Accounts have a level of their own, quiet weekends, dips, silent stretches and missing rows, and one in five begins
 * within the year.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** The year of the data. */
export const FIRST_DAY = "2025-01-01";
export const DAYS = 365;

/** A whole number below `below`, drawn for an account (`i`) and, when its `d` is named, a day. */
export const drawn = (salt, below, of = "i") => `cast(hash(${of}, ${salt}) % ${below} as integer)`;

const accountsSql = (accounts) => `
  select 'A' || lpad(cast(i as varchar), 6, '0') as id,
    date '2024-01-01' + ${drawn(1, 366)} + case when ${drawn(2, 5)} = 0 then ${drawn(3, 300)} else 0 end as customer_since
  from range(${accounts}) accounts(i)`;

/** Levels of an account, then what each day makes of them. */
const usageSql = (accounts) => `
  with account as (
    select i, 'A' || lpad(cast(i as varchar), 6, '0') as id,
      date '2024-01-01' + ${drawn(1, 366)} + case when ${drawn(2, 5)} = 0 then ${drawn(3, 300)} else 0 end as since,
      5 + ${drawn(4, 60)} as logins_level, 2 + ${drawn(5, 30)} as users_level, 10 + ${drawn(6, 80)} as share_level,
      ${drawn(7, 330)} as dip_from, 10 + ${drawn(8, 30)} as dip_days, ${drawn(9, 200)} as wave
    from range(${accounts}) accounts(i))
  select id, date '${FIRST_DAY}' + cast(d as integer) as day,
    cast(logins_level * (case when d % 7 in (3, 4) then 20 else 100 end)
      * (case when d between dip_from and dip_from + dip_days then 40 else 100 end)
      * (85 + ${drawn(10, 31, "i, d")}) / 1000000 as integer) as logins,
    greatest(0, users_level + cast(round(6 * sin((d + wave) / 20.0)) as integer)) as users,
    round(greatest(0, share_level + 15 * sin((d + 2 * wave) / 30.0) + ${drawn(11, 5, "i, d")}) / 100, 3) as share,
    case when d between dip_from and dip_from + 20 or ${drawn(12, 4, "i, d")} > 0 then 0.0
      else ${drawn(13, 50000, "i, d")} / 100 end as revenue
  from account, range(${DAYS}) days(d)
  where date '${FIRST_DAY}' + cast(d as integer) >= since and ${drawn(14, 33, "i, d")} > 0`;

/**
 * Writes `accounts.parquet` and `usage.parquet` into the folders `sorted` (by account and day) and `shuffled` of `folder`, or
 * the first of them alone; gives the number of rows.
 */
export async function generate(folder, accounts, orders = ["sorted", "shuffled"]) {
  for (const name of orders) mkdirSync(join(folder, name), { recursive: true });
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: "4GB",
    temp_directory: join(folder, "spill"),
  });
  const connection = await instance.connect();
  const sorted = join(folder, "sorted", "usage.parquet");
  for (const name of orders) {
    await connection.run(`copy (${accountsSql(accounts)}) to '${join(folder, name, "accounts.parquet")}'`);
  }
  await connection.run(`copy (${usageSql(accounts)} order by id, day) to '${sorted}'`);
  if (orders.includes("shuffled"))
    await connection.run(
      `copy (from '${sorted}' order by hash(id, day)) to '${join(folder, "shuffled", "usage.parquet")}'`,
    );
  const rows = await connection.runAndReadAll(`select count(*) from '${sorted}'`);
  connection.closeSync();
  instance.closeSync();
  return Number(rows.getRows()[0][0]);
}
