/** The formatter on what no editor wrote: it answers soon, and never throws. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../../compiler/format/format.ts";
import { lengthLimit } from "../../grammar/parser.ts";

function kindOf(text: string): string {
  const started = performance.now();
  const result = format("hostile.play", text);
  expect(performance.now() - started).toBeLessThan(15_000);
  if (result.kind === "formatted") {
    expect(format("hostile.play", result.text)).toEqual(result);
  }
  return result.kind;
}

const trigger = (condition: string) => `trigger t { when ${condition} do alert csm }`;
const many = 20_000;
/** Lines that are all indent: many times as long as what was written. */
const wide = `${"(a or (b and ".repeat(6)}(a${" or a".repeat(100_000)})${"))".repeat(6)}`;

describe("hostile texts", () => {
  it("of any characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
        expect(kindOf(text)).not.toBe("changed");
        expect(kindOf(`#${text}`)).not.toBe("changed");
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["nothing", "", "formatted"],
    ["white space", " \n\t\r\n".repeat(many), "formatted"],
    ["comments", "# a\n\n\n".repeat(many), "formatted"],
    ["a comment of spaces", `#${" ".repeat(1_000_000)}x`, "formatted"],
    ["declarations", "let a = 3 ".repeat(many), "formatted"],
    ["braces", "{".repeat(many), "refused"],
    ["nesting", trigger(`${"(".repeat(250)}a or b${")".repeat(250)}`), "formatted"],
    ["joins in every nesting", trigger(`${"(a or (".repeat(120)}a${" and b) or c)".repeat(120)}`), "formatted"],
    ["too much nesting", trigger(`${"(".repeat(many)}a${")".repeat(many)}`), "refused"],
    ["ands", trigger(`a ${"and a ".repeat(many)}`), "formatted"],
    ["a list", `touch t { purpose a${", a".repeat(many)} }`, "formatted"],
    ["names", `trigger t for a${" for a".repeat(many)} { level red }`, "formatted"],
    ["a long name", `touch ${"a".repeat(1_000_000)} { }`, "formatted"],
    ["a comment behind every word", "let # a\n a # b\n = # c\n 3 # d\n".repeat(many / 5), "formatted"],
    ["names of objects", "touch __proto__ { owner constructor } event toString { __proto__ text }", "formatted"],
    ["byte order marks", "\uFEFF\uFEFFlet a = 3", "refused"],
    ["more than is read", " ".repeat(lengthLimit + 1), "refused"],
    ["what grows beyond what is read", trigger(wide), "refused"],
  ])("of %s", (_, text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });
});
