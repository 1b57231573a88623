import * as fc from "fast-check";
import { expect, test } from "vitest";
import { jsonPieces } from "../../cli/json-pieces.ts";
import { howOften } from "../support/how-often.ts";

test("the pieces of a document are what JSON.stringify gives", () => {
  const value = fc.anything({ withNullPrototype: true, values: [fc.jsonValue(), fc.constant(undefined)] });
  fc.assert(
    fc.property(fc.oneof(fc.array(value), fc.dictionary(fc.string(), value)), (document) => {
      expect([...jsonPieces(document)].join("")).toBe(`${JSON.stringify(document, null, 2)}\n`);
    }),
    { numRuns: howOften(5_000, 500) },
  );
});

test("a long list comes in several", () => {
  const document = {
    people: Array.from({ length: 50_000 }, (_, index) => ({ person: `csm ${index}`, minutes: index })),
  };
  const pieces = [...jsonPieces(document)];
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join("")).toBe(`${JSON.stringify(document, null, 2)}\n`);
});
