/** The playbooks' own tests: they pass, each of them shows something, and there are as many as are promised. */
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { runTests } from "../../runtime/testing/run.ts";

const saas = compileProject(fileURLToPath(new URL("../../playbooks/saas", import.meta.url)));

describe("the tests of playbooks/saas", () => {
  const results = runTests({ schedule: saas.schedule, plan: saas.tests, zone: "America/New_York" });

  it("are more than ten", () => expect(results.tests.length).toBeGreaterThan(10));

  it.each(results.tests.map((test) => [test.name, test] as const))("%s", (_, { expectations }) => {
    expect(expectations.filter(({ passed }) => !passed)).toEqual([]);
    expect(expectations.filter(({ warning }) => warning !== null)).toEqual([]);
  });
});
