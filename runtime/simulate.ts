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

export interface SimulationRun {
  readonly schedule: Schedule;
  readonly histories: Histories;
  /** First and last reported day; without them the first and last day of the data. */
  readonly from?: EpochDay;
  readonly to?: EpochDay;
  /** Takes the outcomes in order of account id. */
  readonly sink: (outcome: AccountOutcome) => void;
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
}

/** Runs a validated schedule over all accounts. Errors of the input (`DataError`) and of the sink pass through. */
export async function simulate(run: SimulationRun): Promise<SimulationTotals> {
  const { schedule, histories, from, to, sink, onProgress } = run;
  const simulation = createSimulation(schedule, histories, {
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
    accounts++;
    if (hasBegunBefore(schedule, history, histories.grid.from)) begunBefore++;
    demands += outcome.rows.length;
    await onProgress?.(accounts, histories.count);
  }
  const goals = { tallies: measures.tallies, lines: returns.lines };
  return { range: simulation.range, accounts, begunBefore, demands, goals };
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
