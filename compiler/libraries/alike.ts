/** When two declarations of one name say the same, so that they are one. */
import { isSameNode } from "../../grammar/same-node.ts";
import type { FieldSyntax } from "../../grammar/tree.ts";
import type { Unit } from "./units.ts";

/** What can differ without another meaning. */
const sayNothing: ReadonlySet<string> = new Set(["span", "doc", "replaces"]);

/**
 * Whether one declaration can stand for both. Of two fields the first is the project's: its type counts, and an enum of
 * its may have further members.
 */
export function areAlike(own: Unit, taken: Unit): boolean {
  const [first] = fieldOf(own);
  const [second] = fieldOf(taken);
  if (first && second) return fitsType(first, second);
  return isSameNode(own.declaration, taken.declaration, sayNothing);
}

function fieldOf({ declaration }: Unit): FieldSyntax[] {
  return declaration.kind === "account" ? declaration.fields : [];
}

function fitsType({ type: own }: FieldSyntax, { type: taken }: FieldSyntax): boolean {
  // What could not be read is reported as that.
  if (!own || !taken) return true;
  if (own.kind === "enum" && taken.kind === "enum") {
    const members = new Set(own.members.map(({ text }) => text));
    return taken.members.every(({ text }) => members.has(text));
  }
  return isSameNode(own, taken);
}
