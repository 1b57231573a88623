/**
 * How the accounts of a run are cut into parts that are simulated each by itself: by their number alone, never by who
 * does the work, so that every way to share it makes the same parts.
 */

import { accountsOf, type Books, sizeOf } from "../books/books-of.ts";

/** Neighbouring accounts of a run, by their places in its order: from `from` to before `to`. */
export interface Part {
  /** From 1 on. */
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/** Whole books of a run: so many accounts, which lie here and there. */
export interface PartOfBooks extends Part {
  /** Of the accounts, ascending. */
  readonly ordinals: readonly number[];
}

/** So many that a few workers end at about the same time; each costs some 30 ms beside its accounts. */
const PARTS_WANTED = 32;
const FEWEST_ACCOUNTS = 128;
/** What is lost when a run is interrupted, and what is on disk at once, grows with the accounts of a part. */
const MOST_ACCOUNTS = 4_096;

/** The parts of so many accounts, in order; one empty part where there is none. */
export function cutInParts(accounts: number): Part[] {
  const size = sizeFor(accounts);
  return Array.from({ length: Math.max(1, Math.ceil(accounts / size)) }, (_, index) => ({
    number: index + 1,
    from: index * size,
    to: Math.min(accounts, (index + 1) * size),
  }));
}

/** The same of whole books, in the order of their first accounts; a book is never cut, however large it is. */
export function cutInBooks(books: Books, wanted: Iterable<number>): PartOfBooks[] {
  const numbers = [...new Set(wanted)].sort((one, other) => one - other);
  const accounts = numbers.reduce((sum, book) => sum + sizeOf(books, book), 0);
  const parts: PartOfBooks[] = [];
  let ordinals: number[] = [];
  let from = 0;
  const cut = () => {
    const to = from + ordinals.length;
    parts.push({ number: parts.length + 1, from, to, ordinals: ordinals.sort((one, other) => one - other) });
    from = to;
    ordinals = [];
  };
  for (const book of numbers) {
    for (const ordinal of accountsOf(books, book)) ordinals.push(ordinal);
    if (ordinals.length >= sizeFor(accounts)) cut();
  }
  if (ordinals.length > 0 || parts.length === 0) cut();
  return parts;
}

function sizeFor(accounts: number): number {
  return Math.min(MOST_ACCOUNTS, Math.max(FEWEST_ACCOUNTS, powerOfTwoFrom(accounts / PARTS_WANTED)));
}

/** The smallest power of two that is not less: staged histories lie on disk in stretches of such lengths. */
function powerOfTwoFrom(least: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, least)));
}

/** One of several runs that share the parts among them; from 1 on. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

/** Shards beyond the number of parts have nothing to do. */
export const mostShards = 10_000;

export function isShard({ number, of }: Shard): boolean {
  return Number.isSafeInteger(number) && Number.isSafeInteger(of) && number >= 1 && number <= of && of <= mostShards;
}

/** The parts of a shard: neighbours, about as many as any other shard has; perhaps none. */
export function partsOfShard<One>(parts: readonly One[], { number, of }: Shard): One[] {
  const upTo = (shards: number) => Math.floor((parts.length * shards) / of);
  return parts.slice(upTo(number - 1), upTo(number));
}
