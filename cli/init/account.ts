/** Which table is that of the accounts, what its columns are, and whom they belong to. */

import type { Inspection } from "../../runtime/histories/inspect/inspect.ts";
import type { ColumnProfile } from "../../runtime/histories/inspect/profile.ts";
import { aggregated, fieldsOf } from "./fields.ts";
import {
  beginRank,
  isAccountName,
  isBegin,
  isEnd,
  isIdName,
  isMoneyName,
  isOwner,
  isRenewal,
  isValidFrom,
} from "./meaning.ts";
import type { AccountPlan, FieldPlan, PersonPlan, Placement } from "./plan.ts";
import { columnOf } from "./shapes.ts";
import { columnNamed, isUnique, linkOf, type Table } from "./tables.ts";
import type { Names } from "./words.ts";

export interface AccountChoice {
  table: Table;
  key: string;
  from?: string;
  aggregate: boolean;
  why: string;
}

const accountFile = /(account|customer|client|compan|organi[sz]ation|tenant|member|student|subscriber)/;
const MOST_FIELDS = 40;
/** The share of rows that may repeat an id where a known system says which column it is: those are set aside. */
const REPEATED = 0.1;

/** The table of accounts; else a table whose rows name accounts; undefined when nothing does. */
export async function chooseAccount(
  inspection: Inspection,
  tables: readonly Table[],
): Promise<AccountChoice | undefined> {
  const choices: AccountChoice[] = [];
  for (const table of tables) {
    if (table.shape && table.shape.kind !== "account") continue;
    const choice = await asAccounts(inspection, table, tables);
    if (choice) choices.push(choice);
  }
  if (choices.length === 0) return fromRows(tables);
  let best: { choice: AccountChoice; score: number } | undefined;
  for (const choice of choices) {
    const links = choices.length > 1 ? await linksTo(inspection, choice, tables) : 0;
    const score = scoreOf(choice, links);
    if (best === undefined || score > best.score) best = { choice, score };
  }
  return best?.choice;
}

/** A table that says when customers began, or that others speak of, comes first; then known systems, names, and width. */
function scoreOf({ table }: AccountChoice, links: number): number {
  const isDated = table.columns.some((column) => column.isDay && isBegin(column));
  const isKnown = table.shape !== undefined && table.shape.system !== "Zendesk";
  return (
    (isDated || links > 0 ? 200 : 0) +
    (isKnown ? 100 : 0) +
    (accountFile.test(table.record) ? 40 : 0) +
    30 * Math.min(3, links) +
    Math.min(30, table.columns.length)
  );
}

/** How many other tables name the accounts of this one. */
async function linksTo(
  inspection: Inspection,
  { table, key }: AccountChoice,
  tables: readonly Table[],
): Promise<number> {
  let links = 0;
  for (const other of tables) {
    const isOther = other !== table && other.shape?.kind !== "other" && other.shape?.kind !== "account";
    if (isOther && "key" in (await linkOf(inspection, other, { file: table.file, key }))) links++;
  }
  return links;
}

async function asAccounts(
  inspection: Inspection,
  table: Table,
  tables: readonly Table[],
): Promise<AccountChoice | undefined> {
  const names = table.columns.map(({ name }) => name);
  const preferred = table.shape ? columnOf(names, table.shape.key) : undefined;
  const likely = table.columns.filter(
    (column) =>
      column.name === preferred ||
      isAccountName(column) ||
      (isIdName(column) && (table.shape || accountFile.test(table.record))),
  );
  const unique: ColumnProfile[] = [];
  for (const column of likely.slice(0, 12)) {
    if (await isUnique(inspection, table, column, column.name === preferred ? REPEATED : 0)) unique.push(column);
  }
  if (unique.length > 0) {
    const key = await bestLinked(inspection, table, unique, tables, preferred);
    return { table, key, aggregate: false, why: `\`${key}\` is another in every row` };
  }
  const key = likely.find(({ filled }) => filled === table.rows);
  const from = table.columns.find((column) => column.isDay && column.filled === table.rows && isValidFrom(column));
  if (key === undefined || from === undefined) return undefined;
  if ((await inspection.repeats(table.file, [key.name, from.name])) > 0) return undefined;
  return { table, key: key.name, from: from.name, aggregate: false, why: `a row an account, from \`${from.name}\` on` };
}

/** Of several ids of an account, the one that the other tables know it by. */
async function bestLinked(
  inspection: Inspection,
  table: Table,
  keys: readonly ColumnProfile[],
  tables: readonly Table[],
  preferred: string | undefined,
): Promise<string> {
  const first = keys.find(({ name }) => name === preferred) ?? keys[0]!;
  if (keys.length === 1) return first.name;
  let best = { name: first.name, links: -1 };
  for (const { name } of [first, ...keys.filter((key) => key !== first)]) {
    let links = 0;
    for (const other of tables) {
      if (other !== table && "key" in (await linkOf(inspection, other, { file: table.file, key: name }))) links++;
    }
    if (links > best.links) best = { name, links };
  }
  return best.name;
}

function fromRows(tables: readonly Table[]): AccountChoice | undefined {
  const choices = tables.flatMap((table) => {
    const key = table.columns.find((column) => isAccountName(column) && column.filled > 0 && !column.isDay);
    const hasDays = table.columns.some(({ isDay }) => isDay);
    const isUsable = table.rows > 0 && table.ambiguous.length === 0 && table.shape?.kind !== "other";
    return key && hasDays && isUsable ? [{ table, key }] : [];
  });
  const [most] = choices.sort((left, right) => right.table.rows - left.table.rows);
  if (most === undefined) return undefined;
  const why = `no table has one row an account: accounts are who \`${most.key.name}\` names`;
  return { table: most.table, key: most.key.name, aggregate: true, why };
}

/** The account of the model. `names` are those of the scope that fields share with metrics and events. */
export function planAccount(
  choice: AccountChoice,
  names: Names,
): {
  account: AccountPlan;
  owner: PersonPlan;
  placements: Placement[];
  remarks: string[];
  /** The column whose first day of an account stands for the beginning. */
  seenOn?: string;
} {
  const { table, key, from, aggregate } = choice;
  const { file } = table;
  const base = { file, key, aggregate, ...(from !== undefined && { from }) };
  const placements: Placement[] = [
    {
      file,
      as: "account",
      why: table.shape ? `${table.shape.system} ${table.shape.record}, by its columns` : choice.why,
    },
    { file, column: key, as: "account.key", why: choice.why },
  ];
  if (from !== undefined) placements.push({ file, column: from, as: "account.from", why: "from when a row holds" });
  const rest = table.columns.filter(({ name }) => name !== key && name !== from);
  if (aggregate)
    return { ...firstSeen(base, table, rest, names, placements), owner: { kind: "everybody" }, remarks: [] };
  const owner = rest.find((column) => isOwner(column) && column.filled > 0);
  if (owner) placements.push({ file, column: owner.name, as: "people.csm", why: "whose account it is" });
  const dates = life(table, rest);
  const open = rest.filter((column) => column !== owner);
  const special = Object.values(dates).filter((column) => column !== undefined);
  const made = fieldsOf([...special, ...open.filter((column) => !special.includes(column))], table, {
    names,
    owner: "account",
    most: MOST_FIELDS,
    allowed: () => undefined,
  });
  const named = (column: ColumnProfile | undefined) => made.fields.find((field) => field.column === column?.name)?.name;
  const account: AccountPlan = {
    ...base,
    fields: made.fields,
    hasZone: made.fields.some(({ type }) => type === "zone"),
  };
  for (const part of ["begins", "ends", "renewal"] as const) {
    const name = named(dates[part]);
    if (name !== undefined) account[part] = name;
  }
  const size = sizeOf(made.fields, table);
  if (size) account.size = size;
  const person: PersonPlan = owner
    ? { kind: "column", column: owner.name, isKnownToday: from === undefined }
    : { kind: "everybody" };
  const placed = made.placements.map((placement) =>
    placement.as === undefined ? placement : withLife(placement, dates, table),
  );
  const remarks = account.begins === undefined ? [noBeginning(table)] : [];
  return { account, owner: person, placements: [...placements, ...placed], remarks };
}

/** The columns that bound an account's life, and the date its contract leads up to. */
function life(table: Table, columns: readonly ColumnProfile[]) {
  const days = columns.filter(({ isDay }) => isDay);
  const ends = days.find(isEnd);
  const renewal = days.find((column) => column !== ends && isRenewal(column));
  const [begins] = days
    .filter((column) => column !== ends && column !== renewal && isBegin(column) && isMostlyFilled(column, table))
    .sort((left, right) => beginRank(left) - beginRank(right));
  return { begins, ends, renewal };
}

/** To a customer without a beginning nothing is owed: a date that many lack is no beginning. */
function isMostlyFilled(column: ColumnProfile, table: Table): boolean {
  return column.filled >= table.rows * 0.8;
}

/** Says of the dates that bound a life that they do. */
function withLife(placement: Placement, dates: ReturnType<typeof life>, table: Table): Placement {
  const { column, why } = placement;
  const without = table.rows - (dates.begins?.filled ?? 0);
  const rows = without === 1 ? "1 row has none, and is" : `${without} rows have none, and are`;
  switch (column) {
    case dates.begins?.name:
      return {
        ...placement,
        why: `the customer begins: nothing is owed before${without > 0 ? `; ${rows} owed nothing` : ""}`,
      };
    case dates.ends?.name:
      return { ...placement, why: "the customer is gone: nothing is owed after" };
    case dates.renewal?.name:
      return { ...placement, why: `${why}; something leads up to it` };
    default:
      return placement;
  }
}

/** What is said where no date tells when customers begin. */
function noBeginning(table: Table): string {
  const sparse = table.columns.find((column) => column.isDay && isBegin(column) && !isMostlyFilled(column, table));
  const found =
    sparse === undefined
      ? `No column of ${table.file} says when a customer begins`
      : `\`${sparse.name}\` of ${table.file} may say when a customer begins, and is empty in ${table.rows - sparse.filled} of ${table.rows} rows`;
  return `${found}: everybody is taken for a customer from the data's first day on. Put \`begins FIELD\` into \`account\` of model.play where a date does.`;
}

/** Money if there is any, else a count of something: what customers differ in. */
function sizeOf(fields: readonly FieldPlan[], table: Table): FieldPlan | undefined {
  const varied = fields.filter(({ column }) => (columnNamed(table, column)?.distinct ?? 0) >= 4);
  const money = varied.filter(({ type }) => type === "money");
  const recurring = money.find(({ column }) => /(^|_)(arr|mrr|acv)($|_)/.test(column.toLowerCase()));
  const byName = money.find(({ column }) => isMoneyName({ name: column }));
  return (
    recurring ??
    byName ??
    varied.find(({ type, column }) => type === "count" && /seat|licen|user|employee/i.test(column))
  );
}

function firstSeen(
  base: Pick<AccountPlan, "file" | "key" | "aggregate">,
  table: Table,
  rest: readonly ColumnProfile[],
  names: Names,
  placements: Placement[],
): { account: AccountPlan; placements: Placement[]; seenOn: string } {
  const day = rest.find((column) => column.isDay && column.filled === table.rows) ?? rest.find(({ isDay }) => isDay)!;
  const begins = aggregated({
    name: names.take(`first_${table.record}`, "field"),
    type: "date",
    isOptional: true,
    column: day.name,
  });
  const traits = rest.filter(
    (column) => column.values !== undefined && !column.isNumber && !column.isDay && !column.isFlag,
  );
  const made = fieldsOf(traits, table, { names, owner: "account", most: 4, allowed: () => undefined });
  const account: AccountPlan = {
    ...base,
    fields: [begins, ...made.fields.map((field) => aggregated({ ...field, isOptional: true }))],
    begins: begins.name,
    hasZone: false,
  };
  const first: Placement = {
    file: table.file,
    column: day.name,
    as: `account.${begins.name} (date)`,
    why: "the first day a customer is seen",
  };
  const others = made.placements.filter(({ as }) => as !== undefined);
  return { account, placements: [...placements, first, ...others], seenOn: day.name };
}
