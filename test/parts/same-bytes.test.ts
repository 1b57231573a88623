/** A run comes to the same bytes however its parts are made: by this process, by others, by one that is killed, resumed. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { contents, parts, writeLargerProject } from "./project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-parts-"));
const project = join(root, "project");
const options = ["--runs", "3", "--ledger", "csv", "--by", "rule"];
let cli: BuiltCli;
let whole: Record<string, string>;
let printed: string;
let milliseconds: number;

const words = (out: string, more: readonly string[] = []) => [
  "simulate",
  project,
  "--out",
  join(root, out),
  ...options,
  ...more,
];

beforeAll(async () => {
  cli = buildCli();
  mkdirSync(project);
  writeLargerProject(project);
  const began = performance.now();
  const { exitCode, stdout, stderr } = await cli.run(words("whole", ["--workers", "1"]));
  milliseconds = performance.now() - began;
  expect(exitCode, stderr).toBe(0);
  printed = stdout;
  whole = contents(join(root, "whole"));
}, 120_000);
afterAll(() => rmSync(root, { recursive: true }));

test.each(["2", "7"])("%s workers", { timeout: 120_000 }, async (workers) => {
  const { exitCode, stdout, stderr } = await cli.run(words(`workers-${workers}`, ["--workers", workers]));
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toBe(printed);
  expect(contents(join(root, `workers-${workers}`))).toEqual(whole);
});

/** The processes that a process has started, on systems that tell. */
function childrenOf(process: number): number[] {
  // Its exit code says whether there are any.
  const text = spawnSync("ps", ["-o", "pid=", "--ppid", String(process)], { encoding: "utf8" }).stdout.trim();
  return text === "" ? [] : text.split(/\s+/).map(Number);
}

test("a worker that is killed is replaced, and its part made again", { timeout: 120_000 }, async () => {
  const run = cli.start(words("killed-worker", ["--workers", "2"]));
  const killed = new Set<number>();
  let isOver = false;
  void run.ended.then(() => {
    isOver = true;
  });
  while (!isOver && killed.size < 2) {
    const [worker] = childrenOf(run.process.pid!).filter((each) => !killed.has(each));
    if (worker !== undefined) {
      await sleep(300);
      killed.add(worker);
      try {
        process.kill(worker, "SIGKILL");
      } catch {
        // It had ended by itself.
      }
    }
    await sleep(20);
  }
  const { exitCode, stderr } = await run.ended;
  expect(killed.size).toBeGreaterThan(0);
  expect(exitCode, stderr).toBe(0);
  expect(contents(join(root, "killed-worker"))).toEqual(whole);
});

const partsFolders = (out: string) => readdirSync(join(root, out)).filter((name) => name.startsWith(".playc-parts-"));

/** Starts a run and ends it when so many parts are whole; gives what was said. */
async function interrupted(out: string, signal: NodeJS.Signals, wanted: number, more: readonly string[] = []) {
  const run = cli.start(words(out, more));
  for (let done = 0; done < wanted && run.process.exitCode === null; ) {
    await sleep(5);
    const folders = existsSync(join(root, out)) ? partsFolders(out) : [];
    done = Math.max(
      0,
      ...folders.map((name) => readdirSync(join(root, out, name)).filter((file) => file.endsWith(".playc")).length),
    );
  }
  run.process.kill(signal);
  return run.ended;
}

const resume = async (out: string, more: readonly string[] = []) => cli.run(words(out, ["--resume", ...more]));

test.each([
  ["SIGINT", "2", 130],
  ["SIGTERM", "1", 143],
  ["SIGKILL", "2", null],
] as const)(
  "%s of a run with %s workers keeps whole parts, and --resume goes on",
  { timeout: 120_000 },
  async (signal, workers, code) => {
    const out = `resumed-${signal}`;
    const { exitCode, stderr } = await interrupted(out, signal, 2, ["--workers", workers]);
    expect(exitCode).toBe(code);
    if (code !== null) expect(stderr).toMatch(/[2-5] of 5 parts are done and kept in .*resumed-.*--resume/);
    expect(existsSync(join(root, out, "summary.json"))).toBe(false);
    const second = await resume(out);
    expect(second.exitCode, second.stderr).toBe(0);
    expect(second.stderr).toMatch(/Resumed: [2-5] of 5 parts were done before\./);
    expect(second.stdout).toBe(printed);
    expect(contents(join(root, out))).toEqual(whole);
    expect(partsFolders(out)).toEqual([]);
    expect(readdirSync(join(root, out)).filter((name) => name.startsWith("."))).toEqual([]);
  },
);

test("killed again and again at random moments, a run that is resumed ends in the same bytes", {
  timeout: 240_000,
}, async () => {
  const moments = fc.sample(fc.double({ min: 0.3, max: 1.2, noNaN: true }), { numRuns: 6, seed: 23 });
  for (const moment of moments) {
    const run = cli.start(words("again", ["--resume", "--workers", "2"]));
    await sleep(moment * milliseconds);
    run.process.kill("SIGKILL");
    await run.ended;
  }
  const last = await resume("again");
  expect(last.exitCode, last.stderr).toBe(0);
  expect(contents(join(root, "again"))).toEqual(whole);
});

test("damaged parts are told and made again", { timeout: 120_000 }, async () => {
  await interrupted("damaged", "SIGINT", 3, ["--workers", "1"]);
  const [folder] = partsFolders("damaged").map((name) => join(root, "damaged", name));
  const flipped = readFileSync(join(folder!, "part-1.playc"));
  flipped[flipped.length - 100]! ^= 1;
  writeFileSync(join(folder!, "part-1.playc"), flipped);
  writeFileSync(join(folder!, "part-2.playc"), readFileSync(join(folder!, "part-2.playc")).subarray(0, -7));
  const { exitCode, stderr } = await resume("damaged");
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toMatch(/Part 1 of 5 that was kept is no good: its checksum is wrong/);
  expect(stderr).toMatch(/Part 2 of 5 that was kept is no good: it is not as long as it says/);
  expect(contents(join(root, "damaged"))).toEqual(whole);
});

test("what another run left is refused in words and stays; without --resume it is taken away", {
  timeout: 180_000,
}, async () => {
  await interrupted("other", "SIGINT", 2, ["--workers", "1"]);
  const before = partsFolders("other");
  expect(before).toHaveLength(1);
  const differing: [RegExp, string[], Record<string, string>][] = [
    [/its first day was another \(--from\)/, ["--from", "2025-01-20"], {}],
    [/its seed was another \(--seed\)/, ["--seed", "2"], {}],
    [/its data, the accounts asked for or playc\.yaml were others/, ["--accounts", "a0001"], {}],
    [/its data, the accounts asked for or playc\.yaml were others/, [], { "left.csv": "id,at\n" }],
    [
      /its program was another/,
      [],
      { "more.play": "touch idle { channel email owner robot effort 0min purpose give_insight kind educational }" },
    ],
  ];
  for (const [says, more, files] of differing) {
    const original = contents(project);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
    const { exitCode, stderr } = await resume("other", more);
    for (const name of Object.keys(files)) {
      if (original[name] === undefined) rmSync(join(project, name));
      else writeFileSync(join(project, name), Buffer.from(original[name], "base64"));
    }
    expect(stderr).toMatch(says);
    expect(exitCode).toBe(2);
    expect(partsFolders("other")).toEqual(before);
  }
  const anew = await cli.run(words("other"));
  expect(anew.exitCode, anew.stderr).toBe(0);
  expect(partsFolders("other")).toEqual([]);
  expect(contents(join(root, "other"))).toEqual(whole);
});

test("two runs into one folder at once: each is whole, nothing is mixed, nothing is left", {
  timeout: 120_000,
}, async () => {
  const both = await Promise.all([cli.run(words("both", ["--workers", "2"])), cli.run(words("both", ["--resume"]))]);
  expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(both.map(({ stdout }) => stdout)).toEqual([printed, printed]);
  expect(contents(join(root, "both"))).toEqual(whole);
  expect(readdirSync(join(root, "both")).filter((name) => name.startsWith("."))).toEqual([]);
});

test("--resume with nothing left says so and begins", { timeout: 60_000 }, async () => {
  const { exitCode, stderr } = await resume("nothing");
  expect(exitCode).toBe(0);
  expect(stderr).toContain("There is nothing to resume");
  expect(contents(join(root, "nothing"))).toEqual(whole);
  expect(parts).toBe(5);
});
