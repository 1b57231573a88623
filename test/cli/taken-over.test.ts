/** A run that is stopped for so long that another takes its folder: the other's files stay whole, and the first says what happened. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltCli, buildCli } from "./built.ts";
import { writeProject } from "./small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-taken-over-"));
let cli: BuiltCli;

beforeAll(() => {
  cli = buildCli();
});
afterAll(() => rmSync(root, { recursive: true }));

test("the folder of a run that stood still is another's", { timeout: 120_000 }, async () => {
  const [project, out] = [join(root, "project"), join(root, "out")];
  mkdirSync(project);
  writeProject(project);
  const words = ["simulate", project, "--out", out];
  const { process, ended } = cli.start(words);
  const hidden = () => (existsSync(out) ? readdirSync(out) : []).filter((name) => /^\.playc-(run|parts)-/.test(name));
  const owners = () => hidden().map((name) => join(out, name, "owner.json"));
  while (owners().length === 0 || !owners().every((file) => existsSync(file))) await sleep(2);
  process.kill("SIGSTOP");
  const longAgo = new Date(Date.now() - 120_000);
  for (const file of owners()) utimesSync(file, longAgo, longAgo);
  const other = await cli.run(words);
  expect(other.exitCode).toBe(0);
  const files = readdirSync(out).sort();
  process.kill("SIGCONT");
  const { exitCode, stderr } = await ended;
  expect([exitCode, stderr]).toEqual([
    4,
    expect.stringMatching(/Another run took .*out over while this one stood still/),
  ]);
  expect(stderr).not.toMatch(/ENOENT|\n {4}at /);
  expect(readdirSync(out).sort()).toEqual(files);
});
