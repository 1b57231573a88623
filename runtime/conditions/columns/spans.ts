/**
 * Sums, extremes and medians of windows, for all days of an account in one pass: what a window costs does not hang on its
 * length. Hot loops.
 */

/** Whole numbers beyond this are not kept by a plain number. */
export const SAFE = Number.MAX_SAFE_INTEGER;

/** The first day of the window of each day, by index; below 0 before the data. From day to day they never go back. */
export type Starts = Int32Array;

export function startsOf(days: number, firstOf: (index: number) => number): Starts {
  return Int32Array.from({ length: days }, (_, index) => firstOf(index));
}

/**
 * Sums the days from each day's start to itself; NaN where the window leaves the data or a day of it is unknown.
 * False when a sum is beyond plain numbers: then nothing that was written may be used.
 */
export function sumSpans(values: Float64Array, starts: Starts, out: Float64Array): boolean {
  let sum = 0;
  // The first day that the sum holds: never before the last unknown one.
  let going = 0;
  for (let index = 0; index < out.length; index++) {
    const value = values[index]!;
    const first = starts[index]!;
    for (; going < first; going++) {
      sum -= values[going]!;
      if (!(sum <= SAFE && sum >= -SAFE)) return false;
    }
    if (Number.isNaN(value)) {
      going = index + 1;
      sum = 0;
      out[index] = Number.NaN;
      continue;
    }
    sum += value;
    if (!(sum <= SAFE && sum >= -SAFE)) return false;
    out[index] = going === first ? sum : Number.NaN;
  }
  return true;
}

/**
 * The least (`sign` 1) or greatest (`sign` -1) value from each day's start to itself; NaN as for sums. `candidates` has room
 * for a number a day: the days that are better than all after them, in order, of which the first in the window is the best.
 */
export function extremesOfSpans(
  values: Float64Array,
  starts: Starts,
  sign: 1 | -1,
  out: Float64Array,
  candidates: Int32Array,
): void {
  let [knownFrom, first, end] = [0, 0, 0];
  for (let index = 0; index < out.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) {
      knownFrom = index + 1;
      first = end = 0;
      out[index] = Number.NaN;
      continue;
    }
    while (end > first && sign * values[candidates[end - 1]!]! >= sign * value) end--;
    candidates[end++] = index;
    const start = starts[index]!;
    while (candidates[first]! < start) first++;
    out[index] = start < knownFrom ? Number.NaN : values[candidates[first]!]!;
  }
}

/**
 * The median of `count` spans of that length back to back before each day's own, whose sums `sums` has; of an even count the
 * sum of the middle two. NaN when there is none or any is unknown; false when such a sum is beyond plain numbers. The spans stay sorted from
 * one day to the day a span later, so that a usual of many spans costs about what one of few does.
 */
export function mediansOfSpans(sums: Float64Array, length: number, count: number, out: Float64Array): boolean {
  out.fill(Number.NaN);
  if (count === 0) return true;
  const middle = count >> 1;
  const spans = new SortedSpans(count);
  for (let first = 0; first < Math.min(length, out.length); first++) {
    spans.clear();
    for (let index = first + length; index < out.length; index += length) {
      if (index - first > count * length) spans.remove(sums[index - (count + 1) * length]!);
      spans.add(sums[index - length]!);
      if (spans.size < count) continue;
      const { sorted } = spans;
      const median = count % 2 === 1 ? sorted[middle]! : sorted[middle - 1]! + sorted[middle]!;
      if (median > SAFE || median < -SAFE) return false;
      out[index] = median;
    }
  }
  return true;
}

/** The known ones of some numbers, in order. */
class SortedSpans {
  readonly sorted: Float64Array;
  size = 0;

  constructor(most: number) {
    this.sorted = new Float64Array(most);
  }

  clear(): void {
    this.size = 0;
  }

  add(sum: number): void {
    if (Number.isNaN(sum)) return;
    const at = this.#placeOf(sum);
    this.sorted.copyWithin(at + 1, at, this.size);
    this.sorted[at] = sum;
    this.size++;
  }

  /** One that was added. */
  remove(sum: number): void {
    if (Number.isNaN(sum)) return;
    const at = this.#placeOf(sum);
    this.sorted.copyWithin(at, at + 1, this.size);
    this.size--;
  }

  /** Of the first that is not less. */
  #placeOf(sum: number): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]! < sum) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
