/** `budgets` of playc.yaml, by the built command line: what is over is what the ledger's own rows say, and the run ends with 5. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Summary } from "../../runtime/summary/types.ts";
import { type BuiltCli, buildCli } from "./built.ts";
import { sectionsOf } from "./printed.ts";
import { smallProject, writeProject } from "./small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-budgets-"));
let cli: BuiltCli;

beforeAll(() => {
  cli = buildCli();
}, 60_000);
afterAll(() => {
  rmSync(root, { recursive: true });
});

function project(name: string, budgets: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  const program = `${smallProject["program.play"]}\nteam { csm 10h per week 50% for plays }\n`;
  const late = "touch call  { channel video owner csm   effort 30min";
  return writeProject(folder, {
    "program.play": program.replace(late, late.replace("30min", "90min")),
    "playc.yaml": `${smallProject["playc.yaml"]}budgets: { ${budgets} }\n`,
  });
}

interface Row {
  account: string;
  kind: string;
  outcome: string;
  owner: string;
  owner_role: string;
  done_on: string;
  dated: string;
  deadline: string | null;
  late_minutes: number;
  effort_minutes: number;
  prep_minutes: number;
}

/** Days since 1970. */
const dayOf = (text: string) => Date.parse(text.slice(0, 10)) / 86_400_000;
/** 1970-01-01 was a Thursday. */
const mondayOf = (text: string) => dayOf(text) - ((dayOf(text) + 3) % 7);

function most(keys: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

test("what a budget comes to is what the rows of the ledger add up to", { timeout: 120_000 }, async () => {
  const all =
    "touches_per_person_and_week: 1, utilisation: 20%, touches_per_account_in_30_days: 3, late: 0%, untouched_accounts: 0";
  const folder = project("over", all);
  const out = join(root, "over-out");
  const ended = await cli.run(["simulate", folder, "--out", out, "--ledger", "jsonl"]);
  expect(ended.exitCode).toBe(5);
  const summary: Summary = JSON.parse(readFileSync(join(out, "summary.json"), "utf8"));
  const schemaFile = new URL("../../runtime/summary/summary.schema.json", import.meta.url);
  const validate = new Ajv2020({ strict: true }).compile(JSON.parse(readFileSync(schemaFile, "utf8")));
  expect(validate(summary), JSON.stringify(validate.errors)).toBe(true);

  const ledger = readFileSync(join(out, "ledger.jsonl"), "utf8").trim().split("\n");
  const rows = ledger.map((line): Row => JSON.parse(line));
  const touches = rows.filter(({ kind, outcome }) => kind === "touch" && outcome === "done");
  const byPeople = touches.filter(({ owner_role }) => owner_role !== "robot");
  const weekly = most(byPeople.map(({ owner, done_on }) => `${owner} ${mondayOf(done_on)}`));
  const within = (row: Row) =>
    touches.filter(
      ({ account, done_on }) =>
        account === row.account && dayOf(done_on) <= dayOf(row.done_on) && dayOf(done_on) > dayOf(row.done_on) - 30,
    ).length;
  const inThirtyDays = Math.max(...touches.map(within));
  const due = rows.filter(
    ({ kind, outcome, deadline }) =>
      kind !== "start" && deadline !== null && (outcome === "done" || outcome === "open"),
  );
  const late = due.filter(({ late_minutes }) => late_minutes > 0).length;
  const full = summary.capacity.flatMap(({ weeks }) => weeks).filter(({ capacity }) => capacity > 0);
  const fullest = Math.max(...full.map(({ minutes, capacity }) => Math.floor((minutes * 1_000_000) / capacity)));

  const results = summary.budgets!;
  expect(Object.fromEntries(results.map(({ budget, value }) => [budget, value]))).toEqual({
    touches_per_person_and_week: weekly,
    utilisation: fullest,
    touches_per_account_in_30_days: inThirtyDays,
    late: Math.floor((late * 1_000_000) / due.length),
    untouched_accounts: summary.accounts.neverTouched,
  });
  for (const { limit, value, kept, over, places } of results) {
    expect(kept).toBe(value! <= limit);
    expect(over > 0).toBe(!kept);
    expect(places).toHaveLength(Math.min(over, 10));
  }
  expect(weekly).toBeGreaterThan(1);
  const [first] = results;
  const { person, from, value } = first!.places[0]!;
  expect(byPeople.filter(({ owner, done_on }) => owner === person && mondayOf(done_on) === dayOf(from!))).toHaveLength(
    value,
  );
  const told = [...sectionsOf(ended.stdout)].find(([title]) => title.startsWith("Budgets"));
  const lines = told![1].lines;
  expect(lines).toHaveLength(results.length);
  for (const [index, { places }] of results.entries()) {
    const { person: who, account, from: first, to: last } = places[0]!;
    const where = who === null ? (first === null ? "" : ` from ${first} to ${last}`) : ` in the week of ${first}`;
    expect(lines[index]).toContain(`${who ?? account}${where}`);
  }
  expect(lines.join("\n")).toContain(`${person} in the week of ${from} (${value})`);

  const json = await cli.run(["simulate", folder, "--format", "json"]);
  expect(json.exitCode).toBe(5);
  expect(JSON.parse(json.stdout)).toEqual(summary);
  expect(json.stderr).toContain(`${person} in the week of ${from} (${value})`);
  const some = await cli.run(["simulate", folder, "--account", "a01", "--format", "json"]);
  expect([some.exitCode, JSON.parse(some.stdout).budgets]).toEqual([0, undefined]);

  // What shards leave is the same.
  const shards = join(root, "shards");
  await cli.run(["simulate", folder, "--shard", "1/1", "--out", shards]);
  const merged = await cli.run(["merge", join(shards, "shard-1-of-1.playc"), "--out", join(root, "merged")]);
  expect(merged.exitCode).toBe(5);
  expect(merged.stdout).toBe(ended.stdout);
});

test("budgets that are just kept end with 0, and hours nobody knows are not judged", { timeout: 60_000 }, async () => {
  const folder = project("kept", "touches_per_person_and_week: 1000, utilisation: 1000%, late: 100%");
  const { exitCode, stdout } = await cli.run(["simulate", folder, "--capacity", "off"]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/hours of a person's week.*not judged/);
  expect(stdout).not.toMatch(/OVER/);
});
