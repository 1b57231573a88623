/** Conditions of thousands of parts, and what is proved of them: in time that is bounded, and nothing that is not so. */
import { expect, test } from "vitest";
import { createProver } from "../../compiler/proofs/prover.ts";
import { movementOf } from "../../review/diff/movement.ts";
import type { Condition } from "../../schedule/types.ts";
import { scheduleOf } from "./programs.ts";

const listed = (count: number, limit: (index: number) => number, join: "or" | "and"): Condition => {
  const parts = Array.from({ length: count }, (_, index) => `logins over ${(index % 300) + 1}d < ${limit(index)}`);
  const text = `account { start date begins start } metric logins count per day
    role csm owns accounts trigger t { level red when ${parts.join(` ${join} `)} do alert csm }`;
  const { cause } = scheduleOf(text).triggers[0]!;
  if (cause.kind !== "when") throw new Error("a trigger with a condition");
  return cause.when;
};

const model = scheduleOf(
  "account { start date begins start } metric logins count per day trigger t { level red when logins > 1 do alert csm } role csm",
);

function movement(before: Condition, after: Condition) {
  const began = process.cpuUsage();
  const { kind } = movementOf(before, after, createProver(model), []);
  const { user } = process.cpuUsage(began);
  expect(user / 1e6).toBeLessThan(20);
  return kind;
}

test("one of two thousand parts is another one", { timeout: 120_000 }, () => {
  for (const join of ["or", "and"] as const) {
    const before = listed(2000, (index) => index + 10, join);
    const after = listed(2000, (index) => index + (index === 700 ? 11 : 10), join);
    expect(movement(before, before)).toBe("equal");
    expect([movement(before, after), movement(after, before)]).toEqual(["looser", "stricter"]);
    const fewer = listed(1999, (index) => index + 10, join);
    expect(movement(before, fewer)).toBe(join === "or" ? "stricter" : "looser");
  }
});

test("two thousand parts that are all other ones", { timeout: 120_000 }, () => {
  const [before, after] = [10, 11].map((more) => listed(2000, (index) => index + more, "or"));
  expect(["looser", "unproved"]).toContain(movement(before!, after!));
});
