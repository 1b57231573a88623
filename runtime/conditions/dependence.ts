/** What a condition's answer for a past day depends on besides the account's data: decides what may be remembered. */

import type { Condition, Expression } from "../../schedule/types.ts";

export interface Dependence {
  /** Reads the run: its first day or what happened in it. */
  readonly run: boolean;
  /** Reads the ledger. */
  readonly ledger: boolean;
  /** Has windows, which `win` and `lose` bound to the run. */
  readonly windows: boolean;
}

const NOTHING: Dependence = { run: false, ledger: false, windows: false };
const RUN: Dependence = { run: true, ledger: false, windows: false };
const LEDGER: Dependence = { run: false, ledger: true, windows: false };
const WINDOWS: Dependence = { run: false, ledger: false, windows: true };

function either(left: Dependence, right: Dependence): Dependence {
  return {
    run: left.run || right.run,
    ledger: left.ledger || right.ledger,
    windows: left.windows || right.windows,
  };
}

export function dependenceOf(condition: Condition): Dependence {
  switch (condition.node) {
    case "and":
    case "or":
      return condition.operands.map(dependenceOf).reduce(either, NOTHING);
    case "not":
      return dependenceOf(condition.operand);
    case "outside":
      return dependenceOf(condition.condition);
    case "for":
      return either(WINDOWS, dependenceOf(condition.condition));
    case "compare":
      return either(dependenceOfExpression(condition.left), dependenceOfExpression(condition.right));
    case "change":
      return condition.against.kind === "since_start" ? RUN : WINDOWS;
    case "open_case":
      return condition.over === undefined ? NOTHING : WINDOWS;
    case "happened":
      return RUN;
    default:
      return NOTHING;
  }
}

function dependenceOfExpression(expression: Expression): Dependence {
  switch (expression.node) {
    case "window":
    case "event_count":
    case "event_values":
      return WINDOWS;
    case "days_with":
      return either(WINDOWS, dependenceOf(expression.condition));
    case "share":
      return dependenceOfExpression(expression.of);
    case "time_since_done":
      return LEDGER;
    default:
      return NOTHING;
  }
}
