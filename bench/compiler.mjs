/**
 * How long whole processes of `playc` take that only read programs: `--version`, `check playbooks/saas`, and `check` of a project
 * of 100,000 lines in 500 files that it writes itself. They run in turn with `node -e 0`, which is what Node costs before
 * anything is done. Prints the table of bench/README.md.
 *
 *   npm run bench
 *   node bench/compiler.mjs --runs 5 --lines 20000     quicker
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeLargeProject } from "./large-project.mjs";
import { buildPlayc, measure, root } from "./process.mjs";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "21" },
    lines: { type: "string", default: "100000" },
    files: { type: "string", default: "500" },
  },
});
const runs = Number(options.runs);

const work = mkdtempSync(join(tmpdir(), "playc-compiler-"));
const built = buildPlayc();
try {
  const playc = join(built, "playc.js");
  const lines = writeLargeProject(work, Number(options.lines), Number(options.files));
  const short = [
    ["node -e 0", ["-e", "0"]],
    ["playc --version", [playc, "--version"]],
    ["playc check playbooks/saas", [playc, "check", join(root, "playbooks/saas")]],
  ];
  const large = [`playc check, ${lines} lines in ${options.files} files`, [playc, "check", work]];
  const times = inTurn(short, runs, wallOf);
  const usages = inTurn([...short, large], Math.min(runs, 5), measure);
  const clocked = new Map([...times, [large[0], usages.get(large[0]).map(({ seconds }) => seconds)]]);
  console.log(`medians (and least) of ${runs} runs, of the large project 5; processor and peak of 5\n`);
  console.log("| process | time | processor | peak memory |\n| --- | --- | --- | --- |");
  for (const [name, seconds] of clocked) console.log(row(name, seconds, usages.get(name)));
} finally {
  for (const folder of [work, built]) rmSync(folder, { recursive: true, force: true });
}

/** Every process once, then every process again: what slows the machine down slows all of them. */
function inTurn(processes, times, run) {
  const results = new Map(processes.map(([name]) => [name, []]));
  for (let time = 0; time < times; time++) {
    for (const [name, args] of processes) results.get(name).push(run(args));
  }
  return results;
}

/** Seconds from start to end. */
function wallOf(args) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")}\n${stderr}`);
  return (performance.now() - started) / 1000;
}

function row(name, seconds, usages) {
  const milliseconds = (values) => {
    const sorted = values.toSorted((a, b) => a - b).map((value) => (value * 1000).toFixed(0));
    return `${sorted[sorted.length >> 1]} ms (${sorted[0]})`;
  };
  const peak = Math.max(...usages.map((usage) => usage.peak)).toFixed(0);
  return `| ${name} | ${milliseconds(seconds)} | ${milliseconds(usages.map((usage) => usage.processorSeconds))} | ${peak} MiB |`;
}
