/** What of the extension follows from the language is made from it, and fits what the language is. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keywordWords } from "../../grammar/vocabulary.ts";
import { extensionFiles } from "../../scripts/extension-files.ts";
import { textMateGrammar } from "../../scripts/textmate.ts";
import { textMateColours } from "./colours.ts";

const folder = join(import.meta.dirname, "../../extension");
const files = extensionFiles();
const configuration: {
  indentationRules: { increaseIndentPattern: string; decreaseIndentPattern: string };
  onEnterRules: { beforeText: string }[];
  wordPattern: string;
} = JSON.parse(files["language-configuration.json"] ?? "");

describe("generated files of the extension", () => {
  it.each(Object.keys(files))("extension/%s is current (npm run generate)", (path) => {
    expect(readFileSync(join(folder, path), "utf8")).toBe(files[path]);
  });

  it("every word of the language that no name is has a colour", async () => {
    const read = await textMateColours(textMateGrammar());
    const bare = keywordWords.filter((word) => word !== "health" && read(word)[0]?.colour === undefined);
    expect(bare).toEqual([]);
  });
});

describe("indentation", () => {
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
  it.each([
    ["trigger a {", true],
    ["  when (logins over 7d = 0", true],
    ["trigger a { # why {", true],
    ["trigger a { level red }", false],
    ["# trigger a {", false],
    ['test "of {"', false],
    ['test "of }" {', true],
    ["let a = 3d", false],
  ])("after %j: %s", (line, more) => {
    expect(new RegExp(increaseIndentPattern).test(line)).toBe(more);
  });

  it.each([
    ["}", true],
    ["  ) and b", true],
    ["let a = 3d }", false],
  ])("before %j: %s", (line, less) => {
    expect(new RegExp(decreaseIndentPattern).test(line)).toBe(less);
  });

  it.each([
    ["## what follows", true],
    ["# a remark", false],
    ["##", false],
    ["### line", false],
  ])("a doc comment goes on after %j: %s", (line, goesOn) => {
    expect(configuration.onEnterRules.some(({ beforeText }) => new RegExp(beforeText).test(line))).toBe(goesOn);
  });
});

it.each([
  ["let a = check_in", ["let", "a", "check_in"]],
  ["by 2026-03-01 09:00 30% 7d fit.usage", ["by", "2026-03-01", "09:00", "30%", "7d", "fit", "usage"]],
])("words of %j", (line, words) => {
  expect(line.match(new RegExp(configuration.wordPattern, "g"))).toEqual(words);
});
