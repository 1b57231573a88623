/** Compiles a condition into the column of its truths at the closes of the grid's days. */

import type { Condition } from "../../../schedule/types.ts";
import type { Compiler } from "../compiler.ts";
import { dependenceOf } from "../dependence.ts";
import { reachOf } from "../reach.ts";
import { fillChange } from "./changes.ts";
import { ASK, type ColumnOf, type Fill, fillAnd, fillNot, fillOr, sharedIfOne, UNKNOWN } from "./column.ts";
import { fillCompare } from "./compare.ts";
import { fillFor } from "./held.ts";
import { markOpenCase, markStage, marksOfExpression } from "./marks.ts";
import { fillModel } from "./models.ts";
import { fillSegment } from "./segments.ts";
import { fillBand, fillBecomes, fillKnownMetric } from "./states.ts";
import { fillDaily, fillSteady, type Mark, markField } from "./steady.ts";

type Node<Name extends Condition["node"]> = Extract<Condition, { node: Name }>;

export function compileColumn(compiler: Compiler, condition: Condition): ColumnOf {
  if (condition.node === "during_calendar") return calendarColumn(compiler, condition);
  const fill = fillOf(compiler, condition);
  const slot = compiler.newSlot();
  return (view) => view.column(slot, fill);
}

function fillOf(compiler: Compiler, condition: Condition): Fill {
  switch (condition.node) {
    case "and":
      return fillAnd(condition.operands.map(compiler.column));
    case "or":
      return fillOr(condition.operands.map(compiler.column));
    case "not":
      return fillNot(compiler.column(condition.operand));
    case "outside":
      return fillOutside(compiler, condition);
    case "model":
      return fillModel(compiler, condition);
    default: {
      const depends = dependenceOf(compiler, condition);
      // What is said of a window of closes is not worked out from closes of which the ledger will decide.
      if (depends.ledger) return (view) => view.shape.always[ASK];
      return depends.scores ? fillDaily(compiler.shape, compiler.test(condition)) : fillLeaf(compiler, condition);
    }
  }
}

function fillLeaf(compiler: Compiler, condition: Condition): Fill {
  const { shape } = compiler;
  const steady = (mark: Mark | undefined) => {
    const test = compiler.test(condition);
    return mark === undefined ? fillDaily(shape, test) : fillSteady(shape, test, mark);
  };
  switch (condition.node) {
    case "compare":
      return fillCompare(compiler, condition);
    case "change":
      return fillChange(compiler, condition);
    case "for":
      return fillFor(compiler, condition);
    case "band":
      return fillBand(compiler, condition);
    case "becomes":
      return fillBecomes(compiler, condition);
    case "segment":
      return fillSegment(compiler, condition.values);
    case "known":
      return condition.of.node === "metric"
        ? fillKnownMetric(compiler, condition.of.metric)
        : steady(marksOfExpression(shape, condition.of));
    case "member":
      return steady(marksOfExpression(shape, condition.of));
    case "flag":
      return steady(markField(shape, shape.field(condition.field)));
    case "open_case":
      return steady(markOpenCase(shape, condition));
    case "during_stage":
      return steady(markStage(shape, condition));
    default:
      return steady(undefined);
  }
}

/** Calendars are the same for all accounts. */
function calendarColumn({ shape, days }: Compiler, { calendar }: Node<"during_calendar">): ColumnOf {
  const named = shape.calendar(calendar);
  const column = Uint8Array.from({ length: days }, (_, index) => Number(named.includes(shape.grid.from + index)));
  const shared = sharedIfOne(column, shape.always);
  return () => shared;
}

/** Unknown on the days whose reading touches the calendar: without a run, the same for all accounts. */
function fillOutside(compiler: Compiler, { calendar, condition }: Node<"outside">): Fill {
  const { shape } = compiler;
  const column = compiler.column(condition);
  const reach = reachOf(shape, condition);
  const named = shape.calendar(calendar);
  const all = Array.from({ length: compiler.days }, (_, index) => index);
  const touched = Int32Array.from(
    all.filter((index) => named.touches(reach.first(shape.grid.from + index, undefined), shape.grid.from + index)),
  );
  const days = touched.length;
  if (days === 0) return column;
  return (view, out) => {
    out.set(column(view));
    for (let place = 0; place < days; place++) out[touched[place]!] = UNKNOWN;
    return out;
  };
}
