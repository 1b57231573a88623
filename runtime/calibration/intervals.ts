/** Shares and areas with how sure one can be of them. */

/** A figure with its 95% confidence interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Of the normal distribution: 95% lie within so many standard deviations. */
export const z = 1.959963984540054;

/** A share of a count, by Wilson's score interval (JASA 22, 1927); undefined of nothing. */
export function share(part: number, whole: number): Estimate | undefined {
  if (whole === 0) return undefined;
  const value = part / whole;
  const scale = 1 + z ** 2 / whole;
  const middle = (value + z ** 2 / (2 * whole)) / scale;
  const reach = (z / scale) * Math.sqrt((value * (1 - value)) / whole + z ** 2 / (4 * whole ** 2));
  // Of none and of all the share is an end of the interval itself, whatever is left of rounding.
  return {
    value,
    low: part === 0 ? 0 : Math.max(0, middle - reach),
    high: part === whole ? 1 : Math.min(1, middle + reach),
  };
}

/** The mean of numbers, from how many they are, their sum and that of their squares, by the normal distribution. */
export function mean(count: number, sum: number, squares: number): Estimate | undefined {
  if (count < 2) return undefined;
  const value = sum / count;
  const variance = Math.max(0, (squares - count * value ** 2) / (count - 1));
  const reach = z * Math.sqrt(variance / count);
  return { value, low: value - reach, high: value + reach };
}

/**
 * How often a customer that was lost had the lower score than one that was kept, ties counting half: the area under the
 * ROC curve, by ranks (Mann and Whitney 1947), its error after Hanley and McNeil (Radiology 143, 1982). Undefined when
 * all were kept, or all lost.
 */
export function areaUnderCurve(lost: readonly number[], kept: readonly number[]): Estimate | undefined {
  if (lost.length === 0 || kept.length === 0) return undefined;
  const all = [...lost.map((score) => ({ score, lost: true })), ...kept.map((score) => ({ score, lost: false }))];
  all.sort((one, other) => one.score - other.score);
  let ranksOfLost = 0;
  for (let first = 0, next: number; first < all.length; first = next) {
    next = first + 1;
    while (next < all.length && all[next]!.score === all[first]!.score) next++;
    const rank = (first + 1 + next) / 2;
    for (let index = first; index < next; index++) if (all[index]!.lost) ranksOfLost += rank;
  }
  const [m, n] = [lost.length, kept.length];
  const value = 1 - (ranksOfLost - (m * (m + 1)) / 2) / (m * n);
  const [both, neither] = [value / (2 - value), (2 * value ** 2) / (1 + value)];
  const variance = value * (1 - value) + (m - 1) * (both - value ** 2) + (n - 1) * (neither - value ** 2);
  const reach = z * Math.sqrt(Math.max(0, variance) / (m * n));
  return { value, low: Math.max(0, value - reach), high: Math.min(1, value + reach) };
}
