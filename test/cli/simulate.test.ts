/** `playc simulate` as a process: its table is its ledger's, its files appear whole, its bytes are the same twice. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import type { Summary } from "../../runtime/summary/types.ts";
import { type BuiltCli, buildCli } from "./built.ts";
import { expectBreakdownOfLedger, expectTableOfLedger } from "./compare.ts";
import { askLedger } from "./ledger-sql.ts";
import { smallProject, writeProject } from "./small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-simulate-"));
const files = [
  "account_days.parquet",
  "ledger.parquet",
  "play_runs.parquet",
  "quarantine.csv",
  "summary.json",
  "trigger_days.parquet",
];
let cli: BuiltCli;
let folders = 0;

beforeAll(() => {
  cli = buildCli();
}, 60_000);
afterAll(() => {
  rmSync(root, { recursive: true });
});

function project(changes: Record<string, string | undefined> = {}): string {
  const folder = join(root, `project-${folders++}`);
  mkdirSync(folder);
  return writeProject(folder, changes);
}

const bytesIn = (folder: string) => files.map((file) => readFileSync(join(folder, file)).toString("base64"));

test.each([
  ["all days", []],
  ["some days", ["--from", "2025-02-10", "--to", "2025-04-06"]],
])("every figure of the table is in the Parquet files beside it (%s)", { timeout: 60_000 }, async (_, days) => {
  const folder = project();
  const { stdout, exitCode } = await cli.run(["simulate", folder, ...days]);
  expect(exitCode).toBe(0);
  const out = join(folder, ".playc/last");
  expect(readdirSync(out).sort()).toEqual(files);
  expect(readFileSync(join(folder, ".playc/.gitignore"), "utf8")).toBe("*\n");
  const summary = JSON.parse(readFileSync(join(out, "summary.json"), "utf8"));
  expect(summary.balance.total.demands).toBeGreaterThan(50);
  await expectTableOfLedger(stdout, await askLedger(out), {
    triggers: ["drop", "gone", "quiet"],
    plays: ["rescue"],
    neverDropped: [],
    range: summary.range,
  });
});

test("so is every figure of the playbook that is shipped", { timeout: 120_000 }, async () => {
  const out = join(root, "saas");
  const playbook = join(import.meta.dirname, "../../playbooks/saas");
  const { stdout, stderr, exitCode } = await cli.run(["simulate", playbook, "--out", out, "--from", "2025-07-01"]);
  expect(exitCode, stderr).toBe(0);
  const { range, triggers, plays, neverDropped } = JSON.parse(
    readFileSync(join(out, "summary.json"), "utf8"),
  ) as Summary;
  await expectTableOfLedger(stdout, await askLedger(out), {
    triggers: triggers.map(({ trigger }) => trigger),
    plays: plays.map(({ play }) => play),
    neverDropped: neverDropped.map(({ touch }) => touch),
    range,
  });
});

test("the summary has its schema's shape, and is what --format json prints", { timeout: 60_000 }, async () => {
  const folder = project();
  const { stdout } = await cli.run(["simulate", folder, "--format", "json"]);
  expect(stdout).toBe(readFileSync(join(folder, ".playc/last/summary.json"), "utf8"));
  const schema = new URL("../../runtime/summary/summary.schema.json", import.meta.url);
  const validate = new Ajv2020({ strict: true }).compile(JSON.parse(readFileSync(schema, "utf8")));
  expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
});

test("the same program and data make the same bytes, in whatever order rows and files come", {
  timeout: 60_000,
}, async () => {
  const [header, ...rows] = smallProject["days.csv"]!.trimEnd().split("\n");
  const [first, second] = [project(), project({ "days.csv": `${[header, ...rows.reverse()].join("\n")}\n` })];
  const runs = await Promise.all([first, second].map((folder) => cli.run(["simulate", folder])));
  expect(runs[0]!.stdout).toBe(runs[1]!.stdout);
  // Where a row stands in its file is what the quarantine is for.
  const [ofFirst, ofSecond] = [first, second].map((folder) => bytesIn(join(folder, ".playc/last")));
  const quarantine = files.indexOf("quarantine.csv");
  expect(ofFirst!.toSpliced(quarantine, 1)).toEqual(ofSecond!.toSpliced(quarantine, 1));
});

test("accounts and data can be chosen", { timeout: 60_000 }, async () => {
  const folder = project({ "days.csv": undefined });
  const data = join(folder, "elsewhere");
  writeProject(data, { "program.play": undefined, "playc.yaml": undefined });
  const words = ["simulate", folder, "--data", data, "--accounts", "a01, a02,a01", "--format", "json"];
  const { stdout, exitCode } = await cli.run(words);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout).accounts.total).toBe(2);
});

test("ids with commas are chosen one by one, and lists add up", { timeout: 60_000 }, async () => {
  const folder = project({
    "accounts.csv": smallProject["accounts.csv"]!.replace("a01,", '"a,01",'),
    "days.csv": smallProject["days.csv"]!.replaceAll("a01,", '"a,01",'),
  });
  const words = [
    "simulate",
    folder,
    "--account",
    "a,01",
    "--accounts",
    "a02,a03",
    "--accounts",
    "a04",
    "--account",
    "a04",
  ];
  const { stdout, exitCode } = await cli.run([...words, "--by", "segment", "--by", "rule", "--format", "json"]);
  expect(exitCode).toBe(0);
  const summary = JSON.parse(readFileSync(join(folder, ".playc/last/summary.json"), "utf8")) as Summary;
  expect(summary.accounts.total).toBe(4);
  const breakdown = JSON.parse(stdout);
  expect([breakdown.format, breakdown.version, Object.keys(breakdown.by)]).toEqual([
    "playc-breakdown",
    1,
    ["rule", "segment"],
  ]);
  expect(breakdown.range).toEqual(summary.range);
});

test("--by prints the tables asked for, under the range", { timeout: 60_000 }, async () => {
  const folder = project();
  const all = ["person", "rule", "touch", "segment"].flatMap((by) => ["--by", by]);
  const { stdout, exitCode } = await cli.run(["simulate", folder, ...all]);
  expect(exitCode).toBe(0);
  await expectBreakdownOfLedger(stdout, await askLedger(join(folder, ".playc/last")));
  expect(await cli.run(["simulate", folder, "--by", "week"])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("Allowed choices are person, rule, touch, segment."),
  });
});

test("a table of which nothing is left is told where nobody misses it", { timeout: 60_000 }, async () => {
  const folder = project({ "left.csv": "id,at\na01,tomorrow\nzzz,2025-02-10\n" });
  const says = "SET ASIDE events.sponsor_left: all of its 2 rows, so that nothing is known from it (";
  const [asTable, asJson] = await Promise.all(
    [[], ["--format", "json", "--out", join(folder, "out")]].map((more) => cli.run(["simulate", folder, ...more])),
  );
  expect([asTable!.exitCode, asJson!.exitCode]).toEqual([0, 0]);
  expect(asTable!.stdout.indexOf(says)).toBeGreaterThan(0);
  expect(asTable!.stdout.indexOf(says)).toBeLessThan(asTable!.stdout.indexOf("Data\n"));
  expect(asJson!.stderr).toContain(says);
});

test("names from the data cannot move the cursor", { timeout: 60_000 }, async () => {
  const folder = project({ "accounts.csv": smallProject["accounts.csv"]!.replaceAll("Bo", "Bo\u001b]0;owned\u0007") });
  const { stdout } = await cli.run(["simulate", folder]);
  expect(stdout).toContain("Bo\\u{1b}]0;owned\\u{7}");
  expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends a run with %i, and leaves nothing of it", { timeout: 60_000 }, async (signal, exitCode) => {
  const folder = project();
  const out = join(folder, "out");
  const { process, ended } = cli.start(["simulate", folder, "--out", out]);
  await untilRunning(out);
  process.kill(signal);
  expect(await ended).toMatchObject({ exitCode, signal: null, stdout: "" });
  expect(existsSync(out)).toBe(false);
});

test("an interrupted run leaves the files of the one before", { timeout: 60_000 }, async () => {
  const folder = project();
  const out = join(folder, "out");
  await cli.run(["simulate", folder, "--out", out]);
  const before = bytesIn(out);
  const { process, ended } = cli.start(["simulate", folder, "--out", out, "--to", "2025-02-01"]);
  await untilRunning(out);
  process.kill("SIGINT");
  await ended;
  expect(readdirSync(out).sort()).toEqual(files);
  expect(bytesIn(out)).toEqual(before);
});

test("two runs into one folder never mix their files", { timeout: 60_000 }, async () => {
  const folder = project();
  const [out, whole, part] = ["out", "whole", "part"].map((name) => join(folder, name));
  const days = ["--to", "2025-02-01"];
  await Promise.all([
    cli.run(["simulate", folder, "--out", whole!]),
    cli.run(["simulate", folder, "--out", part!, ...days]),
  ]);
  const runs = [[], days].map((more) => cli.run(["simulate", folder, "--out", out!, ...more]));
  expect((await Promise.all(runs)).map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(readdirSync(out!).sort()).toEqual(files);
  expect([bytesIn(whole!), bytesIn(part!)]).toContainEqual(bytesIn(out!));
});

test("build writes the schedule, as JSON or YAML, whole or to stdout", { timeout: 60_000 }, async () => {
  const folder = project();
  const printed = await cli.run(["build", folder]);
  const file = join(folder, "out", "schedule.json");
  const written = await cli.run(["build", folder, "-o", file]);
  const yaml = await cli.run(["build", folder, "--format", "yaml"]);
  expect([printed.exitCode, written.exitCode, yaml.exitCode]).toEqual([0, 0, 0]);
  expect(written.stdout).toBe("");
  expect(readFileSync(file, "utf8")).toBe(printed.stdout);
  expect(readdirSync(join(folder, "out"))).toEqual(["schedule.json"]);
  expect(parse(yaml.stdout)).toEqual(JSON.parse(printed.stdout));
});

/** A run that has opened its own folder listens to signals already, and is far from done. */
async function untilRunning(out: string): Promise<void> {
  while (!existsSync(out) || !readdirSync(out).some((name) => name.startsWith(".playc-run-"))) await sleep(2);
}
