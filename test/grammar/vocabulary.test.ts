/** The vocabulary against the pages that speak of it. */

import { describe, expect, it } from "vitest";
import { keywordPage } from "../../grammar/keyword-page.ts";
import { isReserved, vocabulary, wordsOf } from "../../grammar/vocabulary.ts";
import { declarationsOf, problemsOf, readProjectFile } from "./support.ts";

describe("vocabulary", () => {
  it("reserves the words the specification reserves, and no other", () => {
    const list = /cannot be names: `([^`]+)`/.exec(readProjectFile("docs/language.md"))![1]!;
    const specified = list.split(/\s+/).toSorted();
    const reserved = new Set(vocabulary.filter((row) => row.reserved).map((row) => row.word));
    expect([...reserved].toSorted()).toEqual(specified);
  });

  it("has the channels, purposes and kinds of the specification", () => {
    const page = readProjectFile("docs/language.md");
    for (const role of ["channel", "purpose", "kind"] as const) {
      expect(page).toContain(`\`${wordsOf(role).join(" ")}\``);
    }
  });

  it("gives every word of a role once, and one line of doc", () => {
    const rows = vocabulary.map((row) => `${row.role} ${row.word}`);
    expect(new Set(rows).size).toBe(rows.length);
    for (const row of vocabulary) expect(row.doc).toMatch(/^\S.*\.$/);
  });

  it("makes docs/keywords.md, which is not stale", () => {
    expect(readProjectFile("docs/keywords.md")).toBe(keywordPage());
  });

  it("lets every word that is not reserved be a name, and no reserved one", () => {
    for (const word of new Set(vocabulary.map((row) => row.word))) {
      const text = `touch ${word} { owner ${word} } trigger ${word} { do touch ${word} }`;
      if (isReserved(word)) {
        expect(problemsOf(text)[0], word).toMatchObject({ kind: "unexpected", found: word, reserved: true });
      } else {
        expect(declarationsOf(text).map((declaration) => "name" in declaration && declaration.name?.text)).toEqual([
          word,
          word,
        ]);
      }
    }
  });
});
