/** The oracle itself against answers worked out by hand. */
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Answer, type Oracle, type OracleCase, openOracle, readCases } from "./answers.ts";
import { compareCases } from "./compare.ts";
import { loadSubject } from "./subject.ts";
import { byHand, firstDay, spellOut, writeTinyData } from "./tiny.ts";

const folder = writeTinyData();
let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle("learning", folder, 1);
});
afterAll(() => {
  oracle.close();
  rmSync(folder, { recursive: true });
});

const workedOutDays = 92;
const workedOut = (days: readonly number[]) => days.map((day) => day - firstDay).filter((day) => day < workedOutDays);

const cases = new Map(readCases("learning").map((each) => [each.name, each]));

test.each(byHand)("$case of $account is $truths", async (expected) => {
  const answer = (await oracle.answer(cases.get(expected.case)!)).get(expected.account)!;
  expect(answer.truths.slice(0, workedOutDays)).toBe(spellOut(expected.truths));
  expect(answer.from - firstDay).toBe(expected.account === "ada" ? 0 : 31);
  expect(workedOut(answer.fires)).toEqual(expected.fires);
  expect(workedOut(answer.restedFires)).toEqual(expected.rested);
});

test("an account that never begins has no answer", async () => {
  expect((await oracle.answer(cases.get("started")!)).has("cleo")).toBe(false);
});

test("the project says the same of these accounts", async () => {
  const subject = await loadSubject("learning", folder, oracle.accounts);
  expect(subject.histories.grid).toEqual(oracle.grid);
  const answers = new Map<OracleCase, ReadonlyMap<string, Answer>>();
  for (const each of cases.values()) answers.set(each, await oracle.answer(each));
  for (const [each, tally] of compareCases(subject, answers))
    expect([each.name, ...tally.examples]).toEqual([each.name]);
});
