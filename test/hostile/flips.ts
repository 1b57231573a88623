/** Data files with flipped bytes: one small table in every format that can be read, and what is asked of a damaged copy. */
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect } from "vitest";
import { metric, type Workshop } from "../histories/support.ts";
import { howOften } from "../support/how-often.ts";

/** Thousands of small databases are opened: where memory is a file system, no disk is waited for. */
export const fastFolder = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** How many damaged files of each kind are read. */
export const damagedFiles = howOften(1000, 150);

/** A damaged file may take this long, and no longer. */
export const longestMilliseconds = 5_000;

/** Where, as a share of the file, and which bits. */
export const flips = fc.array(
  fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 255 })),
  { minLength: 1, maxLength: 6 },
);

export function flipped(bytes: Uint8Array, at: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [share, bits] of at) copy[Math.floor(share * copy.length)]! ^= bits;
  return copy;
}

const dates = Array.from({ length: 12 }, (_, day) => `2024-01-${String(day + 1).padStart(2, "0")}`);
const rows = ["a", "b"].flatMap((id) => dates.map((day, n) => ({ id, day, n })));
const csv = `id,day,n\n${rows.map(({ id, day, n }) => `${id},${day},${n}\n`).join("")}`;
const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/** The same table as text, by the ending of its file. */
export const textFiles: ReadonlyMap<string, Buffer> = new Map([
  ["csv", Buffer.from(csv)],
  ["csv.gz", gzipSync(csv)],
  ["jsonl", Buffer.from(lines)],
  ["jsonl.gz", gzipSync(lines)],
]);

/** The same table as Parquet of three kinds and as a DuckDB file, by the ending of the file. */
export async function binaryFiles(shop: Workshop): Promise<Map<string, Buffer>> {
  shop.write("whole.csv", csv);
  const path = (ending: string) => join(shop.project, `whole.${ending}`);
  const instance = await DuckDBInstance.create(path("duckdb"));
  const connection = await instance.connect();
  await connection.run(`create table t as from read_csv('${path("csv")}')`);
  await connection.run("checkpoint");
  const kinds = { parquet: "snappy", "zstd.parquet": "zstd", "v2.parquet": "snappy, parquet_version v2" };
  for (const [ending, kind] of Object.entries(kinds)) {
    await connection.run(`copy t to '${path(ending)}' (format parquet, compression ${kind})`);
  }
  connection.closeSync();
  instance.closeSync();
  return new Map(["duckdb", ...Object.keys(kinds)].map((ending) => [ending, readFileSync(path(ending))]));
}

/** Some of the files, damaged, are read or refused as bad data, each in time. */
export async function expectSurvival(shop: Workshop, files: ReadonlyMap<string, Buffer>, numRuns: number) {
  shop.write("a.csv", "id\na\nb\n");
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files.keys()), flips, async (ending, at) => {
      shop.write(`f.${ending}`, flipped(files.get(ending)!, at));
      const table = ending === "duckdb" ? ", table: t" : "";
      const began = performance.now();
      try {
        await shop.read(
          `account: { file: a.csv, key: id }\nmetrics: { file: f.${ending}${table}, key: id, day: day, columns: { logins: n } }`,
          { metrics: [metric("logins", "count")] },
        );
      } catch (error) {
        expect(error).toMatchObject({ name: "DataError", kind: "data" });
      }
      expect(performance.now() - began).toBeLessThan(longestMilliseconds);
    }),
    { numRuns, seed: 7 },
  );
}
