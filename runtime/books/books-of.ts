/**
 * Which accounts make a book (docs/language.md section 18): those that are connected through people with finite hours
 * whom they have for a role on any day, or who are on record for something done for them. It is known before the first day, from the data and the rules alone, so books
 * can be simulated each by itself. Memory is four bytes an account and role.
 */
import type { Role } from "../../schedule/types.ts";
import type { AccountHistory } from "../histories/types.ts";
import type { Team } from "../people/types.ts";

/** Books are numbered from 0 in the order of their first accounts. Plain data, for other processes too. */
export interface Books {
  /** By ordinal of an account, its book. */
  readonly bookOf: Int32Array;
  /** The ordinals of all accounts, one book after the other, each book's ascending. */
  readonly order: Int32Array;
  /** By book, where its accounts begin in that order; one more at the end. */
  readonly starts: Int32Array;
}

/** How many accounts a book has. */
export function sizeOf({ starts }: Books, book: number): number {
  return starts[book + 1]! - starts[book]!;
}

/** The ordinals of a book's accounts, ascending. */
export function accountsOf({ order, starts }: Books, book: number): Int32Array {
  return order.subarray(starts[book]!, starts[book + 1]!);
}

/** `accounts`: all of the data, in order of ordinals. */
export async function booksOf(
  accounts: AsyncIterable<Pick<AccountHistory, "people" | "touches">>,
  roles: readonly Role[],
  team: Team,
): Promise<Books> {
  const persons = roles.filter(({ kind }) => kind === "person").map(({ name }) => name);
  const joined = new Sets();
  /** By name of a person the first account that has her. */
  const firstOf = new Map<string, number>();
  let ordinal = 0;
  for await (const history of accounts) {
    joined.add();
    for (const name of whoServes(history, persons, team)) {
      const first = firstOf.get(name);
      if (first === undefined) firstOf.set(name, ordinal);
      else joined.join(first, ordinal);
    }
    ordinal++;
  }
  return numbered(joined, ordinal);
}

/** Everybody with finite hours whom an account has for a role on any day, or who is on record for something done for it. */
function whoServes(
  { people, touches }: Pick<AccountHistory, "people" | "touches">,
  roles: readonly string[],
  team: Team,
): Set<string> {
  const names = new Set<string>();
  for (const { owner } of touches) {
    if (owner !== undefined && (team.people.get(owner)?.weekMinutes ?? Infinity) < Infinity) names.add(owner);
  }
  for (const role of roles) {
    for (const { value } of people.get(role) ?? []) {
      if (typeof value === "string") for (const { name } of team.serving(value, role)) names.add(name);
    }
  }
  return names;
}

function numbered(joined: Sets, accounts: number): Books {
  const bookOf = new Int32Array(accounts);
  const numberOf = new Map<number, number>();
  for (let ordinal = 0; ordinal < accounts; ordinal++) {
    const first = joined.firstOf(ordinal);
    const number = numberOf.get(first) ?? numberOf.size;
    numberOf.set(first, number);
    bookOf[ordinal] = number;
  }
  // Accounts one book after the other, and where each book begins.
  const starts = new Int32Array(numberOf.size + 1);
  for (const book of bookOf) starts[book + 1]!++;
  for (let book = 0; book < numberOf.size; book++) starts[book + 1]! += starts[book]!;
  const next = starts.slice();
  const order = new Int32Array(accounts);
  for (const [ordinal, book] of bookOf.entries()) order[next[book]!++] = ordinal;
  return { bookOf, order, starts };
}

/** Sets of numbers from 0 on that can be joined; each is known by its least. */
class Sets {
  #parents = new Int32Array(1024);
  #count = 0;

  /** One more number, alone. */
  add(): void {
    if (this.#count === this.#parents.length) {
      const larger = new Int32Array(2 * this.#count);
      larger.set(this.#parents);
      this.#parents = larger;
    }
    this.#parents[this.#count] = this.#count++;
  }

  join(one: number, other: number): void {
    const [first, second] = [this.firstOf(one), this.firstOf(other)];
    this.#parents[Math.max(first, second)] = Math.min(first, second);
  }

  firstOf(number: number): number {
    const parents = this.#parents;
    let at = number;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!;
      at = parents[at]!;
    }
    return at;
  }
}
