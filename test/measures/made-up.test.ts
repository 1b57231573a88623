/** Every form of measure on made-up histories with gaps, ends and late rows, account by account, against SQL: no difference. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildCli } from "../cli/built.ts";
import { differences } from "./oracle.ts";
import { simulateMadeUp } from "./simulate-made-up.ts";

const root = mkdtempSync(join(tmpdir(), "playc-made-up-"));
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
    const options = { seed, accounts: 80, from, to };
    const { comparison } = await simulateMadeUp(cli, join(root, String(seed)), options);
    expect(comparison.expected.size).toBeGreaterThan(400);
    expect(differences(comparison).slice(0, 20)).toEqual([]);
  },
);
