/** Which accounts the program reached, which it left alone, and which it could not place in a segment. */
import type { Schedule } from "../../schedule/types.ts";
import type { Query } from "../ledger/store.ts";
import { touchedByPerson } from "./machines.ts";
import type { AccountCounts, ReasonCount, Summary } from "./types.ts";

/** How many of the accounts never touched are named; the others are in `account_days.parquet`. */
const namedAccounts = 20;

const alive = "SELECT account FROM account_days GROUP BY account HAVING sum(days) > 0";
const touched = `SELECT account FROM ledger WHERE outcome = 'done' AND kind = 'touch'
  UNION SELECT account FROM delivered WHERE kind = 'touch'`;

/** Customers whom nothing touched, as a query. */
export const neverTouchedAccounts = `SELECT account FROM (${alive}) WHERE account NOT IN (${touched}) ORDER BY account`;

export async function accountCounts(
  query: Query,
  schedule: Pick<Schedule, "roles" | "touches">,
): Promise<AccountCounts> {
  const [counts] = await query(`SELECT
    (SELECT count(DISTINCT account) FROM account_days) AS total,
    (SELECT count(*) FROM (${alive})) AS alive,
    (SELECT count(*) FROM (${touched})) AS touched,
    (SELECT count(*) FROM (${alive}) WHERE account NOT IN (${touched})) AS never_touched,
    (SELECT count(*) FROM (${alive}) WHERE account NOT IN (${touchedByPerson(schedule)})) AS never_by_person,
    (SELECT count(DISTINCT account) FROM account_days WHERE reason IS NOT NULL AND days > 0) AS unsegmented,
    (SELECT coalesce(sum(days), 0) FROM account_days WHERE reason IS NOT NULL) AS unsegmented_days`);
  const first = await query(`${neverTouchedAccounts} LIMIT ${namedAccounts}`);
  return {
    total: counts!.total as number,
    alive: counts!.alive as number,
    touched: counts!.touched as number,
    neverTouched: counts!.never_touched as number,
    neverTouchedByPerson: counts!.never_by_person as number,
    neverTouchedFirst: first.map((row) => row.account as string),
    unsegmented: {
      accounts: counts!.unsegmented as number,
      days: counts!.unsegmented_days as number,
      reasons: await unsegmentedReasons(query),
    },
  };
}

async function unsegmentedReasons(query: Query): Promise<ReasonCount[]> {
  const rows = await query(`SELECT reason, sum(days) AS days, count(DISTINCT account) AS accounts
    FROM account_days WHERE reason IS NOT NULL AND days > 0 GROUP BY reason ORDER BY days DESC, reason`);
  return rows as unknown as ReasonCount[];
}

/** The ten accounts with most touches done. */
export async function busiestAccounts(query: Query): Promise<Summary["busiest"]> {
  const rows = await query(`SELECT account, count(*) AS touches, sum(effort_minutes + prep_minutes) AS minutes
    FROM ledger WHERE outcome = 'done' AND kind = 'touch'
    GROUP BY account ORDER BY touches DESC, minutes DESC, account LIMIT 10`);
  return rows as unknown as Summary["busiest"];
}
