/**
 * A file of rows of numbers, parted by account while it is written: rows come in any order, and those of neighbouring
 * accounts are read back together. It takes the place of a sort, which would cost many times as much: histories are dense
 * in account and day, so that a row, once its part of the file is found, knows its place.
 *
 * A row is two whole numbers (ordinal and day) and as many doubles as the file has columns. Each part gathers its rows in a
 * page of memory and appends it to the file when it is full: memory is a page a part, whatever is written.
 */
import { readSync, writeSync } from "node:fs";

/** Parts are accounts in stretches; more parts mean less to read for an account, and more pages in memory: 16 MB. */
const MOST_PARTS = 1_024;
const FEWEST_ACCOUNTS = 64;
const PAGE_BYTES = 16_384;
const BYTES_PER_DOUBLE = 8;

/** How many neighbouring accounts share a part: a power of two. */
export function accountsPerPart(accounts: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(FEWEST_ACCOUNTS, accounts / MOST_PARTS)));
}

/**
 * Some rows, seen as whole numbers and as doubles. Row `r` begins at `r * stride` doubles, which is twice as many whole
 * numbers: its ordinal, its day, then its columns.
 */
export interface Page {
  readonly ints: Int32Array;
  readonly doubles: Float64Array;
  readonly rows: number;
}

/** Where the pages of a finished file are, for another process to read them: parts one after another. */
export interface PagesIndex {
  /** How many pages each part has, and how many rows the last of them. */
  readonly pages: Int32Array;
  readonly lastRows: Int32Array;
  /** Where each page begins. */
  readonly starts: Float64Array;
}

interface Part {
  /** Where in the file its full pages begin, and how many rows the last one has. */
  readonly starts: number[];
  lastRows: number;
}

export class PagedRows {
  readonly accountsPerPart: number;
  /** Doubles from one row to the next. */
  readonly stride: number;
  readonly #rowsPerPage: number;
  readonly #parts: readonly Part[];
  readonly #file: number;
  /** The pages being filled, one beside the other, and how many rows each has. Given back when the file is finished. */
  #doubles: Float64Array;
  #ints: Int32Array;
  #counts: Int32Array;
  readonly #onPage: (part: number, page: Page) => void;
  #end = 0;
  /** Rows written. */
  rows = 0;

  /** `file` is open for reading and writing, and empty. `onPage` sees every page before it is written. */
  constructor(file: number, accounts: number, columns: number, onPage: (part: number, page: Page) => void) {
    this.#file = file;
    this.#onPage = onPage;
    this.accountsPerPart = accountsPerPart(accounts);
    this.stride = 1 + columns;
    this.#rowsPerPage = Math.max(1, Math.floor(PAGE_BYTES / (this.stride * BYTES_PER_DOUBLE)));
    const parts = Math.ceil(accounts / this.accountsPerPart);
    this.#parts = Array.from({ length: parts }, () => ({ starts: [], lastRows: 0 }));
    this.#doubles = new Float64Array(parts * this.#rowsPerPage * this.stride);
    this.#ints = new Int32Array(this.#doubles.buffer);
    this.#counts = new Int32Array(parts);
  }

  /**
   * Appends the first `count` rows of these columns but those whose ordinal is negative; gives how many it passed over.
   * Hot: every row of the input comes by, so that it goes straight from arrays to arrays.
   */
  append(ordinals: Int32Array, days: Int32Array, columns: readonly Float64Array[], count: number): number {
    const [ints, doubles, counts, stride, rowsPerPage] = [
      this.#ints,
      this.#doubles,
      this.#counts,
      this.stride,
      this.#rowsPerPage,
    ];
    const shift = Math.log2(this.accountsPerPart);
    let passedOver = 0;
    for (let row = 0; row < count; row++) {
      const ordinal = ordinals[row]!;
      if (ordinal < 0) {
        passedOver++;
        continue;
      }
      const part = ordinal >>> shift;
      if (counts[part] === rowsPerPage) this.#write(part);
      const at = (part * rowsPerPage + counts[part]!) * stride;
      ints[2 * at] = ordinal;
      ints[2 * at + 1] = days[row]!;
      for (let column = 1; column < stride; column++) doubles[at + column] = columns[column - 1]![row]!;
      counts[part]!++;
    }
    return passedOver;
  }

  /** Ends the appending, and gives the memory back. */
  finish(): void {
    for (const part of this.#parts.keys()) if (this.#counts[part]! > 0) this.#write(part);
    this.#doubles = new Float64Array(0);
    this.#ints = new Int32Array(0);
    this.#counts = new Int32Array(0);
  }

  /** What `restore` needs, once the file is finished. */
  index(): PagesIndex {
    return {
      pages: Int32Array.from(this.#parts, ({ starts }) => starts.length),
      lastRows: Int32Array.from(this.#parts, ({ lastRows }) => lastRows),
      starts: Float64Array.from(this.#parts.flatMap(({ starts }) => starts)),
    };
  }

  /** Takes a file that was finished elsewhere, instead of rows. */
  restore({ pages, lastRows, starts }: PagesIndex): void {
    let next = 0;
    for (const [number, part] of this.#parts.entries()) {
      part.starts.push(...starts.subarray(next, next + pages[number]!));
      part.lastRows = lastRows[number]!;
      next += pages[number]!;
    }
    this.finish();
  }

  /** The rows of one part, a page at a time. A page is valid until the next is asked for. */
  *pagesOf(part: number): Generator<Page> {
    const { starts, lastRows } = this.#parts[part]!;
    const doubles = new Float64Array(this.#rowsPerPage * this.stride);
    const ints = new Int32Array(doubles.buffer);
    for (const [index, start] of starts.entries()) {
      const rows = index === starts.length - 1 ? lastRows : this.#rowsPerPage;
      this.#read(doubles.subarray(0, rows * this.stride), start);
      yield { ints, doubles, rows };
    }
  }

  #write(part: number): void {
    const rows = this.#counts[part]!;
    const from = part * this.#rowsPerPage * this.stride;
    const doubles = this.#doubles.subarray(from, from + rows * this.stride);
    this.#onPage(part, { doubles, ints: this.#ints.subarray(2 * from, 2 * (from + rows * this.stride)), rows });
    for (let done = 0; done < doubles.byteLength; ) {
      done += writeSync(this.#file, doubles, done, doubles.byteLength - done, this.#end + done);
    }
    this.#parts[part]!.starts.push(this.#end);
    this.#parts[part]!.lastRows = rows;
    this.#end += doubles.byteLength;
    this.#counts[part] = 0;
    this.rows += rows;
  }

  #read(doubles: Float64Array, start: number): void {
    for (let done = 0; done < doubles.byteLength; ) {
      const read = readSync(this.#file, doubles, done, doubles.byteLength - done, start + done);
      if (read === 0) throw new Error("The temporary file of staged rows is shorter than what was written to it.");
      done += read;
    }
  }
}
