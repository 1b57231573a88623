/** Whatever is appended to a table is what the table then holds: any text, any instant, over the borders of chunks and batches. */
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { columnsSql } from "../../runtime/ledger/store.ts";
import { TableWriter } from "../../runtime/ledger/table-writer.ts";
import type { Cell, Column } from "../../runtime/ledger/tables.ts";

const columns: readonly Column[] = (
  ["VARCHAR", "DOUBLE", "DATE", "TIMESTAMPTZ", "INTEGER", "BIGINT", "BOOLEAN"] as const
).map((type) => ({ name: type.toLowerCase(), type, doc: "" }));

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
});
afterAll(() => connection.closeSync());

/** As texts and numbers that both sides can say exactly. */
const asked = `SELECT "varchar", "double", ("date" - DATE '1970-01-01')::INTEGER AS day, epoch_us("timestamptz")::VARCHAR AS us,
  "integer", "bigint"::VARCHAR AS long, "boolean" FROM t`;

async function written(rows: readonly (readonly Cell[])[]): Promise<unknown[][]> {
  await connection.run(`CREATE OR REPLACE TABLE t (${columnsSql(columns)})`);
  const writer = new TableWriter({ name: "t", columns }, await connection.createAppender("t"));
  for (const row of rows) writer.append(row);
  writer.finish();
  return (await connection.runAndReadAll(asked)).getRowsJS();
}

function expected([text, double, day, instant, integer, long, flag]: readonly Cell[]): unknown[] {
  // A text is UTF-8 in the database: half a surrogate pair has no place there.
  const whole = typeof text === "string" ? Buffer.from(text).toString() : null;
  const microseconds = typeof instant === "number" ? String(BigInt(instant) * 1000n) : null;
  return [whole, double, day, microseconds, integer, typeof long === "number" ? String(long) : null, flag];
}

const orNone = <Value extends Cell>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null, freq: 4 });
const texts = fc.oneof(
  fc.constantFrom("", "a", "none", "trigger login_drop/do/1"),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("a\0b", "a\0c", "\0", "\ud800", "\udc00x"),
);
const row = fc.tuple(
  orNone(texts),
  orNone(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
  orNone(fc.integer({ min: -700_000, max: 2_900_000 })),
  orNone(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_000 })),
  orNone(fc.integer()),
  orNone(fc.maxSafeInteger()),
  orNone(fc.boolean()),
);

test("any cells come back as they were", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
      expect(await written(rows)).toEqual(rows.map(expected));
    }),
    { numRuns: 60 },
  );
});

test("rows keep their order and cells over more rows than go at once, with few texts and with many", async () => {
  const rows = Array.from({ length: 70_001 }, (_, index): Cell[] => {
    const text = index < 40_000 ? `${index % 7}` : index % 3 === 0 ? null : `row ${index}`;
    return [text, index / 3, index, index * 1_000_003, 7 - index, index * 2 ** 21, index % 2 === 0];
  });
  const back = await written(rows);
  expect(back.length).toBe(rows.length);
  for (const index of [0, 2047, 2048, 32_767, 32_768, 39_999, 40_000, 65_535, 65_536, 70_000]) {
    expect(back[index]).toEqual(expected(rows[index]!));
  }
  expect(back.map(([text]) => text)).toEqual(rows.map(([text]) => text));
});

test("texts that are one text to the database need not be one here", async () => {
  const rows = ["\ud800", "\udbff", "\ufffd", "a", "\udc00", null].map((text): Cell[] =>
    columns.map((_, index) => (index === 0 ? text : null)),
  );
  expect(await written(rows)).toEqual(rows.map(expected));
});

test.each([
  ["integer", 4, 2 ** 31],
  ["integer", 4, 0.5],
  ["date", 2, 1.5],
  ["bigint", 5, 0.5],
  ["timestamptz", 3, 0.25],
])("%s (column %i) refuses %d, which it would cut off", async (name, at, cell) => {
  const wrong = columns.map((_, index) => (index === at ? cell : null));
  await expect(written([wrong])).rejects.toThrow(`t.${name}: ${cell}`);
});
