/** Order and layout change nothing in a schedule but the places, and renaming a let changes nothing at all. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parser.ts";
import { howOften } from "../support/how-often.ts";
import { compileTour, tourFiles } from "./tour.ts";

const original = compileTour();

/** The bytes of a schedule without the places. */
function bytes({ schedule }: ReturnType<typeof compileTour>): string {
  return JSON.stringify({ ...schedule, sources: {} });
}

/** Each declaration of the tour with its doc comment, as text that can stand in any file. */
const declarations = tourFiles.flatMap(({ path, text }) =>
  parse(path, text).file.declarations.map((declaration) => {
    const doc = "doc" in declaration && declaration.doc ? declaration.doc.split("\n") : [];
    const lines = doc.map((line) => `## ${line}\n`).join("");
    return lines + text.slice(declaration.span.start, declaration.span.end);
  }),
);

describe("the order of files and declarations", () => {
  it("changes nothing but the places", () => {
    const shuffled = fc.shuffledSubarray(declarations, { minLength: declarations.length });
    const cuts = fc.array(fc.nat({ max: declarations.length }), { maxLength: 4 });
    const layout = fc.constantFrom("\n", "\r\n\r\n", "\n\n# a remark\n\n", " \t\n ");
    fc.assert(
      fc.property(shuffled, cuts, layout, fc.boolean(), (order, ends, between, backwards) => {
        const bounds = [0, ...ends.sort((a, b) => a - b), order.length];
        const files = bounds.slice(1).map((end, index) => ({
          path: `${backwards ? 9 - index : index}.play`,
          text: order.slice(bounds[index], end).join(between),
        }));
        const compiled = compileTour(backwards ? files.reverse() : files);
        expect(compiled.diagnostics).toEqual([]);
        expect(bytes(compiled)).toBe(bytes(original));
      }),
      { numRuns: howOften(1000, 100) },
    );
  }, 120_000);
});

describe("a let", () => {
  it("may be renamed without a trace", () => {
    const renamed = tourFiles.map(({ path, text }) => ({ path, text: text.replaceAll("big_fall", "steep_fall") }));
    expect(renamed).not.toEqual(tourFiles);
    expect(bytes(compileTour(renamed))).toBe(bytes(original));
  });
});
