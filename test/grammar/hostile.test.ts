/** Whatever the text is, there is a tree, soon. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lengthLimit, parse } from "../../grammar/parser.ts";
import { problemLimit } from "../../grammar/parser-base.ts";
import type { SyntaxProblem } from "../../grammar/problems.ts";
import type { Span } from "../../grammar/tree.ts";
import { mutated, sentence } from "./mutations.ts";

/** Every span of a tree or list of problems. */
function spansOf(node: unknown): Span[] {
  if (Array.isArray(node)) return node.flatMap(spansOf);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === "span" ? [value as Span] : spansOf(value)));
}

function check(text: string): SyntaxProblem[] {
  const started = performance.now();
  const parsed = parse("hostile.play", text);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(parsed.problems.length).toBeLessThanOrEqual(problemLimit * 2 + 2);
  for (const { start, end } of spansOf([parsed.file.declarations, parsed.problems, parsed.comments])) {
    if (!(0 <= start && start <= end && end <= text.length)) throw new Error(`span ${start}..${end} of ${text.length}`);
  }
  return parsed.problems;
}

describe("parse never throws", () => {
  it("on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => void check(text)),
      { numRuns: 1000 },
    );
  });

  it("on any words of the language", () => {
    fc.assert(
      fc.property(sentence, (text) => void check(text)),
      { numRuns: 1000 },
    );
  });

  it("on the tour with mistakes in it", () => {
    fc.assert(
      fc.property(mutated, (text) => void check(text)),
      { numRuns: 1000 },
    );
  }, 60_000);

  const long = 200_000;
  it.each([
    ["empty", ""],
    ["parentheses", `trigger t { when ${"(".repeat(100_000)}a${")".repeat(100_000)} do alert csm }`],
    ["open parentheses", "(".repeat(100_000)],
    ["closed parentheses", ")".repeat(long)],
    ["braces", "{".repeat(100_000)],
    ["closed braces", "}".repeat(long)],
    ["nots", `trigger t { when ${"not ".repeat(100_000)}a do alert csm }`],
    ["nots and parentheses", `trigger t { when ${"not (".repeat(50_000)}a${")".repeat(50_000)} do alert csm }`],
    ["for", `trigger t { when a ${"for 3d ".repeat(50_000)} do alert csm }`],
    ["shares", `trigger t { when ${"30% of ".repeat(50_000)} a > 3 do alert csm }`],
    ["ands", `trigger t { when a ${"and a ".repeat(50_000)} do alert csm }`],
    ["declarations without a name", "trigger { ".repeat(50_000)],
    ["unknown declarations", "foo bar { }\n".repeat(20_000)],
    ["a long word", "a".repeat(3_000_000)],
    ["a long number", `let a = ${"9".repeat(1_000_000)}`],
    ["a long text", `let a = "${'\\"'.repeat(1_000_000)}`],
    ["a long comment", `#${" #".repeat(1_000_000)}`],
    ["bad characters", "\u0000".repeat(2_000_000)],
    ["scattered bad characters", "é(".repeat(500_000)],
    ["lone surrogates", "\uD800 \uDC00".repeat(1000)],
    ["byte order marks", "\uFEFF\uFEFFlet a = 3"],
    ["dangerous names", "touch __proto__ { owner constructor } event toString { __proto__ text }"],
  ])("on %s", (_, text) => {
    check(text);
  });

  it("refuses a text beyond the limit at once", () => {
    expect(check(" ".repeat(lengthLimit + 1))).toMatchObject([{ kind: "too_large" }]);
  });

  it("says that nesting is too deep once", () => {
    const deep = (count: number) => `trigger t { when ${"(".repeat(count)}a${")".repeat(count)} do alert csm }`;
    expect(check(deep(255))).toEqual([]);
    expect(check(deep(300))).toMatchObject([{ kind: "too_deep" }]);
    expect(check(`trigger t { when ${"not ".repeat(300)}a do alert csm }`)).toMatchObject([{ kind: "too_deep" }]);
  });

  it("says that it stopped when there are too many problems", () => {
    const problems = check("let a = \n".repeat(2 * problemLimit));
    expect(problems.at(-1)).toMatchObject({ kind: "too_many", limit: problemLimit });
  });
});
