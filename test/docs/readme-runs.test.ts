/** What README shows of many runs and of the whole demo is what there is: many simulations, so it is tried before a release. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildCli } from "../cli/built.ts";

const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map((match) => match[1]!);
const withoutPlace = (line: string) => line.replace(/ +[\w.]+:\d+$/, "");
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

test("README quotes the story of an account and an answer, without their places", async () => {
  const [first, second] = blocks("sh")
    .find((block) => block.includes("playc explain"))!
    .trim()
    .split("\n");
  const stdout = await Promise.all(
    [first, second].map(async (line) => (await cli.run(line!.split(" ").slice(2))).stdout),
  );
  const printed = stdout.join("\n").split("\n").map(withoutPlace);
  for (const line of blocks("text")[1]!.split("\n").filter(Boolean)) expect(printed).toContain(line);
});

test("README quotes a morning's list as it is printed", async () => {
  const line = blocks("sh")
    .find((block) => block.includes("playc due"))!
    .split("\n")[0]!;
  const { stdout } = await cli.run(line.split(" ").slice(2));
  expect(stdout).toMatch(/^NO RECORDS/);
  const [, quoted] = /^## This morning$[\s\S]*?^```text\n([\s\S]*?)^```$/m.exec(readme)!;
  for (const row of quoted!.split("\n")) expect(stdout.split("\n")).toContain(row);
});
