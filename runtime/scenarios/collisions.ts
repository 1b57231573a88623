/** Where a program gets in its own way: customers of whom two declarations ask for a touch on one day. Asked of its ledger. */
import type { Query } from "../ledger/store.ts";

/** Two declarations and an account: on how many days both asked for a touch, whatever became of it. */
export interface CollisionFact {
  /** Paths of the declarations, in order. */
  readonly one: string;
  readonly other: string;
  readonly account: string;
  readonly days: number;
}

/** In order of the declarations, then by account. A day is that which the demand is dated. */
export async function collisionsIn(query: Query): Promise<CollisionFact[]> {
  const rows = await query(`WITH asked AS (SELECT DISTINCT account, dated, source FROM ledger WHERE kind = 'touch')
    SELECT one.source AS one, other.source AS other, account, count(*) AS days
    FROM asked AS one JOIN asked AS other USING (account, dated)
    WHERE one.source < other.source GROUP BY ALL ORDER BY one, other, account`);
  return rows as unknown as CollisionFact[];
}
