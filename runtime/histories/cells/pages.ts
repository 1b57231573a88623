/**
 * A file of rows of numbers, parted by account while it is written: rows come in any order, and those of neighbouring
 * accounts are read back together. It takes the place of a sort, which would cost many times as much: histories are dense in account and
 * day, so that a row, once its part of the file is found, knows its place.
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

/** How many neighbouring accounts share a part. */
export function accountsPerPart(accounts: number): number {
  return Math.max(FEWEST_ACCOUNTS, Math.ceil(accounts / MOST_PARTS));
}

/** One page of rows, seen as whole numbers and as doubles. Row `r` begins at `r * stride` doubles, twice as many ints. */
export interface Page {
  readonly ints: Int32Array;
  readonly doubles: Float64Array;
  rows: number;
}

interface Part {
  /** The page being filled; given back when the file is finished. */
  page: Page | undefined;
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
  #end = 0;
  /** Rows written. */
  rows = 0;

  /** `file` is open for reading and writing, and empty. */
  constructor(file: number, accounts: number, columns: number) {
    this.#file = file;
    this.accountsPerPart = accountsPerPart(accounts);
    this.stride = 1 + columns;
    this.#rowsPerPage = Math.max(1, Math.floor(PAGE_BYTES / (this.stride * BYTES_PER_DOUBLE)));
    const parts = Math.ceil(accounts / this.accountsPerPart);
    this.#parts = Array.from({ length: parts }, () => ({ page: undefined, starts: [], lastRows: 0 }));
  }

  /** The page that the next row of an account goes to, as row `page.rows`, which the caller counts up. */
  pageFor(ordinal: number): Page {
    const part = this.#parts[Math.floor(ordinal / this.accountsPerPart)]!;
    part.page ??= this.#emptyPage();
    if (part.page.rows === this.#rowsPerPage) this.#write(part, part.page);
    return part.page;
  }

  /** Ends the writing, and gives the memory back. */
  finish(): void {
    for (const part of this.#parts) {
      if (part.page === undefined) continue;
      this.#write(part, part.page);
      part.page = undefined;
    }
  }

  /** The rows of one part, a page at a time. A page is valid until the next is asked for. */
  *pagesOf(part: number): Generator<Page> {
    const { starts, lastRows } = this.#parts[part]!;
    const page = this.#emptyPage();
    for (const [index, start] of starts.entries()) {
      page.rows = index === starts.length - 1 ? lastRows : this.#rowsPerPage;
      this.#read(page, start);
      yield page;
    }
  }

  #emptyPage(): Page {
    const bytes = new ArrayBuffer(this.#rowsPerPage * this.stride * BYTES_PER_DOUBLE);
    return { ints: new Int32Array(bytes), doubles: new Float64Array(bytes), rows: 0 };
  }

  #write(part: Part, page: Page): void {
    const length = page.rows * this.stride * BYTES_PER_DOUBLE;
    if (length === 0) return;
    for (let done = 0; done < length; ) {
      done += writeSync(this.#file, page.doubles, done, length - done, this.#end + done);
    }
    part.starts.push(this.#end);
    part.lastRows = page.rows;
    this.rows += page.rows;
    this.#end += length;
    page.rows = 0;
  }

  #read(page: Page, start: number): void {
    const length = page.rows * this.stride * BYTES_PER_DOUBLE;
    for (let done = 0; done < length; ) {
      const read = readSync(this.#file, page.doubles, done, length - done, start + done);
      if (read === 0) throw new Error("The temporary file of staged rows is shorter than what was written to it.");
      done += read;
    }
  }
}
