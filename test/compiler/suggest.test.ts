/** Did-you-mean, against a plain definition of the distance. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, likely, nearest } from "../../compiler/diagnostics/suggest.ts";

/** The recursive definition of optimal string alignment. */
function distance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const cost = a.at(-1) === b.at(-1) ? 0 : 1;
  const best = Math.min(
    distance(a.slice(0, -1), b) + 1,
    distance(a, b.slice(0, -1)) + 1,
    distance(a.slice(0, -1), b.slice(0, -1)) + cost,
  );
  const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return swapped ? Math.min(best, distance(a.slice(0, -2), b.slice(0, -2)) + 1) : best;
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });

describe("editDistance", () => {
  it("is the distance, or more than the limit", () => {
    fc.assert(
      fc.property(word, word, fc.nat(6), (a, b, limit) => {
        const exact = distance(a, b);
        expect(Math.min(editDistance(a, b, limit), limit + 1)).toBe(Math.min(exact, limit + 1));
      }),
    );
  });
});

describe("likely", () => {
  it.each([
    ["plan_x", ["plan_a", "plan_b"], true],
    ["plan_x", ["plan_b", "plan_xy"], true],
    ["planx", ["plan_x", "plan_b"], false],
    ["qrb", ["qbr", "check_in"], false],
  ])("%s among %j is unsure: %s", (name, candidates, unsure) => {
    expect(likely(name, candidates).unsure).toBe(unsure);
    expect(likely(name, [...candidates].reverse()).unsure).toBe(unsure);
  });
});

describe("nearest", () => {
  it.each([
    ["qrb", ["qbr", "check_in"], "qbr"],
    ["checkin", ["check_in"], "check_in"],
    ["Health", ["health", "wealth"], "health"],
    ["x", ["y", "z"], undefined],
    ["logins", ["revenue", "storage"], undefined],
    ["logins", ["logins"], undefined],
  ])("%s among %j is %s", (name, candidates, expected) => expect(nearest(name, candidates)).toBe(expected));

  it("does not depend on the order of the candidates", () => {
    fc.assert(
      fc.property(word, fc.array(word), (name, candidates) => {
        expect(nearest(name, [...candidates].reverse())).toBe(nearest(name, candidates));
      }),
    );
  });
});
