/** How many of the people that a roster lists are there at once: who left is followed by who came, and the two are one place. */

/** First and last day with us, as days since 1970; absent: always. */
export interface Stay {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Each number of people there is on some day of `within`; both ends may be infinite. */
export function numbersThere(
  people: readonly Stay[],
  within: { readonly from: number; readonly to: number },
): Set<number> {
  const changes = new Map<number, number>([[within.from, 0]]);
  const change = (day: number, by: number) => changes.set(day, (changes.get(day) ?? 0) + by);
  for (const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } of people) {
    if (from > within.to || to < within.from || from > to) continue;
    change(Math.max(from, within.from), 1);
    if (to < within.to) change(to + 1, -1);
  }
  let there = 0;
  return new Set([...changes].sort(([one], [other]) => one - other).map(([, by]) => (there += by)));
}
