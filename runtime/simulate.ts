/**
 * One simulation from end to end: every account of the histories through the engine, its outcome to the ledger.
 * Accounts come one at a time and are forgotten once their rows are handed over.
 */
import type { Schedule } from "../schedule/types.ts";
import { type Books, sizeOf } from "./books/books-of.ts";
import type { PersonDay } from "./books/person-days.ts";
import type { Capacity } from "./capacity.ts";
import type { HistoriesGiven } from "./engine/program.ts";
import { valueOn } from "./engine/scope.ts";
import { type BookOutcome, createSimulation, type Simulation } from "./engine/simulation.ts";
import type { AccountHistory, EpochDay, Histories } from "./histories/types.ts";
import type { PersonDayRow } from "./ledger/person-days.ts";
import type { AccountOutcome, LedgerRow, ReportRange } from "./ledger/types.ts";
import { ReturnTotals } from "./measures/return.ts";
import { MeasureTotals } from "./measures/tally.ts";
import type { PartTotals } from "./parts/totals.ts";
import { capacityDays, daysDone, type PeopleGiven } from "./people-given.ts";
import { type Answering, asInHistory } from "./responses.ts";

export interface SimulationRun extends Omit<Sinks, "onProgress"> {
  readonly schedule: Schedule;
  readonly histories: Histories;
  /** First and last reported day; without them the first and last day of the data. */
  readonly from?: EpochDay;
  readonly to?: EpochDay;
  /** Without it answers are those of the histories, and there is one run. */
  readonly answering?: Answering;
  /** Without it people have no end of time, and nobody looks. */
  readonly people?: PeopleGiven;
  /** Who simulates the accounts instead of this program alone: of one that takes the place of another. */
  readonly simulation?: Simulation;
  readonly onProgress?: (done: number, total: number) => Promise<void> | void;
}

/** Where the outcomes of some accounts go. */
export interface Sinks {
  /** Takes the outcomes of the first run in order of account id. */
  readonly sink: (outcome: AccountOutcome) => void;
  /** Takes the outcomes of every run, the first one included: each account's by number, account by account. */
  readonly ofRun?: (number: number, outcome: AccountOutcome) => void;
  /** Takes what people had to do and did, piece by piece: pieces of one person's day are to be added up. */
  readonly ofPeople?: (day: PersonDayRow) => void;
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
  readonly capacity: Capacity;
  /** What everybody whose hours are finite has on the reported days: once a run. */
  capacityDays(): Iterable<PersonDayRow>;
  /** Simulates accounts, each by itself or, where work waits for people, whole books in any order. Errors of the input (`DataError`) and of the sinks pass through. */
  simulate(accounts: AsyncIterable<AccountHistory>, sinks: Sinks): Promise<PartTotals>;
}

/** Runs a validated schedule over all accounts. */
export async function simulate(run: SimulationRun): Promise<SimulationTotals> {
  const prepared = prepareRun(run);
  const { range, answering } = prepared;
  const { histories, onProgress } = run;
  for (const day of prepared.capacityDays()) run.ofPeople?.(day);
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
  people = { capacity: "off" },
  simulation = createSimulation(schedule, histories, {
    ...answering,
    ...(people.capacity === "enforce" && { team: people.team }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }),
}: Omit<SimulationRun, keyof Sinks | "histories"> & { readonly histories: HistoriesGiven }): PreparedRun {
  const { range } = simulation;
  const { team } = people.capacity === "off" ? { team: undefined } : people;
  return {
    range,
    answering,
    capacity: people.capacity,
    capacityDays: () => (team ? capacityDays(team, range, people.capacity) : []),
    async simulate(those, { sink, ofRun, ofPeople, onProgress }) {
      const measures = new MeasureTotals();
      const returns = new ReturnTotals();
      let [accounts, begunBefore, demands] = [0, 0, 0];
      for await (const book of people.capacity === "enforce" ? wholeBooks(those, people.books) : eachAlone(those)) {
        const { outcomes, personDays } = runBook(book, 1);
        for (const day of personDays) ofPeople?.({ ...day, capacityMinutes: 0 });
        const isQueued = queuedIn(schedule, personDays);
        for (const [place, outcome] of outcomes.entries()) {
          sink(outcome);
          measures.add(outcome.measures);
          returns.add(outcome.returns);
          ofRun?.(1, outcome);
          accounts++;
          if (hasBegunBefore(schedule, book[place]!, histories.grid.from)) begunBefore++;
          demands += outcome.rows.length;
          if (team) for (const done of daysDone(team, outcome, people.capacity, isQueued)) ofPeople?.(done);
        }
        const byChance = outcomes.some((outcome) => outcome.byChance);
        for (let number = 2; number <= answering.runs; number++) {
          for (const outcome of byChance ? runBook(book, number).outcomes : outcomes) ofRun?.(number, outcome);
          await onProgress?.(accounts);
        }
        await onProgress?.(accounts);
      }
      return { accounts, begunBefore, demands, goals: { tallies: measures.tallies, lines: returns.lines } };
    },
  };

  function runBook(book: readonly AccountHistory[], number: number): BookOutcome {
    const run = simulation.runBook(book, undefined, number);
    for (const outcome of run.outcomes) checkOutcome(outcome);
    return run;
  }
}

/** Whether the days of a book tell of a row: of people's work all, and of other work on record for one of its people. */
function queuedIn({ roles }: Schedule, days: readonly PersonDay[]): (row: LedgerRow) => boolean {
  const persons = new Set(roles.flatMap(({ name, kind }) => (kind === "person" ? name : [])));
  const told = new Set(days.map(({ person }) => person));
  return ({ owner, ownerRole, recorded }) => told.has(owner) && (recorded || persons.has(ownerRole));
}

/** Where nothing waits for people, every account is by itself. */
async function* eachAlone(accounts: AsyncIterable<AccountHistory>): AsyncGenerator<readonly AccountHistory[]> {
  for await (const account of accounts) yield [account];
}

/** Each book as soon as all of its accounts are there. */
async function* wholeBooks(
  accounts: AsyncIterable<AccountHistory>,
  books: Books,
): AsyncGenerator<readonly AccountHistory[]> {
  const begun = new Map<number, AccountHistory[]>();
  for await (const account of accounts) {
    const number = books.bookOf[account.ordinal!]!;
    const book = begun.get(number) ?? [];
    book.push(account);
    if (book.length < sizeOf(books, number)) begun.set(number, book);
    else {
      begun.delete(number);
      yield book;
    }
  }
  if (begun.size > 0) throw new Error("A part of the run has only some of the accounts of a book.");
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
