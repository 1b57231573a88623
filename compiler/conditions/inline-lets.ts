/**
 * Puts the literals that `let`s stand for into a condition, so that the schedule shows values and renaming a let changes
 * nothing in it. The literals take the place of the names, so messages point at the use.
 */
import type { BaselineSyntax, ConditionSyntax, ExpressionSyntax, Literal, Name, Value } from "../../grammar/tree.ts";
import type { Checker } from "../program.ts";

export function inlineLets(condition: ConditionSyntax, checker: Checker): ConditionSyntax {
  return inliners(checker).inCondition(condition);
}

export function inlineLetsOfExpression(expression: ExpressionSyntax, checker: Checker): ExpressionSyntax {
  return inliners(checker).inExpression(expression);
}

function inliners(checker: Checker) {
  const { program } = checker;
  const inCondition = (syntax: ConditionSyntax): ConditionSyntax => {
    switch (syntax.kind) {
      case "and":
      case "or":
        return { ...syntax, operands: syntax.operands.map(inCondition) };
      case "not":
        return { ...syntax, ...optional("operand", syntax.operand, inCondition) };
      case "parentheses": {
        const { inner } = optional("inner", syntax.inner, inCondition);
        // What a figure by segment is written out to has its own.
        if (inner?.kind === "parentheses" && syntax.inner?.kind !== "parentheses") return inner;
        return { ...syntax, ...(inner && { inner }) };
      }
      case "compare": {
        const made =
          bySegment(syntax.right, (right) => ({ ...syntax, right })) ??
          bySegment(syntax.left, (left) => ({ ...syntax, left }));
        if (made) return inCondition(made);
        return { ...syntax, left: inExpression(syntax.left), ...optional("right", syntax.right, inExpression) };
      }
      case "change": {
        const { threshold } = syntax;
        const made = bySegment(threshold?.amount, (amount) => ({ ...syntax, threshold: { ...threshold!, amount } }));
        if (made) return inCondition(made);
        return {
          ...syntax,
          ...optional("threshold", syntax.threshold, (threshold) => ({
            ...threshold,
            ...optional("amount", threshold.amount, inValue),
          })),
          ...optional("against", syntax.against, inBaseline),
          ...optional("usual", syntax.usual, inValue),
        };
      }
      case "ranked":
        return { ...syntax, ...optional("share", syntax.share, inValue) };
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

  /**
   * A condition that reads a figure by segment, as one for each segment: the customer is in it and the condition holds
   * of its figure. Undefined for every other value.
   */
  const bySegment = (
    value: ExpressionSyntax | undefined,
    made: (literal: Literal) => ConditionSyntax,
  ): ConditionSyntax | undefined => {
    if (value?.kind !== "name") return undefined;
    const { name, span } = value;
    const figures = program.figures.get(name.text);
    const symbol = program.symbols.get("let", name.text);
    if (!figures || !symbol) return undefined;
    checker.use(symbol, name);
    const subject = { text: "segment", span };
    const within = (segments: readonly string[], negated: boolean, literal: Literal): ConditionSyntax => {
      const values = segments.map((text) => ({ text, span }));
      const isThere: ConditionSyntax = { kind: "is", subject, negated, values, span };
      const operands = [isThere, made({ ...literal, span })];
      return { kind: "parentheses", inner: { kind: "and", operands, span }, span };
    };
    const listed = figures.listed.map(({ segment, literal }) => within([segment], false, literal));
    const all = figures.listed.map(({ segment }) => segment);
    const cases = figures.otherwise ? [...listed, within(all, true, figures.otherwise)] : listed;
    return cases.length === 1 ? cases[0] : { kind: "parentheses", inner: { kind: "or", operands: cases, span }, span };
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
    checker.use(symbol, name);
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
