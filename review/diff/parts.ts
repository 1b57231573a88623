/** Lists of nodes inside a node: steps, phases, rungs, arms, lines. An inserted one is one insertion. */

import type { Both } from "../types.ts";
import { pairsOf } from "./likeness.ts";
import {
  inside,
  type NodeRule,
  type Rename,
  type Rule,
  type Spot,
  sameNames,
  type Telling,
  type Two,
  tell,
} from "./rule.ts";
import type { Words } from "./words.ts";

export interface Parts<Part> {
  /** What one of them is called: `step`. */
  readonly clause: string;
  readonly rule: NodeRule<Part>;
  /** What a person would call this one: `qbr`; in the words of its own side. */
  readonly label: (part: Part, words: Words) => string;
  /** Its name, as the program after calls it, where it has one. */
  readonly nameOf?: (part: Part, rename: Rename) => string;
  /** Whether their order means something. */
  readonly isOrdered: boolean;
  /** Whether one may have another name and be the same. */
  readonly mayBeRenamed?: boolean;
}

/** What parts without names must have in common to be the same, and named ones to be renamed. */
const leastAlike = 0.3;
const leastRenamed = 0.6;

type Placed = { path?: string };
const nowhere = { before: null, after: null };

export function parts<Part extends object, T extends readonly Part[] | undefined, Node>(
  how: Parts<Part>,
): Rule<T, Node> {
  const { clause, rule, label, nameOf, isOrdered, mayBeRenamed = true } = how;
  const atomsOf = (part: Part, rename: Rename) => rule.atoms(part, rename);
  const likened = (list: readonly Part[], rename: Rename) =>
    list.map((part) => ({ key: nameOf ? nameOf(part, rename) : null, atoms: () => atomsOf(part, rename) }));
  return {
    tells: [
      `new ${clause}`,
      `${clause} gone`,
      ...(nameOf && mayBeRenamed ? [`${clause} renamed`] : []),
      ...(isOrdered ? [`order of ${clause}s`] : []),
      ...rule.tells.map((told) => `${clause} > ${told}`),
    ],
    text: (list, words) => (list ?? []).map((part) => rule.text(part, words)).join(" "),
    atoms: (list, rename) =>
      (list ?? []).flatMap((part) => [
        ...(nameOf ? [`${clause} ${nameOf(part, rename)}`] : []),
        ...atomsOf(part, rename),
      ]),
    compare({ before: earlier = [], after: later = [] }, _nodes, spot, telling) {
      const own = likened(later, sameNames);
      const least = nameOf ? leastRenamed : leastAlike;
      // What has a name that it cannot change is another one under another name, however alike.
      const mayBePaired = () => !nameOf || mayBeRenamed;
      const pairs = pairsOf(likened(earlier, telling.rename), own, least, mayBePaired);
      const laterOf = new Map(pairs);
      const earlierOf = new Map(pairs.map(([one, other]) => [other, one] as const));
      const labelOf = {
        before: (part: Part) => label(part, telling.words.before),
        after: (part: Part) => label(part, telling.words.after),
      };
      const say = (side: "before" | "after", part: Part) => {
        const here = <Value>(value: Value): Both<Value> =>
          side === "before" ? { before: value, after: null } : { before: null, after: value };
        const { path } = part as Placed;
        const paths = path === undefined ? nowhere : here(path);
        const at = inside(spot, { clause, ...here(labelOf[side](part)) }, paths, telling);
        const text = here(rule.text(part, telling.words[side]));
        tell({ ...at, within: spot.within }, telling, { clause, text, what: side === "after" ? "added" : "removed" });
      };
      for (const [index, part] of earlier.entries()) if (!laterOf.has(index)) say("before", part);
      for (const [index, after] of later.entries()) {
        const from = earlierOf.get(index);
        if (from === undefined) {
          say("after", after);
          continue;
        }
        const before = earlier[from]!;
        const paths = { before: (before as Placed).path, after: (after as Placed).path };
        if (paths.before !== undefined && paths.after !== undefined) telling.pair(paths.before, paths.after);
        const labels = { clause, before: labelOf.before(before), after: labelOf.after(after) };
        const at = inside(spot, labels, { before: paths.before ?? null, after: paths.after ?? null }, telling);
        if (nameOf && mayBeRenamed && nameOf(before, sameNames) !== nameOf(after, sameNames)) {
          const text = { before: labels.before, after: labels.after };
          tell({ ...at, within: spot.within }, telling, { clause, text, what: "renamed" });
        }
        rule.compare({ before, after }, at, telling);
      }
      if (isOrdered) compareOrder(earlier, later, pairs, spot, telling, clause, labelOf);
    },
  };
}

/** Of what both have: whether it comes in another order, and from where to where. */
function compareOrder<Part>(
  earlier: readonly Part[],
  later: readonly Part[],
  pairs: readonly (readonly [number, number])[],
  spot: Spot,
  telling: Telling,
  clause: string,
  label: Two<(part: Part) => string>,
): void {
  const before = pairs.map(([one]) => one);
  const after = pairs.map(([, other]) => other);
  const sorted = [...after].sort((a, b) => a - b);
  const first = after.findIndex((place, index) => place !== sorted[index]);
  if (first === -1) return;
  const last = after.findLastIndex((place, index) => place !== sorted[index]);
  const text = {
    before: before
      .slice(first, last + 1)
      .map((index) => label.before(earlier[index]!))
      .join(", "),
    after: sorted
      .slice(first, last + 1)
      .map((index) => label.after(later[index]!))
      .join(", "),
  };
  tell(spot, telling, { clause: `order of ${clause}s`, text, what: "order" });
}
