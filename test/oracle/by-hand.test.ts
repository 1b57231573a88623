/** The oracle itself against answers worked out by hand. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Oracle, openOracle, readCases } from "./answers.ts";
import { byHand, firstDay, spellOut, writeTinyData } from "./tiny.ts";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle("learning", writeTinyData(), 1);
});
afterAll(() => oracle.close());

const cases = new Map(readCases("learning").map((each) => [each.name, each]));

test.each(byHand)("$case of $account is $truths", async (expected) => {
  const answer = (await oracle.answer(cases.get(expected.case)!)).get(expected.account)!;
  expect(answer.truths).toBe(spellOut(expected.truths));
  expect(answer.from - firstDay).toBe(expected.account === "ada" ? 0 : 31);
  expect(answer.fires.map((day) => day - firstDay)).toEqual(expected.fires);
  expect(answer.restedFires.map((day) => day - firstDay)).toEqual(expected.rested);
});

test("an account that never begins has no answer", async () => {
  expect((await oracle.answer(cases.get("started")!)).has("cleo")).toBe(false);
});
