/** Tables that say who holds which role for an account, from when. */
import { identifier, literal } from "../../runtime/histories/sql.ts";
import type { PersonPlan, Placement } from "./plan.ts";
import type { Table } from "./tables.ts";
import { plainWords } from "./words.ts";

/** Roles that own accounts, the likeliest first. */
const OWNERS = /^(csm|customer_success_manager|account_manager|success_manager|owner|account_owner|am)$/;

/** Who owns accounts by this table, if it is one of roles and persons. */
export function planPeople(table: Table, key: string): { owner?: PersonPlan; placements: Placement[] } | undefined {
  const called = (pattern: RegExp) =>
    table.columns.find((column) => column.name !== key && pattern.test(plainWords(column.name)));
  const role = called(/^(role|relation|position)$/);
  const person = called(/^(person|name|full_name|user|user_name|employee|email)$/);
  if (!role?.values || !person) return undefined;
  const { file } = table;
  const owning = role.values.find((value) => OWNERS.test(plainWords(value)));
  const others = role.values.filter((value) => value !== owning);
  const placements: Placement[] = others.map((value) => ({
    file,
    column: `${role.name} = ${value}`,
    why: "is a role no rule speaks of yet: declare it as a `role` or `contact`, and map it as `csm` is",
  }));
  if (owning === undefined || table.ambiguous.length > 0) return { placements };
  const from = table.columns.find((column) => column.isDay && column.filled === table.rows);
  placements.unshift({ file, column: person.name, as: "people.csm", why: `where ${role.name} is ${owning}` });
  if (from)
    placements.push({ file, column: from.name, as: "people.csm.from", why: "from when somebody holds the role" });
  const where = `${identifier(role.name)} = ${literal(owning)}`;
  return {
    owner: { kind: "table", file, key, person: person.name, ...(from && { from: from.name }), where },
    placements,
  };
}
