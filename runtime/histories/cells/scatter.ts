/**
 * Puts rows of a part, as they stand in the file, to their places in arrays of days, and finds out which of them contradict
 * each other.
 */
import type { DayRange, EpochDay } from "../types.ts";
import type { Page } from "./pages.ts";

/** Two rows that say different things: the cell they are about. `metric` is 0 in a wide table. */
export interface Conflict {
  ordinal: number;
  day: EpochDay;
  metric: number;
}

/** What of a cell has been read. */
const NOTHING = 0;
export const ONE_VALUE = 1;
const TWO_VALUES = 2;

/** Where the rows of a part go. */
export interface Scatter {
  readonly values: readonly Float64Array[];
  readonly state: Uint8Array;
  /** Of each account of the part its place among those read; -1 for those that are not. */
  readonly slots: Int32Array;
  firstOrdinal: number;
  readonly days: DayRange;
  readonly conflicts: Conflict[];
}

/** Hot: twice for every row of a wide table. */
export function scatterWide({ ints, doubles, rows }: Page, stride: number, into: Scatter): void {
  const { values, state, slots, firstOrdinal, days, conflicts } = into;
  const length = days.to - days.from + 1;
  for (let row = 0; row < rows; row++) {
    const at = row * stride;
    const ordinal = ints[2 * at]!;
    const day = ints[2 * at + 1]!;
    const slot = slots[ordinal - firstOrdinal]!;
    if (slot < 0 || day < days.from || day > days.to) continue;
    const cell = slot * length + day - days.from;
    if (state[cell] === NOTHING) {
      state[cell] = ONE_VALUE;
      for (let metric = 0; metric < values.length; metric++) values[metric]![cell] = doubles[at + 1 + metric]!;
    } else if (state[cell] === ONE_VALUE) {
      if (values.every((column, metric) => same(column[cell]!, doubles[at + 1 + metric]!))) continue;
      state[cell] = TWO_VALUES;
      for (const column of values) column[cell] = Number.NaN;
      conflicts.push({ ordinal, day, metric: 0 });
    }
  }
}

/** Hot: twice for every row of a long table. */
export function scatterLong({ ints, doubles, rows }: Page, stride: number, into: Scatter): void {
  const { values, state, slots, firstOrdinal, days, conflicts } = into;
  const length = days.to - days.from + 1;
  for (let row = 0; row < rows; row++) {
    const at = row * stride;
    const ordinal = ints[2 * at]!;
    const day = ints[2 * at + 1]!;
    const slot = slots[ordinal - firstOrdinal]!;
    if (slot < 0 || day < days.from || day > days.to) continue;
    const metric = doubles[at + 1]!;
    const column = values[metric]!;
    const cell = slot * length + day - days.from;
    const known = metric * column.length + cell;
    if (state[known] === NOTHING) {
      state[known] = ONE_VALUE;
      column[cell] = doubles[at + 2]!;
    } else if (state[known] === ONE_VALUE && !same(column[cell]!, doubles[at + 2]!)) {
      state[known] = TWO_VALUES;
      column[cell] = Number.NaN;
      conflicts.push({ ordinal, day, metric });
    }
  }
}

/** NaN stands for no value, and is the same as itself. */
function same(left: number, right: number): boolean {
  return left === right || (Number.isNaN(left) && Number.isNaN(right));
}
