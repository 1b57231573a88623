/** Every form of measure on the made-up customers of playbooks/saas, account by account, against SQL: no difference. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildCli } from "../cli/built.ts";
import { compareMeasures, differences } from "./oracle.ts";

const root = mkdtempSync(join(tmpdir(), "playc-measures-"));
const data = join(import.meta.dirname, "../../playbooks/saas/data");
const cli = buildCli();
afterAll(() => rmSync(root, { recursive: true }));

test.each([
  ["2025-02-01", "2026-06-15"],
  ["2025-09-01", "2026-05-31"],
])(
  "what accounts add to measures from %s to %s is what SQL makes of the files",
  { timeout: 300_000 },
  async (from, to) => {
    const out = join(root, `${from}..${to}`);
    const project = join(import.meta.dirname, "project");
    const words = ["simulate", project, "--data", data, "--out", out, "--from", from, "--to", to];
    const { exitCode, stderr } = await cli.run(words);
    expect(exitCode, stderr).toBe(0);
    const comparison = await compareMeasures(data, out, from, to);
    expect(comparison.expected.size).toBeGreaterThan(5000);
    expect(differences(comparison).slice(0, 20)).toEqual([]);
  },
);
