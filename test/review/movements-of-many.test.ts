/** Ten thousand random accounts for each kind of claim on conditions. */
import { expect, test } from "vitest";
import { claimsOf, contradictionsOf } from "./claims.ts";

const claims = claimsOf(1500);

test.each(["equal", "alike", "stricter", "looser", "disjoint"] as const)(
  "%s",
  (kind) => {
    const own = claims.filter((claim) => claim.kind === kind);
    expect(own.length).toBeGreaterThan(10);
    expect(contradictionsOf(own, 10_000, 8).slice(0, 5)).toEqual([]);
  },
  1_200_000,
);
