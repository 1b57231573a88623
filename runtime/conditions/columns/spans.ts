/**
 * Sums and extremes of the last N days, for all days of an account in one pass: what a window costs does not hang on its
 * length. Hot loops: no object, no call a day.
 */

/** Whole numbers beyond this are not kept by a plain number. */
export const SAFE = Number.MAX_SAFE_INTEGER;

/**
 * Sums `length` days ending at each; NaN where the window leaves the data or a day of it is unknown.
 * False when a sum is beyond plain numbers: then nothing that was written may be used.
 */
export function sumSpans(values: Float64Array, length: number, out: Float64Array): boolean {
  let sum = 0;
  // The known days in a row that end today, at most as many as matter.
  let known = 0;
  for (let index = 0; index < out.length; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) {
      known = 0;
      sum = 0;
      out[index] = Number.NaN;
      continue;
    }
    sum += value;
    if (!(sum <= SAFE && sum >= -SAFE)) return false;
    if (known === length) sum -= values[index - length]!;
    else known++;
    out[index] = known === length ? sum : Number.NaN;
  }
  return true;
}

/** The least (`sign` 1) or greatest (`sign` -1) value of `length` days ending at each; NaN as for sums. */
export function extremesOfSpans(values: Float64Array, length: number, sign: 1 | -1, out: Float64Array): void {
  let known = 0;
  let best = -1;
  for (let index = 0; index < out.length; index++) {
    const value = values[index]!;
    known = Number.isNaN(value) ? 0 : known + 1;
    if (known < length) {
      out[index] = Number.NaN;
      best = -1;
      continue;
    }
    // The best is looked for anew only when it has left the window.
    const first = index - length + 1;
    if (best < first) best = bestOf(values, first, index, sign);
    else if (sign * value <= sign * values[best]!) best = index;
    out[index] = values[best]!;
  }
}

function bestOf(values: Float64Array, first: number, last: number, sign: 1 | -1): number {
  let best = first;
  for (let index = first + 1; index <= last; index++) {
    if (sign * values[index]! <= sign * values[best]!) best = index;
  }
  return best;
}
