/** The ledger as text: what Parquet says, cell by cell, and nothing that a spreadsheet would run. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { defused } from "../../cli/csv.ts";
import { allTables } from "../../runtime/ledger/run-tables.ts";
import { openLedgerStore } from "../../runtime/ledger/store.ts";
import { defusedSql, type TextFormat, textFilesOf } from "../../runtime/ledger/text-files.ts";
import type { AccountOutcome } from "../../runtime/ledger/types.ts";
import { ledgers } from "./outcomes.ts";

const folder = mkdtempSync(join(tmpdir(), "playc's text-"));
afterAll(() => rmSync(folder, { recursive: true }));

const hostile = ["=1+1", "\t@x", "-5", "+5,2%", "line\r\nend", 'a,"b', "😀", "\u00a0=1", "＝x"];
const sample = fc
  .sample(ledgers, { seed: 7, numRuns: 20 })
  .flatMap((ledger, copy) =>
    ledger.map((outcome) => ({ ...outcome, account: `${hostile[copy % hostile.length]} ${copy} ${outcome.account}` })),
  );

async function ask(sql: string, parameter?: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const prepared = await connection.prepare(sql);
    if (parameter !== undefined) prepared.bindVarchar(1, parameter);
    return (await prepared.runAndReadAll()).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function write(ledger: readonly AccountOutcome[], format: TextFormat): Promise<void> {
  const store = await openLedgerStore(folder);
  try {
    for (const outcome of ledger) {
      store.append(outcome);
      store.appendRun(1, outcome);
    }
    store.finish();
    await store.exportParquet(folder);
    expect(await store.exportText(folder, format)).toEqual(textFilesOf(format));
  } finally {
    store.close();
    rmSync(join(folder, "ledger.duckdb"), { force: true });
  }
}

/** The cells of a table as text, days and instants as people write them. */
async function cellsOf(name: string): Promise<Record<string, unknown>[]> {
  const { columns } = allTables.find((table) => table.name === name)!;
  const read = { TIMESTAMPTZ: (cell: string) => `epoch_ms(${cell})`, BIGINT: (cell: string) => `${cell}::INTEGER` };
  const cells = columns.map(({ name: column, type }) => {
    const cell = `"${column}"`;
    return type === "TIMESTAMPTZ" || type === "BIGINT" ? `${read[type](cell)} AS ${cell}` : cell;
  });
  const rows = await ask(`SELECT ${cells.join(", ")} FROM '${join(folder, name).replaceAll("'", "''")}.parquet'`);
  return rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name: column, type }) => {
        const value = row[column] ?? null;
        return [column, type === "TIMESTAMPTZ" && value !== null ? new Date(Number(value)).toISOString() : value];
      }),
    ),
  );
}

test("JSON Lines say what Parquet says", { timeout: 60_000 }, async () => {
  await write(sample, "jsonl");
  let rows = 0;
  for (const { name } of allTables) {
    const lines = readFileSync(join(folder, `${name}.jsonl`), "utf8")
      .split("\n")
      .slice(0, -1);
    const told = lines.map((line): Record<string, unknown> => JSON.parse(line));
    const cells = await cellsOf(name);
    expect(told).toEqual(
      cells.map((row) => (name === "ledger" ? { ...row, cause: JSON.parse(String(row.cause)) } : row)),
    );
    rows += told.length;
  }
  expect(rows).toBeGreaterThan(500);
});

test("CSV says what Parquet says, with formulas defused", { timeout: 60_000 }, async () => {
  await write(sample, "csv");
  for (const { name, columns } of allTables) {
    const file = join(folder, `${name}.csv`).replaceAll("'", "''");
    const told = await ask(
      `SELECT * FROM read_csv('${file}', header = true, all_varchar = true, strict_mode = true, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false)`,
    );
    const cells = await cellsOf(name);
    // A number may be written in several ways.
    for (const { name: column, type } of columns) {
      if (type === "DOUBLE") for (const row of told) row[column] = row[column] === null ? null : Number(row[column]);
    }
    expect(told).toEqual(
      cells.map((row) =>
        Object.fromEntries(
          columns.map(({ name: column, type }) => {
            const value = row[column];
            if (value === null) return [column, null];
            const text = type === "VARCHAR" ? defused(String(value)) : String(value);
            return [column, type === "DOUBLE" ? Number(value) : text];
          }),
        ),
      ),
    );
  }
});

test("SQL defuses what the command line defuses", { timeout: 60_000 }, async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "=",
      "+",
      "-",
      "@",
      "＝",
      "'",
      "\t",
      "\n",
      "\r",
      "\v",
      " ",
      "\u00a0",
      "\u2003",
      "\ufeff",
      "\ufffd",
      "\u001b",
      "1",
      ",5",
      "%",
      "a",
      "é",
      "😀",
    ),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  const texts = fc.array(piece, { maxLength: 6 }).map((parts) =>
    parts
      .join("")
      .replaceAll("\u0000", "")
      .replaceAll(/\p{Cs}/gu, ""),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: 50, maxLength: 100 }), async (all) => {
      const rows = await ask(
        // What begins with a byte order mark would lose it on its way here.
        `SELECT '|' || ${defusedSql("text")} AS text FROM (SELECT unnest(from_json($1, '["VARCHAR"]')) AS text)`,
        JSON.stringify(all),
      );
      expect(rows.map(({ text }) => text)).toEqual(all.map((text) => `|${defused(text)}`));
    }),
    { numRuns: 10 },
  );
});
