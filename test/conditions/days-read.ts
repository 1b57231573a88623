/** The days that a condition reads, for the reference: what `outside` compares with its calendar. */

import type { Moment, RunView } from "../../runtime/conditions/index.ts";
import type { Condition, Expression } from "../../schedule/types.ts";
import { firstOf, move, type Reference, range } from "./reference.ts";

/** The days a condition reads: those of its windows, or today where it has none that look back. */
export function daysRead(
  reference: Reference,
  condition: Condition,
  { windowDay, today }: Moment,
  run?: RunView,
): number[] {
  const first = firstRead(reference, condition, windowDay, run);
  return first === undefined ? [today] : range(first, windowDay);
}

function firstRead(
  reference: Reference,
  node: Condition | Expression,
  last: number,
  run?: RunView,
): number | undefined {
  const least = (...given: (number | undefined)[]) => {
    const found = given.filter((day) => day !== undefined);
    return found.length > 0 ? Math.min(...found) : undefined;
  };
  switch (node.node) {
    case "and":
    case "or":
      return least(...node.operands.map((operand) => firstRead(reference, operand, last, run)));
    case "not":
      return firstRead(reference, node.operand, last, run);
    case "outside":
      return firstRead(reference, node.condition, last, run);
    case "compare":
      return least(firstRead(reference, node.left, last, run), firstRead(reference, node.right, last, run));
    case "known":
    case "share":
      return firstRead(reference, node.of, last, run);
    case "for":
    case "days_with": {
      const closes = range(firstOf(last, node.over), last);
      return least(closes[0], ...closes.map((day) => firstRead(reference, node.condition, day, run)));
    }
    case "window":
      return firstReadOfMetric(reference, node.metric, firstOf(last, node.over), last);
    case "event_count":
    case "event_values":
      return firstOf(last, node.over);
    case "open_case":
      return node.over ? firstOf(last, node.over) : last;
    case "becomes":
      return firstReadOfMetric(reference, node.metric, last - 1, last);
    case "change":
      return firstReadOfMetric(reference, node.metric, firstReadOfChange(reference, node, last, run), last);
    case "metric":
    case "band":
      return firstReadOfMetric(reference, node.metric, last, last);
    case "happened":
    case "time_since_event":
    case "time_since_done":
      return last;
    default:
      return undefined;
  }
}

/** Of a score, everything its lines read at the close of each of the days. */
function firstReadOfMetric(reference: Reference, name: string, from: number, to: number): number {
  const { scores = [] } = reference.schedule;
  const components = scores.flatMap((score) =>
    score.name === name ? score.components : score.components.filter((each) => each.name === name),
  );
  const trees = components.flatMap(({ lines }) => lines.map((line) => (line.kind === "when" ? line.when : line.by)));
  const firsts = range(from, to).flatMap((day) => trees.map((tree) => firstRead(reference, tree, day) ?? day));
  return Math.min(from, ...firsts);
}

function firstReadOfChange(
  reference: Reference,
  { metric, against }: Extract<Condition, { node: "change" }>,
  last: number,
  run?: RunView,
): number {
  if (against.kind === "since_start") return Math.min(run?.firstDay ?? last, last);
  if (against.kind === "span" && reference.schedule.metrics.find(({ name }) => name === metric)!.kind === "level") {
    return move(last, against.over, -1);
  }
  const first = against.over ? firstOf(last, against.over) : last;
  return against.kind === "usual" ? firstOf(first - 1, against.usual) : first - (last - first + 1);
}
