/**
 * More or fewer accounts than the data has: copies of accounts beside their originals, under ids of their own and with
 * the same owners, or some left out. Which ones is a function of their ids; a greater share only adds.
 */

import type { Condition, Schedule } from "../../schedule/types.ts";
import { createConditions } from "../conditions/index.ts";
import { numberDrawn } from "../engine/chance.ts";
import { openingOf } from "../engine/scope.ts";
import type { AccountHistory, Histories } from "../histories/types.ts";

/** Accounts of whom `when` is true at the opening of their first day in the data; without it all. `share` in millionths. */
export interface AccountsChange {
  readonly when: Condition | undefined;
  readonly share: number;
}

/** How often each account is there: 0 when it is left out. By place in the order of ids. */
interface Numbers {
  readonly times: Uint16Array;
  /** Place of the first of each in the new order, and behind them all how many there are. */
  readonly starts: Int32Array;
  /** Ids that end as those of copies do. */
  readonly taken: ReadonlySet<string>;
}

/** The histories with so many more of these accounts. Reads every account once. */
export async function withMoreAccounts<Given extends Histories>(
  schedule: Schedule,
  histories: Given,
  change: AccountsChange,
): Promise<Given> {
  const numbers = await numbersOf(schedule, histories, change);
  const { starts } = numbers;
  const count = starts.at(-1)!;
  return {
    ...histories,
    count,
    chosen: Array.from({ length: count }, (_, ordinal) => ordinal),
    accounts: (places = { from: 0, to: count }) =>
      places.ordinals ? ofOrdinals(histories, numbers, places.ordinals) : expanded(histories, numbers, places),
    everybody: () => multiplied(histories.everybody(), numbers, 0),
  };
}

async function numbersOf(schedule: Schedule, histories: Histories, { when, share }: AccountsChange): Promise<Numbers> {
  const conditions = createConditions(schedule, histories);
  const memory = conditions.newMemory();
  const holds = when && conditions.test(when);
  const meant: { place: number; draw: number }[] = [];
  const taken = new Set<string>();
  let place = 0;
  for await (const history of histories.accounts()) {
    if (endsAsCopy.test(history.id)) taken.add(history.id);
    const view = conditions.view(history, () => undefined, memory);
    const first = histories.grid.from + conditions.aliveDays(view).indexOf(1);
    if (first >= histories.grid.from && (!holds || holds(view, openingOf(first)) === true)) {
      meant.push({ place, draw: numberDrawn(`what-if|${history.id}`) });
    }
    place++;
  }
  meant.sort((a, b) => a.draw - b.draw || a.place - b.place);
  const times = new Uint16Array(place).fill(1);
  const [whole, rest] = [Math.floor(share / 1_000_000), share - 1_000_000 * Math.floor(share / 1_000_000)];
  const more = Math.round((meant.length * rest) / 1_000_000);
  for (const [index, { place: at }] of meant.entries()) times[at] = 1 + whole + (index < more ? 1 : 0);
  const starts = new Int32Array(place + 1);
  for (let at = 0; at < place; at++) starts[at + 1] = starts[at]! + times[at]!;
  return { times, starts, taken };
}

async function* expanded(
  histories: Histories,
  numbers: Numbers,
  { from, to }: { from: number; to: number },
): AsyncGenerator<AccountHistory> {
  const { starts } = numbers;
  if (from >= to) return;
  const [first, last] = [placeOf(starts, from), placeOf(starts, to - 1)];
  const stretch = histories.accounts({ from: first, to: last + 1 });
  let place = starts[first]!;
  for await (const history of multiplied(stretch, numbers, first)) {
    if (place >= from && place < to) yield history;
    place++;
  }
}

/** `ordinals`: ascending. */
async function* ofOrdinals(
  histories: Histories,
  { starts, taken }: Numbers,
  ordinals: readonly number[],
): AsyncGenerator<AccountHistory> {
  const wanted = new Map<number, number[]>();
  for (const ordinal of ordinals) {
    const place = placeOf(starts, ordinal);
    wanted.set(place, [...(wanted.get(place) ?? []), ordinal]);
  }
  const places = [...wanted].values();
  for await (const history of histories.accounts({ ordinals: [...wanted.keys()] })) {
    const [place, own] = places.next().value!;
    for (const ordinal of own) yield nthOf(history, ordinal, ordinal - starts[place]!, taken);
  }
}

/** Each account as often as it is there. `first`: the place of the first. */
async function* multiplied(
  accounts: AsyncIterable<AccountHistory>,
  { times, starts, taken }: Numbers,
  first: number,
): AsyncGenerator<AccountHistory> {
  let place = first;
  for await (const history of accounts) {
    for (let number = 0; number < times[place]!; number++) {
      yield nthOf(history, starts[place]! + number, number, taken);
    }
    place++;
  }
}

/** The account itself, or its copy of a number. */
function nthOf(history: AccountHistory, ordinal: number, number: number, taken: ReadonlySet<string>): AccountHistory {
  return number === 0 ? { ...history, ordinal } : copyOf(history, ordinal, idOf(history.id, number, taken));
}

/** The old place of a new one: the last whose first is not behind it, and that is there at all. */
function placeOf(starts: Int32Array, place: number): number {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

const endsAsCopy = / \++\d+$/;

function idOf(id: string, number: number, taken: ReadonlySet<string>): string {
  let mark = "+";
  while (taken.has(`${id} ${mark}${number}`)) mark += "+";
  return `${id} ${mark}${number}`;
}

/** What records say of a demand of the original, they say of the copy's. */
function copyOf(history: AccountHistory, ordinal: number, id: string): AccountHistory {
  const own = `${history.id}|`;
  const touches = history.touches.map((touch) =>
    touch.demand?.startsWith(own) ? { ...touch, demand: `${id}|${touch.demand.slice(own.length)}` } : touch,
  );
  return { ...history, id, ordinal, touches };
}
