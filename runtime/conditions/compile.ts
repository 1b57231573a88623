/**
 * Compiles a condition into a function of account, moment and run. Names are resolved and windows prepared here, once;
 * what is left is arithmetic on arrays, and it allocates nothing.
 */

import type { Condition } from "../../schedule/types.ts";
import { compileChange } from "./changes.ts";
import { createTally } from "./closes.ts";
import { compileCompare } from "./compare.ts";
import type { Compiler } from "./compiler.ts";
import { dependenceOf } from "./dependence.ts";
import { compileOverdue } from "./journeys.ts";
import { compileModel } from "./models.ts";
import { compileRanked } from "./ranks.ts";
import { reachOf } from "./reach.ts";
import {
  compileBand,
  compileBecomes,
  compileEventFlag,
  compileFlag,
  compileKnown,
  compileMember,
  compileOpenCase,
  compileSegment,
  compileStage,
} from "./states.ts";
import type { Test } from "./types.ts";
import { beginsBeforeRun, windowStart } from "./windows.ts";

type Node<Name extends Condition["node"]> = Extract<Condition, { node: Name }>;

export function compileCondition(compiler: Compiler, condition: Condition): Test {
  switch (condition.node) {
    case "and":
      return compileAnd(condition.operands.map(compiler.test));
    case "or":
      return compileOr(condition.operands.map(compiler.test));
    case "not":
      return compileNot(compiler.test(condition.operand));
    case "compare":
      return compileCompare(compiler, condition);
    case "flag":
      return compileFlag(compiler, condition);
    case "event_flag":
      return compileEventFlag(condition);
    case "member":
      return compileMember(compiler, condition);
    case "segment":
      return compileSegment(compiler, condition);
    case "model":
      return compileModel(compiler, condition);
    case "band":
      return compileBand(compiler, condition);
    case "known":
      return compileKnown(compiler, condition);
    case "change":
      return compileChange(compiler, condition);
    case "becomes":
      return compileBecomes(compiler, condition);
    case "for":
      return compileFor(compiler, condition);
    case "open_case":
      return compileOpenCase(compiler, condition);
    case "during_stage":
      return compileStage(compiler, condition);
    case "overdue":
      return compileOverdue(compiler, condition);
    case "during_calendar":
      return compileCalendar(compiler, condition);
    case "outside":
      return compileOutside(compiler, condition);
    case "ranked":
      return compileRanked(compiler, condition);
    case "happened":
      return compileHappened(condition);
  }
}

function compileAnd(tests: readonly Test[]): Test {
  return (view, moment, run) => {
    let truth: boolean | undefined = true;
    for (let index = 0; index < tests.length; index++) {
      const operand = tests[index]!(view, moment, run);
      if (operand === false) return false;
      if (operand === undefined) truth = undefined;
    }
    return truth;
  };
}

function compileOr(tests: readonly Test[]): Test {
  return (view, moment, run) => {
    let truth: boolean | undefined = false;
    for (let index = 0; index < tests.length; index++) {
      const operand = tests[index]!(view, moment, run);
      if (operand === true) return true;
      if (operand === undefined) truth = undefined;
    }
    return truth;
  };
}

function compileNot(test: Test): Test {
  return (view, moment, run) => {
    const truth = test(view, moment, run);
    return truth === undefined ? undefined : !truth;
  };
}

/** True when known true at each close of the window, false when known false at any. */
function compileFor(compiler: Compiler, { condition, over }: Node<"for">): Test {
  const start = windowStart(over);
  const tallyOf = createTally(compiler.test(condition), dependenceOf(compiler, condition), compiler.newSlot());
  const tally = { falses: 0, unknowns: 0 };
  return (view, { windowDay }, run) => {
    const first = start(windowDay);
    if (beginsBeforeRun(first, run)) return undefined;
    tallyOf(view, first, windowDay, run, tally);
    if (tally.falses > 0) return false;
    return tally.unknowns > 0 ? undefined : true;
  };
}

function compileCalendar({ shape }: Compiler, { calendar }: Node<"during_calendar">): Test {
  const days = shape.calendar(calendar);
  return (_view, { today }) => days.includes(today);
}

/** Unknown while the days the condition reads touch the calendar. */
function compileOutside(compiler: Compiler, { calendar, condition }: Node<"outside">): Test {
  const days = compiler.shape.calendar(calendar);
  const test = compiler.test(condition);
  const reach = reachOf(compiler.shape, condition);
  return (view, moment, run) => {
    const last = reach.readsWindow ? moment.windowDay : moment.today;
    return days.touches(reach.first(last, run), last) ? undefined : test(view, moment, run);
  };
}

function compileHappened({ event }: Node<"happened">): Test {
  return (_view, { windowDay }, run) => run?.happened(event, windowDay);
}
