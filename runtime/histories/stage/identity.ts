/**
 * Identity tables: other systems' ids that stand for accounts. They are staged after the accounts and before all else,
 * so that every other table finds its accounts by any of their ids. An id that stands for two accounts stands for
 * neither: its rows are set aside.
 */
import type { IdentityTable } from "../../../project/types.ts";
import type { Database } from "../database.ts";
import { type ColumnRequest, openSource, type SourceContext } from "../source/open.ts";
import { accountFaults, idSql, STANDS_FOR_TWO, type Staged, stage } from "./stage.ts";

/** Stages the tables and makes `keys` (id, ordinal, twice) of all ids. */
export async function stageIdentities(context: SourceContext, inputs: readonly IdentityTable[]): Promise<Staged[]> {
  if (inputs.length === 0) return [];
  const tables: { staged: Staged; also: readonly string[] }[] = [];
  for (const [index, input] of inputs.entries()) {
    const name = inputs.length === 1 ? "identity" : `identity.${index + 1}`;
    tables.push({
      staged: await stageIdentity(context, { name, table: `identity_${index}` }, input),
      also: input.also,
    });
  }
  await gatherKeys(context, tables);
  for (const { staged, also } of tables) await setAmbiguousAside(context, staged, also);
  return tables.map(({ staged }) => staged);
}

/** Staged as (ordinal, reason, a0, a1 ...). */
async function stageIdentity(
  context: SourceContext,
  names: { name: string; table: string },
  input: IdentityTable,
): Promise<Staged> {
  const columns: ColumnRequest[] = [
    { column: input.account, role: "key", where: `${names.name}.account` },
    ...input.also.map((column): ColumnRequest => ({ column, role: "value", where: `${names.name}.also` })),
  ];
  const source = await openSource(context, { ...input, name: names.name, columns });
  const [account, ...also] = source.columns;
  return stage(context.database, {
    table: names.table,
    source,
    read: [
      { name: "id", sql: idSql(account!) },
      ...also.map((column, index) => ({ name: `a${index}`, sql: idSql(column!) })),
    ],
    keep: also.map((_, index) => `a${index}`),
    faults: accountFaults(account!),
    byAccount: true,
    orderBy: "ordinal",
  });
}

async function gatherKeys(
  { database }: SourceContext,
  tables: readonly { staged: Staged; also: readonly string[] }[],
): Promise<void> {
  const others = tables.flatMap(({ staged: { table }, also }) =>
    also.map((_, index) => `select a${index}, ordinal from ${table} where reason = 0 and a${index} is not null`),
  );
  await database.run(
    `create table all_keys as select id, case when count(distinct ordinal) = 1 then min(ordinal) end as ordinal,
       count(distinct ordinal) > 1 as twice
     from (${["select id, ordinal from ids", ...others].join(" union all ")}) group by id order by id`,
  );
  await database.run("create or replace view keys as select id, ordinal, twice from all_keys");
}

/** The other ids of such a row keep standing for its account. */
async function setAmbiguousAside({ database }: SourceContext, staged: Staged, also: readonly string[]): Promise<void> {
  for (const [index, column] of also.entries()) {
    staged.reasons.push({ reason: STANDS_FOR_TWO, column, value: `a${index}` });
    await database.run(
      `update ${staged.table} set reason = ${staged.reasons.length}
       where reason = 0 and a${index} in (select id from all_keys where twice)`,
    );
  }
}

/** By account, the first of its ids in that column of the tables; undefined where none of them names it. */
export async function idsIn(
  database: Database,
  inputs: readonly IdentityTable[],
  column: string,
): Promise<Map<string, string> | undefined> {
  const selects = inputs.flatMap(({ also }, table) =>
    also.flatMap((name, index) =>
      name === column
        ? [`select ordinal, a${index} as other from identity_${table} where reason = 0 and a${index} is not null`]
        : [],
    ),
  );
  if (selects.length === 0) return undefined;
  const rows = await database.rows(
    `select id, min(other) from (${selects.join(" union all ")}) join ids using (ordinal) group by id`,
  );
  return new Map(rows.map(([id, other]) => [String(id), String(other)]));
}
