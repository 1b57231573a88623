/** `where (...)` of an event: a condition on the event's own fields. */
import type { ConditionSyntax } from "../../grammar/tree.ts";
import type { Condition, EventType } from "../../schedule/types.ts";
import { conditionOf } from "./condition.ts";
import type { ConditionPlace } from "./place.ts";

/** The filter as a member to spread into its node; "reported" when something in it is wrong. */
export function checkFilter(
  syntax: ConditionSyntax | undefined,
  event: EventType,
  place: ConditionPlace,
): { where?: Condition } | "reported" {
  if (!syntax) return {};
  const where = conditionOf(syntax, { checker: place.checker, event });
  return where ? { where } : "reported";
}
