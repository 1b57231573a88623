/**
 * The standard playbooks over a year of many accounts, as whole processes: time and memory at several numbers of accounts,
 * beside the hand-written loop of the trigger bench on as many rows of the same shape; and windows of a week beside windows of
 * a year. Makes its own data below the system's temporary folder (some 20 GB for 1,000,000 accounts, scratch files
 * included), and takes it away. Progress and estimates go to stderr, tables for bench/README.md to stdout.
 *
 *   node bench/scale.mjs                        10,000 and 100,000 accounts
 *   node bench/scale.mjs --full                 1,000,000 too
 *   node bench/scale.mjs --accounts 10000       this point alone
 *   node bench/scale.mjs --parts windows        of points, windows: this alone
 *   --workers 2   --order day (or account: rows as sorted tables have them)
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildPlayc, measure, measureTree, root } from "./process.mjs";
import { generate, ORDERS } from "./scale/data.mjs";
import { writeWindows } from "./scale/windows.mjs";
import { DAYS, generate as generateForLoop } from "./triggers/data.mjs";

const { values: options } = parseArgs({
  options: {
    accounts: { type: "string" },
    full: { type: "boolean", default: false },
    parts: { type: "string", default: "points,windows" },
    workers: { type: "string", default: "2" },
    order: { type: "string", default: "day" },
  },
});
if (!ORDERS.includes(options.order)) throw new Error(`--order is one of ${ORDERS.join(", ")}`);
const points = (options.accounts ?? `10000,100000${options.full ? ",1000000" : ""}`).split(",").map(Number);
/** The loop holds all rows in memory; it is linear in them. */
const mostForLoop = 100_000;
/** Whole processes, on a quiet machine of two cores; better known after the first point. */
let secondsPerAccount = 0.0025;

const work = mkdtempSync(join(tmpdir(), "playc-scale-"));
const built = buildPlayc();
process.on("SIGINT", () => process.exit(130));
process.on("exit", () => {
  for (const folder of [work, built]) rmSync(folder, { recursive: true, force: true });
});
const parts = options.parts.split(",");
if (parts.includes("points")) await measurePoints();
if (parts.includes("windows")) await measureWindows();

async function measurePoints() {
  const loop = await measureLoop(Math.min(mostForLoop, Math.max(...points)));
  const heads = ["accounts", "demands", "seconds", "of processor", "µs of processor per account-day"];
  heads.push("x the loop, on the clock", "of processor", "peak of all processes");
  console.log(`${options.workers} workers, rows by ${options.order}\n`);
  console.log(`| ${heads.join(" | ")} |\n|${" --- |".repeat(heads.length)}`);
  for (const accounts of points) {
    const { demands, seconds, processorSeconds, peak } = await measurePoint(accounts);
    const days = accounts * DAYS;
    const [ratio, processorRatio] = [seconds / days / loop.seconds, processorSeconds / days / loop.processorSeconds];
    const figures = [accounts, demands, seconds.toFixed(0), processorSeconds.toFixed(0)];
    figures.push(((1e6 * processorSeconds) / days).toFixed(2), ratio.toFixed(1), processorRatio.toFixed(1));
    console.log(`| ${[...figures, `${peak.toFixed(0)} MiB`].join(" | ")} |`);
  }
}

/** Seconds an account-day. */
async function measureLoop(accounts) {
  tell(`the hand-written loop over ${accounts} accounts`);
  const folder = join(work, "loop");
  await generateForLoop(folder, accounts, ["sorted"]);
  const { seconds, processorSeconds } = measure([join(root, "bench/triggers/hand-loop.mjs"), folder, "sorted"]);
  rmSync(folder, { recursive: true });
  const days = accounts * DAYS;
  console.log(
    `the hand-written loop, ${accounts} accounts: ${seconds.toFixed(1)} s, ${processorSeconds.toFixed(1)} s of processor, ${((1e6 * processorSeconds) / days).toFixed(2)} µs of processor per account-day\n`,
  );
  return { seconds: seconds / days, processorSeconds: processorSeconds / days };
}

async function measurePoint(accounts) {
  const folder = join(work, String(accounts));
  tell(`${accounts} accounts: making ${accounts * DAYS} rows`);
  await generate(folder, accounts, options.order);
  const estimate = secondsPerAccount * accounts;
  tell(`${accounts} accounts: simulating, some ${minutes(estimate)}`);
  const args = ["simulate", join(root, "bench/scale/project"), "--data", folder, "--out", join(folder, "out")];
  const looked = everyMinute((seconds) =>
    tell(`${accounts} accounts: ${minutes(seconds)} of some ${minutes(estimate)}`),
  );
  const measured = await measureTree(
    [join(built, "playc.js"), ...args, "--workers", options.workers, "--format", "json"],
    looked,
  );
  rmSync(folder, { recursive: true });
  secondsPerAccount = measured.seconds / accounts;
  return { ...measured, demands: JSON.parse(measured.printed).balance.total.demands };
}

/** Three years of few accounts, so that windows of a year are known on most days. */
async function measureWindows() {
  const [accounts, days] = [2_000, 3 * DAYS];
  const folder = join(work, "windows");
  tell(`windows of 7 and of 365 days over ${days} days of ${accounts} accounts`);
  await generate(folder, accounts, "account", days);
  console.log(
    `\nwindows, ${accounts} accounts of ${days} days\n\n| windows of | seconds of processor |\n| --- | --- |`,
  );
  for (const over of ["7d", "365d"]) {
    const project = join(work, `project-${over}`);
    writeWindows(project, over);
    const out = join(work, `out-${over}`);
    const args = ["simulate", project, "--data", folder, "--out", out, "--workers", "1", "--format", "json"];
    const { processorSeconds } = measure([join(built, "playc.js"), ...args]);
    console.log(`| ${over} | ${processorSeconds.toFixed(1)} |`);
  }
}

function everyMinute(say) {
  let next = 60;
  return (seconds) => {
    if (seconds < next) return;
    next += 60;
    say(seconds);
  };
}

function minutes(seconds) {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${(seconds / 60).toFixed(1)} min`;
}

function tell(text) {
  process.stderr.write(`${text}\n`);
}
