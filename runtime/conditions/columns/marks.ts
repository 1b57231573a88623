/**
 * On which days the parts of a condition may change that read fields, dates and events, but no metric. Undefined where
 * no shorter way is known than to ask every day.
 */

import type { Condition, Duration, Expression } from "../../../schedule/types.ts";
import { addDuration } from "../../calendar/days.ts";
import type { EpochDay } from "../../histories/types.ts";
import type { Compiler } from "../compiler.ts";
import { elapsedReader, emptyElapsed, isElapsed, moved } from "../durations.ts";
import { plainReader } from "../plain.ts";
import type { Shape } from "../shape.ts";
import { horizonEnd } from "../view.ts";
import { daysOf } from "../windows.ts";
import { type Breaks, type Mark, markAll, markField, markNothing } from "./steady.ts";

type ConditionNode<Name extends Condition["node"]> = Extract<Condition, { node: Name }>;

export function marksOfExpression(shape: Shape, expression: Expression): Mark | undefined {
  switch (expression.node) {
    case "literal":
      return markNothing;
    case "field":
      return markField(shape, shape.field(expression.field));
    case "share":
      return marksOfExpression(shape, expression.of);
    case "event_count":
    case "event_values":
      return markEvents(shape, shape.event(expression.event), expression.over);
    default:
      return undefined;
  }
}

export function marksOfCompare(compiler: Compiler, { left, right }: ConditionNode<"compare">): Mark | undefined {
  const { shape } = compiler;
  if (isElapsed(left)) return isElapsed(right) ? undefined : markTimes(compiler, left, right);
  if (isElapsed(right)) return markTimes(compiler, right, left);
  const marks = [marksOfExpression(shape, left), marksOfExpression(shape, right)];
  return marks.every((mark) => mark !== undefined) ? markAll(marks) : undefined;
}

/** From the field's date to the last day of the stage. */
export function markStage(shape: Shape, { stage }: ConditionNode<"during_stage">): Mark {
  const { from, lasts } = shape.stage(stage);
  const place = shape.field(from);
  const markChanges = markField(shape, place);
  const markDates: Mark = (view, breaks) => {
    for (const { value } of view.changesOf(place)) if (typeof value === "number") breaks.mark(value);
  };
  return (view, breaks) => {
    markChanges(view, breaks);
    markDates(view, breaks);
    breaks.each((day) => {
      const first = view.field(place, day);
      if (typeof first !== "number" || first > day) return;
      const last =
        lasts.unit === "business_days" ? shape.work.nthWorkingDayAfter(first, lasts.amount) : addDuration(first, lasts);
      breaks.mark(last + 1);
    });
  };
}

export function markOpenCase(shape: Shape, { event, over }: ConditionNode<"open_case">): Mark | undefined {
  const place = shape.event(event);
  const mark = markEvents(shape, place, over ?? { unit: "days", amount: 1 });
  return (
    mark &&
    ((view, breaks) => {
      mark(view, breaks);
      for (const day of view.closings(place)) breaks.mark(day);
    })
  );
}

/** The days on which an event enters or leaves a window of that length, or on which its days begin or cease to be known. */
function markEvents(shape: Shape, place: number, over: Duration): Mark | undefined {
  const length = daysOf(over);
  if (length === undefined) return undefined;
  const known = markKnownDays(shape, place, length);
  return (view, breaks) => {
    known(view, breaks);
    for (const day of view.occurrences(place).days) {
      breaks.mark(day);
      // An open case is told `for` N days on the last of them, a count without it the day after.
      breaks.mark(day + length - 1);
      breaks.mark(day + length);
    }
  };
}

/** The days on which events begin or cease to be known, for the day itself and for windows of that many days. */
function markKnownDays(shape: Shape, place: number, length: number): Mark {
  const { horizon } = shape.events[place]!;
  const markBegins = shape.begins < 0 ? markNothing : markField(shape, shape.begins);
  const markFrom = (breaks: Breaks, day: EpochDay) => {
    breaks.mark(day);
    breaks.mark(day + length - 1);
  };
  return (view, breaks) => {
    markBegins(view, breaks);
    breaks.mark(horizonEnd(horizon) + 1);
    if (horizon !== undefined) markFrom(breaks, horizon.from);
    if (shape.begins < 0) return markFrom(breaks, shape.grid.from);
    for (const { value } of view.changesOf(shape.begins)) if (typeof value === "number") markFrom(breaks, value);
  };
}

/**
 * A time since or to, compared with a span: between the changes of its date and of the span, the answer turns on the day
 * that lies the span from the date, and on the day after it.
 */
function markTimes(compiler: Compiler, node: Parameters<typeof elapsedReader>[1], span: Expression): Mark | undefined {
  const { shape } = compiler;
  const marksOfSpan = marksOfExpression(shape, span);
  const marksOfNode = markElapsed(shape, node);
  if (marksOfSpan === undefined || marksOfNode === undefined) return undefined;
  const read = elapsedReader(compiler, node);
  const readSpan = plainReader(shape, span);
  const forwards = node.node !== "time_to";
  const elapsed = emptyElapsed();
  const moment = { windowDay: 0, today: 0 };
  return (view, breaks) => {
    marksOfSpan(view, breaks);
    marksOfNode(view, breaks);
    breaks.each((day) => {
      moment.windowDay = moment.today = day;
      read(view, moment, undefined, elapsed);
      const length = readSpan(view, day);
      if (Number.isNaN(elapsed.earliest) || Number.isNaN(elapsed.latest) || typeof length !== "object") return;
      for (const date of [elapsed.earliest, elapsed.latest]) {
        const turn = moved(date, length, forwards, shape.work);
        breaks.mark(turn);
        breaks.mark(Math.floor(turn) + 1);
      }
    });
  };
}

/** The days on which the date of a time since or to may become another. */
function markElapsed(shape: Shape, node: Parameters<typeof elapsedReader>[1]): Mark | undefined {
  switch (node.node) {
    case "time_since":
    case "time_to":
      return markField(shape, shape.field(node.field));
    case "time_since_event":
      return markEvents(shape, shape.event(node.event), { unit: "days", amount: 1 });
    case "time_since_done":
    case "time_in":
      return undefined;
  }
}
