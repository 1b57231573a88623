/**
 * Did-you-mean: the name closest to a mistyped one, when one is close enough to be worth saying.
 */

/**
 * Number of insertions, deletions, replacements and swaps of neighbours that turn one word into the other (optimal
 * string alignment), or `limit + 1` as soon as it is known to be more than the limit.
 */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, beforePrevious[column - 2]! + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length]!;
}

/**
 * The candidate nearest to `name`, if at most a third of its letters differ. Letter case and
 * underscores count as less than a letter. Ties go to the first in alphabetical order, so that the order of
 * declarations never shows.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  return likely(name, candidates).suggestion;
}

/** As `nearest`, and whether another candidate is as near, so that nobody should take the one for the other unasked. */
export function likely(name: string, candidates: Iterable<string>): { suggestion?: string; unsure?: boolean } {
  if (name.length > 100) return {};
  const limit = Math.floor(name.length / 3);
  const plain = simplified(name);
  let best: { name: string; distance: number } | undefined;
  let unsure = false;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const distance = simplified(candidate) === plain ? 0 : editDistance(plain, simplified(candidate), limit);
    if (distance > limit) continue;
    if (!best || distance < best.distance) unsure = false;
    else if (distance === best.distance) unsure = true;
    if (!best || distance < best.distance || (distance === best.distance && candidate < best.name)) {
      best = { name: candidate, distance };
    }
  }
  return best ? { suggestion: best.name, unsure } : {};
}

function simplified(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}
