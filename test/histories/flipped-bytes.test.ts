/** Data files with flipped bytes: read, set aside or refused as bad data; never another failure, and never for long. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";
import { metric, Workshop } from "./support.ts";

const shop = new Workshop();
const root = mkdtempSync(join(tmpdir(), "playc-flipped-"));
let cli: BuiltCli;
const formats = ["csv", "csv.gz", "jsonl", "jsonl.gz", "parquet", "duckdb"] as const;
const contents = new Map<string, Buffer>();

const dates = Array.from({ length: 12 }, (_, day) => `2024-01-${String(day + 1).padStart(2, "0")}`);
const rows = ["a", "b"].flatMap((id) => dates.map((day, n) => ({ id, day, n })));

beforeAll(async () => {
  cli = buildCli();
  const csv = `id,day,n\n${rows.map(({ id, day, n }) => `${id},${day},${n}\n`).join("")}`;
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  shop.write("a.csv", "id\na\nb\n");
  contents.set("csv", Buffer.from(csv)).set("csv.gz", gzipSync(csv));
  contents.set("jsonl", Buffer.from(lines)).set("jsonl.gz", gzipSync(lines));
  shop.write("rows.csv", csv);
  await shop.parquet("rows.parquet", `select * from read_csv('${join(shop.project, "rows.csv")}')`);
  contents.set("parquet", readFileSync(join(shop.project, "rows.parquet")));
  const path = join(shop.project, "rows.duckdb");
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(`create table t as select * from read_csv('${join(shop.project, "rows.csv")}')`);
  await connection.run("checkpoint");
  connection.closeSync();
  instance.closeSync();
  contents.set("duckdb", readFileSync(path));
}, 60_000);
afterAll(() => {
  shop.remove();
  rmSync(root, { recursive: true });
});

/** Where, as a share of the file, and which bits. */
const flips = fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 255 })), {
  minLength: 1,
  maxLength: 6,
});

function flipped(bytes: Buffer, at: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [share, bits] of at) copy[Math.floor(share * copy.length)]! ^= bits;
  return copy;
}

it("are read, or refused as bad data", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...formats), flips, async (format, at) => {
      shop.write(`f.${format}`, flipped(contents.get(format)!, at));
      const table = format === "duckdb" ? ", table: t" : "";
      const began = performance.now();
      try {
        await shop.read(
          `account: { file: a.csv, key: id }\nmetrics: { file: f.${format}${table}, key: id, day: day, columns: { logins: n } }`,
          { metrics: [metric("logins", "count")] },
        );
      } catch (error) {
        expect(error).toMatchObject({ name: "DataError", kind: "data" });
      }
      expect(performance.now() - began).toBeLessThan(5_000);
    }),
    { numRuns: 80, seed: 7 },
  );
});

it("end the command with 0, 1 or 3, and no trace", { timeout: 120_000 }, async () => {
  const names = ["days.csv", "accounts.csv", "left.csv", "playc.yaml", "program.play"];
  const samples = fc.sample(fc.tuple(fc.constantFrom(...names), flips), { numRuns: 8, seed: 11 });
  for (const [index, [name, at]] of samples.entries()) {
    const folder = join(root, String(index));
    mkdirSync(folder);
    writeProject(folder);
    writeFileSync(join(folder, name), flipped(Buffer.from(smallProject[name]!), at));
    const ended = await cli.run(["simulate", folder]);
    expect([0, 1, 3], `${name}: ${ended.stderr}`).toContain(ended.exitCode);
    expect(ended.stderr).not.toMatch(/^\s+at .+:\d+|node:internal/m);
  }
});
