/** The lexer reads as chevrotain's own would, which works out by itself with which signs a pattern can begin. */
import { Lexer } from "chevrotain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenize } from "../../grammar/lexer.ts";
import { allTokens, Identifier, keyword } from "../../grammar/tokens.ts";
import { mutated, sentence } from "./mutations.ts";
import { languageBlocks } from "./support.ts";

const lexer = new Lexer(allTokens, { positionTracking: "onlyOffset", ensureOptimizations: true });
const keywords = new Map(Object.entries(keyword));

function check(text: string): void {
  const { tokens, groups, errors } = lexer.tokenize(text);
  expect(errors).toEqual([]);
  const words = tokens.map((token) => ({
    ...token,
    tokenType: token.tokenType === Identifier ? (keywords.get(token.image) ?? Identifier) : token.tokenType,
  }));
  const plain = (list: typeof tokens = []) =>
    list.map(({ image, startOffset, tokenType }) => `${startOffset} ${tokenType.name} ${image}`);
  const lexed = tokenize(text);
  expect(plain(lexed.tokens)).toEqual(plain(words));
  expect(plain(lexed.comments)).toEqual(plain(groups.comments));
  expect(plain(lexed.bad)).toEqual(plain(groups.bad));
  for (const { tokenType, tokenTypeIdx } of lexed.tokens) expect(tokenTypeIdx).toBe(tokenType.tokenTypeIdx);
}

describe("the lexer agrees with chevrotain's", () => {
  it("on every sign, alone and before a digit", () => {
    const signs = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    for (let from = 0; from < signs.length; from += 4096) {
      check(
        signs
          .slice(from, from + 4096)
          .map((sign) => `\n${sign}\n${sign}7`)
          .join(""),
      );
    }
  });

  it("on the language page", () => {
    for (const text of languageBlocks()) check(text);
  });

  it("on any text", () => {
    const signs = fc.constantFrom(
      ..."$\u20ac\u00a3\"'\u201c\u201d\u201e\\/*-#0189 .,:%<>=!?{}()a_Zmd\n\r\t\u00a0\ud83d\ude00",
    );
    fc.assert(fc.property(fc.oneof(fc.string({ unit: signs, maxLength: 40 }), fc.string({ unit: "binary" })), check), {
      numRuns: 1000,
    });
    fc.assert(fc.property(fc.oneof(sentence, mutated), check), { numRuns: 100 });
  });
});
