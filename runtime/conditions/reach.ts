/** The days a condition reads: what `outside` compares with a calendar (docs/language.md section 5, "outside"). */

import type { Condition, Expression, Score, ScoreComponent } from "../../schedule/types.ts";
import type { EpochDay } from "../histories/types.ts";
import type { Shape } from "./shape.ts";
import type { RunView } from "./types.ts";
import { type WindowStart, windowStart } from "./windows.ts";

/** First day read when the last day that may be read is given. */
type FirstRead = (last: EpochDay, run: RunView | undefined) => EpochDay;

export interface Reach {
  readonly first: FirstRead;
  /** Whether metrics, events or the ledger are read; otherwise only what is as of today. */
  readonly readsWindow: boolean;
}

export function reachOf(shape: Shape, condition: Condition): Reach {
  const firsts = [...firstReads(shape, condition)];
  return {
    readsWindow: firsts.length > 0,
    first: (last, run) => firsts.reduce((earliest, first) => Math.min(earliest, first(last, run)), last),
  };
}

const theDayItself: FirstRead = (last) => last;

function* firstReads(shape: Shape, condition: Condition): Generator<FirstRead> {
  switch (condition.node) {
    case "and":
    case "or":
      for (const operand of condition.operands) yield* firstReads(shape, operand);
      return;
    case "not":
      yield* firstReads(shape, condition.operand);
      return;
    case "outside":
      yield* firstReads(shape, condition.condition);
      return;
    case "compare":
      yield* firstReadsOfExpression(shape, condition.left);
      yield* firstReadsOfExpression(shape, condition.right);
      return;
    case "known":
      yield* firstReadsOfExpression(shape, condition.of);
      return;
    case "change":
      yield* ofMetric(shape, condition.metric, changeReach(shape, condition));
      return;
    case "for":
      yield* eachDayOf(shape, condition.condition, windowStart(condition.over));
      return;
    case "open_case":
      yield condition.over === undefined ? theDayItself : windowStart(condition.over);
      return;
    case "becomes":
      yield* ofMetric(shape, condition.metric, (last) => last - 1);
      return;
    case "band":
      yield* ofMetric(shape, condition.metric, theDayItself);
      return;
    case "happened":
      yield theDayItself;
  }
}

function* firstReadsOfExpression(shape: Shape, expression: Expression): Generator<FirstRead> {
  switch (expression.node) {
    case "metric":
      yield* ofMetric(shape, expression.metric, theDayItself);
      return;
    case "time_since_event":
    case "time_since_done":
      yield theDayItself;
      return;
    case "window":
      yield* ofMetric(shape, expression.metric, windowStart(expression.over));
      return;
    case "event_count":
    case "event_values":
    case "touch_share":
      yield windowStart(expression.over);
      return;
    case "days_with":
      yield* eachDayOf(shape, expression.condition, windowStart(expression.over));
      return;
    case "share":
      yield* firstReadsOfExpression(shape, expression.of);
  }
}

/** The days of a metric back to `first` and, of a score, what its lines read at the close of each of them. */
function* ofMetric(shape: Shape, metric: string, first: FirstRead): Generator<FirstRead> {
  yield first;
  const part = shape.score(metric);
  if (part === undefined) return;
  for (const inner of scoreReads(shape, part)) yield (last, run) => inner(first(last, run), undefined);
}

function* scoreReads(shape: Shape, part: Score | ScoreComponent): Generator<FirstRead> {
  if (!("lines" in part)) {
    for (const component of part.components) yield* scoreReads(shape, component);
    return;
  }
  for (const line of part.lines) {
    if (line.kind === "when") yield* firstReads(shape, line.when);
    else yield* firstReadsOfExpression(shape, line.by);
  }
}

/** What a condition reads when it is asked on each day of a window: most of it on the first. */
function* eachDayOf(shape: Shape, condition: Condition, start: WindowStart): Generator<FirstRead> {
  yield start;
  for (const first of firstReads(shape, condition)) yield (last, run) => first(start(last), run);
}

/** The first day that a change reads of its own metric. */
export function changeReach(shape: Shape, { metric, against }: Extract<Condition, { node: "change" }>): FirstRead {
  switch (against.kind) {
    case "since_start":
      return (last, run) => Math.min(run?.firstDay ?? last, last);
    case "usual": {
      const start = windowStart(against.over ?? { unit: "days", amount: 1 });
      const usualStart = windowStart(against.usual);
      return (last) => usualStart(start(last) - 1);
    }
    case "span": {
      const start = windowStart(against.over);
      return shape.metrics[shape.metric(metric)]!.metric.kind === "level"
        ? (last) => start(last) - 1
        : (last) => 2 * start(last) - last - 1;
    }
  }
}
