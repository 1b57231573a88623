/** `playc simulate` as a process: its table is its ledger's, its files appear whole, its bytes are the same twice. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { type RuleWords, ruleWordsOf } from "../../cli/views/rule-words.ts";
import { allTables } from "../../runtime/ledger/run-tables.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { type BuiltCli, buildCli } from "./built.ts";
import { expectBreakdownOfLedger, expectTableOfLedger } from "./compare.ts";
import { askLedger } from "./ledger-sql.ts";
import { smallProject, writeProject } from "./small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-simulate-"));
const files = [
  ...allTables.map(({ name }) => `${name}.parquet`),
  "manifest.json",
  "quarantine.csv",
  "summary.json",
].sort();
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
    words: await wordsOf(folder),
  });
});

test("what was really delivered may be what a simulation did: then nothing changes but what is on record", {
  timeout: 60_000,
}, async () => {
  const folder = project();
  expect((await cli.run(["simulate", folder])).exitCode).toBe(0);
  cpSync(join(folder, ".playc/last"), join(folder, "history"), { recursive: true });
  const touches = `touches:
  file: history/ledger.parquet
  key: account
  at: done_at
  touch: name
  owner: owner
  channel: channel
  demand: id
  where: outcome = 'done' and kind in ('touch', 'task')
`;
  writeProject(folder, { "playc.yaml": smallProject["playc.yaml"] + touches });
  const { stdout, exitCode } = await cli.run(["simulate", folder]);
  expect(exitCode).toBe(0);
  const ask = await askLedger(join(folder, ".playc/last"));
  const { range } = JSON.parse(readFileSync(join(folder, ".playc/last/summary.json"), "utf8"));
  const declared = {
    triggers: ["drop", "gone", "quiet"],
    plays: ["rescue"],
    neverDropped: [],
    range,
    words: await wordsOf(folder),
  };
  await expectTableOfLedger(stdout, ask, declared);
  const before = await askLedger(join(folder, "history"));
  for (const question of ["undone", "deferred", "busiest", "late", "balance", "open"] as const) {
    expect(await ask(question)).toEqual(await before(question));
  }
  const delivered = await ask("delivered");
  expect(delivered.length).toBe(4);
  for (const [what, records, byId] of delivered) expect(byId, what).toBe(records);
  expect(stdout).toMatch(/ {2}\d+ touches and \d+ tasks really delivered: \d+ settled demands, 0 asked for by nothing/);
});

test("touches that the program did not ask for are told, counted, and set aside where they cannot be read", {
  timeout: 60_000,
}, async () => {
  const rows = [
    "a00,2025-01-03,call",
    "a00,2025-03-03T10:00:00Z,hello",
    "a00,2025-03-04,cal",
    "zz,2025-03-04,call",
    "a01,soon,call",
  ];
  const folder = project({
    "touches.csv": `id,at,what\n${rows.join("\n")}\n`,
    "playc.yaml": `${smallProject["playc.yaml"]}touches: { file: touches.csv, key: id, at: at, touch: what }\n`,
  });
  const { stdout, exitCode } = await cli.run(["simulate", folder]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("  2 touches really delivered: 0 settled demands, 2 asked for by nothing in the program");
  const quarantine = readFileSync(join(folder, ".playc/last/quarantine.csv"), "utf8");
  for (const line of [
    'touches.csv,4,what,cal,"neither a touch nor a task of the playbooks: did you mean `call`?",touches',
    'touches.csv,5,id,zz,"no account has this id",touches',
    'touches.csv,6,at,soon,"`at`: not a date or date and time",touches',
  ]) {
    expect(quarantine).toContain(line);
  }
  const told = await cli.run(["explain", "account", "a00", folder]);
  expect(told.stdout).toMatch(/delivered hello at 19:00: asked for by nothing in the program +program\.play:\d+/);
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
  await expectBreakdownOfLedger(stdout, await askLedger(join(folder, ".playc/last")), await wordsOf(folder));
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

/** Rules as the project's tables say them. */
async function wordsOf(folder: string): Promise<RuleWords> {
  return ruleWordsOf(JSON.parse((await cli.run(["build", folder])).stdout));
}

/** A run that has opened its own folder listens to signals already, and is far from done. */
async function untilRunning(out: string): Promise<void> {
  while (!existsSync(out) || !readdirSync(out).some((name) => name.startsWith(".playc-run-"))) await sleep(2);
}
