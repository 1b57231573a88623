/** `playc test --at`: the tests that begin in these lines and no others, with what they reach alone. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestResults } from "../../runtime/testing/types.ts";
import { buildCli } from "../cli/built.ts";

const folder = mkdtempSync(join(tmpdir(), "playc-at-"));
const program = `account { arr money contract_start date begins contract_start }
role csm owns accounts
touch hi { channel email owner csm effort 5min purpose address_need kind proactive }
touch ho { channel email owner csm effort 5min purpose address_need kind proactive }
event asked
event told
trigger first_ask { level green on asked do touch hi within 2d }
trigger second_ask { level green on told do touch ho within 2d }
`;
const testOf = (name: string, event: string, touch: string) =>
  `test "${name}" { account a { arr $1K contract_start 2026-01-05 } history a { ${event} on 2026-02-03 } expect touch ${touch} for a }\n`;

beforeAll(() => {
  writeFileSync(join(folder, "playc.yaml"), "currency: USD\ntime_zone: UTC\naccount: { file: a.csv, key: id }\n");
  writeFileSync(join(folder, "program.play"), program);
  writeFileSync(join(folder, "a.play"), testOf("one", "asked", "hi") + testOf("other", "told", "ho"));
  writeFileSync(join(folder, "b.play"), `\n${testOf("another", "told", "ho")}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("runs what begins there", async () => {
  const run = async (...words: string[]) => await buildCli().run(["test", folder, "--format", "json", ...words]);
  const told = async (...words: string[]): Promise<TestResults> => JSON.parse((await run(...words)).stdout);
  const reached = ({ coverage }: TestResults) =>
    coverage.items.filter((item) => item.kind === "trigger" && item.reached).map(({ text }) => text);

  const second = await told("--at", "a.play:2");
  expect(second.tests.map(({ place }) => `${place.file}:${place.line}`)).toEqual(["a.play:2"]);
  expect(reached(second)).toEqual(["trigger second_ask fires"]);
  const both = await told("--at", "b.play:2", "--at=a.play:2,1");
  expect(both.tests.map(({ place }) => `${place.file}:${place.line}`)).toEqual(["a.play:1", "a.play:2", "b.play:2"]);
  expect(reached(both)).toEqual(["trigger first_ask fires", "trigger second_ask fires"]);

  const none = await run("--at", "a.play:3");
  expect(none.exitCode).toBe(2);
  expect(none.stderr + none.stdout).toContain("No test begins at a.play:3. In that file tests begin in line 1, 2.");
  expect((await run("--at", "a.play")).exitCode).toBe(2);
});
