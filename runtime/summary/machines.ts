/** What machines did and people did not: `hours` binds people only, and a mail touches an account that nobody spoke to. */
import type { Schedule } from "../../schedule/types.ts";
import type { Query } from "../ledger/store.ts";

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** A list for SQL's IN; of nothing, one that holds nothing. */
function listOf(values: readonly (string | number)[]): string {
  const literals = values.map((value) => (typeof value === "number" ? value : `'${value.replaceAll("'", "''")}'`));
  return literals.length === 0 ? "(NULL)" : `(${literals.join(", ")})`;
}

function machinesOf({ roles }: Pick<Schedule, "roles">): string[] {
  return roles.filter(({ kind }) => kind === "machine").map(({ name }) => name);
}

/**
 * The touches made, as a query for `account`, `made_on` and whether a machine made it: those done, and those really
 * delivered that nothing asked for.
 */
export function touchesMade({ roles, touches }: Pick<Schedule, "roles" | "touches">): string {
  const machines = machinesOf({ roles });
  const mails = touches.filter(({ owner }) => machines.includes(owner)).map(({ name }) => name);
  return `SELECT account, done_on AS made_on, coalesce(owner_role IN ${listOf(machines)}, false) AS by_machine
      FROM ledger WHERE outcome = 'done' AND kind = 'touch'
    UNION ALL SELECT account, delivered_on, coalesce(name IN ${listOf(mails)}, false)
      FROM delivered WHERE kind = 'touch' AND demand IS NULL`;
}

/** Accounts with a touch that a person made, as a query. */
export function touchedByPerson(schedule: Pick<Schedule, "roles" | "touches">): string {
  return `SELECT account FROM (${touchesMade(schedule)}) WHERE NOT by_machine`;
}

/** Touches by machines on days that `hours` and `holidays` leave free; 0 without either. */
export async function machineTouchesOnDaysOff(
  query: Query,
  { roles, policy }: Pick<Schedule, "roles" | "policy">,
): Promise<number> {
  const working = policy.hours?.days ?? weekdays;
  const places = working.map((day) => weekdays.indexOf(day) + 1);
  const [row] = await query(`SELECT count(*) AS touches FROM ledger
    WHERE outcome = 'done' AND kind = 'touch' AND owner_role IN ${listOf(machinesOf({ roles }))}
      AND (isodow(done_on) NOT IN ${listOf(places)} OR coalesce(done_on::VARCHAR IN ${listOf(policy.holidays)}, false))`);
  return row!.touches as number;
}
