/** Segments: read from top to bottom, the first that matches is the customer's. */
import type { SegmentsDeclaration } from "../../grammar/tree.ts";
import type { Segment } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import type { Checker } from "../program.ts";

export function checkSegments(checker: Checker, declaration: SegmentsDeclaration): Segment[] {
  const segments: Segment[] = [];
  let otherwise: string | undefined;
  for (const { name, when, otherwise: isLast, span, doc } of declaration.segments) {
    if (!name) continue;
    if (otherwise !== undefined) checker.report("after-otherwise", { segment: name.text }, name.span);
    const condition = checkCondition(when, { checker, inSegments: true });
    if (isLast) otherwise ??= name.text;
    checker.record(`segment ${name.text}`, span);
    segments.push(compact<Segment>({ name: name.text, when: condition, doc }));
  }
  return segments;
}
