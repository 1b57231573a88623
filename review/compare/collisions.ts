/** Customers of whom two declarations ask for a touch on one day: which pairs do so more often after a change, and of whom. Pure. */
import type { CollisionFact } from "../../runtime/scenarios/collisions.ts";
import { compareText } from "../../schedule/order.ts";
import type { LaterNames } from "./names.ts";
import type { CollisionComparison } from "./types.ts";

interface Pair {
  days: number;
  readonly accounts: Set<string>;
}

/** What differs, the most days more or fewer first. `later`: what is told of the program before is in the names of the one after. */
export function collisionsOf(
  before: readonly CollisionFact[],
  after: readonly CollisionFact[],
  later: LaterNames,
): CollisionComparison[] {
  const old = byPair(before.map((each) => ({ ...each, one: later.path(each.one), other: later.path(each.other) })));
  const now = byPair(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort(compareText)
    .map((key): CollisionComparison => {
      const [had, has] = [old.get(key) ?? nobody, now.get(key) ?? nobody];
      const [one = "", other = ""] = key.split(separator);
      return {
        declarations: [one, other],
        days: { before: had.days, after: has.days, change: has.days - had.days },
        gained: [...has.accounts].filter((account) => !had.accounts.has(account)),
        lost: [...had.accounts].filter((account) => !has.accounts.has(account)),
      };
    })
    .filter(({ days, gained, lost }) => days.change !== 0 || gained.length + lost.length > 0)
    .sort((a, b) => Math.abs(b.days.change) - Math.abs(a.days.change));
}

const nobody: Pair = { days: 0, accounts: new Set() };
/** Stands in no path. */
const separator = "\n";

function byPair(facts: readonly CollisionFact[]): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const { one, other, account, days } of facts) {
    const key = [one, other].sort(compareText).join(separator);
    const pair = pairs.get(key) ?? { days: 0, accounts: new Set() };
    pair.days += days;
    pair.accounts.add(account);
    pairs.set(key, pair);
  }
  return pairs;
}
