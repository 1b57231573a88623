/** Whether two readings of a text are the same program: one tree, wherever its words stand, and the same comments. */
import type { Parsed } from "../../grammar/parser.ts";
import type { Comment } from "../../grammar/scan.ts";

/** True when trees are equal but for their spans, and comments but for white space at their ends. */
export function isSameProgram(one: Parsed, other: Parsed): boolean {
  if (one.problems.length > 0 || other.problems.length > 0) return false;
  return (
    isSameNode(one.file.declarations, other.file.declarations) &&
    one.comments.length === other.comments.length &&
    one.comments.every((comment, index) => wordsOf(comment) === wordsOf(other.comments[index]!))
  );
}

/** What a comment says: white space before a line's end says nothing. */
export function wordsOf(comment: Comment): string {
  return comment.text.trimEnd();
}

/** Nodes are what JSON can hold; nesting is bounded by the scanner. */
function isSameNode(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one === other;
  const [left, right] = [membersOf(one), membersOf(other)];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    left.length === right.length &&
    left.every(([key, value], index) => key === right[index]![0] && isSameNode(value, right[index]![1]))
  );
}

function membersOf(node: object): [string, unknown][] {
  return Object.entries(node).filter(([key, value]) => key !== "span" && value !== undefined);
}
