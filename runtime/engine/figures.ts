/**
 * Figures by segment in the engine (docs/language.md section 4): whom a declaration's own times are known for, and how a
 * play is for the customers of one segment.
 */
import { type BySegment, figuresIn, type Settled, type Standing, settle } from "../../schedule/figures.ts";
import type { Action, Condition, Escalation, Play, Scope, Trigger } from "../../schedule/types.ts";

/**
 * A trigger whose `rest`, or a play whose phases, `end` or `again` say nothing for a customer, is not for it: what must be
 * known true beside the scope. Undefined where no figure decides.
 */
export function figuresKnown(declaration: Trigger | Play): Condition | undefined {
  const timings =
    "phases" in declaration
      ? [declaration.endAfter, declaration.again, ...declaration.phases.map(({ span }) => span)]
      : [declaration.rest];
  const operands = [...figuresIn(timings)].map(isKnown);
  return operands.length > 1 ? { node: "and", operands, text: textOf(operands) } : operands[0];
}

function isKnown({ bySegment, otherwise }: BySegment<unknown>): Condition {
  const values = bySegment.map(({ segment }) => segment);
  const listed: Condition = { node: "segment", values, text: `segment is one of ${values.join(", ")}` };
  if (otherwise === undefined) return listed;
  const others: Condition = { node: "not", operand: listed, text: `not ${listed.text}` };
  return { node: "or", operands: [listed, others], text: `${listed.text} or ${others.text}` };
}

function textOf(operands: readonly Condition[]): string {
  return operands.map(({ text }) => `(${text})`).join(" and ");
}

/** A scope with one more thing that must hold. */
export function scopeWhere(scope: Scope, condition: Condition | undefined): Scope {
  if (!condition) return scope;
  if (!scope.where) return { ...scope, where: condition };
  const operands = [scope.where, condition];
  return { ...scope, where: { node: "and", operands, text: textOf(operands) } };
}

/** A play and its ladders as they are for the customers of one segment. */
export interface SettledPlay {
  readonly play: Settled<Play>;
  readonly escalations: readonly Settled<Escalation>[];
  /** Events that a touch of it asks for. */
  readonly expected: ReadonlySet<string>;
}

/** Undefined for customers whom the play is not for: its phases, `end` or `again` say nothing for them. */
export function settlePlay(play: Play, ladders: readonly Escalation[], standing: Standing): SettledPlay | undefined {
  const settled = settle(play, standing);
  if (!settled || settled.phases.length < play.phases.length) return undefined;
  const escalations = ladders.flatMap((ladder) => settle(ladder, standing) ?? []);
  return { play: settled, escalations, expected: expectedEvents(settled, escalations) };
}

/** Events that a touch of the play asks for. */
export function expectedEvents(
  { phases }: Pick<Play, "phases">,
  escalations: readonly Pick<Escalation, "rungs">[],
): Set<string> {
  const steps = [...phases.flatMap((phase) => phase.steps), ...escalations.flatMap(({ rungs }) => rungs)];
  const actions = steps.flatMap((step): readonly Action[] => step.actions);
  return new Set(actions.flatMap(({ expects }) => (expects ? [expects.event] : [])));
}
