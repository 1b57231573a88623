/** Comparisons: two values meet only when their types are equal (docs/language.md, section 2). */
import { printCondition } from "../../grammar/print.ts";
import type { ConditionSyntax, Literal as LiteralSyntax, Name, Span } from "../../grammar/tree.ts";
import type { Comparison, Condition, Expression, FieldType, Literal } from "../../schedule/types.ts";
import { amountIn } from "../currency.ts";
import { likely } from "../diagnostics/suggest.ts";
import { isQuantity } from "../model/fields.ts";
import { problemOfDate } from "../values/dates.ts";
import { durationOfLiteral } from "../values/durations.ts";
import { baseUnitsOf, canBe } from "../values/quantities.ts";
import { wordsOfValue } from "../values/type-words.ts";
import { type Operand, operandOf } from "./expression.ts";
import { reportUnknownValue } from "./names.ts";
import type { ConditionPlace } from "./place.ts";
import { isBeyondRange } from "./ranges.ts";

type CompareSyntax = Extract<ConditionSyntax, { kind: "compare" }>;
type Value = Extract<Operand, { kind: "value" }>;

const flipped: Record<Comparison, Comparison> = { "=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

const unordered: readonly FieldType[] = ["enum", "flag", "text", "zone"];

export function checkComparison(syntax: CompareSyntax, place: ConditionPlace): Condition | undefined {
  const left = operandOf(syntax.left, place);
  const right = operandOf(syntax.right, place);
  if (!left || !right || !syntax.right) {
    for (const side of [left, right]) if (side?.kind === "word") reportUnknownOperand(side.name, place);
    return undefined;
  }
  const text = printCondition(syntax);
  if (left.kind === "value") {
    return compareWith(left, syntax.operator, right, { left: syntax.left.span, right: syntax.right.span, text }, place);
  }
  if (right.kind === "value") {
    const spans = { left: syntax.right.span, right: syntax.left.span, text };
    return compareWith(right, flipped[syntax.operator], left, spans, place);
  }
  const words = [left, right].filter((side) => side.kind === "word");
  for (const { name } of words) reportUnknownOperand(name, place);
  if (words.length === 0) place.checker.report("constant-comparison", { text }, syntax.span);
  return undefined;
}

/** A value against anything: the value always comes to stand on the left. */
function compareWith(
  left: Value,
  operator: Comparison,
  right: Operand,
  written: { left: Span; right: Span; text: string },
  place: ConditionPlace,
): Condition | undefined {
  const { checker } = place;
  if (right.kind === "word") {
    if (left.members) return compareMember(left, left.members, operator, right.name, written.text, place);
    reportUnknownOperand(right.name, place);
    return undefined;
  }
  const { expression } = left;
  const isOrdering = operator !== "=" && operator !== "!=";
  const differ = (actual: string, text: string) =>
    checker.report(
      "types-differ",
      {
        left: expression.text,
        leftType: left.words,
        right: text,
        rightType: actual,
        example: expression.type === "money" ? amountMeant(text, checker.program.currency.code) : undefined,
      },
      written.right,
    );
  if (right.kind === "value") {
    const sameMembers = left.members?.join() === right.members?.join();
    if (expression.type !== right.expression.type || !sameMembers) {
      differ(right.words, right.expression.text);
      return undefined;
    }
    if (isOrdering && unordered.includes(expression.type)) {
      checker.report("not-ordered", { operator, type: left.words }, written.left);
      return undefined;
    }
    return { node: "compare", operator, left: expression, right: right.expression, text: written.text };
  }
  if (!canMeet(expression.type, right.literal)) {
    differ(wordsOfValue(right.literal), right.text);
    return undefined;
  }
  if (isOrdering && unordered.includes(expression.type)) {
    checker.report("not-ordered", { operator, type: left.words }, written.left);
    return undefined;
  }
  const value = literalFor(expression, right.literal, place);
  if (value === undefined) return undefined;
  if (typeof value === "boolean") return compareFlag(expression, operator, value, written.text);
  const literal: Expression = { node: "literal", type: expression.type, value, text: right.text };
  return { node: "compare", operator, left: expression, right: literal, text: written.text };
}

/** A bare number with the sign of the currency, if thousands cannot be meant; else any amount. */
function amountMeant(written: string, currency: string): string {
  return amountIn(currency, /^\d{4,}$|^\d+(?:\.\d+)?[KMB]$/.test(written) ? written : "25K");
}

function canMeet(type: FieldType, literal: LiteralSyntax): boolean {
  if (isQuantity(type)) return canBe(literal, type);
  if (type === "zone") return literal.kind === "text";
  return literal.kind === type;
}

function literalFor(expression: Expression, literal: LiteralSyntax, place: ConditionPlace): Literal | undefined {
  const { checker } = place;
  const what = `What \`${expression.text}\` is compared with`;
  const { type } = expression;
  if (isQuantity(type)) {
    const units = baseUnitsOf(checker, literal, type, what);
    return units !== undefined && isBeyondRange(expression, units, literal, place) ? undefined : units;
  }
  if (literal.kind === "duration") {
    return durationOfLiteral(checker, literal, { what, clocks: ["calendar"], zero: true });
  }
  if (literal.kind !== "date") return literal.value;
  const why = problemOfDate(literal.value);
  if (why === undefined) return literal.value;
  checker.report("bad-date", { written: literal.value, why }, literal.span);
  return undefined;
}

/** `strategic = true` is the flag itself. */
function compareFlag(
  expression: Expression,
  operator: Comparison,
  value: boolean,
  text: string,
): Condition | undefined {
  if (expression.node !== "field" && expression.node !== "event_field") return undefined;
  const node = expression.node === "field" ? "flag" : "event_flag";
  const flag: Condition = { node, field: expression.field, text: expression.text };
  return (operator === "=") === value ? { ...flag, text } : { node: "not", operand: flag, text };
}

/** `plan = pro` is `plan is pro`. */
function compareMember(
  left: Value,
  members: string[],
  operator: Comparison,
  name: Name,
  text: string,
  place: ConditionPlace,
): Condition | undefined {
  const { expression: of } = left;
  if (operator !== "=" && operator !== "!=") {
    place.checker.report("not-ordered", { operator, type: left.words }, name.span);
    return undefined;
  }
  if (!members.includes(name.text)) {
    const found = likely(name.text, members);
    const parameters = { name: name.text, of: of.text, members, suggestion: found.suggestion };
    place.checker.report("unknown-member", parameters, name.span, found);
    return undefined;
  }
  if (of.node === "field") place.checker.useMember("field", of.field, name);
  const member: Condition = { node: "member", of, values: [name.text], text: `${of.text} = ${name.text}` };
  return operator === "=" ? member : { node: "not", operand: member, text };
}

function reportUnknownOperand(name: Name, place: ConditionPlace): void {
  reportUnknownValue(name, place, ["field", "metric"]);
}
