/**
 * How the nodes of a schedule are compared and said. A table has a rule for every member of a node's type: one that is
 * added to the schedule does not compile until somebody says how it is told, so that nothing can differ and not be told.
 */
import { canonicalJson } from "../../schedule/digest.ts";
import type { Condition, Path, SourcePlace } from "../../schedule/types.ts";
import type { Both, Change, ChangeWhat, DeclarationKind, Movement, Part } from "../types.ts";
import type { Words } from "./words.ts";

/** Kinds of names that other declarations name. */
export type NameKind =
  | "field"
  | "metric"
  | "event"
  | "contact"
  | "role"
  | "calendar"
  | "stage"
  | "segment"
  | "model"
  | "touch"
  | "task"
  | "template"
  | "cadence"
  | "trigger"
  | "play"
  | "escalation";

export interface NameOf {
  readonly kind: NameKind;
  readonly name: string;
}

/** What a name of the program before is called in the one after. */
export type Rename = (kind: NameKind, name: string) => string;

export const sameNames: Rename = (_kind, name) => name;

/** Two values that belong together. */
export interface Two<T> {
  readonly before: T;
  readonly after: T;
}

/** Where in the two programs a comparison stands. */
export interface Spot {
  readonly kind: DeclarationKind;
  readonly name: Both<string>;
  readonly within: readonly Part[];
  readonly places: Both<SourcePlace>;
  readonly paths: Both<Path>;
}

/** What comparisons are given, and tell. */
export interface Telling {
  readonly words: Two<Words>;
  readonly sources: Two<Readonly<Record<Path, SourcePlace>>>;
  readonly rename: Rename;
  /** Of two conditions in the names of the program after; `also`: names that decide them and do not stand in them. */
  movement(before: Condition, after: Condition, also: readonly NameOf[]): Movement;
  emit(change: Change): void;
  pair(before: Path, after: Path): void;
}

/** Of a member of a node. */
export interface Rule<T, Node> {
  /** As the language says it, its keyword included; empty where there is nothing to say. */
  text(value: T, words: Words, node: Node): string;
  /** What it consists of, for likeness: the same for what says the same. */
  atoms(value: T, rename: Rename): readonly string[];
  compare(values: Two<T>, nodes: Two<Node>, spot: Spot, telling: Telling): void;
  /** The clauses it can tell of, behind the parts they stand in: `step > within`. */
  readonly tells: readonly string[];
}

/** A rule for every member, in the order in which the language says them. */
export type Table<Node> = { readonly [Key in keyof Node]-?: Rule<Node[Key], Node> };

/** Of a whole node. */
export interface NodeRule<Node> {
  text(node: Node, words: Words): string;
  atoms(node: Node, rename: Rename): readonly string[];
  compare(nodes: Two<Node>, spot: Spot, telling: Telling): void;
  readonly tells: readonly string[];
}

/** The clauses of a node, one after the other. */
export function clausesOf<Node extends object>(
  table: Table<Node>,
  node: Node,
  words: Words,
  which: (key: keyof Node) => boolean = () => true,
): string[] {
  return keysOf(table).flatMap((key) => {
    const text = which(key) ? table[key].text(node[key], words, node) : "";
    return text === "" ? [] : [text];
  });
}

/** `text`: how the whole node is said, where that is more than its clauses side by side. */
export function byTable<Node extends object>(
  table: Table<Node>,
  text: (node: Node, words: Words) => string = (node, words) => clausesOf(table, node, words).join(" "),
): NodeRule<Node> {
  return {
    text,
    tells: keysOf(table).flatMap((key) => table[key].tells),
    atoms: (node, rename) => keysOf(table).flatMap((key) => table[key].atoms(node[key], rename)),
    compare(nodes, spot, telling) {
      for (const key of keysOf(table)) compareMember(table, key, nodes, spot, telling);
    },
  };
}

function compareMember<Node, Key extends keyof Node>(
  table: Table<Node>,
  key: Key,
  nodes: Two<Node>,
  spot: Spot,
  telling: Telling,
): void {
  table[key].compare({ before: nodes.before[key], after: nodes.after[key] }, nodes, spot, telling);
}

function keysOf<Node>(table: Table<Node>): (keyof Node)[] {
  return Object.keys(table) as (keyof Node)[];
}

/** Nodes of one of several kinds: of one kind they are compared by its table, else told as a whole under the clause. */
export function byKind<Node extends { kind: string }>(
  clause: string,
  rules: { readonly [Kind in Node["kind"]]: NodeRule<Extract<Node, { kind: Kind }>> },
): NodeRule<Node> {
  const ruleOf = (node: Node): NodeRule<Node> => rules[node.kind as Node["kind"]] as unknown as NodeRule<Node>;
  const all: readonly NodeRule<never>[] = Object.values(rules);
  return {
    text: (node, words) => ruleOf(node).text(node, words),
    tells: [clause, ...all.flatMap(({ tells }) => tells)],
    atoms: (node, rename) => [`${clause} ${node.kind}`, ...ruleOf(node).atoms(node, rename)],
    compare(nodes, spot, telling) {
      const { before, after } = nodes;
      if (before.kind === after.kind) ruleOf(after).compare(nodes, spot, telling);
      else {
        const text = {
          before: ruleOf(before).text(before, telling.words.before),
          after: ruleOf(after).text(after, telling.words.after),
        };
        tell(spot, telling, { clause, text });
      }
    },
  };
}

/** Tells of one change at a spot. */
export function tell(
  { kind, name, within, places, paths }: Spot,
  { emit }: Telling,
  change: {
    clause: string | null;
    text: Both<string>;
    what?: ChangeWhat;
    isWords?: boolean;
    movement?: Movement | null;
  },
): void {
  const { clause, text, what = "changed", isWords = false, movement = null } = change;
  emit({ kind, name, within, what, clause, text, weight: isWords ? "words" : "meaning", movement, places, paths });
}

/** Whether two values are the same, but for the paths in them, which follow from names and places. */
export function isSame(before: unknown, after: unknown): boolean {
  return plain(before) === plain(after);
}

/** The canonical text of a value without its paths. */
export function plain(value: unknown): string {
  return canonicalJson(without(value, "path"));
}

export function without(value: unknown, left: string): unknown {
  if (Array.isArray(value)) return value.map((member) => without(member, left));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== left);
  return Object.fromEntries(entries.map(([key, member]) => [key, without(member, left)]));
}

/** The spot of a part inside another. */
export function inside(spot: Spot, part: Part, paths: Both<Path>, { sources }: Pick<Telling, "sources">): Spot {
  const placeOf = (side: "before" | "after") => {
    if (part[side] === null) return null;
    const path = paths[side];
    return path !== null && Object.hasOwn(sources[side], path) ? sources[side][path]! : spot.places[side];
  };
  return {
    ...spot,
    within: [...spot.within, part],
    places: { before: placeOf("before"), after: placeOf("after") },
    paths,
  };
}
