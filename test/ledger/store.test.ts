/** The ledger's files: what was appended is what is read, the same rows make the same bytes, and the store stays in its folder. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { allTables } from "../../runtime/ledger/run-tables.ts";
import { openLedgerStore } from "../../runtime/ledger/store.ts";
import type { AccountOutcome, LedgerRow } from "../../runtime/ledger/types.ts";
import { ledgers } from "./outcomes.ts";

const root = mkdtempSync(join(tmpdir(), "playc's store-"));
let folders = 0;
afterAll(() => rmSync(root, { recursive: true }));

async function write(ledger: readonly AccountOutcome[]): Promise<string> {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  const store = await openLedgerStore(folder);
  for (const outcome of ledger) {
    store.append(outcome);
    for (const number of [1, 2]) store.appendRun(number, outcome);
  }
  store.finish();
  expect(await store.exportParquet(folder)).toEqual(allTables.map((table) => `${table.name}.parquet`));
  store.close();
  return folder;
}

async function read(file: string, columns: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`SELECT ${columns} FROM '${file.replaceAll("'", "''")}'`);
  connection.closeSync();
  instance.closeSync();
  return reader.getRowObjectsJS();
}

const sample = fc
  .sample(ledgers, { seed: 11, numRuns: 250 })
  .flatMap((ledger, copy) => ledger.map((outcome) => ({ ...outcome, account: `${copy} ${outcome.account}` })));

test("every row comes back, in order, with its days, instants and text", { timeout: 30_000 }, async () => {
  const folder = await write(sample);
  const back = await read(
    join(folder, "ledger.parquet"),
    "id, cause, owner, outcome, merged_into, carried_in, late_minutes, dated - DATE '1970-01-01' AS dated, epoch_ms(done_at) AS done_at, week - DATE '1970-01-01' AS week",
  );
  const expected = sample.flatMap((outcome) => outcome.rows);
  expect(expected.length).toBeGreaterThan(4096); // more than one chunk
  expect(
    back.map((row) => ({ ...row, dated: Number(row.dated), done_at: orNull(row.done_at), week: orNull(row.week) })),
  ).toEqual(
    expected.map((row: LedgerRow) => ({
      id: row.id,
      cause: row.cause,
      owner: row.owner,
      outcome: row.outcome,
      merged_into: row.mergedInto,
      carried_in: row.carriedIn,
      late_minutes: row.lateMinutes,
      dated: row.dated,
      done_at: row.doneAt,
      week: row.week,
    })),
  );
});

test("the same rows make the same bytes", { timeout: 30_000 }, async () => {
  const [first, second] = [await write(sample), await write(sample)];
  for (const { name } of allTables) {
    const bytes = readFileSync(join(first, `${name}.parquet`));
    expect(bytes.equals(readFileSync(join(second, `${name}.parquet`))), name).toBe(true);
  }
});

test("columns have the documented names and types", async () => {
  const folder = await write([]);
  for (const table of allTables) {
    const file = join(folder, `${table.name}.parquet`).replaceAll("'", "''");
    const described = await read(join(folder, `${table.name}.parquet`), "*").then(() =>
      describe(`DESCRIBE SELECT * FROM '${file}'`),
    );
    const standard = (type: unknown) => (type === "TIMESTAMP WITH TIME ZONE" ? "TIMESTAMPTZ" : type);
    expect(described.map((row) => ({ name: row.column_name, type: standard(row.column_type) }))).toEqual(
      table.columns.map(({ name, type }) => ({ name, type })),
    );
  }
});

test("the store reads and writes nothing outside its folder, and cannot be told to", async () => {
  const folder = join(root, "locked");
  mkdirSync(folder);
  const store = await openLedgerStore(folder);
  store.finish();
  const outside = join(root, "outside.parquet").replaceAll("'", "''");
  for (const attempt of [
    `COPY ledger TO '${outside}'`,
    "SELECT * FROM read_text('/etc/hostname')",
    `ATTACH '${outside}'`,
    "SET enable_external_access = true",
    "INSTALL httpfs",
  ]) {
    await expect(store.query(attempt), attempt).rejects.toThrow();
  }
  store.close();
});

test("a fraction of a minute is refused, not cut off", async () => {
  const folder = join(root, "fraction");
  mkdirSync(folder);
  const store = await openLedgerStore(folder);
  const [outcome] = sample.filter(({ rows }) => rows.length > 0);
  const row = { ...outcome!.rows[0]!, lateMinutes: 0.5 };
  expect(() => store.append({ ...outcome!, rows: [row] })).toThrow(/late_minutes: 0.5/);
  store.close();
});

async function describe(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

function orNull(value: unknown): number | null {
  return value === null ? null : Number(value);
}
