/** The events of one type and account in order of the day they are dated, and how each stands to a filter. */

import type { EpochDay, EventRecord } from "../histories/types.ts";
import type { Truth } from "./types.ts";

const NO_RECORDS: readonly EventRecord[] = [];

/**
 * A date-only event acts at the midnight that ends its day, so order of `at` is not always order of day: sorted here,
 * keeping the given order within a day.
 */
export class Occurrences {
  readonly records: readonly EventRecord[];
  readonly days: Float64Array;

  constructor(given: readonly EventRecord[] | undefined) {
    this.records = given === undefined ? NO_RECORDS : [...given].sort((left, right) => left.day - right.day);
    this.days = Float64Array.from(this.records, ({ day }) => day);
  }

  /** How many are dated before `day`: the place of the first that is not. */
  before(day: EpochDay): number {
    const { days } = this;
    let low = 0;
    let high = days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle]! < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What a filter says of each occurrence, and how many up to each place it surely or possibly admits. */
export class Admitted {
  readonly #truths: readonly Truth[];
  readonly #sure: Int32Array;
  readonly #possible: Int32Array;

  constructor(truths: readonly Truth[]) {
    this.#truths = truths;
    this.#sure = new Int32Array(truths.length + 1);
    this.#possible = new Int32Array(truths.length + 1);
    for (let place = 0; place < truths.length; place++) {
      this.#sure[place + 1] = this.#sure[place]! + (truths[place] === true ? 1 : 0);
      this.#possible[place + 1] = this.#possible[place]! + (truths[place] === false ? 0 : 1);
    }
  }

  at(place: number): Truth {
    return this.#truths[place];
  }

  /** Those at places `from` up to below `end` that surely match. */
  sure(from: number, end: number): number {
    return this.#sure[end]! - this.#sure[from]!;
  }

  /** Those that match or may. */
  possible(from: number, end: number): number {
    return this.#possible[end]! - this.#possible[from]!;
  }
}
