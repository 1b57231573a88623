/** A fix takes its diagnostic away and brings no other; the safe ones are few, and listed here. */
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { edited } from "../../compiler/diagnostics/edited.ts";
import { compileExample, exampleOf, explanations } from "../../compiler/diagnostics/explain.ts";
import { diagnosticTable, type Slug } from "../../compiler/diagnostics/table.ts";
import type { Case } from "../compiler/cases/case.ts";
import { meaningCases } from "../compiler/cases/meaning.ts";
import { nameCases } from "../compiler/cases/names.ts";
import { syntaxCases } from "../compiler/cases/syntax.ts";
import { typeCases } from "../compiler/cases/types.ts";
import { compileWithShared, marked } from "../compiler/support.ts";

const cases = [...syntaxCases, ...nameCases, ...typeCases, ...meaningCases];

/** Without the warnings of unused declarations, as the cases are compiled without the rest of a project. */
const told = (diagnostics: readonly Diagnostic[], code: string) =>
  diagnostics.filter((each) => code === "PLAY107" || each.code !== "PLAY107");

const fixable = cases.flatMap((each: Case) => {
  const { text } = marked(each.bad);
  const found = told(compileWithShared(text, each.surroundings).diagnostics, each.code);
  const fix = found.find(({ code }) => code === each.code)?.fix;
  return fix ? [{ each, text, fix, before: found }] : [];
});

describe("applying a fix", () => {
  it.each(fixable.map((one) => [`${one.each.code} ${one.fix.title}: ${one.text.slice(-90)}`, one] as const))(
    "%s",
    (_, { each, text, fix, before }) => {
      const after = told(compileWithShared(edited(text, fix.edits), each.surroundings).diagnostics, each.code);
      expect(after.length, after.map(({ message }) => message).join()).toBeLessThan(before.length);
      expect(after.filter(({ code }) => code === each.code && each.code !== "PLAY107")).toEqual([]);
    },
  );

  it("is possible for many", () => {
    expect(new Set(fixable.map(({ each }) => each.code)).size).toBeGreaterThan(20);
  });
});

describe("the examples", () => {
  const slugs = Object.keys(diagnosticTable) as Slug[];
  const withFix = slugs.flatMap((slug) => {
    const found = compileExample(explanations[slug], "failing").find(({ slug: each }) => each === slug);
    return found?.fix ? [{ slug, fix: found.fix }] : [];
  });

  it.each(withFix.map(({ slug, fix }) => [slug, fix] as const))("of %s are mended by their fix", (slug, fix) => {
    const { text } = exampleOf(explanations[slug], "failing");
    expect(
      compileExample(explanations[slug], "failing", edited(text, fix.edits)).map(({ message }) => message),
    ).toEqual(slug === "too-many-problems" ? expect.anything() : []);
  });

  it("whose fix is safe", () => {
    expect(withFix.filter(({ fix }) => fix.safe).map(({ slug }) => slug)).toMatchInlineSnapshot(`
      [
        "unknown-declaration",
        "bad-character",
        "bad-number",
        "length-without-number",
        "wrong-quotes",
        "no-such-time",
        "unknown-name",
        "unknown-member",
        "unknown-type",
        "unknown-word",
        "not-in-library",
        "repeated-holiday",
        "unused-allow",
        "unknown-code",
        "unknown-project-key",
        "mapped-slip",
        "unreadable-slot",
        "doubled-braces",
        "unknown-subject",
        "not-in-test",
      ]
    `);
  });

  it("whose fix is not safe", () => {
    expect(withFix.filter(({ fix }) => !fix.safe).map(({ slug }) => slug)).toMatchInlineSnapshot(`
      [
        "unexpected-text",
        "unclosed",
        "bad-escape",
        "needs-parentheses",
        "repeated-in-list",
        "never-used",
        "wrong-value",
        "wrong-unit",
        "wrong-window",
        "bad-range",
        "missing-clause",
        "clause-twice",
        "clause-not-here",
        "phase-reversed",
        "wrong-step",
        "bare-change",
        "needs-replace",
      ]
    `);
  });
});

describe("a second clause", () => {
  const fixOf = (text: string) => compileWithShared(text).diagnostics.find(({ code }) => code === "PLAY302")?.fix;

  it("is removed safely when it says the same, however it is laid out", () => {
    const text = "task t { owner csm  effort 5min  effort\n 5min }";
    expect(fixOf(text)).toMatchObject({ safe: true });
    expect(edited(text, fixOf(text)!.edits)).toBe("task t { owner csm  effort 5min  }");
  });

  it("is the author's to choose when it says something else", () => {
    expect(fixOf("task t { owner csm  effort 5min  effort 6min }")).toMatchObject({ safe: false });
  });
});

describe("edited", () => {
  it("makes all edits, in whatever order they are given", () => {
    const edits = [
      { file: "a", span: { start: 4, end: 5 }, text: "Z" },
      { file: "a", span: { start: 0, end: 1 }, text: "" },
      { file: "a", span: { start: 2, end: 2 }, text: "--" },
    ];
    expect(edited("abcdef", edits)).toBe("b--cdZf");
    expect(edited("abcdef", [...edits].reverse())).toBe("b--cdZf");
  });

  it("refuses edits that overlap", () => {
    const edit = { file: "a", span: { start: 0, end: 2 }, text: "" };
    expect(() => edited("abc", [edit, { ...edit, span: { start: 1, end: 3 } }])).toThrow(RangeError);
  });
});
