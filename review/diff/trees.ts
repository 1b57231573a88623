/** Conditions and expressions with other names in them, and without their words. */
import type { Condition, Expression } from "../../schedule/types.ts";
import type { NameKind, Rename } from "./rule.ts";
import { without } from "./rule.ts";

/** The tree in the names of the program after, its texts included. */
export function renamedTree<Tree extends Condition | Expression>(tree: Tree, rename: Rename): Tree {
  let isOther = false;
  const names = new Map<string, string>();
  const noting: Rename = (kind, name) => {
    const renamed = rename(kind, name);
    if (renamed !== name) isOther = true;
    names.set(name, renamed);
    return renamed;
  };
  const made = renamedNode(tree, noting);
  return isOther ? (withTexts(made, names) as Tree) : tree;
}

/** What the tree says, without the words for it. */
export function withoutText(tree: Condition | Expression): unknown {
  return without(tree, "text");
}

const ofNames: readonly (readonly [member: string, kind: NameKind])[] = [
  ["metric", "metric"],
  ["event", "event"],
  ["calendar", "calendar"],
  ["stage", "stage"],
  ["touch", "touch"],
];

const ofFields: ReadonlySet<string> = new Set(["field", "flag", "time_since", "time_to", "ranked"]);

/** Names stand in the members of that kind's name; fields of events are no names of their own. */
function renamedNode(node: unknown, rename: Rename): unknown {
  if (Array.isArray(node)) return node.map((member) => renamedNode(member, rename));
  if (typeof node !== "object" || node === null) return node;
  const made: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(node)) made[key] = renamedNode(member, rename);
  if (typeof made.node !== "string") return made;
  for (const [member, kind] of ofNames) {
    if (typeof made[member] === "string") made[member] = rename(kind, made[member]);
  }
  if (ofFields.has(made.node) && typeof made.field === "string") made.field = rename("field", made.field);
  if ((made.node === "segment" || made.node === "model") && Array.isArray(made.values)) {
    const kind = made.node;
    made.values = made.values.map((value) => (typeof value === "string" ? rename(kind, value) : value));
  }
  return made;
}

const quotedOrName = /"(?:[^"\\]|\\.)*"|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?/g;

/** Words of a text that are names, as they are called now; what is quoted stays. */
export function renamedText(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(quotedOrName, (word) => {
    const whole = names.get(word);
    if (whole !== undefined) return whole;
    const [owner = "", ...member] = word.split(".");
    return [names.get(owner) ?? owner, ...member].join(".");
  });
}

function withTexts(node: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(node)) return node.map((member) => withTexts(member, names));
  if (typeof node !== "object" || node === null) return node;
  const made: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(node)) {
    made[key] = key === "text" && typeof member === "string" ? renamedText(member, names) : withTexts(member, names);
  }
  return made;
}
