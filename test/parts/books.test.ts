/** The playbook that is shipped, where its work waits for its people: one run, asked by laws, and made again in other ways. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { contents } from "./project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-books-"));
const at = (name: string) => join(root, name);
const enforced = ["simulate", join(import.meta.dirname, "../../playbooks/saas"), "--capacity", "enforce"];
const days = ["--from", "2025-01-01", "--to", "2025-03-31"];
let cli: BuiltCli;
let printed: string;

/** What is printed; the run has to go well. */
async function out(...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await cli.run(words);
  expect(exitCode, stderr).toBe(0);
  return stdout;
}

beforeAll(async () => {
  cli = buildCli();
  printed = await out(...enforced, ...days, "--out", at("one"), "--workers", "1");
}, 120_000);
afterAll(() => rmSync(root, { recursive: true }));

async function rows(question: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    for (const table of ["person_days", "ledger"]) {
      await connection.run(`CREATE VIEW ${table} AS FROM read_parquet('${at("one")}/${table}.parquet')`);
    }
    return (await connection.runAndReadAll(question)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A shared role: her work does not wait, and she has what hours she has. */
const standIn = "Rosa Delgado";

test("every person's day balances, and nobody whose work waits works more than she has", async () => {
  const wrong = `
    FROM (SELECT *, lag(waiting_minutes) OVER (PARTITION BY person ORDER BY day) AS before FROM person_days)
    WHERE before + came_minutes != worked_minutes + left_minutes + waiting_minutes
      OR (worked_minutes > capacity_minutes AND person != '${standIn}')
      OR in_hand_minutes > waiting_minutes
      OR least(capacity_minutes, came_minutes, worked_minutes, left_minutes, in_hand_minutes, waiting_minutes) < 0`;
  expect(await rows(wrong)).toEqual([]);
  const [worked] = await rows("SELECT count(*) > 0 AS days, sum(worked_minutes) > 0 AS worked FROM person_days");
  expect(worked).toEqual({ days: true, worked: true });
});

test("what was worked is what was done, and was in hand before, less what is still in hand, to the minute", async () => {
  const sums = `
    WITH days AS (
      SELECT person, sum(worked_minutes) AS worked, max_by(in_hand_minutes, day) AS still
      FROM person_days GROUP BY 1),
    done AS (
      SELECT owner AS person, sum(effort_minutes + prep_minutes) AS minutes
      FROM ledger WHERE outcome = 'done' GROUP BY 1)`;
  // The run begins where the data does: nothing is in hand before.
  const differ = `${sums} FROM days LEFT JOIN done USING (person) WHERE worked + still != coalesce(done.minutes, 0)`;
  expect(await rows(differ)).toEqual([]);
  const [used] = await rows(
    `${sums} SELECT count(*) FILTER (still > 0) > 0 AS still, bool_or(person = '${standIn}' AND worked > 0) AS rosa FROM days`,
  );
  expect(used).toEqual({ still: true, rosa: true });
});

test("the ledger is in order of account ids", async () => {
  const unordered = `
    FROM (SELECT account, lag(account) OVER (ORDER BY file_row_number) AS before
      FROM read_parquet('${at("one")}/ledger.parquet', file_row_number = true))
    WHERE before > account`;
  expect(await rows(unordered)).toEqual([]);
});

test("two workers, and three shards merged, make the same bytes", { timeout: 240_000 }, async () => {
  expect(await out(...enforced, ...days, "--out", at("two"), "--workers", "2")).toBe(printed);
  expect(contents(at("two"))).toEqual(contents(at("one")));
  const shards = [1, 2, 3].map((number) => `shard-${number}-of-3.playc`);
  for (const number of [1, 2, 3]) await out(...enforced, ...days, "--out", at("shards"), "--shard", `${number}/3`);
  expect(await out("merge", ...shards.map((name) => join(at("shards"), name)), "--out", at("merged"))).toBe(printed);
  expect(contents(at("merged"))).toEqual(contents(at("one")));
});
