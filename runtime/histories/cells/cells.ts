/**
 * The values of one table of metrics, by account and day. Good rows are taken as the database gives them, in any order,
 * and come back as arrays of days. Of rows with the same account and day (in a long table: and metric) equal ones
 * count once, and of differing ones none does: every reader finds that out by itself, so that it need not be remembered.
 */
import type { DuckDBDataChunk } from "@duckdb/node-api";
import type { DayRange, EpochDay } from "../types.ts";
import { accountsPerPart, type Page, PagedRows } from "./pages.ts";

/** What a row holds beside account and day: in a wide table a value a metric, in a long one a metric and its value. */
export type CellLayout = "wide" | "long";

/** Two rows that say different things: the cell they are about. `metric` is 0 in a wide table. */
export interface Conflict {
  ordinal: number;
  day: EpochDay;
  metric: number;
}

/** Values of some accounts, a metric after the other: of account `slot`, day `d` at `slot * days + d`; NaN where there is none. */
export interface Cells {
  values: Float64Array[];
  /** What has been read of each cell: in a wide table of all metrics together, in a long one laid out as `values`. */
  state: Uint8Array;
  conflicts: Conflict[];
}

/** Values of metrics held at once: eight megabytes. */
const CELLS = 1_000_000;
const MOST_ACCOUNTS = 500;

/** How many accounts, of so many values each, are read at once: whole parts of the file, where they are not too much. */
export function accountsAtOnce(valuesEach: number, accounts: number): number {
  const part = accountsPerPart(accounts);
  const most = Math.min(Math.max(MOST_ACCOUNTS, part), Math.floor(CELLS / Math.max(1, valuesEach)));
  return Math.max(1, most >= part ? most - (most % part) : most);
}

/** What of a cell has been read. */
const NOTHING = 0;
const ONE_VALUE = 1;
const TWO_VALUES = 2;

/** The ordinal the database gives to rows that are set aside. */
export const SET_ASIDE = -1;

export class MetricCells {
  readonly #rows: PagedRows;
  readonly #layout: CellLayout;
  readonly #metrics: number;
  #found = { from: Infinity, to: -Infinity };
  /** Rows passed over because they are set aside. */
  setAside = 0;
  /** The metrics, by their number, that rows were taken of. */
  readonly seen = new Set<number>();

  constructor(file: number, accounts: number, layout: CellLayout, metrics: number) {
    this.#rows = new PagedRows(file, accounts, layout === "wide" ? metrics : 2);
    this.#layout = layout;
    this.#metrics = metrics;
  }

  /** Good rows taken. */
  get count(): number {
    return this.#rows.rows;
  }

  /** First to last day of the rows taken; undefined when there is none. */
  get days(): DayRange | undefined {
    return this.#found.from <= this.#found.to ? { ...this.#found } : undefined;
  }

  /**
   * Takes rows: ordinal (SET_ASIDE: not this one), day, then the values, or metric and value; none of them null.
   * Hot: it sees every row of the input.
   */
  take(chunk: DuckDBDataChunk): void {
    const rows = this.#rows;
    const { stride } = rows;
    const count = chunk.rowCount;
    const ordinals = wholes(chunk, 0, count);
    const days = wholes(chunk, 1, count);
    const columns: Float64Array[] = [];
    for (let column = 2; column <= stride; column++) columns.push(numbers(chunk, column, count));
    for (let row = 0; row < count; row++) {
      const ordinal = ordinals[row]!;
      if (ordinal === SET_ASIDE) {
        this.setAside++;
        continue;
      }
      const day = days[row]!;
      const page = rows.pageFor(ordinal);
      const at = page.rows * stride;
      page.ints[2 * at] = ordinal;
      page.ints[2 * at + 1] = day;
      for (let column = 0; column < columns.length; column++) page.doubles[at + 1 + column] = columns[column]![row]!;
      page.rows++;
      if (day < this.#found.from) this.#found.from = day;
      if (day > this.#found.to) this.#found.to = day;
    }
    if (this.#layout === "long") this.#see(ordinals, columns[0]!);
  }

  #see(ordinals: Int32Array, metrics: Float64Array): void {
    for (const [row, ordinal] of ordinals.entries()) if (ordinal !== SET_ASIDE) this.seen.add(metrics[row]!);
  }

  finish(): void {
    this.#rows.finish();
  }

  /** All cells that rows contradict each other about, some accounts at a time. */
  *conflicts(accounts: number): Generator<Conflict[]> {
    const days = this.days;
    if (days === undefined) return;
    let found = false;
    for (const { conflicts } of this.#all(accounts, days)) {
      if (conflicts.length === 0) continue;
      found = true;
      yield conflicts;
    }
    if (found) this.#forgetConflicts(accounts, days);
  }

  /** The days of rows that nothing contradicts. */
  #forgetConflicts(accounts: number, days: DayRange): void {
    const length = days.to - days.from + 1;
    this.#found = { from: Infinity, to: -Infinity };
    for (const { state } of this.#all(accounts, days)) {
      for (const [cell, known] of state.entries()) {
        if (known !== ONE_VALUE) continue;
        const day = days.from + (cell % length);
        if (day < this.#found.from) this.#found.from = day;
        if (day > this.#found.to) this.#found.to = day;
      }
    }
  }

  *#all(accounts: number, days: DayRange): Generator<Cells> {
    const step = accountsAtOnce((days.to - days.from + 1) * this.#metrics, accounts);
    for (let start = 0; start < accounts; start += step) {
      yield this.read(
        Array.from({ length: Math.min(step, accounts - start) }, (_, index) => start + index),
        days,
      );
    }
  }

  /** The values of accounts (ordinals, ascending) on `days`. */
  read(ordinals: readonly number[], days: DayRange): Cells {
    const length = ordinals.length * Math.max(0, days.to - days.from + 1);
    const values = Array.from({ length: this.#metrics }, () => new Float64Array(length).fill(Number.NaN));
    const into: Scatter = {
      values,
      state: new Uint8Array(this.#layout === "wide" ? length : length * this.#metrics),
      slots: new Int32Array(this.#rows.accountsPerPart),
      firstOrdinal: 0,
      days,
      conflicts: [],
    };
    const { accountsPerPart } = this.#rows;
    for (let start = 0; start < ordinals.length; ) {
      const part = Math.floor(ordinals[start]! / accountsPerPart);
      into.firstOrdinal = part * accountsPerPart;
      into.slots.fill(-1);
      let end = start;
      while (end < ordinals.length && ordinals[end]! < into.firstOrdinal + accountsPerPart) {
        into.slots[ordinals[end]! - into.firstOrdinal] = end;
        end++;
      }
      for (const page of this.#rows.pagesOf(part)) {
        if (this.#layout === "wide") scatterWide(page, this.#rows.stride, into);
        else scatterLong(page, this.#rows.stride, into);
      }
      start = end;
    }
    return { values, state: into.state, conflicts: into.conflicts };
  }
}

/** Where the rows of a part go. */
interface Scatter {
  readonly values: readonly Float64Array[];
  readonly state: Uint8Array;
  /** Of each account of the part its place among those read; -1 for those that are not. */
  readonly slots: Int32Array;
  firstOrdinal: number;
  readonly days: DayRange;
  readonly conflicts: Conflict[];
}

/** Hot: twice for every row of a wide table. */
function scatterWide({ ints, doubles, rows }: Page, stride: number, into: Scatter): void {
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
function scatterLong({ ints, doubles, rows }: Page, stride: number, into: Scatter): void {
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

/** A column without nulls, copied out of the chunk. */
function wholes(chunk: DuckDBDataChunk, column: number, count: number): Int32Array {
  const vector = chunk.getColumnVector(column);
  const values = new Int32Array(count);
  for (let row = 0; row < count; row++) values[row] = vector.getItem(row) as number;
  return values;
}

function numbers(chunk: DuckDBDataChunk, column: number, count: number): Float64Array {
  const vector = chunk.getColumnVector(column);
  const values = new Float64Array(count);
  for (let row = 0; row < count; row++) values[row] = vector.getItem(row) as number;
  return values;
}
