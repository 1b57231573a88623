/** Segments: read from top to bottom, the first that matches is the customer's. */
import type { SegmentsDeclaration } from "../../grammar/tree.ts";
import type { Reviews, Segment } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import type { Checker } from "../program.ts";
import { durationOf } from "../values/durations.ts";
import { literalOf } from "../values/quantities.ts";
import { wordsOfValue } from "../values/type-words.ts";
import type { Declared } from "./model.ts";

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

/** When customers are ranked; undefined where the segments do not say. */
export function reviewsOf(declared: Declared): Reviews | undefined {
  const [placed] = declared("segments").filter(({ declaration }) => declaration.reviewed);
  const reviewed = placed?.declaration.reviewed;
  if (!placed || !reviewed) return undefined;
  const { checker } = placed;
  const every = durationOf(checker, reviewed.every, { what: "The time between two reviews", clocks: ["calendar"] });
  const from = literalOf(checker, reviewed.from);
  if (from && from.kind !== "date") {
    const what = "The day of the first review";
    const parameters = { what, expected: "a date", actual: wordsOfValue(from), example: "2026-01-01" };
    checker.report("wrong-value", parameters, from.span);
  }
  return every && from?.kind === "date" ? { every, from: from.value } : undefined;
}
