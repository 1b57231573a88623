/**
 * Runs the tests of a program: each makes its own accounts, and the engine that simulates and explains simulates these.
 * Pure; a test shares nothing with another.
 */
import type { Expectation, TestCase, TestPlan } from "../../schedule/tests.ts";
import type { Schedule } from "../../schedule/types.ts";
import { createSimulation } from "../engine/simulation.ts";
import type { Histories } from "../histories/types.ts";
import type { TestHistories } from "./accounts.ts";
import { coverageOf } from "./coverage.ts";
import { type Facts, gatherFacts } from "./facts.ts";
import { failureOf } from "./failure.ts";
import { isMet } from "./judge.ts";
import { simulationOf } from "./simulation.ts";
import type { ExpectationResult, TestResult, TestResults } from "./types.ts";
import { showsNothing } from "./vacuous.ts";

export interface TestRun {
  readonly schedule: Schedule;
  readonly plan: TestPlan;
  /** The time zone of accounts that have none of their own. */
  readonly zone: string;
}

/** Errors are mistakes of ours: a plan of the compiler's can be run. */
export function runTests({ schedule, plan, zone }: TestRun): TestResults {
  const facts: Facts[] = [];
  const tests = plan.tests.map((test) => runTest(schedule, test, zone, facts));
  const expectations = tests.flatMap((test) => test.expectations);
  return {
    format: "playc-test",
    version: 1,
    schedule: schedule.digest,
    passed: tests.filter(({ passed }) => passed).length,
    failed: tests.filter(({ passed }) => !passed).length,
    warnings: expectations.filter(({ warning }) => warning !== null).length,
    tests,
    coverage: coverageOf(schedule, facts),
  };
}

function runTest(schedule: Schedule, test: TestCase, zone: string, all: Facts[]): TestResult {
  const { histories, simulation } = simulationOf(schedule, test, zone);
  const facts = new Map(
    [...histories.accounts].map(([name, history]) => [
      name,
      gatherFacts(schedule, simulation, history, expectationsOf(test, name)),
    ]),
  );
  all.push(...facts.values());
  const factsUnder = simulator(histories, test);
  const expectations = test.expectations.map((expectation): ExpectationResult => {
    const { text, place, account } = expectation;
    const own = facts.get(account)!;
    const told = { text, place, account };
    if (isMet(expectation, own)) {
      const warning = showsNothing(schedule, expectation, own, (other, what) => factsUnder(account, other, what));
      return { ...told, passed: true, warning };
    }
    const history = histories.accounts.get(account)!;
    const failure = failureOf(schedule, simulation, history, expectation, own);
    return { ...told, passed: false, warning: null, failure };
  });
  const { name, place, from, to } = test;
  return { name, place, from, to, passed: expectations.every(({ passed }) => passed), expectations };
}

function expectationsOf({ expectations }: TestCase, account: string): Expectation[] {
  return expectations.filter((expectation) => expectation.account === account);
}

/** Gives what happens to an account of a test under another schedule: once for each that is the same but for `what`. */
function simulator(
  { accounts, ...days }: TestHistories & Pick<Histories, "cutoffs">,
  test: TestCase,
): (account: string, schedule: Schedule, what?: string) => Facts {
  const known = new Map<string, Facts>();
  return (account, schedule, what) => {
    const key = what === undefined ? undefined : `${account}\n${what}`;
    const found = key === undefined ? undefined : known.get(key);
    if (found) return found;
    const history = accounts.get(account)!;
    const facts = gatherFacts(schedule, createSimulation(schedule, days), history, expectationsOf(test, account));
    if (key !== undefined) known.set(key, facts);
    return facts;
  };
}
