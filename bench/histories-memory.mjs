/**
 * Peak memory of opening and streaming histories, at several numbers of accounts: it must not grow with them.
 * Makes its own data (4 metrics a day for a year, Parquet), measures each number in a process of its own, and prints
 * a line of JSON for each: { accounts, opened, streamed, openPeakMb, peakMb, processor }: seconds, and seconds of processor.
 *
 *   node bench/histories-memory.mjs 10000 100000
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const DAYS = 365;

if (process.argv[2] === "--measure") await measure(process.argv[3], process.argv[4]);
else await compare(process.argv.slice(2).map(Number));

async function compare(sizes) {
  const work = mkdtempSync(join(tmpdir(), "playc-memory-"));
  try {
    const bundle = await bundled(work);
    for (const accounts of sizes.length > 0 ? sizes : [10_000, 100_000]) {
      const folder = join(work, String(accounts));
      await generate(folder, accounts);
      const script = fileURLToPath(import.meta.url);
      const child = spawnSync(process.execPath, [script, "--measure", bundle, folder], { encoding: "utf8" });
      if (child.status !== 0) throw new Error(child.stderr);
      console.log(JSON.stringify({ accounts, ...JSON.parse(child.stdout) }));
      rmSync(folder, { recursive: true });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The reader as it is shipped: one file of JavaScript. Below this folder, so that it finds its dependencies. */
async function bundled(work) {
  const { build } = await import("esbuild");
  const entry = join(work, "entry.ts");
  const root = join(here, "..");
  writeFileSync(
    entry,
    `export { openHistories } from ${JSON.stringify(join(root, "runtime/histories/open.ts"))};
     export { readProjectFile } from ${JSON.stringify(join(root, "project/read.ts"))};`,
  );
  const outfile = join(work, "reader.mjs");
  const api = pathToFileURL(join(root, "node_modules/@duckdb/node-api/lib/index.js")).href;
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    nodePaths: [join(root, "node_modules")],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    plugins: [
      { name: "api", setup: (b) => b.onResolve({ filter: /^@duckdb/ }, () => ({ path: api, external: true })) },
    ],
    logLevel: "error",
  });
  return outfile;
}

async function generate(folder, accounts) {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  mkdirSync(folder, { recursive: true });
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run("set memory_limit = '500MB'");
  await connection.run(
    `copy (select 'account-' || i as id, date '2024-01-01' as since, (i * 37 % 100000) / 1.0 as arr, 'Europe/London' as tz
     from range(${accounts}) t(i)) to '${join(folder, "accounts.parquet")}'`,
  );
  // As an export comes: by day, so that every account's rows lie all over the file.
  await connection.run(
    `copy (select 'account-' || i as id, date '2025-01-01' + cast(d as integer) as day, (i + d) % 50 as logins, (i * d) % 30 as users,
     ((i + d * 7) % 1000) / 1000.0 as share, ((i * 13 + d) % 10000) / 100.0 as revenue
     from range(${DAYS}) days(d), range(${accounts}) t(i)) to '${join(folder, "usage.parquet")}'`,
  );
  connection.closeSync();
}

async function measure(bundle, folder) {
  const { openHistories, readProjectFile } = await import(pathToFileURL(bundle).href);
  const { project } = readProjectFile(
    "playc.yaml",
    `currency: USD
time_zone: { column: tz }
account: { file: accounts.parquet, key: id }
metrics: { file: usage.parquet, key: id, day: day, columns: { logins: logins, users: users, share: share, revenue: revenue } }`,
  );
  const start = performance.now();
  const histories = await openHistories({
    project,
    schedule: scheduleOfMetrics(),
    projectDir: folder,
    dataDirs: [],
    tempDir: folder,
    ...(process.env.LIMIT && { memoryLimitMb: Number(process.env.LIMIT) }),
  });
  const opened = performance.now();
  const openPeakMb = peak();
  let values = 0;
  for await (const account of histories.accounts()) {
    for (const array of account.metrics.values()) for (const value of array) if (!Number.isNaN(value)) values++;
  }
  await histories.close();
  const expected = histories.count * DAYS * 4;
  if (values !== expected) throw new Error(`${values} values were read, where ${expected} were written.`);
  const seconds = (from, to) => Math.round((to - from) / 100) / 10;
  console.log(
    JSON.stringify({
      opened: seconds(start, opened),
      streamed: seconds(opened, performance.now()),
      openPeakMb,
      peakMb: peak(),
      processor: seconds(0, process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000),
    }),
  );
}

function peak() {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function scheduleOfMetrics() {
  const metric = (name, quantity, kind) => ({ name, quantity, kind, missing: "unknown" });
  const field = (name, type) => ({ name, type, optional: false });
  return {
    currency: { code: "USD", minorDigits: 2 },
    account: { fields: [field("since", "date"), field("arr", "money")], begins: "since" },
    metrics: [
      metric("logins", "count", "flow"),
      metric("users", "count", "level"),
      metric("share", "ratio", "level"),
      metric("revenue", "money", "flow"),
    ],
    events: [],
    touches: [],
    tasks: [],
    contacts: [],
    roles: [],
  };
}
