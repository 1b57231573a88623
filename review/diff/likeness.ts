/**
 * Which of some nodes before are which of those after: those of one name, then those that say the same, then the most alike
 * first. What is paired is the same whichever of the two sides is called before.
 */
import { compareText } from "../../schedule/order.ts";

export interface Likened {
  /** What both sides call it; null for what has no name. */
  readonly key: string | null;
  /** What it consists of. */
  readonly atoms: readonly string[];
}

/** Positions in the two lists. */
export type Pair = readonly [before: number, after: number];

/** An atom that more nodes than this have says nothing of which is which. */
const mostHolders = 60;

/**
 * `least`: the share of what two nodes consist of that both must have, from 0 to 1; `isEnough`: whether what they have in
 * common shows anything. In order of position before.
 */
export function pairsOf(
  before: readonly Likened[],
  after: readonly Likened[],
  least: number,
  isEnough: (common: readonly string[]) => boolean = () => true,
): Pair[] {
  const pairs: Pair[] = [];
  const left = { before: new Set(before.keys()), after: new Set(after.keys()) };
  const join = (one: number, other: number) => {
    pairs.push([one, other]);
    left.before.delete(one);
    left.after.delete(other);
  };
  const equal = (textOf: (node: Likened) => string | null) => {
    const waiting = new Map<string, number[]>();
    for (const index of left.after) {
      const text = textOf(after[index]!);
      if (text !== null) waiting.set(text, [...(waiting.get(text) ?? []), index]);
    }
    for (const index of [...left.before]) {
      const text = textOf(before[index]!);
      const found = text === null ? undefined : waiting.get(text)?.shift();
      if (found !== undefined) join(index, found);
    }
  };
  equal(({ key }) => key);
  equal(({ atoms }) => (atoms.length === 0 || !isEnough(atoms) ? null : [...atoms].sort().join("\n")));
  const candidates = candidatesOf(before, after, left).filter(
    ({ score, common }) => score >= least && isEnough(common),
  );
  candidates.sort((a, b) => b.score - a.score || a.apart - b.apart || compareText(a.text, b.text) || a.one - b.one);
  for (const { one, other } of candidates) if (left.before.has(one) && left.after.has(other)) join(one, other);
  return pairs.sort(([a], [b]) => a - b);
}

interface Candidate {
  one: number;
  other: number;
  score: number;
  common: readonly string[];
  /** How far from each other in their lists. */
  apart: number;
  /** Of both, in an order of its own. */
  text: string;
}

/** Every pair that has something in common which few others have. */
function candidatesOf(
  before: readonly Likened[],
  after: readonly Likened[],
  left: { before: ReadonlySet<number>; after: ReadonlySet<number> },
): Candidate[] {
  const holders = new Map<string, number[]>();
  for (const index of left.after) {
    for (const atom of new Set(after[index]!.atoms)) holders.set(atom, [...(holders.get(atom) ?? []), index]);
  }
  const askers = new Map<string, number>();
  for (const index of left.before) {
    for (const atom of new Set(before[index]!.atoms)) askers.set(atom, (askers.get(atom) ?? 0) + 1);
  }
  return [...left.before].flatMap((one) => {
    const others = new Set(
      before[one]!.atoms.flatMap((atom) => {
        const found = holders.get(atom) ?? [];
        return found.length * askers.get(atom)! > mostHolders * mostHolders ? [] : found;
      }),
    );
    return [...others].map((other) => {
      const [mine, its] = [before[one]!.atoms, after[other]!.atoms];
      const text = [mine.join("\n"), its.join("\n")].sort().join("\n\n");
      const common = inCommon(mine, its);
      const score = (2 * common.length) / (mine.length + its.length);
      return { one, other, score, common, apart: Math.abs(one - other), text };
    });
  });
}

/** What both have, as often as both have it. */
function inCommon(one: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const atom of one) left.set(atom, (left.get(atom) ?? 0) + 1);
  return other.filter((atom) => {
    const count = left.get(atom) ?? 0;
    if (count > 0) left.set(atom, count - 1);
    return count > 0;
  });
}
