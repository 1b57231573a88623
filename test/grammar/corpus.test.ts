/** The texts that must be without a problem: the tour, the shared model, the blocks of the language page. */

import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parser.ts";
import { languageBlocks, plain, playFiles } from "./support.ts";

const texts = [
  ...playFiles("test/fixtures/tour").map(({ path, text }) => ({ name: `tour ${path}`, text })),
  ...playFiles("test/fixtures/language").map(({ path, text }) => ({ name: `language ${path}`, text })),
  ...languageBlocks().map((text, index) => ({ name: `docs/language.md block ${index + 1}`, text })),
];

describe("texts without a problem", () => {
  it("finds the blocks of the page", () => {
    expect(languageBlocks().length).toBeGreaterThan(8);
  });

  it.each(texts)("$name", ({ text }) => {
    const { file, problems } = parse("x.play", text);
    expect(problems).toEqual([]);
    expect(file.declarations.length).toBeGreaterThan(0);
  });

  it.each(texts)("$name: line ends and a byte order mark change nothing", ({ text }) => {
    const strange = `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    const [ours, theirs] = [parse("x.play", text), parse("x.play", strange)];
    expect(theirs.problems).toEqual([]);
    expect(plain(theirs.file.declarations)).toEqual(plain(ours.file.declarations));
    expect(theirs.comments.map((comment) => comment.text)).toEqual(ours.comments.map((comment) => comment.text));
  });
});
