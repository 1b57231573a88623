/** Conditions: from their syntax to the typed trees of the schedule (docs/language.md, section 5). */
import { printCondition } from "../../grammar/print.ts";
import type { ConditionSyntax, ExpressionSyntax } from "../../grammar/tree.ts";
import { deepestCondition, depthOf, isDeeperThan } from "../../schedule/depth.ts";
import type { Condition, Expression } from "../../schedule/types.ts";
import { checkBecomes, checkChange } from "./change.ts";
import { checkComparison } from "./compare.ts";
import { checkOpenCase } from "./events.ts";
import { operandOf } from "./expression.ts";
import { inlineLets, inlineLetsOfExpression } from "./inline-lets.ts";
import { checkIs, checkKnown } from "./is.ts";
import { reportUnknownValue } from "./names.ts";
import { type ConditionPlace, mayReadAccount } from "./place.ts";
import { checkRanked } from "./ranked.ts";
import { checkDuring } from "./stages.ts";
import { checkBareName } from "./standing-alone.ts";
import { checkSpan } from "./windows.ts";

/** The condition as the schedule holds it; undefined when it is missing, or something in it was reported. */
export function checkCondition(syntax: ConditionSyntax | undefined, place: ConditionPlace): Condition | undefined {
  if (!syntax) return undefined;
  const { program } = place.checker;
  // Every part has its own text, so that a long condition in many parentheses is written out once a level.
  const before = program.textLeft;
  program.textLeft -= (syntax.span.end - syntax.span.start) * depthOf(syntax);
  if (program.textLeft < 0) {
    if (before >= 0) place.checker.report("too-much-text", {}, syntax.span);
    return undefined;
  }
  const condition = conditionOf(inlineLets(syntax, place.checker), place);
  if (condition && isDeeperThan(condition, deepestCondition)) {
    place.checker.report("too-deep", { most: deepestCondition }, syntax.span);
    return undefined;
  }
  return condition;
}

/** A value by itself, its lets resolved; literals, and words that are no value, are reported. */
export function checkExpression(syntax: ExpressionSyntax | undefined, place: ConditionPlace): Expression | undefined {
  if (!syntax) return undefined;
  const operand = operandOf(inlineLetsOfExpression(syntax, place.checker), place);
  if (operand?.kind === "value") return operand.expression;
  if (operand?.kind === "word") reportUnknownValue(operand.name, place, ["field", "metric"]);
  if (operand?.kind === "literal") place.checker.report("constant-comparison", { text: operand.text }, syntax.span);
  return undefined;
}

/** As `checkCondition`, for the parts of a condition whose lets are resolved. */
export function conditionOf(syntax: ConditionSyntax | undefined, place: ConditionPlace): Condition | undefined {
  switch (syntax?.kind) {
    case undefined:
      return undefined;
    case "and":
    case "or": {
      const operands = syntax.operands.map((operand) => conditionOf(operand, place));
      if (!operands.every((operand) => operand !== undefined)) return undefined;
      return { node: syntax.kind, operands, text: printCondition(syntax) };
    }
    case "not": {
      const operand = conditionOf(syntax.operand, place);
      return operand && { node: "not", operand, text: printCondition(syntax) };
    }
    case "parentheses":
      return conditionOf(syntax.inner, place);
    case "compare":
      return checkComparison(syntax, place);
    case "name":
      return checkBareName(syntax, place);
    case "is":
      return checkIs(syntax, place);
    case "known":
      return checkKnown(syntax, place);
    case "change":
      return checkChange(syntax, place);
    case "becomes":
      return checkBecomes(syntax, place);
    case "ranked":
      return checkRanked(syntax, place);
    case "open_case":
      return checkOpenCase(syntax, place);
    case "during":
      return checkDuring(syntax, place);
    case "for": {
      if (!mayReadAccount(place, "several days", syntax.span)) return undefined;
      const condition = conditionOf(syntax.condition, place);
      const over = checkSpan(place.checker, syntax.over);
      return condition && over && { node: "for", condition, over, text: printCondition(syntax) };
    }
    case "outside": {
      if (!mayReadAccount(place, "a calendar", syntax.span)) return undefined;
      const condition = conditionOf(syntax.condition, place);
      const calendar = place.checker.resolve("calendar", syntax.calendar)?.name;
      if (!condition || calendar === undefined) return undefined;
      return { node: "outside", calendar, condition, text: printCondition(syntax) };
    }
  }
}
