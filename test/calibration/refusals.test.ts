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

test("nobody who can be lost", async () => {
  const folder = project("kept", "health fit { u 100 { 100 points when logins over 7d > 0 } }");
  const program = join(folder, "program.play");
  writeFileSync(
    program,
    readFileSync(program, "utf8").replace("ends churned_on", "").replace("lose  when churned_on is known", ""),
  );
  const ended = await cli.run(["calibrate", folder]);
  expect(ended.stderr).toContain("Nobody counts as lost");
  expect(ended.stderr).toContain("`lost when logins over 180d = 0`");
  expect(ended.exitCode).toBe(2);
});

test("a score read in the days by which one is lost", async () => {
  const score = "health fit { u 100 { 100 points when logins over 7d > 0 } lost when logins over 14d = 0 }";
  const folder = project("overlap", score);
  const near = await cli.run(["calibrate", folder, "--before", "1w"]);
  expect(near.stdout).toMatch(/^OVERLAP: `lost when` looks back 14d, the score is read 1w before/);
  expect(near.stdout).toContain("Ask --before 14d or more.");
  const far = await cli.run(["calibrate", folder, "--before", "14d", "--format", "json"]);
  expect(JSON.parse(far.stdout)).toMatchObject({ overlap: false, lostLooksBackDays: null });
});

test("which lines make the scores ranges", async () => {
  const score =
    "health fit { u 100 { 60 points when logins over 7d > 0 40 points when logins over 90d > 5 } bands a 50 b 0 }";
  const folder = project("ranges", score);
  const ended = await cli.run(["calibrate", folder, "--before", "12w"]);
  expect(ended.stdout).toMatch(
    /ranges .*open lines:\n +9 x logins over 90d > 5: window before the account begins: logins\n/,
  );
});

test("an imported score, for which only an end can say who was lost", async () => {
  const folder = project("imported", "");
  const program = join(folder, "program.play");
  expect((await cli.run(["calibrate", folder, "--before", "4w"])).stdout).toMatch(/^health against what happened/);
  const other = await cli.run(["calibrate", folder, "--score", "helth"]);
  expect(other.stderr).toContain("Did you mean `health`?");
  writeFileSync(
    program,
    readFileSync(program, "utf8").replace("ends churned_on", "").replace("lose  when churned_on is known", ""),
  );
  const ended = await cli.run(["calibrate", folder]);
  expect(ended.stderr).toContain("Add `ends FIELD` to the account");
  expect(ended.exitCode).toBe(2);
});
