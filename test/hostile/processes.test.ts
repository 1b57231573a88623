/** Damaged projects and data through the built command line: it ends with 0, 1 or 3, in time, and never with a trace. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";
import { Workshop } from "../histories/support.ts";
import { binaryFiles, flipped, flips, longestMilliseconds, textFiles } from "./flips.ts";

const root = mkdtempSync(join(tmpdir(), "playc-damaged-"));
const shop = new Workshop();
let cli: BuiltCli;
let files: Map<string, Buffer>;

beforeAll(async () => {
  cli = buildCli();
  files = new Map([...textFiles, ...(await binaryFiles(shop))]);
}, 60_000);
afterAll(() => {
  shop.remove();
  rmSync(root, { recursive: true });
});

const program = `
account { x text? }
metric logins count per day
role csm owns accounts
task look { owner csm effort 5min }
trigger low { level red when logins >= 3 do task look }
`;
const projectOf = (ending: string) => `currency: USD
time_zone: UTC
account: { file: accounts.csv, key: id }
people: { csm: { person: Ann } }
metrics: { file: days.${ending}${ending === "duckdb" ? ", table: t" : ""}, key: id, day: day, columns: { logins: n } }
`;

const endings = ["csv", "csv.gz", "jsonl", "jsonl.gz", "parquet", "zstd.parquet", "v2.parquet", "duckdb"];
const damagedData = fc.sample(fc.tuple(fc.constantFrom(...endings), flips), { numRuns: 24, seed: 3 });
const parts = ["days.csv", "accounts.csv", "left.csv", "playc.yaml", "program.play"];
const damagedProject = fc.sample(fc.tuple(fc.constantFrom(...parts), flips), { numRuns: 16, seed: 11 });

/** A busy machine may make one of them slow: who asks may ask again. */
async function expectEnd(folder: string): Promise<void> {
  const began = performance.now();
  const ended = await cli.run(["simulate", folder]);
  expect(performance.now() - began).toBeLessThan(longestMilliseconds);
  expect([0, 1, 3], ended.stderr).toContain(ended.exitCode);
  expect(ended.stderr + ended.stdout).not.toMatch(/^\s+at .+:\d+|node:internal|Error:/m);
}

test.each(damagedData.map(([ending, at], index) => [index, ending, at] as const))(
  "%i: days.%s",
  { timeout: 60_000, retry: 2 },
  async (index, ending, at) => {
    const folder = join(root, `data-${index}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "program.play"), program);
    writeFileSync(join(folder, "playc.yaml"), projectOf(ending));
    writeFileSync(join(folder, "accounts.csv"), "id\na\nb\n");
    writeFileSync(join(folder, `days.${ending}`), flipped(files.get(ending)!, at));
    await expectEnd(folder);
  },
);

test.each(damagedProject.map(([name, at], index) => [index, name, at] as const))(
  "%i: %s of a project",
  { timeout: 60_000, retry: 2 },
  async (index, name, at) => {
    const folder = join(root, `project-${index}`);
    mkdirSync(folder, { recursive: true });
    writeProject(folder);
    writeFileSync(join(folder, name), flipped(Buffer.from(smallProject[name]!), at));
    await expectEnd(folder);
  },
);
