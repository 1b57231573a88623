/** Every planted mistake of an evaluator makes the comparison with the oracle differ; without one it does not. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type * as ConditionsModule from "../../runtime/conditions/index.ts";
import type { Conditions, Test } from "../../runtime/conditions/types.ts";
import { type Answer, type OracleCase, openOracle, readCases } from "./answers.ts";
import { compareCases, restedSuffix, type Subject } from "./compare.ts";
import { dataFolder } from "./data-sets.ts";
import { faults } from "./faults.ts";
import { loadSubject } from "./subject.ts";

/** What the evaluator's answers go through on their way out, for the engine and the comparison alike. */
const planted = vi.hoisted(() => ({ answer: undefined as ((test: Test) => Test) | undefined }));

vi.mock("../../runtime/conditions/index.ts", async (original) => {
  const real = await original<typeof ConditionsModule>();
  const createConditions: typeof real.createConditions = (schedule, histories) => {
    const conditions = real.createConditions(schedule, histories);
    const { answer } = planted;
    if (!answer) return conditions;
    const test: Conditions["test"] = (condition) => answer(conditions.test(condition));
    // The engine reads the truths of all days at once: here each is the planted answer of its day.
    const column: Conditions["column"] = (condition) => {
      const planted = test(condition);
      const { from, to } = histories.grid;
      return (view) =>
        Uint8Array.from({ length: to - from + 1 }, (_, index) => {
          const truth = planted(view, { windowDay: from + index, today: from + index });
          return truth === undefined ? real.UNKNOWN : truth ? real.TRUE : real.FALSE;
        });
    };
    return { ...conditions, test, column };
  };
  return { ...real, createConditions };
});

const folder = dataFolder("learning");

describe.skipIf(folder === undefined)("with one planted mistake (needs ../shared/data/learning)", () => {
  const cases = new Map(readCases("learning").map((each) => [each.name, each]));
  const answers = new Map<string, ReadonlyMap<string, Answer>>();
  let subject: Subject;

  beforeAll(async () => {
    const oracle = await openOracle("learning", folder!, 40);
    const asked = new Set(faults.flatMap((fault) => fault.cases));
    for (const name of asked) answers.set(name, await oracle.answer(cases.get(name)!));
    subject = await loadSubject("learning", folder!, oracle.accounts);
    oracle.close();
  }, 300_000);
  afterAll(() => {
    planted.answer = undefined;
  });

  test("none planted: no difference", () => {
    planted.answer = undefined;
    expect(differences(subject, [...answers.keys()])).toBe(0);
  });

  test.each(faults)("$name: caught", ({ cases: names, plant = (unchanged) => unchanged, answer }) => {
    planted.answer = answer;
    expect(differences(plant(subject), names)).toBeGreaterThan(0);
  });

  /** Runs only the triggers of these cases, so that it is quick. */
  function differences({ schedule, ...read }: Subject, names: readonly string[]): number {
    const triggers = schedule.triggers.filter(({ name }) => names.includes(name.replace(restedSuffix, "")));
    const asked = new Map<OracleCase, ReadonlyMap<string, Answer>>(
      names.map((name) => [cases.get(name)!, answers.get(name)!]),
    );
    let sum = 0;
    for (const tally of compareCases({ ...read, schedule: { ...schedule, triggers } }, asked).values()) {
      sum += tally.differences;
    }
    return sum;
  }
});
