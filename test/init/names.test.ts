/** Laws of names and scalars: whatever a column is called, what is written of it can be read again. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { createNames, isMember } from "../../cli/init/words.ts";
import { scalar } from "../../cli/init/write-project-file.ts";
import { isReserved, vocabulary } from "../../grammar/vocabulary.ts";

const words = new Set(vocabulary.map(({ word }) => word));
/** Words that are names elsewhere, and clauses among the fields of an account or an event. */
const beside = ["begins", "ends", "key"];
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    ...words,
    "__proto__",
    "constructor",
    "",
    " ",
    "yes",
    "null",
    "~",
    "1e3",
    "a: b",
    "- a",
    "#",
    "{",
    "\u2028",
  ),
);

describe("names", () => {
  it("are valid, no reserved words, and each another", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), (columns) => {
        const names = createNames();
        const taken = columns.map((column) => names.take(column, "field"));
        for (const name of taken) {
          expect(name).toMatch(/^[a-z_][a-z0-9_]*$/);
          expect(isReserved(name) || beside.includes(name)).toBe(false);
        }
        expect(new Set(taken).size).toBe(taken.length);
      }),
    );
  });

  it("are those of the columns wherever the language lets them", () => {
    for (const word of words) {
      const isFree = !isReserved(word) && !beside.includes(word);
      expect(createNames().take(word, "field")).toBe(isFree ? word : `${word}_field`);
    }
  });

  it("members of `one of` are names, and no reserved words", () => {
    for (const word of words) expect(isMember(word)).toBe(!isReserved(word));
    expect(["pro", "a b", "", "3d", "churn_intent", "__proto__"].filter(isMember)).toEqual(["pro", "churn_intent"]);
  });
});

describe("scalars of playc.yaml", () => {
  it("are read again as the text they were, also in a flow mapping", () => {
    const wellFormed = text.filter((value) => !/\p{Cs}/u.test(value));
    fc.assert(
      fc.property(wellFormed, (value) => {
        expect(parseYaml(`a: ${scalar(value)} # comment\n`)).toEqual({ a: value });
        expect(parseYaml(`a: { b: ${scalar(value)}, c: d }\n`)).toEqual({ a: { b: value, c: "d" } });
      }),
    );
  });
});
