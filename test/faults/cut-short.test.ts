/** A Parquet file that was cut short, as by a copy that broke off: refused by its name, and the files of the last run stay. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { smallProject } from "../cli/small-project.ts";
import { contents } from "../parts/project.ts";
import { expectFine, expectPlainWords, fewerDays, makeWorld, namesIn, type World } from "./support.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 120_000);
afterAll(() => rmSync(world.root, { recursive: true }));

const share = fc.double({ min: 0, max: 0.999, noNaN: true });

test("is refused at every length", {
  timeout: 240_000,
}, async () => {
  const days = join(world.project, "days.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const csv = join(world.project, "days.csv");
  await connection.run(`COPY (FROM read_csv('${csv}', all_varchar = true)) TO '${days}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  writeFileSync(join(world.project, "playc.yaml"), smallProject["playc.yaml"]!.replace("days.csv", "days.parquet"));
  const out = join(world.root, "cut-short");
  expectFine(await world.simulate(out, ...fewerDays));
  const before = contents(out);
  const bytes = readFileSync(days);
  const lengths = [
    0,
    4,
    11,
    bytes.length - 1,
    bytes.length - 8,
    ...fc.sample(share, { numRuns: 3, seed: 9 }).map((at) => Math.floor(at * bytes.length)),
  ];
  for (const length of lengths) {
    writeFileSync(days, bytes.subarray(0, length));
    const { exitCode, stderr, stdout } = await world.simulate(out);
    expect(exitCode, `${length} bytes: ${stderr}`).toBe(3);
    expect(stderr).toContain("days.parquet");
    expectPlainWords(stderr);
    expect(stdout).toBe("");
    expect(contents(out)).toEqual(before);
    expect(namesIn(out)).toEqual(Object.keys(before).sort());
  }
});
