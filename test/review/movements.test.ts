/** What is said of conditions is so: no random account contradicts a claim, and a wrong claim is contradicted. */
import { expect, test } from "vitest";
import { howOften } from "../support/how-often.ts";
import { type Claim, claimsOf, contradictionsOf } from "./claims.ts";

const claims = claimsOf(howOften(2500, 250)).filter(({ kind }) => kind !== "unproved" && kind !== "neither");

test("much is claimed, of every kind", () => {
  for (const kind of ["equal", "stricter", "looser", "disjoint"] as const) {
    expect(claims.filter((claim) => claim.kind === kind).length, kind).toBeGreaterThan(10);
  }
});

test("no account contradicts a claim", () => {
  expect(contradictionsOf(claims, howOften(3000, 200), 12).slice(0, 5)).toEqual([]);
});

test("claims that are turned round are contradicted", () => {
  const turned = claims.flatMap((claim): Claim[] => {
    if (claim.kind === "stricter") return [{ ...claim, kind: "looser" }];
    if (claim.kind === "looser") return [{ ...claim, kind: "stricter" }];
    return [];
  });
  expect(contradictionsOf(turned, howOften(3000, 200), 12).length).toBeGreaterThan(10);
});
