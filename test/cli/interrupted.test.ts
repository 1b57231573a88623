/** Signals at random moments, and processes that are killed: outputs are whole, of the run before or of this one, or not there. */
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildSync } from "esbuild";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openOutputFolder } from "../../cli/output-folder.ts";
import { howOften } from "../support/how-often.ts";
import { type BuiltCli, buildCli } from "./built.ts";
import { writeProject } from "./small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-interrupted-"));
const project = join(root, "project");
const days = ["--to", "2025-02-01"];
let cli: BuiltCli;
/** What a whole run leaves: of all days, and of some. */
let whole: Contents;
let part: Contents;
let milliseconds: number;

type Contents = Record<string, string>;
const contents = (folder: string): Contents =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString("base64")]));

beforeAll(async () => {
  cli = buildCli();
  mkdirSync(project);
  writeProject(project);
  const run = (name: string, more: string[]) => cli.run(["simulate", project, "--out", join(root, name), ...more]);
  await run("part", days);
  const began = performance.now();
  await run("whole", []);
  milliseconds = performance.now() - began;
  [whole, part] = [contents(join(root, "whole")), contents(join(root, "part"))];
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

/** When to send it, as a share of the time that a run takes: at twenty moments with `PROPERTIES=full`. */
const moments = fc.sample(fc.double({ min: 0, max: 1.1, noNaN: true }), { numRuns: howOften(20, 6), seed: 17 });

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s at random moments leaves whole outputs or none",
  { timeout: 180_000 },
  async (signal) => {
    for (const [index, moment] of moments.entries()) {
      const out = join(root, `${signal}-${index}`);
      const before = index % 2 === 0 ? undefined : part;
      if (before !== undefined) await cli.run(["simulate", project, "--out", out, ...days]);
      const { process, ended } = cli.start(["simulate", project, "--out", out]);
      await sleep(moment * milliseconds);
      process.kill(signal);
      const { exitCode, stdout, stderr } = await ended;
      expect(stderr).not.toMatch(/^\s+at .+:\d+|node:internal/m);
      const left = existsSync(out) ? contents(out) : {};
      expect([before ?? {}, whole], `at ${moment}, ended with ${exitCode}`).toContainEqual(left);
      if (exitCode === 0) expect(left).toEqual(whole);
      if (stdout !== "") expect(left).toEqual(whole);
      // Who interrupts it is told what is left; before it listens, the system ends it without a code.
      if ((exitCode === 130 || exitCode === 143) && left["summary.json"] !== whole["summary.json"]) {
        expect(stderr).toMatch(/Nothing of this run is kept|--resume goes on/);
      }
    }
  },
);

test("a process killed while it moves files leaves a last file only where all are of one run", {
  timeout: 60_000,
}, async () => {
  const script = join(root, "publish.mjs");
  const names = ["a.parquet", "b.csv", "summary.json"];
  buildSync({
    stdin: {
      contents: `
        import { writeFileSync } from "node:fs";
        import { join } from "node:path";
        import { openOutputFolder } from ${JSON.stringify(join(import.meta.dirname, "../../cli/output-folder.ts"))};
        for (let run = 0; ; run++) {
          const output = openOutputFolder(process.argv[2]);
          for (const name of ${JSON.stringify(names)}) writeFileSync(join(output.work, name), String(run));
          await output.publish(${JSON.stringify(names)});
          if (run === 0) process.stdout.write("begun");
        }`,
      resolveDir: import.meta.dirname,
      loader: "ts",
    },
    outfile: script,
    bundle: true,
    format: "esm",
    platform: "node",
  });
  const out = join(root, "killed");
  const leftOver = () => existsSync(out) && readdirSync(out).some((name) => name.startsWith(".playc-run-"));
  // Further moments until a kill met a run at work: which moments do is chance.
  for (let kill = 0; kill < moments.length || !leftOver(); kill++) {
    const moment = moments[kill % moments.length] ?? 0;
    const child = spawn(process.execPath, [script, out], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await sleep(moment * 20 + Math.floor(kill / moments.length));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
    const texts = names.map((name) =>
      existsSync(join(out, name)) ? readFileSync(join(out, name), "utf8") : undefined,
    );
    if (texts.at(-1) !== undefined) expect(new Set(texts).size, texts.join()).toBe(1);
  }
});

test("what a killed run left is taken away after a day, and not what another is writing", async () => {
  const out = join(root, "left");
  mkdirSync(join(out, ".playc-run-old"), { recursive: true });
  mkdirSync(join(out, ".playc-run-busy"));
  for (const name of ["old", "busy"]) writeFileSync(join(out, `.playc-run-${name}`, "ledger.duckdb"), "x");
  const longAgo = new Date(Date.now() - 48 * 3_600_000);
  for (const path of [".playc-run-old/ledger.duckdb", ".playc-run-old", ".playc-run-busy"]) {
    utimesSync(join(out, path), longAgo, longAgo);
  }
  openOutputFolder(out).discard();
  expect(readdirSync(out)).toEqual([".playc-run-busy"]);
});
