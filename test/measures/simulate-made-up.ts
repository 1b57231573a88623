/** The programme of `project/` simulated on made-up histories, and what its accounts add to measures, twice. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { BuiltCli } from "../cli/built.ts";
import { writeMadeUp } from "./generate.ts";
import { compareMeasures } from "./oracle.ts";

export const project = join(import.meta.dirname, "project");

/** Leaves the histories in `data` below `folder`, which must not be there yet. */
export async function simulateMadeUp(
  cli: BuiltCli,
  folder: string,
  { seed, accounts, from, to }: { seed: number; accounts: number; from: string; to: string },
) {
  const [data, out] = [join(folder, "data"), join(folder, "out")];
  mkdirSync(data, { recursive: true });
  writeMadeUp(data, seed, accounts);
  const days = ["--from", from, "--to", to];
  const { exitCode, stderr } = await cli.run(["simulate", project, "--data", data, "--out", out, ...days]);
  expect(exitCode, stderr).toBe(0);
  return { data, comparison: await compareMeasures(data, out, from, to) };
}
