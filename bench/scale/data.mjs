/**
 * The data of the scale bench, made by SQL from the numbers of accounts and days alone: the same rows on every machine, in
 * little memory whatever their number, since nothing is sorted. Accounts have a level of their own, quiet weekends, dips, missing
 * rows; one in five begins within the year and one in ten ends in it.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { DAYS, drawn, FIRST_DAY } from "../triggers/data.mjs";

/** The orders in which a file's rows may come: account by account, or day by day. */
export const ORDERS = ["account", "day"];

const idSql = "'A' || lpad(cast(i as varchar), 7, '0')";
const sinceSql = `date '2023-01-01' + ${drawn(1, 730)} + case when ${drawn(2, 5)} = 0 then ${drawn(3, 300)} else 0 end`;

/** Five in a hundred are enterprise, twenty mid-market, forty-five small; a CSM has about sixty. */
const accountsSql = (accounts) => `
  with account as (
    select i, ${idSql} as account_id, ${sinceSql} as contract_start, date '${FIRST_DAY}' + ${drawn(7, DAYS)} as leaves,
      case when i % 20 = 0 then 100000 + ${drawn(4, 400000)} when i % 20 < 5 then 25000 + ${drawn(4, 75000)}
        when i % 20 < 14 then 5000 + ${drawn(4, 20000)} else ${drawn(4, 5000)} end as arr
    from range(${accounts}) accounts(i)),
  term as (select *, greatest(1, cast(ceil((date '${FIRST_DAY}' - contract_start) / 365.25) as integer)) as years from account)
  select account_id, 'Customer ' || i as name, contract_start, arr,
    cast(contract_start + to_years(years) as date) as renewal, years - 1 as renewals,
    case when ${drawn(6, 10)} = 0 and leaves > contract_start + 60 then leaves end as churned_on,
    case when ${drawn(6, 10)} = 0 and leaves > contract_start + 60 then leaves - 30 end as notice_given,
    5 + ${drawn(5, 60)} as seats, ${drawn(8, 2)} = 0 as auto_renews,
    case when arr >= 25000 then 'enterprise' when arr >= 5000 then 'pro' when ${drawn(9, 3)} = 0 then 'trial' else 'starter' end as plan,
    'csm ' || (i % greatest(1, ${accounts} // 60)) as csm
  from term`;

/** Levels of an account, then what each day makes of them. */
const usageSql = (accounts, order, days) => {
  const [account, day] = order === "day" ? [`n % ${accounts}`, `n // ${accounts}`] : [`n // ${days}`, `n % ${days}`];
  return `
  with cell as (select ${account} as i, ${day} as d from range(${accounts * days}) cells(n)),
  levels as (
    select i, d, 5 + ${drawn(14, 60)} as logins_level, 2 + ${drawn(15, 30)} as users_level, 1 + ${drawn(16, 8)} as features_level,
      ${drawn(17, 330)} as dip_from, 10 + ${drawn(18, 30)} as dip_days, ${drawn(19, 200)} as wave, ${drawn(20, 31, "i, d")} as chance
    from cell where ${drawn(24, 33, "i, d")} > 0)
  select ${idSql} as account_id, date '${FIRST_DAY}' + cast(d as integer) as day,
    cast(logins_level * (case when d % 7 in (3, 4) then 20 else 100 end)
      * (case when d between dip_from and dip_from + dip_days then 40 else 100 end) * (85 + chance) / 1000000 as integer) as logins,
    case when d between dip_from and dip_from + 20 then 0 else chance end as core_usage,
    greatest(0, users_level + cast(round(6 * sin((d + wave) / 20.0)) as integer)) as active_users,
    greatest(0, features_level + cast(round(2 * sin((d + 2 * wave) / 40.0)) as integer)) as features
  from levels`;
};

/** Writes `accounts.parquet` and `usage.parquet`, of so many days, into `folder`; gives the number of rows of the latter. */
export async function generate(folder, accounts, order, days = DAYS) {
  mkdirSync(folder, { recursive: true });
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: "1GB",
    temp_directory: join(folder, "spill"),
  });
  const connection = await instance.connect();
  const usage = join(folder, "usage.parquet");
  await connection.run(`copy (${accountsSql(accounts)}) to '${join(folder, "accounts.parquet")}'`);
  await connection.run(`copy (${usageSql(accounts, order, days)}) to '${usage}'`);
  const rows = await connection.runAndReadAll(`select count(*) from '${usage}'`);
  connection.closeSync();
  instance.closeSync();
  return Number(rows.getRows()[0][0]);
}
