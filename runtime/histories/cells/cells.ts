/**
 * The values of one table of metrics, by account and day. Good rows are taken as the database gives them, in any order,
 * and come back as arrays of days. Of rows with the same account and day (in a long table: and metric) equal ones
 * count once, and of differing ones none does: every reader finds that out by itself, so that it need not be remembered.
 */
import type { DuckDBDataChunk } from "@duckdb/node-api";
import type { DayRange } from "../types.ts";
import { accountsPerPart, type Page, PagedRows, type PagesIndex } from "./pages.ts";
import { type Conflict, ONE_VALUE, type Scatter, scatterLong, scatterWide } from "./scatter.ts";
import { SeenCells } from "./seen.ts";

/** What a row holds beside account and day: in a wide table a value a metric, in a long one a metric and its value. */
export type CellLayout = "wide" | "long";

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

/** The ordinal the database gives to rows that are set aside. */
export const SET_ASIDE = -1;

/** What another process needs to read cells that were finished, besides the file. */
export interface CellsIndex {
  readonly accounts: number;
  readonly layout: CellLayout;
  readonly metrics: number;
  readonly pages: PagesIndex;
}

export class MetricCells {
  readonly #rows: PagedRows;
  readonly #layout: CellLayout;
  readonly #metrics: number;
  readonly #accounts: number;
  #found = { from: Infinity, to: -Infinity };
  /** Given back when all rows are taken. */
  #noted: SeenCells | undefined;
  /** Parts of the file in which a cell may stand twice. */
  readonly #suspects = new Set<number>();
  /** The columns of a chunk. */
  readonly #columns: Float64Array[] = [];
  #ordinals = new Int32Array(0);
  #days = new Int32Array(0);
  /** Rows passed over because they are set aside. */
  setAside = 0;
  /** The metrics, by their number, that rows were taken of. */
  readonly seen = new Set<number>();

  constructor(file: number, accounts: number, layout: CellLayout, metrics: number) {
    this.#rows = new PagedRows(file, accounts, layout === "wide" ? metrics : 2, (part, page) => this.#note(part, page));
    this.#layout = layout;
    this.#metrics = metrics;
    this.#accounts = accounts;
    this.#noted = new SeenCells(accounts);
  }

  /** Good rows taken. */
  get count(): number {
    return this.#rows.rows;
  }

  /** First to last day of the rows taken; undefined when there is none. */
  get days(): DayRange | undefined {
    return this.#found.from <= this.#found.to ? { ...this.#found } : undefined;
  }

  /** Takes rows: ordinal (SET_ASIDE: not this one), day, then the values, or metric and value; none of them null. */
  take(chunk: DuckDBDataChunk): void {
    const count = chunk.rowCount;
    this.#copy(chunk, count);
    this.setAside += this.#rows.append(this.#ordinals, this.#days, this.#columns, count);
  }

  /** Looks at a page of rows: of one part, so that what is noted of them lies together, too. Hot. */
  #note(part: number, { ints, doubles, rows }: Page): void {
    const { stride } = this.#rows;
    const [noted, isLong, metrics] = [this.#noted!, this.#layout === "long", this.#metrics];
    let { from, to } = this.#found;
    let isSuspect = false;
    for (let at = 0; at < rows * stride; at += stride) {
      const ordinal = ints[2 * at]!;
      const day = ints[2 * at + 1]!;
      if (day < from) from = day;
      if (day > to) to = day;
      const metric = isLong ? doubles[at + 1]! : 0;
      if (isLong) this.seen.add(metric);
      if (noted.note(ordinal, isLong ? day * metrics + metric : day)) isSuspect = true;
    }
    this.#found = { from, to };
    if (isSuspect) this.#suspects.add(part);
  }

  /** Columns without nulls, out of the chunk: into the same arrays every time. */
  #copy(chunk: DuckDBDataChunk, count: number): void {
    if (this.#ordinals.length < count) {
      this.#ordinals = new Int32Array(count);
      this.#days = new Int32Array(count);
      for (let column = 1; column < this.#rows.stride; column++) this.#columns[column - 1] = new Float64Array(count);
    }
    copyColumn(chunk, 0, count, this.#ordinals);
    copyColumn(chunk, 1, count, this.#days);
    for (const [index, column] of this.#columns.entries()) copyColumn(chunk, index + 2, count, column);
  }

  finish(): void {
    this.#rows.finish();
    this.#noted = undefined;
  }

  index(): CellsIndex {
    return { accounts: this.#accounts, layout: this.#layout, metrics: this.#metrics, pages: this.#rows.index() };
  }

  /** Cells that were finished elsewhere, to be read; `file` is open for reading. */
  static restored(file: number, { accounts, layout, metrics, pages }: CellsIndex): Pick<MetricCells, "read"> {
    const cells = new MetricCells(file, accounts, layout, metrics);
    cells.#rows.restore(pages);
    cells.finish();
    return cells;
  }

  /** All cells that rows contradict each other about, some accounts at a time. */
  *conflicts(): Generator<Conflict[]> {
    const days = this.days;
    if (days === undefined) return;
    const { accountsPerPart } = this.#rows;
    let found = false;
    for (const part of [...this.#suspects].sort((left, right) => left - right)) {
      const start = part * accountsPerPart;
      for (const { conflicts } of this.#readAll(start, Math.min(start + accountsPerPart, this.#accounts), days)) {
        if (conflicts.length === 0) continue;
        found = true;
        yield conflicts;
      }
    }
    if (found) this.#forgetConflicts(days);
  }

  /** The days of rows that nothing contradicts. */
  #forgetConflicts(days: DayRange): void {
    const length = days.to - days.from + 1;
    this.#found = { from: Infinity, to: -Infinity };
    for (const { state } of this.#readAll(0, this.#accounts, days)) {
      for (const [cell, known] of state.entries()) {
        if (known !== ONE_VALUE) continue;
        const day = days.from + (cell % length);
        if (day < this.#found.from) this.#found.from = day;
        if (day > this.#found.to) this.#found.to = day;
      }
    }
  }

  /** The accounts from `start` to before `end`, some at a time. */
  *#readAll(start: number, end: number, days: DayRange): Generator<Cells> {
    const step = accountsAtOnce((days.to - days.from + 1) * this.#metrics, this.#accounts);
    for (let first = start; first < end; first += step) {
      const ordinals = Array.from({ length: Math.min(step, end - first) }, (_, index) => first + index);
      yield this.read(ordinals, days);
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

function copyColumn(chunk: DuckDBDataChunk, column: number, count: number, into: Int32Array | Float64Array): void {
  const vector = chunk.getColumnVector(column);
  for (let row = 0; row < count; row++) into[row] = vector.getItem(row) as number;
}
