/** What waits for one person, or for the members of a pool, the most urgent first. */
import { compareText } from "../../schedule/order.ts";
import type { Place } from "../engine/queueing.ts";
import type { Demand } from "../engine/state.ts";
import type { Instant } from "../histories/types.ts";
import { Heap } from "./heap.ts";
import type { DayBook } from "./person-days.ts";
import type { Worker } from "./worker.ts";

/**
 * A demand in a queue. It counts as long as its account still has it under its place (`isCurrent`); what it is ordered
 * by stays as it was, since a demand that others join becomes more urgent under a new place.
 */
export interface Entry {
  readonly demand: Demand;
  readonly place: Place;
  readonly queue: Queue;
  /** Of its account in the book, in order of ids. */
  readonly account: number;
  readonly minutes: number;
  readonly rank: number;
  /** Infinity: none. */
  readonly deadline: Instant;
}

export class Queue {
  readonly #urgent = new Heap<Entry>(isMoreUrgent);
  /** How many entries count, and the minutes of their work. */
  #live = 0;
  #minutes = 0;

  constructor(
    /** The person or pool. */
    readonly owner: string,
    readonly days: DayBook,
    readonly members: readonly Worker[],
    private readonly isCurrent: (entry: Entry) => boolean,
  ) {}

  get waitingMinutes(): number {
    return this.#minutes;
  }

  /** A demand joined the queue; it is `add`ed once it may be taken up. */
  came(now: Instant, minutes: number): void {
    this.#live++;
    this.#minutes += minutes;
    this.days.came(this.days.dayOf(now), minutes);
  }

  /** A demand has left the queue without being taken up. */
  went(now: Instant, minutes: number): void {
    this.#live--;
    this.#minutes -= minutes;
    this.days.left(this.days.dayOf(now), minutes);
  }

  /** Somebody took it in hand: out of her own queue it waits in her hand, out of a pool's it passes to her. */
  handedTo(worker: Worker, now: Instant, minutes: number): void {
    this.#live--;
    this.#minutes -= minutes;
    if (worker.days === this.days) return;
    this.days.left(this.days.dayOf(now), minutes);
    worker.days.came(worker.days.dayOf(now), minutes);
  }

  /** Adds what may be taken up from now on. */
  add(entry: Entry): void {
    // What does not count any more lies about until it comes first: mostly such, it is cleared away.
    if (this.#urgent.size > 2 * this.#live + leastCleared) this.#urgent.keep(this.isCurrent);
    this.#urgent.push(entry);
  }

  /** The most urgent entry that may be taken up now. */
  first(now: Instant): Entry | undefined {
    for (;;) {
      const entry = this.#urgent.first();
      if (!entry || (this.isCurrent(entry) && now < entry.place.until)) return entry;
      this.#urgent.pop();
    }
  }
}

const leastCleared = 64;

/** docs/language.md section 18: what takes no time, then by priority, deadline, account, path and occurrence. */
export function isMoreUrgent(one: Entry, other: Entry): boolean {
  const order =
    Number(one.minutes > 0) - Number(other.minutes > 0) ||
    one.rank - other.rank ||
    (one.deadline < other.deadline ? -1 : one.deadline > other.deadline ? 1 : 0) ||
    one.account - other.account ||
    compareText(one.demand.path, other.demand.path) ||
    compareText(one.demand.occurrence, other.demand.occurrence);
  return order < 0;
}
