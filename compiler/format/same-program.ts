/** Whether two readings of a text are the same program: one tree, wherever its words stand, and the same comments. */
import type { Parsed } from "../../grammar/parser.ts";
import { isSameNode } from "../../grammar/same-node.ts";
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
