/** `share of touches with reply within 5d over 90d`: a ratio over what was delivered. */
import { printExpression } from "../../grammar/print.ts";
import type { ExpressionSyntax } from "../../grammar/tree.ts";
import type { Expression } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import { durationOf } from "../values/durations.ts";
import { wordOf } from "../work/words.ts";
import { type ConditionPlace, mayReadAccount } from "./place.ts";
import { checkSpan } from "./windows.ts";

type Node = Extract<Expression, { node: "touch_share" }>;

export function checkTouchShare(
  syntax: Extract<ExpressionSyntax, { kind: "touch_share" }>,
  place: ConditionPlace,
): Expression | undefined {
  const { checker } = place;
  if (!mayReadAccount(place, "deliveries", syntax.span)) return undefined;
  const touch = checker.resolve("touch", syntax.touch)?.name;
  const channel = wordOf(checker, syntax.channel, "channel");
  const event = checker.resolve("event", syntax.event)?.name;
  const within = durationOf(checker, syntax.within, { what: "The time for an answer", clocks: ["calendar"] });
  const over = checkSpan(checker, syntax.over);
  if (place.inSegments) {
    checker.report("segment-reads", { what: "deliveries" }, syntax.span);
    return undefined;
  }
  const isWhole = (!syntax.touch || touch !== undefined) && (!syntax.channel || channel !== undefined);
  if (!isWhole || event === undefined || !within || !over) return undefined;
  const text = printExpression(syntax);
  return compact<Node>({ node: "touch_share", touch, channel, event, within, over, type: "ratio", text });
}
