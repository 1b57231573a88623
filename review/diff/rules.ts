/** The rules that tables are made of: clauses, conditions, nodes inside nodes, and what is no clause of its own. */
import type { Condition, Expression } from "../../schedule/types.ts";
import { isSame, type NameOf, type NodeRule, plain, type Rename, type Rule, sameNames, tell } from "./rule.ts";
import { renamedText, renamedTree, withoutText } from "./trees.ts";
import type { Words } from "./words.ts";

/** What tells nothing by itself: names and paths, by which nodes are matched, and what says the kind of a node. */
export function identity<T, Node>(): Rule<T, Node> {
  return { text: () => "", atoms: () => [], compare: () => undefined, tells: [] };
}

/**
 * A clause that is told as a whole. `text` says it with its keyword, and is asked only where the value is there; `map`
 * gives the value with its names renamed.
 */
export function clause<T, Node>(
  name: string,
  text: (value: NonNullable<T>, words: Words, node: Node) => string,
  map: (value: NonNullable<T>, rename: Rename) => NonNullable<T> = (value) => value,
): Rule<T, Node> {
  const said = (value: T, words: Words, node: Node) => (isThere(value) ? text(value, words, node) : "");
  const mapped = (value: T, rename: Rename) => (isThere(value) ? map(value, rename) : value);
  return {
    text: said,
    tells: [name],
    atoms: (value, rename) => (isEmpty(value) ? [] : [`${name} ${plain(mapped(value, rename))}`]),
    compare({ before, after }, nodes, spot, telling) {
      if (isSame(mapped(before, telling.rename), after)) return;
      const texts = {
        before: said(before, telling.words.before, nodes.before) || null,
        after: said(after, telling.words.after, nodes.after) || null,
      };
      tell(spot, telling, { clause: name, text: texts });
    },
  };
}

function isThere<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

/** The comment that belongs to a node: words alone. */
export function doc<Node>(): Rule<string | undefined, Node> {
  return {
    text: () => "",
    tells: ["doc comment (words)"],
    atoms: () => [],
    compare({ before, after }, _nodes, spot, telling) {
      if (before === after) return;
      const text = { before: before ?? null, after: after ?? null };
      tell(spot, telling, { clause: "doc comment", text, isWords: true });
    },
  };
}

/**
 * Text that follows from other members of the node, which `pick` gives in the names of the program after: told only where
 * they say the same and it, or the words that `spoken` gives, do not.
 */
export function wording<T extends string | undefined, Node>(
  name: string,
  pick: (node: Node, rename: Rename) => unknown,
  spoken: (node: Node, rename: Rename) => unknown = () => null,
): Rule<T, Node> {
  return {
    text: () => "",
    tells: [`${name} (words)`],
    atoms: () => [],
    compare({ before, after }, nodes, spot, telling) {
      const called = new Map<string, string>();
      const picked = pick(nodes.before, (kind, old) => {
        const now = telling.rename(kind, old);
        called.set(old, now);
        return now;
      });
      if (!isSame(picked, pick(nodes.after, sameNames))) return;
      const isSpokenAlike = isSame(spoken(nodes.before, telling.rename), spoken(nodes.after, sameNames));
      if (isSpokenAlike && (before && renamedText(before, called)) === after) return;
      const text = { before: before ?? null, after: after ?? null };
      tell(spot, telling, { clause: name, text, isWords: true });
    },
  };
}

/**
 * A condition under its keyword. `absent`: what the clause says where it is not there, true of everybody or of nobody, so
 * that it is known which way it moves when it comes or goes. `about`: names that it speaks of without naming them, such as
 * the event whose filter it is.
 */
export function condition<Node>(
  keyword: string,
  absent?: "true" | "false",
  about: (node: Node) => readonly NameOf[] = () => [],
): Rule<Condition | undefined, Node> {
  const said = (value: Condition | undefined) => (value ? `${keyword} ${value.text}` : "");
  return {
    text: said,
    tells: [keyword],
    atoms: (value, rename) => (value ? partsOf(value).map((part) => `${keyword} ${meaning(part, rename)}`) : []),
    compare({ before, after }, nodes, spot, telling) {
      const text = { before: said(before) || null, after: said(after) || null };
      const spoken = about(nodes.before).map(({ kind, name }) => ({ kind, name: telling.rename(kind, name) }));
      const isOfTheSame = isSame(spoken, about(nodes.after));
      if (before && after) {
        const renamed = renamedTree(before, telling.rename);
        const isMeant = meaning(renamed, sameNames) === meaning(after, sameNames);
        if (isMeant && plain(renamed) === plain(after)) return;
        const movement = isMeant || !isOfTheSame ? null : telling.movement(renamed, after, spoken);
        tell(spot, telling, { clause: keyword, text, movement, isWords: isMeant });
      } else if (before || after) {
        const isStricter = (absent === "true") === (after !== undefined);
        const kind = isStricter ? "stricter" : "looser";
        const movement = isOfTheSame && absent ? ({ kind, ...unknownExamples } as const) : null;
        tell(spot, telling, { clause: keyword, text, movement });
      }
    },
  };
}

const unknownExamples = { lost: null, gained: null, because: [] };

/** One side of a comparison, or what points are given by. */
export function expression<Node>(keyword: string): Rule<Expression, Node> {
  return {
    text: ({ text }) => `${keyword} ${text}`,
    tells: [keyword],
    atoms: (value, rename) => [`${keyword} ${meaning(value, rename)}`],
    compare({ before, after }, _nodes, spot, telling) {
      const renamed = renamedTree(before, telling.rename);
      const isWords = meaning(renamed, sameNames) === meaning(after, sameNames);
      if (isWords && plain(renamed) === plain(after)) return;
      const text = { before: `${keyword} ${before.text}`, after: `${keyword} ${after.text}` };
      tell(spot, telling, { clause: keyword, text, isWords });
    },
  };
}

function partsOf(value: Condition): readonly Condition[] {
  return value.node === "and" ? value.operands : [value];
}

/** What a tree says, whatever words it was written in. */
export function meaning(tree: Condition | Expression, rename: Rename): string {
  return plain(withoutText(renamedTree(tree, rename)));
}

/** A node inside a node, told as if its members were the outer one's. */
export function nested<T extends object, Node>(rule: NodeRule<T>): Rule<T, Node> {
  return {
    text: (value, words) => rule.text(value, words),
    tells: rule.tells,
    atoms: (value, rename) => rule.atoms(value, rename),
    compare: (values, _nodes, spot, telling) => rule.compare(values, spot, telling),
  };
}

/** The same for a node that may be missing: then it is told as a whole under the name. */
export function optional<T extends object, Node>(name: string, rule: NodeRule<T>): Rule<T | undefined, Node> {
  const said = (value: T | undefined, words: Words) => (value ? rule.text(value, words) : "");
  return {
    text: said,
    tells: [name, ...rule.tells],
    atoms: (value, rename) => (value ? rule.atoms(value, rename) : []),
    compare({ before, after }, _nodes, spot, telling) {
      if (before && after) return rule.compare({ before, after }, spot, telling);
      if (!before && !after) return;
      const text = {
        before: said(before, telling.words.before) || null,
        after: said(after, telling.words.after) || null,
      };
      tell(spot, telling, { clause: name, text });
    },
  };
}

// ---- names -----------------------------------------------------------------------------------------------------

type NameKind = Parameters<Rename>[0];

/** Names in a list, renamed; sorted where their order says nothing. */
export const names =
  (kind: NameKind, isSorted = false) =>
  (list: readonly string[], rename: Rename): string[] => {
    const renamed = list.map((name) => rename(kind, name));
    return isSorted ? renamed.sort() : renamed;
  };

export const name =
  (kind: NameKind) =>
  (value: string, rename: Rename): string =>
    rename(kind, value);

// ---- several members told as one -----------------------------------------------------------------------------------

/**
 * Members of a node that are one clause for a person. Stands for the first of them; the others are `toldWith` it. `pick`
 * gives what is compared, in the names of the program after.
 */
export function together<T, Node>(
  name: string,
  pick: (node: Node, rename: Rename) => unknown,
  text: (node: Node, words: Words) => string,
): Rule<T, Node> {
  return {
    text: (_value, words, node) => text(node, words),
    tells: [name],
    atoms: () => [],
    compare(_values, { before, after }, spot, telling) {
      if (isSame(pick(before, telling.rename), pick(after, sameNames))) return;
      const texts = {
        before: text(before, telling.words.before) || null,
        after: text(after, telling.words.after) || null,
      };
      tell(spot, telling, { clause: name, text: texts });
    },
  };
}

/** A member that another one's rule tells. */
export const toldWith = identity;

/** A member of a list that says no more than itself: another one is another member, and never the same one changed. */
export function leaf<T>(name: string, text: (value: T) => string): NodeRule<T> {
  return { text, tells: [], atoms: (value) => [`${name} ${text(value)}`], compare: () => undefined };
}
