/** The results as JUnit XML: well-formed whatever tests and data are called, and as many cases as tests. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { junitText } from "../../cli/views/test-junit.ts";
import { testText } from "../../cli/views/test-results.ts";
import type { TestResults } from "../../runtime/testing/types.ts";
import { elementsOf } from "../support/xml.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("]]>", "<!--", "&amp;", "\u0000\u001b[31m", "\ud800", '"><x y="'),
);

const results = fc
  .array(
    fc.record({
      name: anyText,
      file: anyText,
      sentences: fc.array(anyText),
      warning: fc.option(anyText),
      passed: fc.boolean(),
    }),
  )
  .map(
    (tests): TestResults => ({
      format: "playc-test",
      version: 1,
      schedule: "sha256:0",
      passed: 0,
      failed: 0,
      warnings: 0,
      coverage: { reached: 0, total: 0, items: [] },
      tests: tests.map(({ name, file, sentences, warning, passed }) => {
        const told = { text: name, place: { file, line: 1 }, account: name };
        const failure = { actual: sentences, days: [], whyNot: null };
        const expectation = passed ? { ...told, passed, warning } : { ...told, passed, warning: null, failure };
        return {
          name,
          place: { file, line: 1 },
          from: "2026-01-01",
          to: "2026-01-02",
          passed,
          expectations: [expectation],
        };
      }),
    }),
  );

describe("JUnit XML", () => {
  it("is well-formed, a case a test, a failure a failed one", () => {
    fc.assert(
      fc.property(results, (each) => {
        const xml = junitText(each);
        const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
        expect(xml.startsWith(head)).toBe(true);
        const elements = elementsOf(xml.slice(head.length));
        const count = (name: string) => elements.filter((element) => element.name === name).length;
        expect(count("testcase")).toBe(each.tests.length);
        expect(count("failure")).toBe(each.tests.filter(({ passed }) => !passed).length);
        expect(count("testsuite")).toBe(new Set(each.tests.map(({ place }) => place.file)).size);
      }),
    );
  });

  it("and the text for people moves no cursor", () => {
    fc.assert(
      fc.property(results, (each) => {
        const text = testText(each, { coverage: true, least: 50 }, { width: 100, colour: false });
        expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
