/** Roles and contacts that have a table of their own: who it is, for all time or from a date on. */
import type { PersonSource } from "../../../project/types.ts";
import type { Role } from "../../../schedule/types.ts";
import type { Database } from "../database.ts";
import { type ColumnRequest, openSource, type SourceContext } from "../source/open.ts";
import type { StagedInput } from "../stream/accounts.ts";
import { daySql } from "../values/times.ts";
import { dayFaults, knownByDay } from "./account.ts";
import { accountFaults, accountParts, ID_OF_ACCOUNT, idSql, type Staged, setConflictsAside, stage } from "./stage.ts";

/** Staged as (ordinal, reason, day, person). */
export async function stagePeople(
  context: SourceContext,
  table: string,
  role: string,
  person: Extract<PersonSource, { kind: "table" }>,
): Promise<Staged> {
  const where = `people.${role}`;
  const columns: ColumnRequest[] = [
    { column: person.key, role: "key", where: `${where}.key` },
    { column: person.person, role: "value", where: `${where}.person` },
  ];
  if (person.from !== undefined) columns.push({ column: person.from, role: "day", where: `${where}.from` });
  const source = await openSource(context, { name: where, ...person, columns });
  const [key, name, from] = source.columns;
  const staged = await stage(context.database, {
    table,
    source,
    read: [
      { name: "id", sql: idSql(key!) },
      { name: "day", sql: from ? daySql(from) : "cast(null as integer)" },
      { name: "person", sql: idSql(name!) },
    ],
    keep: ["day", "person"],
    ...(from && context.asOf !== undefined && { known: knownByDay(context.asOf) }),
    faults: [...accountFaults(key!), ...(from ? dayFaults(from) : [])],
    byAccount: true,
    orderBy: "ordinal, day",
  });
  await setConflictsAside(context.database, staged, {
    keys: from ? ["ordinal", "day"] : ["ordinal"],
    values: ["person"],
    reason: {
      reason: from ? "two rows of one account and day differ" : "two rows of one account differ",
      column: person.key,
      value: ID_OF_ACCOUNT,
    },
    parts: await accountParts(context.database, table),
  });
  return staged;
}

/** Who is named for each role of people, by any account on any day; where nobody is, a shared role is held under its own name. */
export async function ownersOf(
  database: Database,
  { accounts, people, everybody }: Pick<StagedInput, "accounts" | "people" | "everybody">,
  roles: readonly Role[],
): Promise<Map<string, Set<string>>> {
  const owners = new Map<string, Set<string>>();
  for (const { name: role, kind } of roles) {
    if (kind === "machine") continue;
    const forAll = everybody.get(role);
    const column = accounts.people.indexOf(role);
    const table = people.get(role)?.table;
    const sql =
      table === undefined
        ? `select distinct p${column} from account_rows where p${column} is not null`
        : `select distinct person from ${table} where reason = 0 and person is not null`;
    const named = table === undefined && column < 0 ? [] : (await database.rows(sql)).map((row) => String(row[0]));
    if (forAll !== undefined) named.push(forAll);
    else if (kind === "shared") named.push(role);
    owners.set(role, new Set(named));
  }
  return owners;
}
