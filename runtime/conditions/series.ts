/** A metric of one account after its missing rule: a value a day, and the sums of any window at once. */

import type { Metric } from "../../schedule/types.ts";
import type { DayRange, EpochDay } from "../histories/types.ts";
import { plus, type Whole } from "./exact.ts";

/**
 * Applies the missing rule (docs/language.md section 3): only on days that are both alive and within the horizon.
 * `alive` and `recorded` stand on the grid; the result is `recorded` itself, or stands in `memory`.
 */
export function fillMissing(
  recorded: Float64Array,
  rule: Metric["missing"],
  alive: Uint8Array,
  horizon: DayRange | undefined,
  gridFrom: EpochDay,
  memory: (length: number) => Float64Array,
): Float64Array {
  if (rule === "unknown" || horizon === undefined) return recorded;
  const gap = firstUnknown(recorded);
  if (gap === recorded.length) return recorded;
  const filled = memory(recorded.length);
  filled.set(recorded);
  const first = horizon.from - gridFrom;
  const last = horizon.to - gridFrom;
  let carried = gap === 0 ? Number.NaN : recorded[gap - 1]!;
  for (let index = gap; index < filled.length; index++) {
    const value = recorded[index]!;
    if (!Number.isNaN(value)) carried = value;
    else if (alive[index] === 1 && index >= first && index <= last) filled[index] = rule === "zero" ? 0 : carried;
  }
  return filled;
}

function firstUnknown(values: Float64Array): number {
  let index = 0;
  while (index < values.length && !Number.isNaN(values[index]!)) index++;
  return index;
}

/**
 * Values are NaN where unknown. Immutable to its users. Windows are read day by day until that has cost as much as
 * adding up all days once: most series are asked for a few windows only.
 */
export class Series {
  #read = 0;
  #sums: Float64Array | undefined;
  #unknowns: Int32Array | undefined;
  /** Whether no prefix sum can have been rounded. */
  #exact = true;

  constructor(
    readonly from: EpochDay,
    readonly values: Float64Array,
  ) {}

  at(day: EpochDay): number {
    const index = day - this.from;
    return index >= 0 && index < this.values.length ? this.values[index]! : Number.NaN;
  }

  /** Whether every day from `from` to `to`, both included, has a value. */
  isKnown(from: EpochDay, to: EpochDay): boolean {
    const first = from - this.from;
    const end = to - this.from + 1;
    if (first < 0 || end > this.values.length) return false;
    if (!this.#isAddedUp(end - first)) {
      for (let index = first; index < end; index++) if (Number.isNaN(this.values[index]!)) return false;
      return true;
    }
    return this.#unknowns![end] === this.#unknowns![first];
  }

  /** NaN when any day from `from` to `to` is unknown. */
  sum(from: EpochDay, to: EpochDay): Whole {
    if (!this.isKnown(from, to)) return Number.NaN;
    const first = from - this.from;
    const end = to - this.from + 1;
    if (this.#sums !== undefined && this.#exact) return this.#sums[end]! - this.#sums[first]!;
    let total: Whole = 0;
    for (let index = first; index < end; index++) total = plus(total, this.values[index]!);
    return total;
  }

  /** The least (`sign` 1) or greatest (`sign` -1) value of the days; NaN when any is unknown. */
  extreme(from: EpochDay, to: EpochDay, sign: 1 | -1): number {
    if (!this.isKnown(from, to)) return Number.NaN;
    let found = this.values[from - this.from]!;
    for (let index = from - this.from + 1; index <= to - this.from; index++) {
      const value = this.values[index]!;
      if (sign * value < sign * found) found = value;
    }
    return found;
  }

  #isAddedUp(days: number): boolean {
    if (this.#unknowns !== undefined) return true;
    this.#read += days;
    if (this.#read < this.values.length) return false;
    this.#addUp();
    return true;
  }

  #addUp(): void {
    const { values } = this;
    const sums = new Float64Array(values.length + 1);
    const unknowns = new Int32Array(values.length + 1);
    let magnitude = 0;
    for (let index = 0; index < values.length; index++) {
      const value = values[index]!;
      const known = !Number.isNaN(value);
      sums[index + 1] = known ? sums[index]! + value : sums[index]!;
      unknowns[index + 1] = known ? unknowns[index]! : unknowns[index]! + 1;
      if (known) magnitude += Math.abs(value);
    }
    this.#exact = magnitude <= Number.MAX_SAFE_INTEGER;
    this.#sums = sums;
    this.#unknowns = unknowns;
  }
}
