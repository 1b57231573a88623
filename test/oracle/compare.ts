/**
 * The project's answers held against the oracle's: the truth of every condition on every day of every account's life,
 * and the days on which a trigger on it fires, without rest and with 30 days of it.
 */
import { createConditions } from "../../runtime/conditions/index.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import type { AccountHistory, Histories } from "../../runtime/histories/types.ts";
import type { Condition, Schedule, Trigger } from "../../schedule/types.ts";
import type { Answer, OracleCase } from "./answers.ts";

/** What the project is asked about. */
export interface Subject {
  schedule: Schedule;
  histories: Pick<Histories, "grid" | "covers" | "cutoffs">;
  accounts: readonly AccountHistory[];
}

export interface Tally {
  accountDays: number;
  true: number;
  false: number;
  unknown: number;
  fires: number;
  restedFires: number;
  /** How many account-days and accounts' lists of fires differ. */
  differences: number;
  /** The first few of them, in words. */
  examples: string[];
}

/** Each case has a trigger of its own name and one with rest, whose name ends so. */
export const restedSuffix = "_rested";

const shownExamples = 5;

/** Compares every case for the accounts of the subject; the oracle's answers stand by account. */
export function compareCases(
  subject: Subject,
  answers: ReadonlyMap<OracleCase, ReadonlyMap<string, Answer>>,
): Map<OracleCase, Tally> {
  const conditions = createConditions(subject.schedule, subject.histories);
  const simulation = createSimulation(subject.schedule, subject.histories);
  const triggers = new Map(subject.schedule.triggers.map((trigger) => [trigger.name, trigger]));
  const tallies = new Map([...answers.keys()].map((each) => [each, emptyTally()]));
  for (const history of subject.accounts) {
    const view = conditions.view(history, () => undefined);
    const fires = fireDays(simulation.run(history).rows);
    for (const [oracleCase, byAccount] of answers) {
      const test = conditions.test(whenOf(triggers.get(oracleCase.name)));
      const truth = (day: number) => test(view, { windowDay: day, today: day });
      compareAccount(tallies.get(oracleCase)!, oracleCase, {
        account: history.id,
        answer: byAccount.get(history.id),
        truth,
        fires,
      });
    }
  }
  return tallies;
}

/** What the oracle answers of an account, and what was found of it. */
export interface Found {
  account: string;
  answer: Answer | undefined;
  truth: (day: number) => boolean | undefined;
  /** By trigger. */
  fires: ReadonlyMap<string, readonly number[]>;
}

/** One case for all accounts. */
export function compareAnswer(oracleCase: OracleCase, found: readonly Found[]): Tally {
  const tally = emptyTally();
  for (const each of found) compareAccount(tally, oracleCase, each);
  return tally;
}

function compareAccount(tally: Tally, { name }: OracleCase, { account, answer, truth, fires }: Found): void {
  if (answer) compareTruths(tally, account, answer, truth);
  const found = fires.get(name) ?? [];
  const foundRested = fires.get(name + restedSuffix) ?? [];
  compareFires(tally, `${account} without rest`, answer?.fires ?? [], found);
  compareFires(tally, `${account} with rest`, answer?.restedFires ?? [], foundRested);
  tally.fires += found.length;
  tally.restedFires += foundRested.length;
}

function emptyTally(): Tally {
  return { accountDays: 0, true: 0, false: 0, unknown: 0, fires: 0, restedFires: 0, differences: 0, examples: [] };
}

export function whenOf(trigger: Trigger | undefined): Condition {
  if (trigger?.cause.kind !== "when") throw new Error("every case has a trigger with a `when`");
  return trigger.cause.when;
}

function compareTruths(
  tally: Tally,
  account: string,
  answer: Answer,
  truth: (day: number) => boolean | undefined,
): void {
  for (let index = 0; index < answer.truths.length; index++) {
    const found = truth(answer.from + index);
    const letter = found === undefined ? "?" : found ? "1" : "0";
    tally.accountDays++;
    tally[found === undefined ? "unknown" : found ? "true" : "false"]++;
    if (letter !== answer.truths[index]) {
      differ(tally, `${account} on ${date(answer.from + index)}: ${answer.truths[index]} expected, ${letter} found`);
    }
  }
}

function compareFires(tally: Tally, account: string, expected: readonly number[], found: readonly number[]): void {
  if (expected.length === found.length && expected.every((day, index) => day === found[index])) return;
  const only = (some: readonly number[], others: readonly number[]) =>
    some.filter((day) => !others.includes(day)).map(date);
  differ(tally, `${account}: missed ${only(expected, found).join(" ")}, fired ${only(found, expected).join(" ")}`);
}

function differ(tally: Tally, example: string): void {
  tally.differences++;
  if (tally.examples.length < shownExamples) tally.examples.push(example);
}

/** Days of the demands of each trigger, in order. Each trigger of the oracle's programs has one action. */
export function fireDays(rows: readonly { path: string; dated: number }[]): Map<string, number[]> {
  const days = new Map<string, number[]>();
  for (const { path, dated } of rows) {
    const name = /^trigger (\w+)\/do\/1$/.exec(path)?.[1];
    if (name === undefined) throw new Error(`a demand of nobody's: ${path}`);
    days.set(name, [...(days.get(name) ?? []), dated]);
  }
  return days;
}

const date = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
