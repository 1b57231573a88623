/**
 * Why a condition is unknown: the first leaf that makes it so, in words few enough to count days by. Asked only where the
 * condition is unknown; what it decides about a leaf follows the same order as the leaf's own test.
 */

import type { Condition } from "../../schedule/types.ts";
import { changeReader, emptyChange } from "./changes.ts";
import type { Compiler } from "./compiler.ts";
import { BEFORE_RUN, eventReason } from "./data-reasons.ts";
import { isUnknown } from "./exact.ts";
import { earliestUnknown, expressionReason } from "./expression-reasons.ts";
import { reasonOfModel } from "./models.ts";
import { changeReach, reachOf } from "./reach.ts";
import { metricReasonOf } from "./score-reasons.ts";
import type { Moment, RunView } from "./types.ts";
import type { AccountView } from "./view.ts";
import { beginsBeforeRun, windowStart } from "./windows.ts";

/** Undefined where this leaf is known. */
export type Reason = (view: AccountView, moment: Moment, run: RunView | undefined) => string | undefined;

/** Reasons of the nodes of a schedule, compiled once each. */
export interface Reasons {
  of(condition: Condition): Reason;
}

type Node<Name extends Condition["node"]> = Extract<Condition, { node: Name }>;

export function createReasons(compiler: Compiler): Reasons {
  const compiled = new WeakMap<Condition, Reason>();
  const reasons: Reasons = {
    of(condition) {
      let reason = compiled.get(condition);
      if (reason === undefined) {
        reason = compileReason(compiler, reasons, condition);
        compiled.set(condition, reason);
      }
      return reason;
    },
  };
  return reasons;
}

function compileReason(compiler: Compiler, reasons: Reasons, condition: Condition): Reason {
  const { shape } = compiler;
  switch (condition.node) {
    case "and":
    case "or":
      return firstUnknown(compiler, reasons, condition.operands);
    case "not":
      return reasons.of(condition.operand);
    case "compare": {
      const left = expressionReason(compiler, reasons, condition.left);
      const right = expressionReason(compiler, reasons, condition.right);
      return (view, moment, run) => left(view, moment, run) ?? right(view, moment, run);
    }
    case "flag":
    case "event_flag":
      return () => `absent: ${condition.field}`;
    case "member":
      return expressionReason(compiler, reasons, condition.of);
    case "model":
      return (view, moment) => reasonOfModel(compiler, reasons, view, moment);
    case "segment":
      return (view, moment) => compiler.segmentOf(view, moment).because;
    case "band": {
      const reason = metricReasonOf(compiler, reasons, condition.metric);
      return (view, { windowDay }) => reason(view, windowDay, windowDay);
    }
    case "becomes": {
      const reason = metricReasonOf(compiler, reasons, condition.metric);
      return (view, { windowDay }) => reason(view, windowDay - 1, windowDay);
    }
    case "change":
      return changeReason(compiler, reasons, condition);
    case "for":
      return forReason(compiler, reasons, condition);
    case "open_case":
      return openCaseReason(compiler, condition);
    case "during_stage":
      return () => (shape.journeyStage(condition.stage) ? undefined : `absent: ${shape.stage(condition.stage).from}`);
    case "overdue":
      return () => `nothing expected: ${condition.stage}`;
    case "outside":
      return outsideReason(compiler, reasons, condition);
    case "happened":
      return () => `not decided: ${condition.event}`;
    case "ranked":
      return () => `no standing: ${condition.field}`;
    case "known":
    case "during_calendar":
      return () => undefined;
  }
}

function firstUnknown(compiler: Compiler, reasons: Reasons, operands: readonly Condition[]): Reason {
  const tests = operands.map(compiler.test);
  return (view, moment, run) => {
    const index = tests.findIndex((test) => test(view, moment, run) === undefined);
    return index < 0 ? undefined : reasons.of(operands[index]!)(view, moment, run);
  };
}

function changeReason(compiler: Compiler, reasons: Reasons, node: Node<"change">): Reason {
  const { metric, against } = node;
  const isScore = compiler.shape.score(metric) !== undefined;
  const reasonOf = metricReasonOf(compiler, reasons, metric);
  const first = changeReach(compiler.shape, node);
  const read = changeReader(compiler, node);
  const change = emptyChange();
  return (view, moment, run) => {
    const earliest = first(moment.windowDay, run);
    if (against.kind === "since_start") {
      if (run === undefined) return "no run";
      if (moment.windowDay < run.firstDay) return BEFORE_RUN;
    } else if (beginsBeforeRun(earliest, run)) return BEFORE_RUN;
    if (isScore) {
      const ends = reasonOf(view, earliest, earliest) ?? reasonOf(view, moment.windowDay, moment.windowDay);
      return (
        ends ??
        (against.kind === "usual" ? reasonOf(view, earliest, moment.windowDay) : undefined) ??
        `was 0 before: ${metric}`
      );
    }
    read(view, moment, run, change);
    if (!isUnknown(change.now) && !isUnknown(change.before)) {
      return `was ${change.before < 0 ? "below 0" : "0"} before: ${metric}`;
    }
    // With every day known, no earlier span of that length fits into the usual time.
    return reasonOf(view, earliest, moment.windowDay) ?? `no usual: ${metric}`;
  };
}

function forReason(compiler: Compiler, reasons: Reasons, { condition, over }: Node<"for">): Reason {
  const start = windowStart(over);
  const earliest = earliestUnknown(compiler, reasons, condition);
  return (view, { windowDay }, run) => {
    const first = start(windowDay);
    return beginsBeforeRun(first, run) ? BEFORE_RUN : earliest(view, first, windowDay, run);
  };
}

function openCaseReason({ shape }: Compiler, { event, over }: Node<"open_case">): Reason {
  const place = shape.event(event);
  const closing = shape.events[place]!.closing;
  const start = over === undefined ? undefined : windowStart(over);
  return (view, { windowDay }, run) => {
    const first = start === undefined ? windowDay : start(windowDay);
    if (start !== undefined && beginsBeforeRun(first, run)) return BEFORE_RUN;
    const reason = eventReason(view, place, first, windowDay);
    if (reason !== undefined) return reason;
    const closer = closing && shape.events[closing.event]!;
    return closer !== undefined && closer.horizon === undefined
      ? `no table: ${closer.type.name}`
      : `filter unknown: ${event}`;
  };
}

function outsideReason(compiler: Compiler, reasons: Reasons, { condition, calendar }: Node<"outside">): Reason {
  const days = compiler.shape.calendar(calendar);
  const reach = reachOf(compiler.shape, condition);
  const inner = reasons.of(condition);
  return (view, moment, run) => {
    const last = reach.readsWindow ? moment.windowDay : moment.today;
    return days.touches(reach.first(last, run), last) ? `in calendar ${calendar}` : inner(view, moment, run);
  };
}
