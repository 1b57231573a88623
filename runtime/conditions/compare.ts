/** Compiles a comparison of two expressions of one type. */

import type { Comparison, Condition, Expression } from "../../schedule/types.ts";
import type { Compiler } from "./compiler.ts";
import { compileTimes, isElapsed } from "./durations.ts";
import { compareReadings, emptyReading, isUnknown } from "./exact.ts";
import { plainReader } from "./plain.ts";
import { brokenSchedule } from "./shape.ts";
import type { Test } from "./types.ts";

type CompareNode = Extract<Condition, { node: "compare" }>;

export function compileCompare(compiler: Compiler, node: CompareNode): Test {
  const { left, right } = node;
  if (isElapsed(left) || isElapsed(right) || left.type === "duration") return compileTimes(compiler, node);
  return isOnlyEqual(left) ? compileEquality(compiler, node) : compileQuantities(compiler, node);
}

/** Whether values of that type have no order. */
function isOnlyEqual({ type }: Expression): boolean {
  return type === "text" || type === "flag" || type === "zone" || type === "enum";
}

function compileEquality({ shape }: Compiler, { operator, left, right, text }: CompareNode): Test {
  if (!isEquality(operator)) throw brokenSchedule(`"${text}" compares values that have no order`);
  const [readLeft, readRight] = [plainReader(shape, left), plainReader(shape, right)];
  return (view, moment) => {
    const one = readLeft(view, moment.today);
    const other = readRight(view, moment.today);
    if (one === undefined || other === undefined) return undefined;
    return (one === other) === (operator === "=");
  };
}

function isEquality(operator: Comparison): boolean {
  return operator === "=" || operator === "!=";
}

function compileQuantities(compiler: Compiler, { operator, left, right }: CompareNode): Test {
  const [readLeft, readRight] = [compiler.read(left), compiler.read(right)];
  const [one, other] = [emptyReading(), emptyReading()];
  return (view, moment, run) => {
    readLeft(view, moment, run, one);
    if (isUnknown(one.low)) return undefined;
    readRight(view, moment, run, other);
    if (isUnknown(other.low)) return undefined;
    return compareReadings(operator, one, other);
  };
}
