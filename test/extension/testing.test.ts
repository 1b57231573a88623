/** The Test Explorer's pure parts: results come to the tests they are of, failures to their lines, coverage to all that was counted. */
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { answered } from "../../extension/run.ts";
import { coverageOf, messagesOf, resultOf, resultsOf, warningsOf, wordsFor } from "../../extension/testing/results.ts";
import { runTests } from "../../runtime/testing/run.ts";
import type { CoverageItem, TestResult, TestResults } from "../../runtime/testing/types.ts";
import { coverageKinds } from "../../runtime/testing/types.ts";

const passed = (name: string, file: string, line: number): TestResult => ({
  name,
  place: { file, line },
  from: "2026-01-01",
  to: "2026-02-01",
  passed: true,
  expectations: [],
});
const resultsWith = (tests: TestResult[], items: CoverageItem[] = []): TestResults => ({
  format: "playc-test",
  version: 1,
  schedule: "sha256:0",
  passed: tests.length,
  failed: 0,
  warnings: 0,
  tests,
  coverage: { reached: 0, total: items.length, items },
});

describe("results", () => {
  it("are read back as they were printed, and nothing else is taken for them", () => {
    const results = resultsWith([passed("one", "a.play", 3)]);
    expect(resultsOf(JSON.stringify(results))).toEqual(results);
    for (const text of [
      "",
      "null",
      "[]",
      '"x"',
      '{"error":{}}',
      '{"format":"playc-test","version":2}',
      '{"format":"playc-test","version":1}',
    ]) {
      expect(resultsOf(text)).toBeUndefined();
    }
    expect(answered('{"format":"playc-summary","version":1}', "playc-test")).toBeUndefined();
  });

  it("come to the test of that name in that file, of several to the nearest line", () => {
    const results = resultsWith([passed("one", "a.play", 3), passed("one", "a.play", 30), passed("one", "b.play", 29)]);
    expect(resultOf({ name: "one", file: "a.play", line: 28 }, results)?.place.line).toBe(30);
    expect(resultOf({ name: "one", file: "b.play", line: 1 }, results)?.place.file).toBe("b.play");
    expect(resultOf({ name: "two", file: "a.play", line: 3 }, results)).toBeUndefined();
  });
});

describe("what is asked for", () => {
  it("is the tests by their lines, a word each file", () => {
    const tests = [passed("one", "a.play", 3), passed("one", "b c/d.play", 7), passed("two", "a.play", 30)];
    const listed = tests.map(({ name, place }) => ({ name, ...place }));
    expect(wordsFor(listed)).toEqual(["--at=a.play:3,30", "--at=b c/d.play:7"]);
  });
});

describe("messages", () => {
  const expectation = { text: "touch check_in for acme", place: { file: "t.play", line: 9 }, account: "acme" };

  it("say what was expected, what there was, and what stood in its way, at the line", () => {
    const reasons = [{ obstacle: "not alive" as const, text: "`when` was false", grounds: undefined }];
    const answer = { path: "p", asker: "trigger login_drop", place: undefined, demands: [], reasons, last: null };
    const failure = {
      actual: ["it was never asked for", "nobody wrote"],
      days: [],
      whyNot: { on: "2026-02-03", answers: [answer] },
    };
    const test = { ...passed("x", "t.play", 1), passed: false };
    const told = messagesOf({
      ...test,
      expectations: [
        { ...expectation, passed: true, warning: null },
        { ...expectation, passed: false, warning: null, failure },
      ],
    });
    expect(told).toEqual([
      {
        text: "It was never asked for. Nobody wrote.\nExpected touch check_in for acme.\nWhy not on 2026-02-03:\n- trigger login_drop: `when` was false",
        file: "t.play",
        line: 9,
      },
    ]);
  });

  it("tell of expectations that show nothing", () => {
    const warned = { ...expectation, passed: true, warning: "it would hold without the trigger" };
    expect(warningsOf({ ...passed("x", "t.play", 1), expectations: [warned] })).toEqual([
      { text: "Expected touch check_in for acme, which shows nothing: it would hold without the trigger", line: 9 },
    ]);
  });
});

describe("coverage", () => {
  const item = fc.record({
    kind: fc.constantFrom(...coverageKinds),
    text: fc.string(),
    place: fc.option(
      fc.record({
        file: fc.constantFrom("a.play", "b/c.play", "standard:x.play"),
        line: fc.integer({ min: 1, max: 9 }),
      }),
    ),
    reached: fc.boolean(),
  });

  it("counts every part that is written in the project once, at its line", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), (items) => {
        const files = coverageOf(resultsWith([], items));
        const own = items.filter(({ place }) => place && !place.file.includes(":"));
        const told = files.flatMap(({ file, lines }) =>
          lines.flatMap(({ line, parts }) => parts.map((part) => ({ place: { file, line }, ...part }))),
        );
        const key = (part: object) => JSON.stringify(part);
        expect(told.map(({ place, text, reached }) => key({ place, text, reached })).sort()).toEqual(
          own.map(({ place, text, reached }) => key({ place, text, reached })).sort(),
        );
        for (const { lines } of files) {
          const numbers = lines.map(({ line }) => line);
          expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        }
      }),
      { numRuns: 50 },
    );
  });

  it("of a real run lies in files that are there", () => {
    const root = join(import.meta.dirname, "../../playbooks/learning");
    const { schedule, tests, folder } = compileProject(root);
    const plan = { ...tests, tests: tests.tests.slice(0, 1) };
    const results = runTests({ schedule, plan, zone: "UTC" });
    const files = coverageOf(resultsOf(JSON.stringify(results))!);
    expect(files.length).toBeGreaterThan(3);
    for (const { file, declarations } of files) {
      const text = folder.readText(file)!.split("\n");
      for (const { line } of declarations) expect(text[line - 1]).toMatch(/\w/);
    }
  });
});
