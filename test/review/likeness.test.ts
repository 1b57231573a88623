/** Which nodes are paired, where many say the same. */
import { expect, test } from "vitest";
import { pairsOf } from "../../review/diff/likeness.ts";

test("a hundred thousand empty lines are paired in their order, one by one", () => {
  const lines = (count: number) => Array.from({ length: count }, () => ({ key: null, atoms: () => ["line "] }));
  const pairs = pairsOf(lines(100_000), lines(100_001), 0.3);
  expect(pairs.length).toBe(100_000);
  expect(pairs.every(([one, other], index) => one === index && other === index)).toBe(true);
});
