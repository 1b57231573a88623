/**
 * One simulation from end to end: every account of the histories through the engine, its outcome to the ledger.
 * Accounts come one at a time and are forgotten once their rows are handed over.
 */
import type { Schedule } from "../schedule/types.ts";
import { valueOn } from "./engine/scope.ts";
import { createSimulation } from "./engine/simulation.ts";
import type { AccountHistory, EpochDay, Histories } from "./histories/types.ts";
import type { AccountOutcome, ReportRange } from "./ledger/types.ts";
import { type LineUnits, ReturnTotals } from "./measures/return.ts";
import { MeasureTotals, type Tallies } from "./measures/tally.ts";
import { type Answering, asInHistory } from "./responses.ts";

export interface SimulationRun {
  readonly schedule: Schedule;
  readonly histories: Histories;
  /** First and last reported day; without them the first and last day of the data. */
  readonly from?: EpochDay;
  readonly to?: EpochDay;
  /** Without it answers are those of the histories, and there is one run. */
  readonly answering?: Answering;
  /** Takes the outcomes of the first run in order of account id. */
  readonly sink: (outcome: AccountOutcome) => void;
  /** Takes the outcomes of every run, the first one included: each account's by number, account by account. */
  readonly ofRun?: (number: number, outcome: AccountOutcome) => void;
  /** Called after each account; awaited, so that the caller can let other work of the process run. */
  readonly onProgress?: (done: number, total: number) => Promise<void> | void;
}

/** Sums over accounts, in any order. */
export interface GoalTotals {
  readonly tallies: Tallies;
  /** By line of `roi`. */
  readonly lines: ReadonlyMap<string, LineUnits>;
}

export interface SimulationTotals {
  readonly range: ReportRange;
  readonly accounts: number;
  /** Those that had begun before the first day of the data, and had not ended by then. */
  readonly begunBefore: number;
  /** Rows handed over: the demands of the range, and those carried in. */
  readonly demands: number;
  /** What was added up of measures and of the return. */
  readonly goals: GoalTotals;
  readonly answering: Answering;
}

/** Runs a validated schedule over all accounts. Errors of the input (`DataError`) and of the sink pass through. */
export async function simulate(run: SimulationRun): Promise<SimulationTotals> {
  const { schedule, histories, from, to, answering = asInHistory, sink, ofRun, onProgress } = run;
  const simulation = createSimulation(schedule, histories, {
    ...answering,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
  const measures = new MeasureTotals();
  const returns = new ReturnTotals();
  let accounts = 0;
  let begunBefore = 0;
  let demands = 0;
  for await (const history of histories.accounts()) {
    const outcome = simulation.run(history);
    checkOutcome(outcome);
    sink(outcome);
    measures.add(outcome.measures);
    returns.add(outcome.returns);
    ofRun?.(1, outcome);
    for (let number = 2; number <= answering.runs; number++) {
      ofRun?.(number, outcome.byChance ? runAgain(history, number) : outcome);
      await onProgress?.(accounts, histories.count);
    }
    accounts++;
    if (hasBegunBefore(schedule, history, histories.grid.from)) begunBefore++;
    demands += outcome.rows.length;
    await onProgress?.(accounts, histories.count);
  }
  const goals = { tallies: measures.tallies, lines: returns.lines };
  return { range: simulation.range, accounts, begunBefore, demands, goals, answering };

  function runAgain(history: AccountHistory, number: number): AccountOutcome {
    const again = simulation.run(history, undefined, number);
    checkOutcome(again);
    return again;
  }
}

/** Whether an account was a customer on the day before one, by the dates it has on that day. */
function hasBegunBefore({ account }: Schedule, { fields }: AccountHistory, day: EpochDay): boolean {
  const dateOf = (field: string | undefined) => {
    const value = field === undefined ? undefined : valueOn(fields.get(field), day);
    return typeof value === "number" ? value : undefined;
  };
  return (dateOf(account.begins) ?? Infinity) < day && (dateOf(account.ends) ?? Infinity) >= day;
}

/**
 * Demands in = outcomes out, account by account: no demand stands twice in the ledger, and each that was merged is
 * found under the id it was merged into. A mismatch is a mistake of ours, and ends the run.
 */
export function checkOutcome({ account, rows }: AccountOutcome): void {
  const ids = new Set<string>();
  for (const { id } of rows) {
    if (ids.has(id)) throw new Error(`The ledger of account ${account} does not balance: ${id} stands in it twice.`);
    ids.add(id);
  }
  for (const { id, outcome, mergedInto } of rows) {
    if (outcome === "merged" && (mergedInto === null || !ids.has(mergedInto))) {
      throw new Error(`The ledger of account ${account} does not balance: ${id} was merged into nothing.`);
    }
  }
}
