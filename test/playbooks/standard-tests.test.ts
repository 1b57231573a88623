/** The tests of the standard playbooks: they pass, each shows something, and together they reach every part. */
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { runTests } from "../../runtime/testing/run.ts";

const { schedule, tests: plan } = compileProject(fileURLToPath(new URL("../../playbooks/standard", import.meta.url)));

describe("the tests of playbooks/standard", () => {
  const { tests, coverage } = runTests({ schedule, plan, zone: "Etc/UTC" });

  it.each(tests.map((test) => [test.name, test] as const))("%s", (_, { expectations }) => {
    expect(expectations.filter(({ passed }) => !passed)).toEqual([]);
    expect(expectations.filter(({ warning }) => warning !== null)).toEqual([]);
  });

  it("reach every trigger, step, phase, rung, stage and rule", () => {
    expect(coverage.items.filter(({ reached }) => !reached).map(({ text }) => text)).toEqual([]);
  });

  it("say which rows of the handbook they show", () => {
    for (const { name } of tests) expect(name).toMatch(/^[A-Z]{2}\d+(, [A-Z]{2}\d+)*: \S/);
  });
});
