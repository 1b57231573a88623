/**
 * A score of one account, close by close: from the points it surely has to those it may have (docs/language.md section 3,
 * "Health"). Days are appended in order; running sums are kept up as far as windows ask for them, so that a window costs the
 * same whatever its length.
 */

import type { EpochDay } from "../histories/types.ts";

export class ScoreDays {
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** Over the days before each index; the values are whole and far below 2^53. */
  readonly #lowSums: Float64Array;
  readonly #highSums: Float64Array;
  readonly #unknowns: Int32Array;
  /** How many days the sums hold for. */
  #summed = 0;
  /** The first day that is not settled. */
  end: EpochDay;

  constructor(
    readonly from: EpochDay,
    days: number,
  ) {
    this.end = from;
    this.lows = new Float64Array(days).fill(Number.NaN);
    this.highs = new Float64Array(days).fill(Number.NaN);
    this.#lowSums = new Float64Array(days + 1);
    this.#highSums = new Float64Array(days + 1);
    this.#unknowns = new Int32Array(days + 1);
  }

  /** Forgets all days, for another account. */
  clear(): void {
    this.end = this.from;
    this.#summed = 0;
    this.lows.fill(Number.NaN);
    this.highs.fill(Number.NaN);
  }

  /** Settles all days at once, by index; only those on which the account is alive are read. */
  writeAll(lows: Float64Array, highs: Float64Array, alive: Uint8Array): void {
    for (let index = 0; index < alive.length; index++) {
      const isThere = alive[index] === 1;
      this.lows[index] = isThere ? lows[index]! : Number.NaN;
      this.highs[index] = isThere ? highs[index]! : Number.NaN;
    }
    this.end = this.from + alive.length;
    this.#summed = 0;
  }

  /** Writes a day at the end; NaN for one on which the account is not there. It is settled by moving `end`. */
  write(low: number, high: number): void {
    const index = this.end - this.from;
    this.lows[index] = low;
    this.highs[index] = high;
    this.#summed = Math.min(this.#summed, index);
  }

  low(day: EpochDay): number {
    return this.lows[day - this.from] ?? Number.NaN;
  }

  high(day: EpochDay): number {
    return this.highs[day - this.from] ?? Number.NaN;
  }

  /** Whether the account was there, and the score computed, on every day from `from` to `to`. */
  isKnown(from: EpochDay, to: EpochDay): boolean {
    const first = from - this.from;
    const end = to - this.from + 1;
    if (first < 0 || end > this.lows.length) return false;
    this.#sumUp(end);
    return this.#unknowns[end] === this.#unknowns[first];
  }

  /** Of days that are known. */
  lowSum(from: EpochDay, to: EpochDay): number {
    this.#sumUp(to - this.from + 1);
    return this.#lowSums[to - this.from + 1]! - this.#lowSums[from - this.from]!;
  }

  highSum(from: EpochDay, to: EpochDay): number {
    this.#sumUp(to - this.from + 1);
    return this.#highSums[to - this.from + 1]! - this.#highSums[from - this.from]!;
  }

  /** Up to before the day of an index. */
  #sumUp(end: number): void {
    for (; this.#summed < end; this.#summed++) {
      const index = this.#summed;
      const [low, high] = [this.lows[index]!, this.highs[index]!];
      const known = !Number.isNaN(low);
      this.#lowSums[index + 1] = this.#lowSums[index]! + (known ? low : 0);
      this.#highSums[index + 1] = this.#highSums[index]! + (known ? high : 0);
      this.#unknowns[index + 1] = this.#unknowns[index]! + (known ? 0 : 1);
    }
  }
}
