/**
 * The account table: who the accounts are, in what zone, and what is known of them from when. It is staged first: its
 * ids get the ordinals that every other table is sorted by.
 */
import type { Project } from "../../../project/types.ts";
import type { Field, Schedule } from "../../../schedule/types.ts";
import { isZone } from "../../calendar/zones.ts";
import type { Database } from "../database.ts";
import { type ColumnRequest, openSource, type Source, type SourceContext } from "../source/open.ts";
import { literal, literals } from "../sql.ts";
import { DataError, type EpochDay } from "../types.ts";
import { type Column, type Fault, faultOf, isAbsent, type NamedColumn, readingOf } from "../values/fields.ts";
import { daySql } from "../values/times.ts";
import { hashedParts, idSql, type Staged, setConflictsAside, stage } from "./stage.ts";

/** The staged accounts: in the order of `values`, columns `v0`, `v1` ... of table `account_rows`. */
export interface StagedAccounts {
  staged: Staged;
  /** Fields that have a column. */
  fields: Field[];
  /** Roles and contacts that are a column of the account table, columns `p0`, `p1` ... */
  people: string[];
  count: number;
}

/** Rows of one account are conditions on one day: without `from`, all of them. */
const SAME_ROW = "two rows of one account differ";
const SAME_DAY = "two rows of one account and day differ";

/** So many values of rows are compared in one go; a value of a group takes some 40 bytes of the database's memory. */
const VALUES_AT_ONCE = 1_000_000;

/**
 * Stages the table, and makes `ids` (id, ordinal, zone), `account_rows` (ordinal, day, v.., p..) and `keys` (id, ordinal,
 * twice): the ids that stand for accounts, which are their own as long as no identity table says more.
 */
export async function stageAccounts(
  context: SourceContext,
  project: Project,
  schedule: Schedule,
): Promise<StagedAccounts> {
  const { database } = context;
  const { account } = project;
  const columns = requests(project, schedule);
  const source = await openSource(context, { name: "account", ...account, columns: columns.all });
  const at = (request: ColumnRequest | undefined) =>
    request ? source.columns[columns.all.indexOf(request)] : undefined;
  const fields = schedule.account.fields.filter((_, index) => at(columns.fields[index]));
  refuseMissing(schedule.account.fields, fields, project);
  const raws = schedule.account.fields.flatMap((_, index) => at(columns.fields[index]) ?? []);
  const key = at(columns.key)!;
  const from = at(columns.from);
  const zone = at(columns.zone);
  const zones = await zonesIn(database, source, [
    ...raws.filter((_, index) => fields[index]?.type === "zone"),
    ...(zone ? [zone] : []),
  ]);
  const readings = fields.map((field, index) => readingOf(field, raws[index]!, schedule, zones));
  const people = columns.people.map(([name]) => name);
  const persons = columns.people.map(([, request]) => at(request)!);
  const values = readings.map((_, index) => `v${index}`);
  const kept = ["id", "day", "zone", ...values, ...people.map((_, index) => `p${index}`)];
  const staged = await stage(database, {
    table: "account_input",
    source,
    read: [
      { name: "id", sql: idSql(key) },
      { name: "day", sql: from ? daySql(from) : "cast(null as integer)" },
      ...readings.map(({ read }, index) => ({ name: `v${index}`, sql: read })),
      { name: "zone", sql: zoneSql(project, fields, zone) },
      ...persons.map((person, index) => ({ name: `p${index}`, sql: idSql(person) })),
    ],
    keep: kept,
    ...(from && context.asOf !== undefined && { known: knownByDay(context.asOf) }),
    faults: [
      faultOf(key, "id is null", "no id"),
      ...(from ? dayFaults(from) : []),
      ...readings.flatMap((reading, index) => reading.faults(`v${index}`)),
      ...zoneFaults(project, zones, zone),
      ...lifeFaults(schedule, fields, raws),
    ],
    byAccount: false,
  });
  const keys = from ? ["id", "day"] : ["id"];
  const compared = kept.filter((name) => !keys.includes(name));
  await setConflictsAside(database, staged, {
    keys,
    values: compared,
    reason: { reason: from ? SAME_DAY : SAME_ROW, column: account.key, value: "id" },
    parts: await hashedParts(database, staged.table, "id", Math.ceil(VALUES_AT_ONCE / (compared.length + 1))),
  });
  await database.run(
    `create table ids as select id, cast(row_number() over (order by id) - 1 as integer) as ordinal, zone from
     (select id, arg_max(zone, coalesce(day, 0)) as zone from account_input where reason = 0 group by id) order by ordinal`,
  );
  await sortByAccount(database, compared.length + 1);
  await database.run("create view keys as select id, ordinal, false as twice from ids");
  const [count] = await database.rows("select count(*) from ids");
  return { staged, fields, people, count: Number(count?.[0]) };
}

/** Makes `account_rows` of the good rows, a stretch of accounts after the other: sorting all at once takes memory with them. */
async function sortByAccount(database: Database, values: number): Promise<void> {
  const rows = `select ordinal, account_input.* exclude (zone, reason, origin, bad)
    from account_input join ids using (id) where reason = 0`;
  await database.run(`create table account_rows as ${rows} and false`);
  const [size] = await database.rows("select (select count(*) from account_input), (select count(*) from ids)");
  const [all, accounts] = [Number(size?.[0]), Number(size?.[1])];
  const step = Math.max(1, Math.floor((accounts * VALUES_AT_ONCE) / values / Math.max(1, all)));
  for (let from = 0; from < accounts; from += step) {
    await database.run(
      `insert into account_rows ${rows} and ordinal between ${from} and ${from + step - 1} order by ordinal, day`,
    );
  }
}

/** What holds from a day on is known when that opens. */
export function knownByDay(asOf: EpochDay): string {
  return `day is null or day <= ${asOf}`;
}

/** The faults of a day that must be there. */
export function dayFaults(raw: NamedColumn): Fault[] {
  return [
    faultOf(raw, isAbsent(raw), `\`${raw.name}\`: absent, but required`),
    faultOf(raw, "day is null", `\`${raw.name}\`: not a date (YYYY-MM-DD)`),
  ];
}

function requests(project: Project, schedule: Schedule) {
  const { account } = project;
  const key: ColumnRequest = { column: account.key, role: "key", where: "account.key" };
  const from: ColumnRequest | undefined =
    account.from === undefined ? undefined : { column: account.from, role: "day", where: "account.from" };
  const fields = schedule.account.fields.map((field): ColumnRequest => {
    const column = account.fields.get(field.name);
    const optional = column === undefined && (account.aggregate || field.optional || field.default !== undefined);
    return { column: column ?? field.name, role: "value", optional, where: `account.fields.${field.name}` };
  });
  const { timeZone } = project;
  const zone: ColumnRequest | undefined =
    timeZone?.kind === "column" ? { column: timeZone.column, role: "value", where: "time_zone.column" } : undefined;
  const declared = new Set([...schedule.contacts, ...schedule.roles.map((role) => role.name)]);
  const people = [...project.people].flatMap(([name, person]): [string, ColumnRequest][] =>
    person.kind === "column" && declared.has(name)
      ? [[name, { column: person.column, role: "value", where: `people.${name}` }]]
      : [],
  );
  const all = [
    key,
    ...(from ? [from] : []),
    ...fields,
    ...(zone ? [zone] : []),
    ...people.map(([, request]) => request),
  ];
  return { all, key, from, fields, zone, people };
}

function refuseMissing(declared: readonly Field[], found: readonly Field[], project: Project): void {
  const missing = declared.find((field) => !found.includes(field) && !field.optional && field.default === undefined);
  if (missing === undefined) return;
  throw new DataError(
    `The account table \`${project.account.file}\` has no column \`${missing.name}\`, which every account must have. Name its column under \`account.fields\`, or make the field optional (\`?\`) in the playbooks.`,
    { file: project.account.file, column: missing.name },
  );
}

/** The values of zone columns that are zones. */
async function zonesIn(database: Database, source: Source, columns: readonly Column[]): Promise<Set<string>> {
  if (columns.length === 0) return new Set();
  const selects = columns.map((column) => `select ${idSql(column)} as zone from ${source.sql}`);
  const rows = await database.rows(
    `select distinct zone from (${selects.join(" union all ")}) where length(zone) <= 64`,
  );
  return new Set(rows.map((row) => String(row[0])).filter(isZone));
}

function zoneSql(project: Project, fields: readonly Field[], column: Column | undefined): string {
  const { timeZone } = project;
  const told = fields.flatMap((field, index) => (field.type === "zone" ? [`v${index}`] : [])).slice(0, 1);
  if (column) told.push(idSql(column));
  const fixed = timeZone?.kind === "name" ? timeZone.name : timeZone?.default;
  if (fixed !== undefined) told.push(literal(fixed));
  if (told.length === 0) {
    throw new DataError(
      "Nothing tells the accounts' time zone. Add `time_zone: Europe/London` (or another) to the project file, or give accounts a field of type `zone`.",
      { file: project.file },
    );
  }
  return `coalesce(${told.join(", ")})`;
}

function zoneFaults(project: Project, zones: ReadonlySet<string>, column: NamedColumn | undefined): Fault[] {
  const { timeZone } = project;
  const fixed = timeZone?.kind === "name" ? timeZone.name : timeZone?.default;
  const known = [...zones, ...(fixed === undefined ? [] : [fixed])];
  const about = { value: "zone", ...(column && { column: column.name }) };
  return [
    { when: "zone is null", reason: "no time zone", ...about },
    { when: known.length === 0 ? "true" : `zone not in ${literals(known)}`, reason: "not a time zone", ...about },
  ];
}

function lifeFaults(schedule: Schedule, fields: readonly Field[], raws: readonly NamedColumn[]): Fault[] {
  const { begins, ends } = schedule.account;
  const [first, last] = [begins, ends].map((name) => fields.findIndex((field) => field.name === name));
  const raw = raws[first ?? -1];
  if (raw === undefined || last === undefined || last < 0) return [];
  return [faultOf(raw, `v${first} > v${last}`, `\`${begins}\` is after \`${ends}\``)];
}
