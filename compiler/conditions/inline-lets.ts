/**
 * Puts the literals that `let`s stand for into a condition, so that the schedule shows values and renaming a let changes
 * nothing in it. The literals take the place of the names, so messages point at the use.
 */
import type { BaselineSyntax, ConditionSyntax, ExpressionSyntax, Literal, Name, Value } from "../../grammar/tree.ts";
import type { Program } from "../program.ts";

export function inlineLets(condition: ConditionSyntax, program: Program): ConditionSyntax {
  return inliners(program).inCondition(condition);
}

export function inlineLetsOfExpression(expression: ExpressionSyntax, program: Program): ExpressionSyntax {
  return inliners(program).inExpression(expression);
}

function inliners(program: Program) {
  const inCondition = (syntax: ConditionSyntax): ConditionSyntax => {
    switch (syntax.kind) {
      case "and":
      case "or":
        return { ...syntax, operands: syntax.operands.map(inCondition) };
      case "not":
        return { ...syntax, ...optional("operand", syntax.operand, inCondition) };
      case "parentheses":
        return { ...syntax, ...optional("inner", syntax.inner, inCondition) };
      case "compare":
        return { ...syntax, left: inExpression(syntax.left), ...optional("right", syntax.right, inExpression) };
      case "change":
        return {
          ...syntax,
          ...optional("threshold", syntax.threshold, (threshold) => ({
            ...threshold,
            ...optional("amount", threshold.amount, inValue),
          })),
          ...optional("against", syntax.against, inBaseline),
          ...optional("usual", syntax.usual, inValue),
        };
      case "open_case":
        return { ...syntax, ...inFilterAndSpan(syntax) };
      case "for":
        return { ...syntax, condition: inCondition(syntax.condition), ...optional("over", syntax.over, inValue) };
      case "outside":
        return { ...syntax, condition: inCondition(syntax.condition) };
      default:
        return syntax;
    }
  };

  const inExpression = (syntax: ExpressionSyntax): ExpressionSyntax => {
    switch (syntax.kind) {
      case "name":
        return literalNamed(syntax.name) ?? syntax;
      case "share":
        return { ...syntax, ratio: inValue(syntax.ratio), ...optional("of", syntax.of, inExpression) };
      case "days_with":
        return {
          ...syntax,
          ...optional("condition", syntax.condition, inCondition),
          ...optional("over", syntax.over, inValue),
        };
      case "window":
      case "count_of":
        return { ...syntax, ...inFilterAndSpan(syntax) };
      case "touch_share":
        return {
          ...syntax,
          ...optional("within", syntax.within, inValue),
          ...optional("over", syntax.over, inValue),
        };
      case "time_since_last":
        return { ...syntax, ...optional("where", syntax.where, inCondition) };
      default:
        return syntax;
    }
  };

  const inFilterAndSpan = (syntax: { where?: ConditionSyntax; over?: Value }) => ({
    ...optional("where", syntax.where, inCondition),
    ...optional("over", syntax.over, inValue),
  });

  const inBaseline = (syntax: BaselineSyntax): BaselineSyntax =>
    syntax.kind === "over" ? { ...syntax, ...optional("over", syntax.over, inValue) } : syntax;

  const inValue = (value: Value): Value => (value.kind === "name" ? (literalNamed(value.name) ?? value) : value);

  const literalNamed = (name: Name): Literal | undefined => {
    const literal = program.lets.get(name.text);
    const symbol = program.symbols.get("let", name.text);
    if (!literal || !symbol) return undefined;
    program.symbols.markUsed(symbol);
    return { ...literal, span: name.span };
  };

  return { inCondition, inExpression };
}

function optional<Key extends string, Node>(
  key: Key,
  node: Node | undefined,
  change: (node: Node) => Node,
): { [K in Key]?: Node } {
  return (node === undefined ? {} : { [key]: change(node) }) as { [K in Key]?: Node };
}
