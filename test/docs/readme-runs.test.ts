/** What README shows of many runs is what there is: ten simulations of the demo, so it is tried before a release. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildCli } from "../cli/built.ts";

const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "playc-readme-runs-"));
const cli = buildCli();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("README quotes how far runs lie apart", { timeout: 300_000 }, async () => {
  const [, command, printed] = /## If they answer\n\n```sh\nnpx playc (.*)\n```\n\n```text\n([\s\S]*?)```/.exec(
    readme,
  )!;
  const { stdout } = await cli.run([...command!.split(" "), "--out", join(folder, "runs")]);
  for (const line of printed!.trimEnd().split("\n")) expect(stdout.split("\n")).toContain(line);
});
