/** Where a budget that is over comes from, declaration by declaration: asked of two programs alike, so that they can be compared. */
import { literal } from "../histories/sql.ts";
import type { Query, Row } from "../ledger/store.ts";
import { neverTouchedAccounts } from "../summary/accounts.ts";
import { type BudgetResult, dueDemands } from "../summary/budgets.ts";

/** What one declaration has a part in. */
export interface SourceAmount {
  /** Path of the declaration. */
  readonly source: string;
  readonly amount: number;
}

/**
 * Late demands in millionths, less the share that may be late of those that are due: in all above zero where `late` is over.
 * Nothing where it is not among the budgets.
 */
export async function lateBeyond(query: Query, budgets: readonly BudgetResult[]): Promise<SourceAmount[]> {
  const late = budgets.find(({ budget }) => budget === "late");
  if (!late) return [];
  return amounts(
    await query(`SELECT source, 1000000 * count(*) FILTER (late_minutes > 0) - ${late.limit} * count(*) AS amount
      FROM ledger WHERE ${dueDemands} GROUP BY source ORDER BY source`),
  );
}

/** Touches by which budgets of accounts are over in one program, and the same of another. */
export interface TouchesBehind {
  /** Of the account and days of which `touches_per_account_in_30_days` is most over. */
  readonly there: { readonly before: readonly SourceAmount[]; readonly after: readonly SourceAmount[] };
  /** By how many customers whom nothing touches now each declaration touched before. */
  readonly lost: readonly SourceAmount[];
}

/** Of the program after, by its ledger. `before`: a file with the touches done of the other: `account`, `day`, `kind`, `source`. */
export async function touchesBehind(
  query: Query,
  budgets: readonly BudgetResult[],
  before: string,
): Promise<TouchesBehind> {
  const over = (name: BudgetResult["budget"]) => budgets.find(({ budget, kept }) => budget === name && kept === false);
  const touches = (table: string) =>
    `SELECT source, account, day FROM (${table}) WHERE kind = 'touch' AND source IS NOT NULL`;
  const old = touches(`FROM read_parquet(${literal(before)})`);
  const now = touches("SELECT source, account, done_on AS day, kind FROM ledger WHERE outcome = 'done'");
  const place = over("touches_per_account_in_30_days")?.places[0];
  const inPlace = async (table: string) =>
    place
      ? amounts(
          await query(`SELECT source, count(*) AS amount FROM (${table}) WHERE account = ${literal(place.account!)}
            AND day BETWEEN ${literal(place.from!)}::DATE AND ${literal(place.to!)}::DATE GROUP BY source ORDER BY source`),
        )
      : [];
  return {
    there: { before: await inPlace(old), after: await inPlace(now) },
    lost: over("untouched_accounts")
      ? amounts(
          await query(`SELECT source, count(DISTINCT account) AS amount FROM (${old})
            WHERE account IN (SELECT account FROM (${neverTouchedAccounts})) GROUP BY source ORDER BY source`),
        )
      : [],
  };
}

function amounts(rows: readonly Row[]): SourceAmount[] {
  return rows.map(({ source, amount }) => ({ source: source as string, amount: amount as number }));
}
