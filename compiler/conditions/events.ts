/** Conditions on events: counts, open cases, and the time since the last one. */
import { printCondition, printExpression } from "../../grammar/print.ts";
import type { ConditionSyntax, ExpressionSyntax, Name } from "../../grammar/tree.ts";
import type { Condition, EventType, Expression } from "../../schedule/types.ts";
import { checkFilter } from "./filter.ts";
import { type ConditionPlace, mayReadAccount } from "./place.ts";
import { checkSpan } from "./windows.ts";

export function checkCount(
  syntax: Extract<ExpressionSyntax, { kind: "count_of" }>,
  place: ConditionPlace,
): Expression | undefined {
  if (!mayReadAccount(place, "other events", syntax.span)) return undefined;
  const event = eventOf(syntax.event, place);
  const filter = event ? checkFilter(syntax.where, event, place) : "reported";
  const over = checkSpan(place.checker, syntax.over);
  if (!event || !over || filter === "reported") return undefined;
  return { node: "event_count", event: event.name, ...filter, over, type: "count", text: printExpression(syntax) };
}

export function checkTimeSinceLast(
  syntax: Extract<ExpressionSyntax, { kind: "time_since_last" }>,
  place: ConditionPlace,
): Expression | undefined {
  const { checker } = place;
  const text = printExpression(syntax);
  if (!mayReadAccount(place, "other events", syntax.span)) return undefined;
  if (!syntax.done) {
    const event = eventOf(syntax.name, place);
    const filter = event ? checkFilter(syntax.where, event, place) : "reported";
    if (!event || filter === "reported") return undefined;
    return { node: "time_since_event", event: event.name, ...filter, type: "duration", text };
  }
  const touch = checker.resolve("touch", syntax.name);
  if (place.inSegments) {
    checker.report("segment-reads", { what: "deliveries" }, syntax.span);
    return undefined;
  }
  return touch && { node: "time_since_done", touch: touch.name, type: "duration", text };
}

/** `no ticket is open` is the opposite of `ticket is open`. */
export function checkOpenCase(
  syntax: Extract<ConditionSyntax, { kind: "open_case" }>,
  place: ConditionPlace,
): Condition | undefined {
  if (!mayReadAccount(place, "open cases", syntax.span)) return undefined;
  const event = eventOf(syntax.event, place);
  const filter = event ? checkFilter(syntax.where, event, place) : "reported";
  const over = checkSpan(place.checker, syntax.over);
  if (!event || filter === "reported" || (syntax.over && !over)) return undefined;
  // The rule of `closed by` has its own report when it was written and is wrong.
  if (!event.closedBy) {
    place.checker.report("no-case", { event: event.name }, syntax.event.span);
    return undefined;
  }
  const text = printCondition({ ...syntax, no: false });
  const open: Condition = { node: "open_case", event: event.name, ...filter, ...(over ? { over } : {}), text };
  return syntax.no ? { node: "not", operand: open, text: printCondition(syntax) } : open;
}

function eventOf(name: Name | undefined, place: ConditionPlace): EventType | undefined {
  const symbol = place.checker.resolve("event", name);
  return symbol && place.checker.program.events.get(symbol.name);
}
