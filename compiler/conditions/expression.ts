/** Expressions: the values that conditions compare. */
import { printExpression } from "../../grammar/print.ts";
import type { ExpressionSyntax, Literal, Name } from "../../grammar/tree.ts";
import type { Expression, FieldType } from "../../schedule/types.ts";
import { isQuantity } from "../model/fields.ts";
import { baseUnitsOf, literalOf } from "../values/quantities.ts";
import { wordsOfField, wordsOfType } from "../values/type-words.ts";
import { conditionOf } from "./condition.ts";
import { checkCount, checkTimeSinceLast } from "./events.ts";
import { findValue, reportUnknownValue } from "./names.ts";
import { type ConditionPlace, mayReadAccount } from "./place.ts";
import { journeyStageOf } from "./stages.ts";
import { checkTouchShare } from "./touch-share.ts";
import { checkSpan, checkWindow } from "./windows.ts";

/** One side of a comparison. */
export type Operand =
  | { kind: "literal"; literal: Literal; text: string }
  | { kind: "value"; expression: Expression; members?: string[]; words: string }
  /** A name that is no value: a member of an enum, if the other side is one. */
  | { kind: "word"; name: Name };

/** Undefined when something is missing or was reported. */
export function operandOf(syntax: ExpressionSyntax | undefined, place: ConditionPlace): Operand | undefined {
  if (!syntax) return undefined;
  switch (syntax.kind) {
    case "name":
      return operandNamed(syntax.name, syntax, place);
    case "window":
      return operandOfValue(checkWindow(syntax, place));
    case "count_of":
      return operandOfValue(checkCount(syntax, place));
    case "touch_share":
      return operandOfValue(checkTouchShare(syntax, place));
    case "time_since_last":
      return operandOfValue(checkTimeSinceLast(syntax, place));
    case "time_since":
    case "time_to":
      return operandOfValue(checkTime(syntax, place));
    case "time_in":
      return operandOfValue(checkTimeIn(syntax, place));
    case "days_with":
      return operandOfValue(checkDaysWith(syntax, place));
    case "share":
      return checkShare(syntax, place);
    default:
      return { kind: "literal", literal: syntax, text: printExpression(syntax) };
  }
}

function operandOfValue(expression: Expression | undefined): Operand | undefined {
  return expression && { kind: "value", expression, words: wordsOfType(expression.type) };
}

function operandNamed(name: Name, syntax: ExpressionSyntax, place: ConditionPlace): Operand | undefined {
  const text = printExpression(syntax);
  const found = findValue(name, place);
  if (!found) {
    const constant = place.checker.program.symbols.get("let", name.text);
    if (!constant) return { kind: "word", name };
    // Its value is broken and was reported at its declaration.
    place.checker.use(constant, name);
    if (place.checker.program.figures.has(name.text)) {
      place.checker.report("figure-by-segment-here", { name: name.text }, name.span);
    }
    return undefined;
  }
  switch (found.kind) {
    case "reported":
      return undefined;
    case "metric": {
      const { name: metric, quantity } = found.metric;
      return operandOfValue({ node: "metric", metric, type: quantity, text });
    }
    default: {
      const { field } = found;
      const expression: Expression = { node: found.kind, field: field.name, type: field.type, text };
      const words = wordsOfField(field);
      return { kind: "value", expression, words, ...(field.members ? { members: field.members } : {}) };
    }
  }
}

function checkTime(
  syntax: Extract<ExpressionSyntax, { kind: "time_since" | "time_to" }>,
  place: ConditionPlace,
): Expression | undefined {
  if (!syntax.field || !mayReadAccount(place, "the time since or to a date", syntax.span)) return undefined;
  const name = syntax.field;
  const found = findValue(name, place);
  const words = syntax.kind === "time_since" ? "time since" : "time to";
  if (found?.kind === "field" && found.field.type === "date") {
    return { node: syntax.kind, field: found.field.name, type: "duration", text: printExpression(syntax) };
  }
  if (found?.kind === "field") {
    const what = `What \`${words}\` is counted from`;
    const parameters = { field: name.text, actual: wordsOfField(found.field), expected: "a date", what };
    place.checker.report("wrong-field-type", parameters, name.span);
  } else if (found?.kind !== "reported") {
    place.checker.reportUnknown(["field"], name);
  }
  return undefined;
}

function checkTimeIn(
  syntax: Extract<ExpressionSyntax, { kind: "time_in" }>,
  place: ConditionPlace,
): Expression | undefined {
  const stage = journeyStageOf(syntax.stage, "The time in a stage", place);
  return stage === undefined ? undefined : { node: "time_in", stage, type: "duration", text: printExpression(syntax) };
}

function checkDaysWith(
  syntax: Extract<ExpressionSyntax, { kind: "days_with" }>,
  place: ConditionPlace,
): Expression | undefined {
  if (!mayReadAccount(place, "several days", syntax.span)) return undefined;
  const condition = conditionOf(syntax.condition, place);
  const over = checkSpan(place.checker, syntax.over);
  if (!condition || !over) return undefined;
  return { node: "days_with", condition, over, type: "count", text: printExpression(syntax) };
}

/** `80% of storage_limit`: a quantity of the type of what it is a share of. */
function checkShare(syntax: Extract<ExpressionSyntax, { kind: "share" }>, place: ConditionPlace): Operand | undefined {
  const { checker } = place;
  const literal = literalOf(checker, syntax.ratio);
  const ratio = literal && baseUnitsOf(checker, literal, "ratio", "A share");
  const of = operandOf(syntax.of, place);
  if (of?.kind === "word") reportUnknownValue(of.name, place, ["field", "metric"]);
  if (ratio === undefined || of === undefined || of.kind === "word" || !syntax.of) return undefined;
  if (of.kind === "literal") {
    checker.report("constant-comparison", { text: printExpression(syntax) }, syntax.span);
    return undefined;
  }
  const { expression, words } = of;
  const type: FieldType = expression.type;
  if (!isQuantity(type)) {
    const parameters = {
      what: "What a share is taken of",
      expected: "a quantity",
      actual: words,
      example: "80% of seats",
    };
    checker.report("wrong-value", parameters, syntax.of.span);
    return undefined;
  }
  return operandOfValue({ node: "share", ratio, of: expression, type, text: printExpression(syntax) });
}
