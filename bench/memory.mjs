/**
 * Peak memory of `playc simulate` as a whole process, at several numbers of accounts: it must not grow with them.
 * Makes its own data (Parquet, 4 metrics a day for a year, by day as exports come), and prints a line for each number.
 *
 *   node bench/memory.mjs                10,000 and 100,000 accounts
 *   node bench/memory.mjs 1000 10000
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { buildPlayc, measure } from "./process.mjs";

const DAYS = 365;

const projectFile = `
currency: USD
time_zone: Europe/London
account: { file: accounts.parquet, key: id }
people: { csm: { column: owner } }
metrics: { file: usage.parquet, key: id, day: day, columns: { logins: logins, users: users, share: share, revenue: revenue } }
`;

const program = `
account { arr money  customer_since date  begins customer_since }
metric logins  count per day  missing is zero
metric users   count snapshot missing carries
metric share   ratio snapshot
metric revenue money per day  missing is zero
role csm owns accounts
role automation machine
segments { large when arr >= $50K  small otherwise }
touch check_in { channel video  owner csm  effort 30min  purpose address_need  kind proactive }
touch tip { channel email  owner automation  effort 0min  purpose give_insight  kind educational }
cadence rhythm from customer_since { every 1 month touch check_in  every 2 weeks touch tip }
trigger login_drop { level yellow  when logins falls > 30% week over week  do touch check_in within 48h  rest 30d }
trigger few_users { level red  when avg users over 7d < 5  do start rescue }
trigger low_share for large { level green  when share < 10% for 3d  do touch check_in within 1w }
play rescue { level red  win when users >= 20  end after 30d  phase call day 1..7 { touch check_in } }
policy { hours 09:00..17:00 mon..fri  limit 3 touches per 14d except red  merge touches within 2d with the same owner  otherwise defer up to 7d then drop }
`;

const sizes = process.argv.slice(2).map(Number);
const work = mkdtempSync(join(tmpdir(), "playc-memory-"));
const built = buildPlayc();
try {
  let first;
  for (const accounts of sizes.length > 0 ? sizes : [10_000, 100_000]) {
    const folder = join(work, String(accounts));
    await generate(folder, accounts);
    const { peak, seconds, printed } = measure([join(built, "playc.js"), "simulate", folder, "--format", "json"]);
    const { demands } = JSON.parse(printed).balance.total;
    first ??= peak;
    const growth = `${((peak / first - 1) * 100).toFixed(1)}%`;
    console.log(
      `${accounts} accounts: peak ${peak.toFixed(0)} MiB (${growth} more than the first), ${seconds.toFixed(0)} s, ${demands} demands`,
    );
    rmSync(folder, { recursive: true });
  }
} finally {
  for (const folder of [work, built]) rmSync(folder, { recursive: true, force: true });
}

async function generate(folder, accounts) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "playc.yaml"), projectFile);
  writeFileSync(join(folder, "program.play"), program);
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run("set memory_limit = '500MB'");
  await connection.run(
    `copy (select 'account-' || i as id, date '2024-01-01' as customer_since, (i * 37 % 100000) / 1.0 as arr, 'owner ' || (i % 40) as owner
     from range(${accounts}) t(i)) to '${join(folder, "accounts.parquet")}'`,
  );
  await connection.run(
    `copy (select 'account-' || i as id, date '2025-01-01' + cast(d as integer) as day, (i + d) % 50 as logins, (i * d) % 30 as users,
     ((i + d * 7) % 1000) / 1000.0 as share, ((i * 13 + d) % 10000) / 100.0 as revenue
     from range(${DAYS}) days(d), range(${accounts}) t(i)) to '${join(folder, "usage.parquet")}'`,
  );
  connection.closeSync();
}
