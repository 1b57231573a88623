/** What a condition's answer for a past day depends on besides the account's data: decides what may be remembered. */

import type { Condition, Expression } from "../../schedule/types.ts";
import type { Compiler } from "./compiler.ts";

export interface Dependence {
  /** Reads the run: its first day or what happened in it. */
  readonly run: boolean;
  /** Reads the ledger. */
  readonly ledger: boolean;
  /** Reads a score, which is computed close by close. */
  readonly scores: boolean;
  /** Has windows, which `win` and `lose` bound to the run. */
  readonly windows: boolean;
}

const NOTHING: Dependence = { run: false, ledger: false, scores: false, windows: false };
const RUN: Dependence = { ...NOTHING, run: true };
const LEDGER: Dependence = { ...NOTHING, ledger: true };
const WINDOWS: Dependence = { ...NOTHING, windows: true };

function either(left: Dependence, right: Dependence): Dependence {
  return {
    run: left.run || right.run,
    ledger: left.ledger || right.ledger,
    scores: left.scores || right.scores,
    windows: left.windows || right.windows,
  };
}

export function dependenceOf(compiler: Compiler, condition: Condition): Dependence {
  const within = (operand: Condition) => dependenceOf(compiler, operand);
  switch (condition.node) {
    case "and":
    case "or":
      return condition.operands.map(within).reduce(either, NOTHING);
    case "not":
      return within(condition.operand);
    case "outside":
      return within(condition.condition);
    case "for":
      return either(WINDOWS, within(condition.condition));
    case "compare":
      return either(
        dependenceOfExpression(compiler, condition.left),
        dependenceOfExpression(compiler, condition.right),
      );
    case "change":
      return either(condition.against.kind === "since_start" ? RUN : WINDOWS, ofMetric(compiler, condition.metric));
    case "band":
    case "becomes":
      return ofMetric(compiler, condition.metric);
    case "known":
      return dependenceOfExpression(compiler, condition.of);
    case "open_case":
      return condition.over === undefined ? NOTHING : WINDOWS;
    case "happened":
      return RUN;
    case "during_stage":
      return compiler.shape.journeyStage(condition.stage) ? LEDGER : NOTHING;
    case "overdue":
      return LEDGER;
    case "model":
      return { ...NOTHING, ledger: compiler.modelReadsLedger() };
    default:
      return NOTHING;
  }
}

export function dependenceOfExpression(compiler: Compiler, expression: Expression): Dependence {
  switch (expression.node) {
    case "metric":
      return ofMetric(compiler, expression.metric);
    case "window":
      return either(WINDOWS, ofMetric(compiler, expression.metric));
    case "event_count":
    case "event_values":
      return WINDOWS;
    case "days_with":
      return either(WINDOWS, dependenceOf(compiler, expression.condition));
    case "share":
      return dependenceOfExpression(compiler, expression.of);
    case "touch_share":
      return either(WINDOWS, LEDGER);
    case "time_since_done":
    case "time_in":
      return LEDGER;
    default:
      return NOTHING;
  }
}

function ofMetric(compiler: Compiler, metric: string): Dependence {
  if (compiler.shape.score(metric) === undefined) return NOTHING;
  return compiler.scoreReadsLedger(metric) ? { ...LEDGER, scores: true } : { ...NOTHING, scores: true };
}
