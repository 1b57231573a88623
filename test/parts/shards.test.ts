/** Shards put together are the same bytes as one run; what does not belong together, or is not whole, is refused in words. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ContainerError, readContainer, readSection, writeContainer } from "../../runtime/ledger/container.ts";
import { readShard } from "../../runtime/ledger/shard-file.ts";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { contents, writeLargerProject } from "./project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-shards-"));
const project = join(root, "project");
const options = ["--runs", "3"];
const merging = ["--ledger", "jsonl", "--by", "person"];
let cli: BuiltCli;
let whole: Record<string, string>;
let printed: string;

const shardName = (number: number, of: number) => `shard-${number}-of-${of}.playc`;

/** Makes all shards of a run into a folder; gives their files. */
async function shardsOf(of: number, folder: string, more: readonly string[] = []): Promise<string[]> {
  const files: string[] = [];
  for (let number = 1; number <= of; number++) {
    const out = ["--out", join(root, folder), "--shard", `${number}/${of}`, ...options, ...more];
    const { exitCode, stderr } = await cli.run(["simulate", project, ...out]);
    expect(exitCode, stderr).toBe(0);
    files.push(join(root, folder, shardName(number, of)));
  }
  return files;
}

const merged = (files: readonly string[], out: string) =>
  cli.run(["merge", ...files, "--out", join(root, out), ...merging]);

beforeAll(async () => {
  cli = buildCli();
  mkdirSync(project);
  writeLargerProject(project);
  const { exitCode, stdout, stderr } = await cli.run([
    "simulate",
    project,
    "--out",
    join(root, "whole"),
    ...options,
    ...merging,
  ]);
  expect(exitCode, stderr).toBe(0);
  printed = stdout;
  whole = contents(join(root, "whole"));
}, 120_000);
afterAll(() => rmSync(root, { recursive: true }));

test.each([1, 2, 16])("%i shards", { timeout: 240_000 }, async (of) => {
  const files = await shardsOf(of, `shards-${of}`);
  expect(readdirSync(join(root, `shards-${of}`)).sort()).toEqual(files.map((file) => file.split("/").at(-1)).sort());
  // Neither the project nor the order of the files is needed.
  const { exitCode, stdout, stderr } = await merged(files.toReversed(), `merged-${of}`);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toBe(printed);
  expect(contents(join(root, `merged-${of}`))).toEqual(whole);
});

test("whole books of people whose hours are finite: workers and shards make the same run, and the same page", {
  timeout: 240_000,
}, async () => {
  const people = join(root, "people");
  mkdirSync(people);
  writeLargerProject(people, { "team.play": "team { csm 30h per week 60% for plays }" });
  const at = (name: string) => join(root, name);
  const page = (name: string) => ["--out", at(name), "--report", at(`${name}.html`)];
  const simulated = ["simulate", people, "--capacity", "enforce"];
  const one = await cli.run([...simulated, ...page("books-1"), "--workers", "1"]);
  const two = await cli.run([...simulated, ...page("books-2"), "--workers", "2"]);
  for (const number of [1, 2, 3]) await cli.run([...simulated, "--out", at("books"), "--shard", `${number}/3`]);
  const files = [1, 2, 3].map((number) => join(at("books"), shardName(number, 3)));
  const all = await cli.run(["merge", ...files, ...page("books-merged")]);
  for (const [name, run] of Object.entries({ "books-1": one, "books-2": two, "books-merged": all })) {
    expect(run.exitCode, run.stderr).toBe(0);
    expect(run.stdout).toBe(one.stdout);
    expect(contents(at(name))).toEqual(contents(at("books-1")));
    expect(readFileSync(at(`${name}.html`), "utf8")).toBe(readFileSync(at("books-1.html"), "utf8"));
  }
});

test("shards that are missing, named twice, or of other runs are refused, and nothing is left", {
  timeout: 240_000,
}, async () => {
  const files = await shardsOf(2, "two");
  const others = await shardsOf(2, "seed", ["--seed", "7"]);
  const accounts = await shardsOf(2, "accounts", ["--accounts", "a0001,a0002"]);
  const refused: [string[], RegExp, number][] = [
    [[files[1]!], /Shard 1 of 2 is missing\. Name the files of all 2 shards\./, 2],
    [[files[0]!], /Shard 2 of 2 is missing/, 2],
    [[files[0]!, files[1]!, files[1]!], /is shard 2 of 2, which was named already/, 2],
    [[files[0]!, others[1]!], /are not of one run: of the one, its seed was another/, 3],
    [[files[0]!, accounts[1]!], /are not of one run: of the one, its data, the accounts asked for/, 3],
    [
      [files[0]!, join(project, "playc.yaml")],
      /playc\.yaml: The file cannot be merged: it is not a file of the format playc-shard/,
      3,
    ],
    [[join(root, "none.playc")], /none\.playc: There is no such file\. Name what/, 4],
  ];
  for (const [named, says, code] of refused) {
    const { exitCode, stderr } = await merged(named, "refused");
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(code);
    expect(readdirSync(root)).not.toContain("refused");
  }
});

test("options of the whole run are refused for a shard", { timeout: 60_000 }, async () => {
  for (const [option, value] of [
    ["--by", "rule"],
    ["--ledger", "csv"],
  ] as const) {
    const { exitCode, stderr } = await cli.run(["simulate", project, "--shard", "1/2", option, value]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${option} is for the whole run`);
  }
});

test("no byte of a shard can be changed, and none can be missing, unnoticed", { timeout: 60_000 }, async () => {
  const [file] = await shardsOf(1, "flipped");
  const bytes = readFileSync(file!);
  const target = join(root, "flipped.playc");
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, by, isCut) => {
      const changed = Buffer.from(isCut ? bytes.subarray(0, at) : bytes);
      if (!isCut) changed[at]! ^= by;
      writeFileSync(target, changed);
      expect(() => readShard(target)).toThrow(ContainerError);
    }),
    { numRuns: 300 },
  );
});

/** A shard of somebody who knows how the sum is made. */
function forged(
  from: string,
  to: string,
  change: Record<string, (bytes: Buffer) => Buffer>,
  head: Record<string, unknown> = {},
): void {
  const read = readContainer(from, "playc-shard", 1);
  const { sections: _, sha256: __, ...said } = read.head;
  writeContainer(
    to,
    { ...said, ...head },
    read.sections.map((section) => {
      const bytes = readSection(from, section, 2 ** 28);
      return { name: section.name, from: change[section.name]?.(bytes) ?? bytes };
    }),
  );
}

test("what a forged shard says is refused before it is believed", { timeout: 240_000 }, async () => {
  const [file] = await shardsOf(1, "forged");
  const target = join(root, "forged.playc");
  const json = (edit: (value: Record<string, unknown>) => unknown) => (bytes: Buffer) =>
    Buffer.from(JSON.stringify(edit(JSON.parse(bytes.toString("utf8")))));
  const attempts: [Record<string, (bytes: Buffer) => Buffer>, RegExp, Record<string, unknown>?][] = [
    [{ schedule: json((schedule) => ({ ...schedule, touches: "all" })) }, /its schedule is none that playc compiles/],
    [{ schedule: () => Buffer.from("{") }, /its schedule is no JSON/],
    [{ facts: json((facts) => ({ ...facts, accounts: 1e9 })) }, /cannot be merged/],
    [{ facts: json((facts) => ({ ...facts, accounts: -1 })) }, /its facts makes no sense/],
    [
      { facts: json((facts) => ({ ...facts, grid: { from: 0, to: 2_000_000 } })) },
      /its facts makes no sense|contradicts itself/,
    ],
    [{ facts: json((facts) => ({ ...facts, zone: "../../etc/passwd" })) }, /its facts makes no sense/],
    [{ facts: json((facts) => ({ ...facts, summary: { tables: [{}] } })) }, /its facts makes no sense/],
    [{ manifest: () => Buffer.from("no") }, /its manifest makes no sense/],
    [{ quarantine: () => Buffer.from("{}\n") }, /its quarantine makes no sense/],
    [{ "part 1": () => Buffer.from("no part") }, /cannot be merged: it is not a file of the format playc-part/],
    [{}, /it does not say which shard it is/, { shard: { number: 0, of: 1 } }],
    [{}, /it does not say of which run it is/, { run: { program: [] } }],
    [{}, /was made by another version of playc, or contradicts itself about program/, { run: { program: "x" } }],
    [{}, /it is of version 2 of its format, and this playc reads version 1/, { version: 2 }],
  ];
  for (const [change, says, head] of attempts) {
    forged(file!, target, change, head);
    const { exitCode, stderr } = await merged([target], "never");
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(exitCode, stderr).toBe(3);
    expect(readdirSync(root)).not.toContain("never");
  }
  copyFileSync(file!, target);
  expect((await merged([target], "ever")).exitCode).toBe(0);
});
