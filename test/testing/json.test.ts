/** The results as JSON: the shape that the schema promises, for tests that pass, fail in every way, and warn. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { runTests } from "../../runtime/testing/run.ts";
import { coverageKinds, type TestResults } from "../../runtime/testing/types.ts";
import type { Expectation, TestPlan } from "../../schedule/tests.ts";
import { program, resultsOf } from "./support.ts";

const schema = JSON.parse(readFileSync(new URL("../../runtime/testing/results.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

function asRead(results: TestResults): TestResults {
  const document = JSON.parse(JSON.stringify(results));
  expect(validate(document), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  return document;
}

/** Each expectation turned into one that fails, so that every kind of entry is told. */
function turned(plan: TestPlan): TestPlan {
  const turn = (expectation: Expectation): Expectation =>
    "least" in expectation
      ? expectation.least > 0
        ? { ...expectation, least: 0, most: 0 }
        : { ...expectation, least: 99, most: null }
      : expectation;
  return { ...plan, tests: plan.tests.map((test) => ({ ...test, expectations: test.expectations.map(turn) })) };
}

describe("the JSON of test results", () => {
  it("is as the schema says, of tests of a whole playbook that fail", () => {
    const { schedule, tests: all } = compileProject(fileURLToPath(new URL("../../playbooks/saas", import.meta.url)));
    const told = [
      "a fall in logins is answered on the next working day",
      "nobody answers, and the ladder is climbed to the top",
    ];
    const plan = turned({ ...all, tests: all.tests.filter(({ name }) => told.includes(name)) });
    const failed = asRead(runTests({ schedule, plan, zone: "UTC" }));
    expect(failed.failed).toBe(2);
    const kinds = failed.tests.flatMap(({ expectations }) =>
      expectations.flatMap(
        ({ failure }) => failure?.days.flatMap(({ entries }) => entries.map(({ kind }) => kind)) ?? [],
      ),
    );
    for (const kind of ["fire", "rung", "step"]) expect(kinds).toContain(kind);
  });

  it("tells moves, deliveries, models and what no place could ask for", () => {
    const around = `${program}
      event signed
      touch idle { channel phone owner csm effort 1min purpose open_dialogue kind proactive }
      models { high when arr >= $100K low otherwise }
      journey way { stage setup { enter from start leave on signed } stage working { enter after setup } }`;
    const test = `test "one" { account acme { arr $120K start 2026-01-05 } people acme { csm nobody }
      history acme { signed on 2026-01-12 touch call delivered on 2026-01-13 }
      expect touch idle for acme by 2026-01-14 expect no stage working for acme by 2026-01-14 expect acme is low at 2026-01-14 }`;
    const { tests } = asRead(resultsOf(test, "UTC", around));
    const days = tests[0]!.expectations.flatMap(({ failure }) => failure!.days);
    const kinds = new Set(days.flatMap(({ entries }) => entries.map(({ kind }) => kind)));
    for (const kind of ["move", "delivery", "model", "life"] as const) expect([...kinds]).toContain(kind);
  });

  it("names the kinds of what can be reached, in their order", () => {
    expect(schema.properties.coverage.properties.items.items.properties.kind.enum).toEqual(coverageKinds);
  });

  it("lets nothing pass that it does not know", () => {
    const results = JSON.parse(
      JSON.stringify(
        resultsOf(`test "one" { account acme { arr $5K start 2026-01-05 } expect acme is small at 2026-01-06 }`),
      ),
    );
    expect(validate(results)).toBe(true);
    expect(validate({ ...results, version: 2 })).toBe(false);
    expect(validate({ ...results, more: 1 })).toBe(false);
    expect(validate({ ...results, tests: [{ ...results.tests[0], passed: "yes" }] })).toBe(false);
  });
});
