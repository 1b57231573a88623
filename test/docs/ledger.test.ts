/** docs/ledger.md is made from the code, and each of its queries answers on a real run. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerPage } from "../../scripts/ledger-page.ts";
import { buildCli } from "../cli/built.ts";
import { writeProject } from "../cli/small-project.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/ledger.md"), "utf8");
const queries = [...page.matchAll(/^### (.*\?)\n[\s\S]*?^```sql\n([\s\S]*?)^```$/gm)].map((match) => [
  match[1]!,
  match[2]!,
]);
const root = mkdtempSync(join(tmpdir(), "playc-ledger-page-"));
const project = join(root, "project");
afterAll(() => rmSync(root, { recursive: true }));

beforeAll(async () => {
  mkdirSync(project);
  writeProject(project);
  const cli = buildCli();
  await cli.run(["simulate", project, "--to", "2025-04-10", "--out", join(project, "before")]);
  await cli.run(["simulate", project]);
});

describe("docs/ledger.md", () => {
  it("is what `npm run generate` makes", () => expect(page).toBe(ledgerPage()));

  it("has at least five questions", () => expect(queries.length).toBeGreaterThanOrEqual(5));

  it.each(queries)("answers: %s", async (_, sql) => {
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const connection = await instance.connect();
    // As seen from the project's folder, which a test cannot make its own.
    const here = sql!.replaceAll(/'((?:\.playc\/last|before)\/)/g, `'${project}/$1`);
    const rows = (await connection.runAndReadAll(here)).getRows();
    expect(rows.length).toBeGreaterThan(0);
    connection.closeSync();
    instance.closeSync();
  });
});
