/** What `playc calibrate` does not answer, and why. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { writeProject } from "../cli/small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-calibrate-"));
let cli: BuiltCli;
beforeAll(() => {
  cli = buildCli();
});
afterAll(() => rmSync(root, { recursive: true }));

function project(name: string, score: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  writeProject(folder, { "fit.play": score });
  return folder;
}

test("a score that reads what is known of today only, through a segment too", async () => {
  const folder = project("ahead", "health fit { usage 100 { 100 points when segment is large } }");
  const file = join(folder, "playc.yaml");
  const yaml = readFileSync(file, "utf8");
  writeFileSync(
    file,
    yaml.replace(/^account: \{/m, "account: { known: today,").replace(/^account:\n/m, "account:\n  known: today\n"),
  );
  const ended = await cli.run(["calibrate", folder]);
  expect(ended.stderr).toContain("fit reads `arr`, of which the data has only today's value");
  expect(ended.exitCode).toBe(3);
});

test("which score, of several", async () => {
  const two = ["fit", "core"].map((name) => `health ${name} { u 100 { 100 points when logins over 7d > 0 } }`);
  const folder = project("two", two.join("\n"));
  expect((await cli.run(["calibrate", folder])).stderr).toContain("--score core, --score fit");
  expect((await cli.run(["calibrate", folder, "--score", "fti"])).stderr).toContain("Did you mean `fit`?");
  expect((await cli.run(["calibrate", folder, "--score", "fit"])).exitCode).toBe(0);
});

test("only `lost` may read when a customer ended", async () => {
  const folder = project("end", "health fit { u 100 { 100 points when churned_on is known } }");
  expect((await cli.run(["calibrate", folder])).exitCode).toBe(1);
});
