/**
 * Makes the histories of `playbooks/saas`: customers of a software company that does not exist. Everything is drawn from
 * a seeded generator (`generate-saas-random.ts`): the same options give the same bytes. Accounts are made one at a time
 * and written at once, so that memory does not grow with their number.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type AccountPlan, planAccount } from "./generate-saas-account.ts";
import { isoDay, isoInstant, type Window, windowOf, workingDay } from "./generate-saas-calendar.ts";
import { cover, deliveriesOf, type Leave, leavesOf } from "./generate-saas-deliveries.ts";
import { type CsvFile, openCsv, openUsage, type UsageFiles, type WrittenFile } from "./generate-saas-files.ts";
import { scoresOf } from "./generate-saas-health.ts";
import { peopleOf } from "./generate-saas-people.ts";
import { randomFor } from "./generate-saas-random.ts";
import { accountRows } from "./generate-saas-rows.ts";
import { momentsOf, newsOf, opportunitiesOf, setupOf, surveysOf, ticketsOf } from "./generate-saas-signals.ts";
import { usageOf } from "./generate-saas-usage.ts";

export interface GenerateOptions {
  /** How many customers; account number n is the same customer whatever the count. */
  accounts: number;
  /** Whole months from 2025-01-01 on. */
  months: number;
  seed: number;
  /** The folder to write to; made when it is not there, files in it are overwritten. */
  out: string;
}

/** What the repository holds: `playbooks/saas/data`. */
export const repositoryOptions: Omit<GenerateOptions, "out"> = { accounts: 500, months: 18, seed: 20250101 };

const columnsOf = {
  "accounts.csv":
    "account,valid_from,name,industry,time_zone,plan,arr,seats,storage_limit_gb,api_limit,contract_start,renewal,churned_on,renewals,strategic,goal,auto_renews,notice_given,email_opt_in,phone_opt_in,preferred_interval",
  "people.csv": "account,role,since,person",
  "people_changes.csv": "account,on,change",
  "leave.csv": "person,from,to,covered_by",
  "touches.csv.gz": "account,delivered_at,touch,owner,channel",
  "tickets.csv": "account,ticket,opened_at,severity,sentiment,closed_at",
  "activities.csv": "account,at,kind",
  "opportunities.csv": "account,qualified_on,budget,authority,need,timeline,signed_on",
  "nps.csv": "account,answered_on,score",
  "news.csv": "account,on,topic",
  "setup.csv": "account,on,share",
  "scores.csv.gz": "account,on,score,value",
  "releases.csv": "released_on,product",
} as const;

type FileName = keyof typeof columnsOf;
type Files = Readonly<Record<FileName, CsvFile>>;

/** Writes all files and says what was written, sorted by name. */
export async function generateSaas(options: GenerateOptions): Promise<WrittenFile[]> {
  const window = windowOf(options.months);
  await mkdir(join(options.out, "usage"), { recursive: true });
  const names = Object.keys(columnsOf) as FileName[];
  const files = Object.fromEntries(
    names.map((name) => [name, openCsv(options.out, name, columnsOf[name].split(","))]),
  ) as Files;
  const usage = await openUsage(options.out);
  await writeReleases(files["releases.csv"], options.seed, window);
  const leaves = leavesOf(options.seed, window);
  for (const { person, from, to } of leaves) {
    await files["leave.csv"].write([person, isoDay(from), isoDay(to), cover]);
  }
  for (let index = 1; index <= options.accounts; index++) {
    const plan = planAccount(options.seed, index, window);
    await writeAccount(plan, window, files, usage);
    await writeDeliveries(plan, leaves, files["touches.csv.gz"]);
  }
  const written = [...(await Promise.all(names.map((name) => files[name].close()))), ...(await usage.close())];
  return written.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function writeAccount(plan: AccountPlan, window: Window, files: Files, usage: UsageFiles): Promise<void> {
  const { id } = plan;
  const tickets = ticketsOf(plan);
  const people = peopleOf(plan);
  for (const row of accountRows(plan, window)) await files["accounts.csv"].write(row);
  for (const each of people.holders) await files["people.csv"].write([id, each.role, isoDay(each.from), each.person]);
  for (const each of people.changes) await files["people_changes.csv"].write([id, isoDay(each.day), each.kind]);
  for (const each of tickets) {
    const opened = isoInstant(each.day, each.minutes, plan.hoursAhead);
    const closed = each.closedDay === undefined ? "" : isoInstant(each.closedDay, each.closedMinutes, plan.hoursAhead);
    await files["tickets.csv"].write([id, each.id, opened, each.severity, each.sentiment, closed]);
  }
  for (const each of momentsOf(plan)) {
    await files["activities.csv"].write([id, isoInstant(each.day, each.minutes, plan.hoursAhead), each.kind]);
  }
  for (const each of opportunitiesOf(plan)) {
    const { budget, authority, need, timeline } = each;
    await files["opportunities.csv"].write([
      id,
      isoDay(each.qualifiedOn),
      budget,
      authority,
      need,
      timeline,
      isoDay(each.signedOn),
    ]);
  }
  for (const each of surveysOf(plan)) await files["nps.csv"].write([id, isoDay(each.day), each.score]);
  for (const each of newsOf(plan)) await files["news.csv"].write([id, isoDay(each.day), each.topic]);
  for (const each of setupOf(plan)) await files["setup.csv"].write([id, isoDay(each.day), each.share]);
  for (const each of scoresOf(plan, tickets, people.holders)) {
    await files["scores.csv.gz"].write([id, isoDay(each.day), each.name, each.value]);
  }
  await usage.add(plan, usageOf(plan));
}

async function writeDeliveries(plan: AccountPlan, leaves: readonly Leave[], file: CsvFile): Promise<void> {
  for (const each of deliveriesOf(plan, peopleOf(plan).holders, leaves)) {
    const { touch, owner, channel } = each;
    await file.write([plan.id, isoInstant(each.day, each.minutes, plan.hoursAhead), touch, owner, channel]);
  }
}

/** A release every five weeks or so, for all customers. */
async function writeReleases(file: CsvFile, seed: number, window: Window): Promise<void> {
  const random = randomFor(seed, "releases", 0);
  const products = ["core", "reporting", "automation", "mobile", "integrations"];
  for (let day = window.from + 20; day <= window.to; day += random.whole(28, 42)) {
    await file.write([isoDay(workingDay(day)), random.pick(products)]);
  }
}
