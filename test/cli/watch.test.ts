/** `playc test --watch` as a process: it runs again when a file changes, and Ctrl+C ends it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildCli } from "./built.ts";
import { writeProject } from "./small-project.ts";

const folder = mkdtempSync(join(tmpdir(), "playc-watch-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("it runs again at each change, says what is broken, and ends with 130", { timeout: 120_000 }, async () => {
  const expecting = (logins: number) =>
    `test "one" { account acme { arr $60K contract_start 2025-01-06 } history acme { logins 1 on 2025-03-01 } expect logins over 1d = ${logins} for acme at 2025-03-01 }`;
  writeProject(folder, { "tests.play": expecting(1) });
  const { process: child, ended } = buildCli().start(["test", folder, "--watch"]);
  let said = "";
  let heard = 0;
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (said += text));
  const until = async (words: string) => {
    while (!said.includes(words, heard)) await new Promise((resolve) => setTimeout(resolve, 50));
    heard = said.indexOf(words, heard) + words.length;
  };
  try {
    await until("1 test passed");
    writeFileSync(join(folder, "tests.play"), expecting(2));
    await until("1 failed");
    writeFileSync(join(folder, "tests.play"), "test {");
    await until("PLAY0");
  } finally {
    child.kill("SIGINT");
  }
  expect((await ended).exitCode).toBe(130);
});
