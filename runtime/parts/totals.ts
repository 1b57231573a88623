/** What is added up over the accounts of a part beside its ledger, and over all parts; and the same as JSON. */
import { type LineUnits, ReturnTotals } from "../measures/return.ts";
import {
  type Part as MeasurePart,
  MeasureTotals,
  parts as measureParts,
  type Tallies,
  type Tally,
} from "../measures/tally.ts";

/** Sums over accounts, in any order. */
export interface GoalTotals {
  readonly tallies: Tallies;
  /** By line of `roi`. */
  readonly lines: ReadonlyMap<string, LineUnits>;
}

export interface PartTotals {
  readonly accounts: number;
  /** Those that had begun before the first day of the data, and had not ended by then. */
  readonly begunBefore: number;
  /** Rows handed over: the demands of the range, and those carried in. */
  readonly demands: number;
  /** What was added up of measures and of the return. */
  readonly goals: GoalTotals;
}

/** All of them together. Exact, however the accounts were grouped. */
export function addTotals(all: Iterable<PartTotals>): PartTotals {
  const [measures, returns] = [new MeasureTotals(), new ReturnTotals()];
  let [accounts, begunBefore, demands] = [0, 0, 0];
  for (const part of all) {
    accounts += part.accounts;
    begunBefore += part.begunBefore;
    demands += part.demands;
    for (const [measure, tallies] of part.goals.tallies) {
      measures.add([...tallies].map(([of, tally]) => ({ measure, part: of, tally })));
    }
    returns.add(part.goals.lines.values());
  }
  return { accounts, begunBefore, demands, goals: { tallies: measures.tallies, lines: returns.lines } };
}

/** Whole numbers of any size stand as text. */
export function totalsJson({ accounts, begunBefore, demands, goals }: PartTotals): string {
  const tallies = [...goals.tallies].map(([measure, of]) => [
    measure,
    [...of].map(([part, tally]) => [part, plain(tally)]),
  ]);
  const lines = [...goals.lines.values()].map(({ line, times, units, unknown }) => [
    line,
    times,
    String(units),
    unknown,
  ]);
  return JSON.stringify({ accounts, begunBefore, demands, tallies, lines });
}

function plain({ units, x, y, xx, xy, yy, waiting, unknown, days }: Tally) {
  return {
    units,
    sums: [x, y, xx, xy, yy].map(String),
    waiting,
    unknown: [...unknown],
    days: [...days].map(([day, { reached, waiting: stillWaiting }]) => [day, reached, stillWaiting]),
  };
}

/** Reads what `totalsJson` wrote; RangeError for anything else. */
export function totalsOf(json: string): PartTotals {
  const { accounts, begunBefore, demands, tallies, lines } = membersOf(JSON.parse(json));
  return {
    accounts: count(accounts),
    begunBefore: count(begunBefore),
    demands: count(demands),
    goals: {
      tallies: new Map(
        listOf(tallies).map((entry) => {
          const [measure, of] = listOf(entry);
          return [text(measure), new Map(listOf(of).map(tallyEntry))];
        }),
      ),
      lines: new Map(
        listOf(lines).map((entry) => {
          const [line, times, units, unknown] = listOf(entry);
          const name = text(line);
          return [name, { line: name, times: count(times), units: whole(units), unknown: count(unknown) }];
        }),
      ),
    },
  };
}

function tallyEntry(entry: unknown): [MeasurePart, Tally] {
  const [named, tally] = listOf(entry);
  const part = measureParts.find((each) => each === named);
  if (part === undefined) throw refused();
  const { units, sums, waiting, unknown, days } = membersOf(tally);
  const [x, y, xx, xy, yy] = listOf(sums).map(whole);
  if (x === undefined || y === undefined || xx === undefined || xy === undefined || yy === undefined) throw refused();
  const read: Tally = {
    units: count(units),
    x,
    y,
    xx,
    xy,
    yy,
    waiting: count(waiting),
    unknown: new Map(
      listOf(unknown).map((each) => {
        const [reason, times] = listOf(each);
        return [text(reason), count(times)];
      }),
    ),
    days: new Map(
      listOf(days).map((each) => {
        const [day, reached, stillWaiting] = listOf(each);
        return [count(day), { reached: count(reached), waiting: count(stillWaiting) }];
      }),
    ),
  };
  return [part, read];
}

const refused = () => new RangeError("The totals of a part are not what playc writes.");

function membersOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refused();
  return { ...value };
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw refused();
  return value;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw refused();
  return value;
}

function count(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw refused();
  return value;
}

/** A hundred digits are more than any sum has, and few enough to be read at once. */
function whole(value: unknown): bigint {
  if (typeof value !== "string" || !/^-?\d{1,100}$/.test(value)) throw refused();
  return BigInt(value);
}
