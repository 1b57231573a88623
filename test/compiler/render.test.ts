/** How diagnostics look to people and to tools. */
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { diagnosticToJson } from "../../compiler/diagnostics/json.ts";
import { render } from "../../compiler/diagnostics/render.ts";

function diagnosticAt(text: string, part: string, extra: Partial<Diagnostic> = {}): Diagnostic {
  const start = text.indexOf(part);
  return {
    code: "PLAY102",
    slug: "unknown-name",
    severity: "error",
    message: "There is no touch called `qrb`.",
    reason: "Every touch that is used must be declared.",
    hint: "Did you mean `qbr`?",
    file: "a.play",
    span: { start, end: start + part.length },
    related: [],
    parameters: {},
    ...extra,
  };
}

describe("render", () => {
  it("shows the place, the reason and the way out", () => {
    const text = "cadence c from renewal {\n  day 3 touch qrb\n}\n";
    const related = [{ message: "the nearest one", file: "b.play", span: { start: 6, end: 9 } }];
    const found = diagnosticAt(text, "qrb", { suggestion: "qbr", related });
    expect(render(found, text, () => "touch qbr { }")).toBe(
      [
        "error PLAY102 There is no touch called `qrb`.",
        "   ┌ a.play:2:15",
        "   │",
        " 2 │   day 3 touch qrb",
        "   │               ^^^ did you mean `qbr`?",
        "   ├ b.play:1:7",
        " 1 │ touch qbr { }",
        "   │       ^^^ the nearest one",
        "   │",
        "   = why: Every touch that is used must be declared.",
        "   = fix: Did you mean `qbr`?",
      ].join("\n"),
    );
  });

  it.each([
    ["a tab", "\tday 3 touch qrb", "qrb"],
    ["wide characters", 'goal = "日本語" and qrb', "qrb"],
    ["an accent made of two characters", "# e\u0301e\u0301 qrb", "qrb"],
    ["a very long line", `${"x ".repeat(50_000)}qrb${" y".repeat(50_000)}`, "qrb"],
    ["control characters", "\u001b[31m qrb \u0007", "qrb"],
    ["text that runs the other way", "\u202e qrb", "qrb"],
  ])("underlines under the word beside %s", (_, text, part) => {
    const lines = render(diagnosticAt(text, part), text).split("\n");
    const [source, underline] = [lines[3]!, lines[4]!];
    const cellOfWord = stringWidth(source.slice(0, source.indexOf(part)));
    expect(underline.indexOf("^")).toBe(cellOfWord);
    expect(underline.match(/\^+/)?.[0]).toHaveLength(part.length);
    expect(stringWidth(source)).toBeLessThanOrEqual(130);
  });

  it("underlines every line of a short span, and only the ends of a long one", () => {
    const text = "a {\n b\n c\n d\n e\n f\n}";
    const rendered = render(diagnosticAt(text, text), text);
    expect(rendered).toContain(" 1 │ a {\n   │ ^^^\n 2 │  b\n   │  ^\n   │ …\n 7 │ }\n   │ ^");
  });

  it("points at the end of a file and of an empty one", () => {
    for (const text of ["", "abc", "abc\n"]) {
      const end = { start: text.length, end: text.length };
      expect(render(diagnosticAt(text, "", { span: end }), text)).toContain("^");
    }
  });

  it("never throws, moves no cursor and says where, for any text and span", () => {
    const texts = fc.string({
      unit: fc.oneof(
        fc.string({ minLength: 1, maxLength: 1 }),
        fc.constantFrom("\n", "\r", "\t", "\u0000", "日", "\uD83D", "👩‍👩‍👧"),
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(texts, fc.nat(70), fc.nat(70), (text, a, b) => {
        const span = { start: Math.min(a, b), end: Math.max(a, b) };
        const rendered = render(diagnosticAt(text, "", { span }), text);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is printed is what is asked
        expect(rendered).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(rendered).toContain("┌ a.play:");
      }),
      { numRuns: 500 },
    );
  });
});

describe("diagnosticToJson", () => {
  it("gives lines and columns from 1, ends exclusive", () => {
    const text = "\uFEFFa\r\nqrb\rx";
    expect(diagnosticToJson(diagnosticAt(text, "qrb"), () => text)).toMatchObject({
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 4,
    });
    expect(diagnosticToJson(diagnosticAt(text, "a"), () => text)).toMatchObject({ line: 1, column: 1 });
    expect(diagnosticToJson(diagnosticAt(text, "x"), () => text)).toMatchObject({ line: 3, column: 1 });
  });
});
