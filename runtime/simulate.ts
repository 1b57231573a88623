/**
 * One simulation from end to end: every account of the histories through the engine, its outcome to the ledger.
 * Accounts come one at a time and are forgotten once their rows are handed over.
 */
import type { Schedule } from "../schedule/types.ts";
import type { HistoriesGiven } from "./engine/program.ts";
import { valueOn } from "./engine/scope.ts";
import { createSimulation } from "./engine/simulation.ts";
import type { AccountHistory, EpochDay, Histories } from "./histories/types.ts";
import type { AccountOutcome, ReportRange } from "./ledger/types.ts";
import { ReturnTotals } from "./measures/return.ts";
import { MeasureTotals } from "./measures/tally.ts";
import type { PartTotals } from "./parts/totals.ts";
import { type Answering, asInHistory } from "./responses.ts";

export interface SimulationRun extends Omit<Sinks, "onProgress"> {
  readonly schedule: Schedule;
  readonly histories: Histories;
  /** First and last reported day; without them the first and last day of the data. */
  readonly from?: EpochDay;
  readonly to?: EpochDay;
  /** Without it answers are those of the histories, and there is one run. */
  readonly answering?: Answering;
  readonly onProgress?: (done: number, total: number) => Promise<void> | void;
}

/** Where the outcomes of some accounts go. */
export interface Sinks {
  /** Takes the outcomes of the first run in order of account id. */
  readonly sink: (outcome: AccountOutcome) => void;
  /** Takes the outcomes of every run, the first one included: each account's by number, account by account. */
  readonly ofRun?: (number: number, outcome: AccountOutcome) => void;
  /** Called after each account; awaited, so that the caller can let other work of the process run. */
  readonly onProgress?: (done: number) => Promise<void> | void;
}

export interface SimulationTotals extends PartTotals {
  readonly range: ReportRange;
  readonly answering: Answering;
}

/** A program made ready for the histories of a run. */
export interface PreparedRun {
  readonly range: ReportRange;
  readonly answering: Answering;
  /** Simulates accounts, each by itself. Errors of the input (`DataError`) and of the sinks pass through. */
  simulate(accounts: AsyncIterable<AccountHistory>, sinks: Sinks): Promise<PartTotals>;
}

/** Runs a validated schedule over all accounts. */
export async function simulate(run: SimulationRun): Promise<SimulationTotals> {
  const prepared = prepareRun(run);
  const { range, answering } = prepared;
  const { histories, onProgress } = run;
  const sinks = { ...run, onProgress: (done: number) => onProgress?.(done, histories.count) };
  return { range, answering, ...(await prepared.simulate(histories.accounts(), sinks)) };
}

/** Prepares a run once; any number of parts of its accounts may be simulated then, one after another. */
export function prepareRun({
  schedule,
  histories,
  from,
  to,
  answering = asInHistory,
}: Omit<SimulationRun, keyof Sinks | "histories"> & { readonly histories: HistoriesGiven }): PreparedRun {
  const simulation = createSimulation(schedule, histories, {
    ...answering,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
  const runOf = (history: AccountHistory, number: number) => {
    const outcome = simulation.run(history, undefined, number);
    checkOutcome(outcome);
    return outcome;
  };
  return {
    range: simulation.range,
    answering,
    async simulate(those, { sink, ofRun, onProgress }) {
      const measures = new MeasureTotals();
      const returns = new ReturnTotals();
      let [accounts, begunBefore, demands] = [0, 0, 0];
      for await (const history of those) {
        const outcome = runOf(history, 1);
        sink(outcome);
        measures.add(outcome.measures);
        returns.add(outcome.returns);
        ofRun?.(1, outcome);
        for (let number = 2; number <= answering.runs; number++) {
          ofRun?.(number, outcome.byChance ? runOf(history, number) : outcome);
          await onProgress?.(accounts);
        }
        accounts++;
        if (hasBegunBefore(schedule, history, histories.grid.from)) begunBefore++;
        demands += outcome.rows.length;
        await onProgress?.(accounts);
      }
      return { accounts, begunBefore, demands, goals: { tallies: measures.tallies, lines: returns.lines } };
    },
  };
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
