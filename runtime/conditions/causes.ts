/** The values behind a decision: what each leaf of a condition was then, for the ledger and for `explain`. */

import type { Baseline, Condition, Expression } from "../../schedule/types.ts";
import { changeReader, emptyChange } from "./changes.ts";
import type { Compiler } from "./compiler.ts";
import { elapsedReader, emptyElapsed, fewest, isElapsed, most } from "./durations.ts";
import { emptyReading, isUnknown } from "./exact.ts";
import { modelInForce } from "./models.ts";
import { plainReader } from "./plain.ts";
import { scoreChangeReader } from "./score-readings.ts";
import { showField, showNumber, showReading } from "./show.ts";
import type { Moment, RunView, Shown } from "./types.ts";
import type { AccountView } from "./view.ts";

type Values = Record<string, Shown>;
type Write = (view: AccountView, moment: Moment, run: RunView | undefined, out: Values) => void;
type Show = (view: AccountView, moment: Moment, run: RunView | undefined) => Shown;

export type CauseOf = (condition: Condition) => (view: AccountView, moment: Moment, run?: RunView) => Values;

/** Writers are compiled once a node; a leaf said twice is written once. */
export function createCauses(compiler: Compiler): CauseOf {
  const compiled = new WeakMap<Condition, Write>();
  return (condition) => {
    const write = compiled.get(condition) ?? compileCause(compiler, condition);
    compiled.set(condition, write);
    return (view, moment, run) => {
      const values: Values = Object.create(null);
      write(view, moment, run, values);
      return values;
    };
  };
}

function compileCause(compiler: Compiler, condition: Condition): Write {
  switch (condition.node) {
    case "and":
    case "or":
      return inOrder(condition.operands.map((operand) => compileCause(compiler, operand)));
    case "not":
      return compileCause(compiler, condition.operand);
    case "outside":
      return compileCause(compiler, condition.condition);
    case "for": {
      const write = compileCause(compiler, condition.condition);
      // The last close of the window: what a person sees when the condition has just held long enough.
      return (view, { windowDay }, run, out) => write(view, { windowDay, today: windowDay }, run, out);
    }
    case "compare":
      return inOrder([condition.left, condition.right].flatMap((side) => leafOf(compiler, side)));
    case "member":
    case "known":
      return inOrder(leafOf(compiler, condition.of));
    case "flag":
      return leaf(condition.text, fieldShow(compiler, condition.field));
    case "model": {
      const { models } = compiler.shape;
      return leaf("model", (view, moment) => {
        const model = modelInForce(compiler.ownModel(view, moment), view.course.liftOn(moment.today));
        return models[model]?.name ?? null;
      });
    }
    case "segment":
      return leaf("segment", (view, moment) => compiler.segmentOf(view, moment).segment ?? null);
    case "band":
      return inOrder(metricLeaves(compiler, condition.metric, condition.metric));
    case "becomes":
      return leaf(condition.text, becomesShow(compiler, condition.metric));
    case "change":
      return leaf(condition.text, changeShow(compiler, condition));
    case "event_flag":
    case "open_case":
    case "during_stage":
    case "overdue":
    case "during_calendar":
    case "ranked":
    case "happened": {
      const test = compiler.test(condition);
      return leaf(condition.text, (view, moment, run) => test(view, moment, run) ?? null);
    }
  }
}

function inOrder(writes: readonly Write[]): Write {
  return (view, moment, run, out) => {
    for (const write of writes) write(view, moment, run, out);
  };
}

function leaf(text: string, show: Show): Write {
  return (view, moment, run, out) => {
    out[text] = show(view, moment, run);
  };
}

/** A metric on the day; of a score also its components, since they say where points are missing. */
function metricLeaves(compiler: Compiler, text: string, name: string): Write[] {
  const part = compiler.shape.score(name);
  const components = part !== undefined && "components" in part ? part.components : [];
  return [
    leaf(text, metricShow(compiler, name, 0)),
    ...components.map((component) => leaf(component.name, metricShow(compiler, component.name, 0))),
  ];
}

/** Literals explain nothing. */
function leafOf(compiler: Compiler, expression: Expression): Write[] {
  if (expression.node === "metric") return metricLeaves(compiler, expression.text, expression.metric);
  return expression.node === "literal" ? [] : [leaf(expression.text, expressionShow(compiler, expression))];
}

function expressionShow(compiler: Compiler, expression: Expression): Show {
  const { shape } = compiler;
  if (isElapsed(expression)) return elapsedShow(compiler, expression);
  if (expression.node === "field" || expression.node === "event_field") {
    const read = plainReader(shape, expression);
    return (view, { today }) => showField(shape, expression.type, read(view, today));
  }
  const read = compiler.read(expression);
  const reading = emptyReading();
  return (view, moment, run) => {
    read(view, moment, run, reading);
    return showReading(shape, expression.type, reading);
  };
}

/** Days; "31 or more" while nothing bounds them. */
function elapsedShow(compiler: Compiler, expression: Parameters<typeof elapsedReader>[1]): Show {
  const read = elapsedReader(compiler, expression);
  const isTo = expression.node === "time_to";
  const elapsed = emptyElapsed();
  return (view, moment, run) => {
    read(view, moment, run, elapsed);
    const [low, high] = [fewest(elapsed, isTo), most(elapsed, isTo)];
    if (Number.isNaN(low) || Number.isNaN(high)) return null;
    if (low === high) return low;
    return high === Infinity ? `${low} or more` : `${low} to ${high}`;
  };
}

function fieldShow({ shape }: Compiler, name: string): Show {
  const place = shape.field(name);
  return (view, { today }) => showField(shape, shape.fields[place]!.type, view.field(place, today));
}

function metricShow(compiler: Compiler, name: string, daysAgo: number): Show {
  const { shape } = compiler;
  const place = shape.metric(name);
  const { quantity, computed } = shape.metrics[place]!.metric;
  if (computed) return scoreShow(compiler, place, daysAgo);
  return (view, { windowDay }) => {
    const value = view.series(place).at(windowDay - daysAgo);
    return Number.isNaN(value) ? null : showNumber(shape, quantity, value);
  };
}

function scoreShow(compiler: Compiler, place: number, daysAgo: number): Show {
  return (view, { windowDay }) => {
    const day = windowDay - daysAgo;
    const days = compiler.score(place)(view, windowDay);
    return showReading(compiler.shape, "points", { low: days.low(day), high: days.high(day), denominator: 1 });
  };
}

function becomesShow(compiler: Compiler, metric: string): Show {
  const [now, before] = [metricShow(compiler, metric, 0), metricShow(compiler, metric, 1)];
  return (view, moment, run) => pairOf(now(view, moment, run), before(view, moment, run));
}

function changeShow(compiler: Compiler, condition: Extract<Condition, { node: "change" }>): Show {
  const { shape } = compiler;
  const place = shape.metric(condition.metric);
  const { quantity, computed } = shape.metrics[place]!.metric;
  if (computed) return scoreChangeShow(compiler, place, condition.against);
  const read = changeReader(compiler, condition);
  const change = emptyChange();
  return (view, moment, run) => {
    read(view, moment, run, change);
    const now = isUnknown(change.now) ? null : showNumber(shape, quantity, change.now);
    const before = isUnknown(change.before) ? null : showNumber(shape, quantity, change.before, change.denominator);
    return pairOf(now, before);
  };
}

function scoreChangeShow(compiler: Compiler, place: number, against: Baseline): Show {
  const read = scoreChangeReader(compiler, place, against);
  const change = { now: emptyReading(), before: emptyReading() };
  return (view, moment, run) => {
    if (!read(view, moment, run, change)) return null;
    const [now, before] = [change.now, change.before].map((reading) => showReading(compiler.shape, "points", reading));
    return pairOf(now!, before!);
  };
}

function pairOf(now: Shown, before: Shown): Shown {
  return now === null && before === null ? null : `${now ?? "unknown"} after ${before ?? "unknown"}`;
}
