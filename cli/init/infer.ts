/** From inspected tables to a plan of a project: accounts, what is measured of them, what happens to them. */
import { formatDay } from "../../runtime/calendar/days.ts";
import type { InspectedTable, Inspection } from "../../runtime/histories/inspect/inspect.ts";
import { DataError } from "../../runtime/histories/types.ts";
import { Failure } from "../failure.ts";
import { chooseAccount, planAccount } from "./account.ts";
import { planEvent, planEventForAll } from "./events.ts";
import { coversOf, dailyTotals, daysOf, longMetrics, wideMetrics } from "./metrics.ts";
import { currencyOf, zoneOf } from "./money-and-time.ts";
import { planPeople } from "./people.ts";
import type { Placement, Plan } from "./plan.ts";
import { columnNamed, linkOf, type Table, tableOf, unreadable } from "./tables.ts";
import { recordsOf } from "./touches.ts";
import { createNames, type Names } from "./words.ts";

export interface Wishes {
  /** Said by the caller; else what the data says. */
  currency?: string;
  timeZone?: string;
  /** Begin with the standard playbooks. */
  standard?: boolean;
}

/** Failure of kind `data` when nothing names an account. */
export async function inferPlan(inspection: Inspection, files: readonly string[], wishes: Wishes): Promise<Plan> {
  const { tables, placements } = await inspectAll(inspection, files);
  const choice = await chooseAccount(inspection, tables);
  if (choice === undefined) {
    throw new Failure("data", nobody(files, placements));
  }
  const names = createNames();
  const { account, owner, placements: placed, remarks, seenOn } = planAccount(choice, names);
  const currency = currencyOf(tables, wishes.currency);
  const zone = zoneOf(wishes.timeZone);
  const plan: Plan = {
    currency: currency.code,
    timeZone: zone.name,
    account,
    owner,
    events: [],
    metrics: [],
    records: [],
    touches: [],
    placements: [...placed],
    remarks: [currency.remark, zone.remark, ...remarks],
  };
  if (seenOn !== undefined) await tellOfLeftEdge(inspection, plan, seenOn);
  for (const table of tables) {
    if (table === choice.table && !choice.aggregate) continue;
    await placeTable(inspection, table, plan, names);
  }
  plan.placements.push(...placements);
  giveDays(plan, choice.table, names);
  return plan;
}

/** Days from the first of the data in which a customer that is first seen may have been one before. */
const EDGE = 90;

/** Who is taken for a customer from the first row seen may be older than the data: at its edge everybody looks new. */
async function tellOfLeftEdge(inspection: Inspection, plan: Plan, day: string): Promise<void> {
  const { file, key, begins } = plan.account;
  const seen = await inspection.firstSeen({ file, key, day }, EDGE);
  if (begins === undefined || seen === undefined || seen.early === 0) return;
  const from = formatDay(seen.after);
  plan.remarks.push(
    `\`${begins}\` is the first row seen: ${seen.early} of ${seen.accounts} customers are first seen in the first ${EDGE} days of the data and may be older, so that they look new then. Report from ${from} on (\`--from ${from}\`), or name a real beginning.`,
  );
  plan.reportFrom = from;
}

function nobody(files: readonly string[], placements: readonly Placement[]): string {
  const said = placements
    .filter(({ column }) => column === undefined)
    .slice(0, 3)
    .map(({ file, why }) => ` ${file} ${why}`);
  return `Nothing in ${files.slice(0, 5).join(", ")} names an account: a table of accounts needs a column as \`account\`, \`customer_id\` or \`id\`, with another value in every row. Write playc.yaml by hand (docs/project-file.md says how).${said.join("")}`;
}

async function inspectAll(
  inspection: Inspection,
  files: readonly string[],
): Promise<{ tables: Table[]; placements: Placement[] }> {
  const tables: Table[] = [];
  const placements: Placement[] = [];
  for (const file of files) {
    let inspected: InspectedTable;
    try {
      inspected = await inspection.table(file);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      placements.push({ file, why: `cannot be read: ${error.message}` });
      continue;
    }
    const table = tableOf(inspected);
    placements.push(...unreadable(table));
    if (table.rows === 0) placements.push({ file, why: "has no rows" });
    else tables.push(table);
  }
  const told = tables.map((table) => ({ table, twin: twinOf(table, tables) }));
  for (const { table, twin } of told) {
    if (twin) placements.push({ file: table.file, why: `is ${twin.file} in another form, by its name and columns` });
  }
  return { tables: told.filter(({ twin }) => twin === undefined).map(({ table }) => table), placements };
}

/** The forms of one table, the best first. */
const FORMS = [".parquet", ".csv", ".csv.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"];

/** The same table in a better form: both would tell everything twice. */
function twinOf(table: Table, tables: readonly Table[]): Table | undefined {
  const parts = ({ file, columns }: Table) => {
    const form = FORMS.findLastIndex((ending) => file.toLowerCase().endsWith(ending));
    const names = columns.map(({ name }) => name).sort();
    return { form, name: JSON.stringify([file.slice(0, -(FORMS[form] ?? "").length), names]) };
  };
  const own = parts(table);
  return tables
    .filter((other) => parts(other).name === own.name && parts(other).form < own.form)
    .sort((left, right) => parts(left).form - parts(right).form)[0];
}

/** Adds to the plan what the table is taken for, or why it has no place. */
async function placeTable(inspection: Inspection, table: Table, plan: Plan, names: Names): Promise<void> {
  const { file, shape } = table;
  const refuse = (why: string) => {
    const known = shape ? `${shape.system} ${shape.record}: ` : "";
    plan.placements.push({ file, why: `${known}${why}` });
  };
  if (shape?.kind === "other") return refuse(shape.why ?? "has no place in a project");
  if (shape?.kind === "account")
    return refuse(`a second table of accounts beside ${plan.account.file}: join them into one`);
  const isAccountTable = file === plan.account.file;
  const link = isAccountTable ? { key: plan.account.key } : await linkOf(inspection, table, plan.account);
  if (!("key" in link)) {
    const forAll = planEventForAll(table, names);
    if (forAll === undefined) return refuse(link.why);
    plan.events.push(...forAll.events);
    plan.placements.push(...forAll.placements);
    return;
  }
  const people = planPeople(table, link.key);
  if (people) {
    if (people.owner && plan.owner.kind === "everybody") plan.owner = people.owner;
    plan.placements.push(...people.placements);
    return;
  }
  const metrics =
    (await longMetrics(inspection, table, link.key, names)) ?? (await wideMetrics(inspection, table, link.key, names));
  if (metrics) {
    plan.metrics.push(metrics.table);
    plan.placements.push(...metrics.placements);
    return;
  }
  const planned = await planEvent(inspection, table, link.key, names);
  if ("why" in planned) return refuse(planned.why);
  plan.events.push(...planned.events);
  plan.placements.push(...planned.placements);
  const records = recordsOf(table, link.key);
  if (records) plan.records.push(records);
  const totals = shape ? undefined : dailyTotals(table, planned.events[0]!, names);
  if (totals) {
    plan.metrics.push(totals.table);
    plan.placements.push(...totals.placements);
  }
}

/** A simulation runs over the days of metrics and events; where there are none, over those of the accounts' own dates. */
function giveDays(plan: Plan, table: Table, names: Names): void {
  if (plan.metrics.length > 0 || plan.events.length > 0) return;
  const { account } = plan;
  const begins = columnNamed(table, account.fields.find(({ name }) => name === account.begins)?.column);
  const renewal = columnNamed(table, account.fields.find(({ name }) => name === account.renewal)?.column);
  const day = begins ?? renewal;
  if (day === undefined) {
    throw new Failure(
      "data",
      `${table.file} has no date a customer begins on, and there is no other table: nothing says on which days to simulate. Add usage, tickets or orders with --from.`,
    );
  }
  const { firstDay } = daysOf(day);
  const lastDay = lastPlannedDay(firstDay, day.lastDay ?? firstDay, renewal?.lastDay);
  const name = names.take("began", "event");
  plan.events.push({
    name,
    file: account.file,
    key: account.key,
    at: day.name,
    fields: [],
    isTrouble: false,
    covers: coversOf(firstDay, lastDay),
  });
  plan.placements.push({
    file: account.file,
    column: day.name,
    as: `event ${name}`,
    why: `the days to simulate, ${firstDay} to ${lastDay}, come from it: there is no other table`,
  });
}

const YEAR = 365 * 86_400_000;

/** A quarter past the last beginning, or the last renewal where that is later: at most twenty years in all. */
function lastPlannedDay(firstDay: string, lastBegin: string, lastRenewal: string | undefined): string {
  const quarterOn = new Date(Date.parse(lastBegin) + YEAR / 4).toISOString().slice(0, 10);
  const latest = lastRenewal !== undefined && lastRenewal > quarterOn ? lastRenewal : quarterOn;
  const bound = new Date(Date.parse(firstDay) + 20 * YEAR).toISOString().slice(0, 10);
  return latest < bound ? latest : bound;
}
