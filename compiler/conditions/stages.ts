/** What conditions ask of stages: those of the calendar, and those of journeys. */
import { printCondition } from "../../grammar/print.ts";
import type { ConditionSyntax, Name } from "../../grammar/tree.ts";
import type { Condition } from "../../schedule/types.ts";
import { type ConditionPlace, mayReadAccount } from "./place.ts";

/** `during onboarding`: a stage, of the calendar or of a journey, or a calendar. */
export function checkDuring(
  syntax: Extract<ConditionSyntax, { kind: "during" }>,
  place: ConditionPlace,
): Condition | undefined {
  if (!mayReadAccount(place, "a stage or calendar", syntax.span)) return undefined;
  const symbol = place.checker.resolve(["stage", "calendar"], syntax.name);
  const text = printCondition(syntax);
  if (!symbol) return undefined;
  if (symbol.kind !== "stage") return { node: "during_calendar", calendar: symbol.name, text };
  if (place.checker.program.journeyStages.has(symbol.name) && !mayReadJourney(place, syntax)) return undefined;
  return { node: "during_stage", stage: symbol.name, text };
}

/** `onboarding is overdue`; undefined too when it asks something else. */
export function isOverdue(syntax: ConditionSyntax, { checker, event }: ConditionPlace): boolean {
  if (syntax.kind !== "is" || event || syntax.values.length !== 1 || syntax.values[0]!.text !== "overdue") return false;
  const { symbols } = checker.program;
  const { text } = syntax.subject;
  return !symbols.get("field", text) && !symbols.get("metric", text) && symbols.get("stage", text) !== undefined;
}

export function checkOverdue(
  syntax: Extract<ConditionSyntax, { kind: "is" }>,
  text: string,
  place: ConditionPlace,
): Condition | undefined {
  const stage = journeyStageOf(syntax.subject, "`is overdue`", place);
  return stage === undefined ? undefined : { node: "overdue", stage, text };
}

/** The stage of a journey that a name stands for. `what` begins a sentence. */
export function journeyStageOf(name: Name | undefined, what: string, place: ConditionPlace): string | undefined {
  if (!name || !mayReadAccount(place, "a stage", name.span)) return undefined;
  const symbol = place.checker.resolve("stage", name);
  if (!symbol || !mayReadJourney(place, name)) return undefined;
  if (place.checker.program.journeyStages.has(symbol.name)) return symbol.name;
  place.checker.report("not-of-a-journey", { stage: symbol.name, what }, name.span);
  return undefined;
}

/** Segments are decided before anything that happens to a customer in a journey. */
function mayReadJourney({ checker, inSegments }: ConditionPlace, { span }: { span: Name["span"] }): boolean {
  if (inSegments) checker.report("segment-reads", { what: "a stage of a journey" }, span);
  return !inSegments;
}
