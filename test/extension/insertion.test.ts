/** A history that was found becomes a test of the file that has most: behind the others, once, in the layout of the formatter. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../../compiler/format/format.ts";
import { fileOfMost, insertionOf } from "../../extension/compare/insertion.ts";

const testOf = (name: string) =>
  `test "${name}" {\n  account acme { arr $100K }\n  days 2026-03-16..2026-03-16\n  expect no touch check_in for acme asked\n}\n`;
const written = (text: string, test: string) => {
  const { line, character, text: more, begins } = insertionOf(text, test);
  const lines = text.split(/\r\n|\r|\n/);
  expect([line, character]).toEqual([lines.length - 1, lines.at(-1)!.length]);
  return { text: text + more, begins };
};
const formatted = (text: string) => {
  const result = format("tests.play", text);
  return result.kind === "formatted" ? result.text : undefined;
};

describe("a test that is written into a file", () => {
  const piece = fc.constantFrom(testOf("one"), testOf("two"), "# a note", "", "\n", "let near = 3d\n");
  const ending = fc.constantFrom("", "\n", "\n\n", "# and so on");

  it("stands behind everything, begins in the line that is said, and is not written twice", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), ending, fc.boolean(), (pieces, end, isOfWindows) => {
        const lines = `${pieces.join("\n")}${end}`;
        const before = isOfWindows ? lines.replaceAll("\n", "\r\n") : lines;
        const test = testOf("found");
        const { text, begins } = written(before, test);
        expect(text.startsWith(before)).toBe(true);
        expect(text.endsWith(test)).toBe(true);
        expect(text.split(/\r?\n/)[begins]).toBe('test "found" {');
        expect(written(text, test)).toEqual({ text, begins });
        // What was laid out as the formatter would have it still is.
        if (formatted(lines) === lines && !isOfWindows) expect(text).toBe(formatted(text));
      }),
      { numRuns: 60 },
    );
  });

  it("goes into the file that has most tests", () => {
    const tests = ["a.play", "b.play", "b.play"].map((uri) => ({ uri }));
    expect(fileOfMost(tests)).toBe("b.play");
    expect(fileOfMost([])).toBeUndefined();
  });
});
