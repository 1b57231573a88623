/**
 * Which of some nodes before are which of those after: those of one name, then those that say the same, then the most alike
 * first. What is paired is the same whichever of the two sides is called before.
 */
import { compareText } from "../../schedule/order.ts";

export interface Likened {
  /** What both sides call it; null for what has no name. */
  readonly key: string | null;
  /** What it consists of: asked only of those that are not told by their names. */
  readonly atoms: () => readonly string[];
}

/** Positions in the two lists. */
export type Pair = readonly [before: number, after: number];

/** An atom that makes more pairs than this says nothing of which is which. */
const mostPairs = 3600;

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
  const equal = (textOf: (side: "before" | "after", index: number) => string | null) => {
    const waiting = new Map<string, number[]>();
    // From the last on, so that the first is taken off the end: a text may have a million empty lines.
    for (const index of [...left.after].reverse()) {
      const text = textOf("after", index);
      if (text === null) continue;
      const alike = waiting.get(text);
      if (alike) alike.push(index);
      else waiting.set(text, [index]);
    }
    for (const index of [...left.before]) {
      const text = textOf("before", index);
      const found = text === null ? undefined : waiting.get(text)?.pop();
      if (found !== undefined) join(index, found);
    }
  };
  const nodes = { before, after };
  equal((side, index) => nodes[side][index]!.key);
  if (left.before.size > 0 && left.after.size > 0) {
    const atoms = { before: atomsOf(before, left.before), after: atomsOf(after, left.after) };
    equal((side, index) => {
      const own = atoms[side].get(index)!;
      return own.length === 0 || !isEnough(own) ? null : [...own].sort().join("\n");
    });
    const candidates = candidatesOf(atoms, left).filter(({ score, common }) => score >= least && isEnough(common));
    candidates.sort((a, b) => b.score - a.score || a.apart - b.apart || compareText(a.text, b.text) || a.one - b.one);
    for (const { one, other } of candidates) if (left.before.has(one) && left.after.has(other)) join(one, other);
  }
  return pairs.sort(([a], [b]) => a - b);
}

type Atoms = ReadonlyMap<number, readonly string[]>;

function atomsOf(nodes: readonly Likened[], left: ReadonlySet<number>): Atoms {
  return new Map([...left].map((index) => [index, nodes[index]!.atoms()]));
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
  atoms: { before: Atoms; after: Atoms },
  left: { before: ReadonlySet<number>; after: ReadonlySet<number> },
): Candidate[] {
  const holders = holdersOf(atoms.after, left.after);
  const askers = holdersOf(atoms.before, left.before);
  return [...left.before].flatMap((one) => {
    const mine = atoms.before.get(one)!;
    const others = new Set(
      mine.flatMap((atom) => {
        const found = holders.get(atom) ?? [];
        return found.length * askers.get(atom)!.length > mostPairs ? [] : found;
      }),
    );
    return [...others].map((other) => {
      const its = atoms.after.get(other)!;
      const text = [mine.join("\n"), its.join("\n")].sort().join("\n\n");
      const common = inCommon(mine, its);
      const score = (2 * common.length) / (mine.length + its.length);
      return { one, other, score, common, apart: Math.abs(one - other), text };
    });
  });
}

function holdersOf(atoms: Atoms, left: ReadonlySet<number>): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  for (const index of left) {
    for (const atom of new Set(atoms.get(index)!)) {
      const held = holders.get(atom);
      if (held) held.push(index);
      else holders.set(atom, [index]);
    }
  }
  return holders;
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
