/** Compiles counts and values of events over a window, filters that may be unknown included. */

import type { Aggregate, Expression } from "../../schedule/types.ts";
import type { Compiler, Read } from "./compiler.ts";
import { plus, type Reading, setPoint, setUnknown, type Whole } from "./exact.ts";
import type { Admitted, Occurrences } from "./occurrences.ts";
import { beginsBeforeRun, windowStart } from "./windows.ts";

type Node<Name extends Expression["node"]> = Extract<Expression, { node: Name }>;

/** From those that surely match to those that may. */
export function eventCountReader(compiler: Compiler, { event, where, over }: Node<"event_count">): Read {
  const place = compiler.shape.event(event);
  const start = windowStart(over);
  const filter = where && compiler.test(where);
  const slot = compiler.newSlot();
  return (view, moment, run, out) => {
    const last = moment.windowDay;
    const first = start(last);
    if (beginsBeforeRun(first, run) || !view.eventsKnown(place, first, last)) return setUnknown(out);
    const occurrences = view.occurrences(place);
    const [from, end] = [occurrences.before(first), occurrences.before(last + 1)];
    const admitted = view.admitted(place, slot, filter);
    out.low = admitted.sure(from, end);
    out.high = admitted.possible(from, end);
    out.denominator = 1;
  };
}

/** Unknown when there is none (but a sum is 0), or when any filter or any value is. */
export function eventValuesReader(compiler: Compiler, node: Node<"event_values">): Read {
  const place = compiler.shape.event(node.event);
  const start = windowStart(node.over);
  const filter = node.where && compiler.test(node.where);
  const slot = compiler.newSlot();
  const aggregate = aggregateOf(node.aggregate, node.field);
  return (view, moment, run, out) => {
    const last = moment.windowDay;
    const first = start(last);
    if (beginsBeforeRun(first, run) || !view.eventsKnown(place, first, last)) return setUnknown(out);
    const occurrences = view.occurrences(place);
    const [from, end] = [occurrences.before(first), occurrences.before(last + 1)];
    const admitted = view.admitted(place, slot, filter);
    if (admitted.possible(from, end) > admitted.sure(from, end)) return setUnknown(out);
    aggregate(occurrences, admitted, from, end, out);
  };
}

type AggregateEvents = (occurrences: Occurrences, admitted: Admitted, from: number, end: number, out: Reading) => void;

function aggregateOf(aggregate: Aggregate, field: string): AggregateEvents {
  const join = JOINS[aggregate];
  return (occurrences, admitted, from, end, out) => {
    let count = 0;
    let joined: Whole = 0;
    for (let index = from; index < end; index++) {
      if (admitted.at(index) !== true) continue;
      const value = occurrences.records[index]!.fields[field];
      if (typeof value !== "number") return setUnknown(out);
      joined = count === 0 ? value : join(joined, value);
      count++;
    }
    if (count === 0 && aggregate !== "sum") setUnknown(out);
    else setPoint(out, joined, aggregate === "avg" ? count : 1);
  };
}

const JOINS: Readonly<Record<Aggregate, (left: Whole, right: number) => Whole>> = {
  sum: plus,
  avg: plus,
  // Never a sum: always a plain number.
  min: (left, right) => Math.min(Number(left), right),
  max: (left, right) => Math.max(Number(left), right),
};
