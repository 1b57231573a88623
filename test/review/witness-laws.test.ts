/** Whatever figures of a program are changed: a test that is found passes after the change, fails before it, and is written as the formatter writes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../../compiler/format/format.ts";
import { howOften } from "../support/how-often.ts";
import { compileText } from "./programs.ts";
import { before } from "./witness-changes.ts";
import { pasted, witnessesBetween } from "./witnesses.ts";

/** Places of whole numbers in what the program does; its model is left as it is. */
const from = before.indexOf("segments {");
const places = [...before.matchAll(/\b\d+/g)].filter(({ index }) => index > from);

/** A budget with which most are found: this law is of those that are. */
const most = 40_000;

function changed(edits: readonly { place: number; number: number }[]): string {
  let text = before;
  for (const { place, number } of [...edits].sort((one, other) => other.place - one.place)) {
    const { index, 0: was } = places[place]!;
    text = `${text.slice(0, index)}${number}${text.slice(index + was.length)}`;
  }
  return text;
}

describe("a test that is found", () => {
  it("passes after the change, fails before it, and is formatted, whatever figures changed", () => {
    const edit = fc.record({ place: fc.nat(places.length - 1), number: fc.integer({ min: 1, max: 90 }) });
    const edits = fc.uniqueArray(edit, { minLength: 1, maxLength: 2, selector: ({ place }) => place });
    fc.assert(
      fc.property(edits, (chosen) => {
        const after = changed(chosen);
        // Phases that overlap, hours that end before they begin: no programs.
        fc.pre(compileText(after).schedule !== undefined);
        for (const { found } of witnessesBetween(before, after, most)) {
          const test = found?.test;
          if (typeof test !== "string") continue;
          expect(pasted(before, after, test)).toEqual({ errors: [], before: false, after: true });
          expect(format("test.play", test)).toEqual({ kind: "formatted", text: test });
        }
      }),
      { numRuns: howOften(200, 40) },
    );
  });
});
