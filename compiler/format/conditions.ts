/** Where conditions may break: before `and` and `or`, the outermost first, and within lists of words. */
import type { ConditionSyntax, ExpressionSyntax } from "../../grammar/tree.ts";
import { type Layout, lineIndent } from "./layout.ts";

/** `column`: where the condition's further lines begin. */
export function layOutCondition(layout: Layout, condition: ConditionSyntax | undefined, column: number): void {
  switch (condition?.kind) {
    case "and":
    case "or": {
      const breaks = condition.operands.slice(1).map((operand) => layout.firstOf(operand.span) - 1);
      layout.group(layout.firstOf(condition.span), layout.lastOf(condition.span), column, breaks);
      for (const operand of condition.operands) layOutCondition(layout, operand, column + lineIndent);
      break;
    }
    case "not":
      layOutCondition(layout, condition.operand, column);
      break;
    case "parentheses":
      layOutCondition(layout, condition.inner, column);
      break;
    case "for":
    case "outside":
      layOutCondition(layout, condition.condition, column);
      break;
    case "compare":
      layOutExpression(layout, condition.left, column);
      layOutExpression(layout, condition.right, column);
      break;
    case "is":
      layout.list(condition.values, column);
      break;
    case "open_case":
      layOutCondition(layout, condition.where, column);
      break;
  }
}

/** The same for one side of a comparison. */
export function layOutExpression(layout: Layout, expression: ExpressionSyntax | undefined, column: number): void {
  switch (expression?.kind) {
    case "window":
    case "count_of":
    case "time_since_last":
      layOutCondition(layout, expression.where, column);
      break;
    case "days_with":
      layOutCondition(layout, expression.condition, column);
      break;
    case "share":
      layOutExpression(layout, expression.of, column);
      break;
  }
}
