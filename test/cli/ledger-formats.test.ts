/** `playc simulate --ledger`: text beside Parquet, and none of another run. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { textFilesOf } from "../../runtime/ledger/text-files.ts";
import { buildCli } from "./built.ts";
import { writeProject } from "./small-project.ts";

const folder = mkdtempSync(join(tmpdir(), "playc-text-"));
const out = join(folder, "out");
afterAll(() => rmSync(folder, { recursive: true }));

test("writes the tables as text, too; the next run takes them away, and nothing else", {
  timeout: 120_000,
}, async () => {
  const cli = buildCli();
  writeProject(folder);
  const simulate = async (...words: string[]) => {
    const ended = await cli.run(["simulate", folder, "--out", out, ...words]);
    expect(ended.exitCode, ended.stderr).toBe(0);
    return ended.stdout;
  };
  const table = await simulate("--ledger", "csv");
  for (const file of textFilesOf("csv")) expect(existsSync(join(out, file))).toBe(true);
  const asked = await cli.run([
    "query",
    "SELECT count(*) AS rows FROM ledger",
    folder,
    "--run",
    out,
    "--format",
    "json",
  ]);
  const [{ rows }] = JSON.parse(asked.stdout);
  const lines = readFileSync(join(out, "ledger.csv"), "utf8").trimEnd().split("\n");
  expect(lines.length - 1).toBe(Number(rows));

  writeFileSync(join(out, "scores.jsonl"), "mine");
  expect(await simulate()).toBe(table);
  for (const file of textFilesOf("csv")) expect(existsSync(join(out, file))).toBe(false);
  expect(existsSync(join(out, "text-tables.json"))).toBe(false);
  expect(readFileSync(join(out, "scores.jsonl"), "utf8")).toBe("mine");
});
