/** Every form of measure on made-up histories with gaps, ends and late rows, account by account, against SQL: no difference. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildCli } from "../cli/built.ts";
import { writeMadeUp } from "./generate.ts";
import { compareMeasures, differences } from "./oracle.ts";

const root = mkdtempSync(join(tmpdir(), "playc-made-up-"));
const project = join(import.meta.dirname, "project");
const cli = buildCli();
afterAll(() => rmSync(root, { recursive: true }));

test.each([
  [1, "2025-01-01", "2026-06-30"],
  [2, "2025-04-10", "2026-05-20"],
  [3, "2026-01-01", "2026-03-31"],
])(
  "seed %i: what accounts add to measures is what SQL makes of the files",
  { timeout: 120_000 },
  async (seed, from, to) => {
    const data = join(root, `data-${seed}`);
    const out = join(root, `out-${seed}`);
    mkdirSync(data);
    writeMadeUp(data, seed, 80);
    const { exitCode, stderr } = await cli.run([
      "simulate",
      project,
      "--data",
      data,
      "--out",
      out,
      "--from",
      from,
      "--to",
      to,
    ]);
    expect(exitCode, stderr).toBe(0);
    const comparison = await compareMeasures(data, out, from, to);
    expect(comparison.expected.size).toBeGreaterThan(400);
    expect(differences(comparison).slice(0, 20)).toEqual([]);
  },
);
