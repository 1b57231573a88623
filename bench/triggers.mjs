/**
 * Three triggers over a year of histories, four ways, as whole processes in turn: `playc simulate` as anybody runs it,
 * a loop written by hand for these triggers alone, window functions of DuckDB, and json-rules-engine on fewer accounts. All must fire
 * equally often. Prints medians as the table of bench/README.md.
 *
 *   npm run bench
 *   node bench/triggers.mjs --accounts 20000 --runs 1 --rules-accounts 200     quicker
 *   node bench/triggers.mjs --peers hand-loop                                  beside the loop alone
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildPlayc, measure, root } from "./process.mjs";
import { DAYS, generate } from "./triggers/data.mjs";

const { values: options } = parseArgs({
  options: {
    accounts: { type: "string", default: "100000" },
    runs: { type: "string", default: "5" },
    "rules-accounts": { type: "string", default: "1000" },
    peers: { type: "string", default: "hand-loop,window-functions,rules-engine" },
  },
});
const peers = options.peers.split(",");
const accounts = Number(options.accounts);
const rulesAccounts = Math.min(accounts, Number(options["rules-accounts"]));

const work = mkdtempSync(join(tmpdir(), "playc-triggers-"));
const built = buildPlayc();
try {
  const rows = await generate(work, accounts);
  console.log(`${accounts} accounts, ${rows} rows of 4 metrics over ${DAYS} days; medians of ${options.runs}\n`);
  const runs = Array.from({ length: Number(options.runs) }, () => runAll());
  print(runs);
} finally {
  for (const folder of [work, built]) rmSync(folder, { recursive: true, force: true });
}

/** Every way once, one after the other. */
function runAll() {
  const results = new Map();
  for (const order of ["sorted", "shuffled"]) {
    results.set(`playc ${order}`, playc(order));
    if (peers.includes("hand-loop")) results.set(`hand-written loop ${order}`, peer("hand-loop", order));
    if (peers.includes("window-functions")) {
      results.set(`DuckDB window functions ${order}`, peer("window-functions", order));
    }
  }
  refuseDifferences([...results.values()]);
  if (!peers.includes("rules-engine")) return results;
  const rules = peer("rules-engine", "sorted", rulesAccounts);
  refuseDifferences([rules, peer("hand-loop", "sorted", rulesAccounts)]);
  // Its reading is left out, which does not grow as its accounts do.
  const scaled = (rules.loopSeconds * accounts) / rulesAccounts;
  results.set(`json-rules-engine, ${rulesAccounts} accounts scaled`, {
    ...rules,
    seconds: scaled,
    processorSeconds: scaled,
  });
  return results;
}

function playc(order) {
  const project = join(root, "bench/triggers/project");
  const out = mkdtempSync(join(work, "out-"));
  const data = join(work, order);
  const args = ["simulate", project, "--data", data, "--out", out, "--format", "json"];
  const measured = measure([join(built, "playc.js"), ...args]);
  rmSync(out, { recursive: true });
  const { triggers } = JSON.parse(measured.printed);
  return { ...measured, fires: Object.fromEntries(triggers.map(({ trigger, fires }) => [trigger, fires])) };
}

function peer(name, order, limit = "") {
  const measured = measure([join(root, `bench/triggers/${name}.mjs`), work, order, String(limit)]);
  return { ...measured, ...JSON.parse(measured.printed) };
}

/** What does not do the same cannot be compared. */
function refuseDifferences([first, ...others]) {
  const fires = (result) => JSON.stringify(Object.entries(result.fires).sort());
  for (const other of others) {
    if (fires(other) !== fires(first)) throw new Error(`Fires differ: ${fires(first)} and ${fires(other)}.`);
  }
}

function print(runs) {
  const median = (name, what) => {
    const sorted = runs.map((run) => run.get(name)[what]).sort((left, right) => left - right);
    return sorted[Math.floor(sorted.length / 2)];
  };
  console.log("| | seconds | of processor | playc takes | peak memory |\n| --- | --- | --- | --- | --- |");
  for (const [name] of runs[0]) {
    const seconds = median(name, "seconds");
    const ratio = median(`playc ${name.endsWith("shuffled") ? "shuffled" : "sorted"}`, "seconds") / seconds;
    const compared = name.startsWith("playc") ? "" : `${ratio.toFixed(2)}x`;
    const [processor, peak] = [median(name, "processorSeconds"), median(name, "peak")];
    console.log(`| ${name} | ${seconds.toFixed(1)} | ${processor.toFixed(1)} | ${compared} | ${peak.toFixed(0)} MiB |`);
  }
  console.log(`\nfires: ${JSON.stringify(runs[0].get("playc sorted").fires)}`);
}
