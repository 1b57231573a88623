/** The playbooks' own tests: they pass, each of them shows something, and they reach what is promised. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { runTests } from "../../runtime/testing/run.ts";
import type { CoverageKind } from "../../runtime/testing/types.ts";

const playbooks = join(import.meta.dirname, "../../playbooks");
/** `standard` promises more: standard-tests.test.ts. */
const projects = readdirSync(playbooks).filter(
  (name) => name !== "standard" && existsSync(join(playbooks, name, "playc.yaml")),
);

/** Examples that have tests of all that they do, but for what their README says. */
const examples = ["learning", "saas", "wholesale"];
const promised: readonly CoverageKind[] = ["trigger", "rung", "phase", "step", "play"];

describe.each(projects)("the tests of playbooks/%s", (name) => {
  const { schedule, tests } = compileProject(join(playbooks, name));
  const results = runTests({ schedule, plan: tests, zone: "Europe/London" });

  it("pass, and each expectation shows something", () => {
    const expectations = results.tests.flatMap((test) => test.expectations);
    expect(expectations.filter(({ passed }) => !passed).map(({ text, failure }) => [text, failure?.actual])).toEqual(
      [],
    );
    expect(expectations.filter(({ warning }) => warning !== null).map(({ text, warning }) => [text, warning])).toEqual(
      [],
    );
  });

  it.runIf(examples.includes(name))("reach nine in ten of all triggers, steps, plays, phases and rungs, each", () => {
    for (const kind of promised) {
      const items = results.coverage.items.filter((item) => item.kind === kind);
      const missed = items.filter(({ reached }) => !reached).map(({ text }) => text);
      expect(missed.length, `${kind}: ${missed.join(", ")}`).toBeLessThanOrEqual(Math.max(1, items.length / 10));
    }
    expect(results.coverage.reached / results.coverage.total).toBeGreaterThanOrEqual(0.9);
  });
});

it("there are examples with tests, and more than ten in the largest", () => {
  expect(projects).toEqual(expect.arrayContaining(examples));
  expect(compileProject(join(playbooks, "saas")).tests.tests.length).toBeGreaterThan(10);
});
