/** What a measure or the return should be: its type, and whether it can be at all. */

import { printGoal } from "../../grammar/print-measures.ts";
import type { Range, Span, Value } from "../../grammar/tree.ts";
import type { GoalSyntax } from "../../grammar/tree-measures.ts";
import type { Goal } from "../../schedule/measures.ts";
import type { Quantity } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import type { Checker } from "../program.ts";
import { durationOf } from "../values/durations.ts";
import { baseUnitsOf, literalOf } from "../values/quantities.ts";

/** What a figure is, and the least and most that it can be, in base units. */
export interface Scale {
  type: Quantity | "days";
  from: number;
  to: number;
  /** The most that it can be, as a person writes it. */
  most: string;
  least: string;
}

const whole = 1_000_000;

export const shareScale: Scale = { type: "ratio", from: 0, to: whole, least: "0%", most: "100%" };
export const balanceScale: Scale = { type: "ratio", from: -whole, to: whole, least: "-100%", most: "100%" };
/** Of what can be as large as it likes. */
export const openRatio: Scale = { type: "ratio", from: 0, to: Infinity, least: "0%", most: "anything" };
export const returnScale: Scale = { type: "ratio", from: -Infinity, to: Infinity, least: "anything", most: "anything" };
export const daysScale: Scale = { type: "days", from: -Infinity, to: Infinity, least: "anything", most: "anything" };

/** The goal and its text; nothing when there is none, or what is wrong with it was reported. */
export function checkGoal(
  checker: Checker,
  syntax: { content: GoalSyntax | undefined; span: Span } | undefined,
  scale: Scale,
  what: string,
): { goal?: Goal; goalText?: string } {
  if (!syntax?.content) return {};
  const goal = goalOf(checker, syntax.content, scale, what);
  if (!goal) return {};
  const { from, to } = truthsOf(goal);
  const goalText = printGoal(settled(checker, syntax.content));
  // With `!=` there is always something else to be.
  if (goal.kind === "compare" && goal.operator === "!=") return { goal, goalText };
  const isNever = from > scale.to || to < scale.from;
  const isAlways = from <= scale.from && to >= scale.to && goal.kind === "compare";
  if (isNever || isAlways) {
    const parameters = { what, goal: goalText, least: scale.least, most: scale.most };
    if (isAlways) checker.report("goal-always-met", parameters, syntax.span);
    else {
      checker.report("goal-never-met", parameters, syntax.span);
      return {};
    }
  }
  return { goal, goalText };
}

/** With the figures themselves: whoever reads of a missed goal wants `> 40%`, and not the name of a let. */
function settled(checker: Checker, { operator, value, range }: GoalSyntax): GoalSyntax {
  const figure = (of: Value | undefined) => literalOf(checker, of) ?? of;
  return compact<GoalSyntax>({
    operator,
    value: figure(value),
    range: range && compact<Range>({ ...range, from: figure(range.from), to: figure(range.to) }),
  });
}

function goalOf(
  checker: Checker,
  { operator, value, range }: GoalSyntax,
  scale: Scale,
  what: string,
): Goal | undefined {
  if (!range) {
    const amount = amountOf(checker, value, scale, what);
    return amount === undefined || !operator ? undefined : { kind: "compare", operator, value: amount };
  }
  const [from, to] = [amountOf(checker, range.from, scale, what), amountOf(checker, range.to, scale, what)];
  if (from === undefined || to === undefined) return undefined;
  if (from <= to) return { kind: "range", from, to };
  checker.report("bad-range", { what: "the target", why: "Its second end is below its first." }, range.span);
  return undefined;
}

function amountOf(checker: Checker, value: Value | undefined, { type }: Scale, what: string): number | undefined {
  const literal = literalOf(checker, value);
  if (!literal) return undefined;
  if (type !== "days") return baseUnitsOf(checker, literal, type, `The target of ${what}`);
  const use = { what: `The target of ${what}`, clocks: ["calendar"], zero: true } as const;
  const duration = durationOf(checker, value, use);
  if (duration?.unit === "days") return duration.amount;
  if (duration) checker.report("goal-in-months", { what }, literal.span);
  return undefined;
}

/** The least and most figure, in whole base units and beyond, that meets the goal. */
function truthsOf(goal: Goal): { from: number; to: number } {
  if (goal.kind === "range") return goal;
  const { operator, value } = goal;
  switch (operator) {
    case "=":
    case "!=":
      return { from: value, to: value };
    case "<":
      return { from: -Infinity, to: value - 0.5 };
    case "<=":
      return { from: -Infinity, to: value };
    case ">":
      return { from: value + 0.5, to: Infinity };
    case ">=":
      return { from: value, to: Infinity };
  }
}
