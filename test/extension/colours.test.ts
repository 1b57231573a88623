/** The TextMate grammar and the server's semantic tokens colour alike: one set of cases, read by both. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { coloursOf } from "../../lsp/service/semantic.ts";
import { textMateGrammar } from "../../scripts/textmate.ts";
import { fixture } from "../lsp/fixture.ts";
import { colourCases, marked } from "./colour-cases.ts";
import { type Coloured, patternsOf, textMateColours } from "./colours.ts";

const cases = colourCases(readFileSync(join(import.meta.dirname, "colours.cases"), "utf8"));
const isBroken = (title: string) => title.startsWith("broken: ");
/** All sound cases are one program; a broken one stands beside them. */
const sound = Object.fromEntries(
  cases.filter(({ title }) => !isBroken(title)).map(({ text }, index) => [`${index}.play`, text]),
);
const whole = fixture("# nothing", sound).analysis;

let read: (text: string) => Coloured[];
beforeAll(async () => {
  read = await textMateColours(textMateGrammar());
});

describe("colours", () => {
  it.each(cases)("$title", ({ title, text, marked: expected }) => {
    const server = isBroken(title)
      ? coloursOf(fixture(text, sound).analysis, "main.play")
      : coloursOf(whole, Object.keys(sound).find((path) => sound[path] === text) ?? "");
    expect(marked(text, read(text), server)).toBe(expected);
  });

  it("sound cases are sound", () => {
    const errors = whole.all.diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ file, message }) => `${file}: ${message}`)).toEqual([]);
  });

  it("the grammar reads every line at once, whatever stands there", () => {
    for (const sign of ['"', "\\", "(", "a ", "a, ", "1", "1.", "touch a, ", "#", "is not "]) {
      const long = sign.repeat(2_000);
      const begin = process.cpuUsage().user;
      read(`touch ${long}\nend`);
      expect(process.cpuUsage().user - begin, sign).toBeLessThan(5_000_000);
    }
  });

  it("every pattern is one that another engine could read", () => {
    for (const pattern of patternsOf(textMateGrammar().patterns)) expect(() => new RegExp(pattern)).not.toThrow();
  });
});
