/** Why an expression is unknown, or a range where a comparison needs a value. */

import type { Condition, Expression } from "../../schedule/types.ts";
import type { EpochDay } from "../histories/types.ts";
import type { Compiler } from "./compiler.ts";
import { absentBegins, BEFORE_RUN, eventReason } from "./data-reasons.ts";
import { emptyReading, isUnknown } from "./exact.ts";
import { plainReader } from "./plain.ts";
import type { Reason, Reasons } from "./reasons.ts";
import { metricReasonOf } from "./score-reasons.ts";
import type { RunView } from "./types.ts";
import type { AccountView } from "./view.ts";
import { beginsBeforeRun, windowStart } from "./windows.ts";

type Node<Name extends Expression["node"]> = Extract<Expression, { node: Name }>;

export function expressionReason(compiler: Compiler, reasons: Reasons, expression: Expression): Reason {
  switch (expression.node) {
    case "literal":
      return () => undefined;
    case "field":
    case "event_field":
      return fieldReason(compiler, expression);
    case "time_since":
    case "time_to": {
      const place = compiler.shape.field(expression.field);
      return (view, { today }) => (view.field(place, today) === undefined ? `absent: ${expression.field}` : undefined);
    }
    case "metric": {
      const reason = metricReasonOf(compiler, reasons, expression.metric);
      return (view, { windowDay }) => reason(view, windowDay, windowDay);
    }
    case "window": {
      const reason = metricReasonOf(compiler, reasons, expression.metric);
      const start = windowStart(expression.over);
      return (view, { windowDay }, run) => {
        const first = start(windowDay);
        return beginsBeforeRun(first, run) ? BEFORE_RUN : reason(view, first, windowDay);
      };
    }
    case "time_in":
      return (view, { today }) =>
        view.course.visitsOn(expression.stage, today).length > 0 ? undefined : `not in stage: ${expression.stage}`;
    case "share":
      return expressionReason(compiler, reasons, expression.of);
    case "event_count":
    case "event_values":
      return eventWindowReason(compiler, expression);
    case "days_with":
      return daysWithReason(compiler, reasons, expression);
    case "time_since_event": {
      const place = compiler.shape.event(expression.event);
      return (view, { windowDay }) => eventReason(view, place, windowDay, windowDay) ?? `none yet: ${expression.event}`;
    }
    case "touch_share":
      return touchShareReason(compiler, expression);
    case "time_since_done":
      return (view, { windowDay }) =>
        view.beginsOn(windowDay) === undefined ? absentBegins(view) : `none yet: ${expression.touch}`;
  }
}

function fieldReason({ shape }: Compiler, expression: Node<"field" | "event_field">): Reason {
  const read = plainReader(shape, expression);
  return (view, { today }) => (read(view, today) === undefined ? `absent: ${expression.field}` : undefined);
}

function eventWindowReason(compiler: Compiler, expression: Node<"event_count" | "event_values">): Reason {
  const { event } = expression;
  const place = compiler.shape.event(event);
  const start = windowStart(expression.over);
  const read = compiler.read(expression);
  const reading = emptyReading();
  const value = expression.node === "event_values" ? `no value: ${event}.${expression.field}` : undefined;
  return (view, moment, run) => {
    const first = start(moment.windowDay);
    if (beginsBeforeRun(first, run)) return BEFORE_RUN;
    const reason = eventReason(view, place, first, moment.windowDay);
    if (reason !== undefined) return reason;
    read(view, moment, run, reading);
    if (isUnknown(reading.low)) return value;
    return reading.low < reading.high ? `filter unknown: ${event}` : undefined;
  };
}

function touchShareReason(compiler: Compiler, expression: Node<"touch_share">): Reason {
  const start = windowStart(expression.over);
  const read = compiler.read(expression);
  const reading = emptyReading();
  const touches = expression.touch ?? (expression.channel ? `${expression.channel} touches` : "touches");
  return (view, moment, run) => {
    if (beginsBeforeRun(start(moment.windowDay), run)) return BEFORE_RUN;
    read(view, moment, run, reading);
    return isUnknown(reading.low) ? `none answered or out of time yet: ${touches}` : undefined;
  };
}

function daysWithReason(compiler: Compiler, reasons: Reasons, { condition, over }: Node<"days_with">): Reason {
  const start = windowStart(over);
  const earliest = earliestUnknown(compiler, reasons, condition);
  return (view, { windowDay }, run) => {
    const first = start(windowDay);
    return beginsBeforeRun(first, run) ? BEFORE_RUN : earliest(view, first, windowDay, run);
  };
}

/** The reason on the first day of a window on which the condition is unknown. */
export function earliestUnknown(
  compiler: Compiler,
  reasons: Reasons,
  condition: Condition,
): (view: AccountView, from: EpochDay, to: EpochDay, run: RunView | undefined) => string | undefined {
  const test = compiler.test(condition);
  const reason = reasons.of(condition);
  return (view, from, to, run) => {
    for (let day = from; day <= to; day++) {
      const close = { windowDay: day, today: day };
      if (test(view, close, run) === undefined) return reason(view, close, run);
    }
    return undefined;
  };
}
