/** What the tests of witnesses share: a search between two texts, and what a found test says in both programs. */
import { expect } from "vitest";
import { format } from "../../compiler/format/format.ts";
import { compare } from "../../review/diff/diff.ts";
import type { Witness } from "../../review/witness/types.ts";
import { witnessesOf } from "../../review/witness/witness.ts";
import { runTests } from "../../runtime/testing/run.ts";
import type { TestPlan } from "../../schedule/tests.ts";
import type { Schedule } from "../../schedule/types.ts";
import { compileText, scheduleOf } from "./programs.ts";
import { before } from "./witness-changes.ts";

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

/** A history is found for every declaration that changed, and its test says in both programs what it is to say. */
export function expectWitnesses(from: string, to: string): void {
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  const witnesses = witnessesBetween(before, after);
  expect(witnesses.length).toBeGreaterThan(0);
  for (const { found, cutShort } of witnesses) {
    expect(cutShort).toBe(false);
    expect(found?.test).toBeTypeOf("string");
    const test = found?.test ?? "";
    expect(pasted(before, after, test)).toEqual({ errors: [], before: false, after: true });
    expect(format("test.play", test)).toEqual({ kind: "formatted", text: test });
  }
}
