/** `playc query`: reads the last run, and can do nothing else. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allTables } from "../../runtime/ledger/run-tables.ts";
import { type BuiltCli, buildCli } from "./built.ts";
import { writeProject } from "./small-project.ts";

const folder = mkdtempSync(join(tmpdir(), "playc-query-"));
const last = join(folder, ".playc/last");
let cli: BuiltCli;

beforeAll(async () => {
  cli = buildCli();
  writeProject(folder);
  expect((await cli.run(["simulate", folder])).exitCode).toBe(0);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test("every file of the run is a table", async () => {
  const counts = allTables.map(({ name }) => `(SELECT count(*) FROM ${name}) AS ${name}`).join(", ");
  const ended = await cli.run(["query", `SELECT ${counts}`, folder, "--format", "json"]);
  expect(ended.exitCode, ended.stderr).toBe(0);
  const [row] = JSON.parse(ended.stdout);
  expect(Object.keys(row)).toEqual(allTables.map(({ name }) => name));
  expect(Number(row.ledger)).toBeGreaterThan(0);
});

test("days, instants and nothing at all are printed as they are", async () => {
  const sql = "SELECT dated, ready_at, rule FROM ledger WHERE outcome = 'done' ORDER BY id LIMIT 1";
  const ended = await cli.run(["query", sql, folder]);
  expect(ended.stdout).toMatch(
    /^ {2}dated +ready_at +rule\n {2}2025-\d\d-\d\d +2025-\d\d-\d\d \d\d:\d\d:\d\d\S* +-\n\n {2}1 row\n$/,
  );
});

test.each([
  ["two statements", "SELECT 1; SELECT 2"],
  ["a table of its own", "CREATE TABLE x AS SELECT 1"],
  ["writing beside the run", `COPY (SELECT 1) TO '${last}/mine.parquet'`],
  ["writing elsewhere", "COPY (SELECT 1) TO '/tmp/mine.csv'"],
  ["reading elsewhere", "SELECT * FROM read_text('/etc/passwd')"],
  ["a file as a table", "FROM '/etc/passwd.csv'"],
  ["another database", "ATTACH '/tmp/other.duckdb'"],
  ["a setting", "SET threads = 1"],
  ["an extension", "INSTALL httpfs"],
  ["changing a table", "DELETE FROM ledger"],
  ["a slip", "SELEC 1"],
  ["a column that is not there", "SELECT outcme FROM ledger"],
])("refuses %s", async (_, sql) => {
  const before = readdirSync(last);
  const ended = await cli.run(["query", sql, folder]);
  expect(ended.exitCode).toBe(2);
  expect(ended.stdout).toBe("");
  expect(ended.stderr).toMatch(/^playc: (A query is one SELECT|The query does not work: )/);
  expect(ended.stderr).not.toContain("\\u{a}");
  expect(readdirSync(last)).toEqual(before);
});

test.each([
  ["SELECT outcme FROM ledger", /Referenced column "outcme" not found.*Candidate bindings: .*"outcome"/],
  ["SELECT * FROM ledgr", /Table with name ledgr does not exist! Did you mean "ledger"\?\n$/],
])("says what was meant: %s", async (sql, message) => {
  const { stderr } = await cli.run(["query", sql, folder]);
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain("LINE 1");
});

test("without a run it says how to make one", async () => {
  const ended = await cli.run(["query", "SELECT 1", join(folder, "nowhere")]);
  expect(ended.exitCode).toBe(2);
  expect(ended.stderr).toContain("holds no run. Simulate first");
});
