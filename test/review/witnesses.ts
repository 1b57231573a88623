/** What the tests of witnesses share: a search between two texts, and what a found test says in both programs. */
import { compare } from "../../review/diff/diff.ts";
import type { Witness } from "../../review/witness/types.ts";
import { witnessesOf } from "../../review/witness/witness.ts";
import { runTests } from "../../runtime/testing/run.ts";
import type { TestPlan } from "../../schedule/tests.ts";
import type { Schedule } from "../../schedule/types.ts";
import { compileText, scheduleOf } from "./programs.ts";

export function witnessesBetween(before: string, after: string, most?: number): Witness[] {
  const [old, now] = [scheduleOf(before), scheduleOf(after)];
  const taken = new Set(planOf(after).tests.map(({ name }) => name));
  return witnessesOf({
    before: old,
    after: now,
    compared: compare(old, now),
    zone: "UTC",
    taken,
    ...(most !== undefined && { most }),
  });
}

export function planOf(text: string): TestPlan {
  const { tests } = compileText(text);
  if (!tests) throw new Error("the program has errors");
  return tests;
}

/** How a test ends in both programs, when it is pasted behind the one after; errors are those that pasting makes. */
export function pasted(
  before: string,
  after: string,
  test: string,
): { errors: string[]; before: boolean; after: boolean } {
  const { schedule, tests, diagnostics } = compileText(`${after}\n${test}`);
  const errors = diagnostics.flatMap(({ severity, code, message }) =>
    severity === "error" ? [`${code} ${message}`] : [],
  );
  const last = tests?.tests.at(-1);
  if (!schedule || !tests || !last) return { errors, before: false, after: false };
  const passes = (one: Schedule) =>
    runTests({ schedule: one, plan: { ...tests, tests: [last] }, zone: "UTC" }).failed === 0;
  return { errors, before: passes(scheduleOf(before)), after: passes(schedule) };
}
