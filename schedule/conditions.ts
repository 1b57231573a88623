/** Walks the condition trees of a schedule. */
import type { Condition, Expression, JourneyStage, Rung, Schedule } from "./types.ts";

/** The parts of a schedule that hold conditions. */
export type WithConditions = Pick<
  Schedule,
  | "experiments"
  | "segments"
  | "models"
  | "journeys"
  | "scores"
  | "cadences"
  | "triggers"
  | "plays"
  | "escalations"
  | "measures"
>;

/** Every condition of a schedule that stands by itself, with the path of the node it belongs to. */
export function* conditionsOf(schedule: WithConditions): Generator<{ condition: Condition; path: string }> {
  for (const { name, when } of schedule.segments) yield* present(`segment ${name}`, when);
  for (const { name, when } of schedule.models ?? []) yield* present(`model ${name}`, when);
  for (const { path, cause } of movesOf(schedule)) if (cause.kind === "when") yield* present(path, cause.when);
  for (const { path, components, lost } of schedule.scores ?? []) {
    yield* present(path, lost);
    for (const { lines } of components) {
      for (const line of lines) if (line.kind === "when") yield* present(line.path, line.when);
    }
  }
  for (const { path, scope, steps } of schedule.cadences) {
    yield* present(path, scope.where);
    for (const step of steps) yield* present(step.path, step.when, step.unless);
  }
  for (const { path, scope, cause, until } of schedule.triggers) {
    yield* present(path, scope.where, cause.kind === "when" ? cause.when : cause.where, until);
  }
  for (const { path, scope, start, win, lose } of schedule.plays) yield* present(path, scope.where, start, win, lose);
  for (const { path, scope } of schedule.experiments ?? []) yield* present(path, scope.where);
  for (const { path, figure, among, by } of schedule.measures ?? []) {
    yield* present(path, figure.kind === "accounts" ? figure.when : undefined, among, by);
  }
  for (const { rungs } of schedule.escalations) {
    for (const rung of rungs) yield* present(rung.path, rung.unless, rung.while);
  }
}

/** Everything that moves customers in journeys. */
export function* movesOf({
  journeys = [],
}: Pick<Schedule, "journeys">): Generator<{ path: string; cause: JourneyStage["enters"][number]["cause"] }> {
  for (const { stages } of journeys) {
    for (const { enters, leaves, backs, skips } of stages) yield* [...enters, ...leaves, ...backs, ...skips];
  }
}

/**
 * Every condition, and every value that a score follows: all trees of a schedule, with the path of their node; of what a
 * measure asks of events also the event.
 */
export function* treesOf(
  schedule: WithConditions,
): Generator<{ tree: Condition | Expression; path: string; event?: string }> {
  for (const { condition, path } of conditionsOf(schedule)) yield { tree: condition, path };
  for (const { components } of schedule.scores ?? []) {
    for (const { lines } of components) {
      for (const line of lines) if (line.kind === "by") yield { tree: line.by, path: line.path };
    }
  }
  yield* filtersOf(schedule);
}

/** What measures ask of events. */
function* filtersOf({
  measures = [],
}: Pick<Schedule, "measures">): Generator<{ tree: Condition; path: string; event: string }> {
  for (const { path, figure } of measures) {
    if (figure.kind === "events") {
      for (const tree of [figure.where, figure.minus]) if (tree) yield { tree, path, event: figure.event };
    }
    if (figure.kind === "followed" && figure.where) yield { tree: figure.where, path, event: figure.event };
    if (figure.kind !== "time" || !("event" in figure.to) || !figure.to.where) continue;
    yield { tree: figure.to.where, path, event: figure.to.event };
  }
}

function* present(path: string, ...conditions: (Condition | undefined)[]) {
  for (const condition of conditions) if (condition) yield { condition, path };
}

/** A node and everything inside it, from the outside in; `event` is the event whose filter a node stands in. */
export function* nodesOf(
  node: Condition | Expression,
  event?: string,
): Generator<{ node: Condition | Expression; event: string | undefined }> {
  yield { node, event };
  switch (node.node) {
    case "and":
    case "or":
      for (const operand of node.operands) yield* nodesOf(operand, event);
      return;
    case "not":
      yield* nodesOf(node.operand, event);
      return;
    case "compare":
      yield* nodesOf(node.left, event);
      yield* nodesOf(node.right, event);
      return;
    case "member":
    case "known":
    case "share":
      yield* nodesOf(node.of, event);
      return;
    case "for":
    case "outside":
    case "days_with":
      yield* nodesOf(node.condition, event);
      return;
    case "open_case":
    case "event_count":
    case "event_values":
    case "time_since_event":
      if (node.where) yield* nodesOf(node.where, node.event);
  }
}

/** Events whose having happened a rung's conditions ask for. */
export function eventsAwaited({ unless, while: only }: Rung): string[] {
  return [unless, only].flatMap((condition) =>
    condition ? [...nodesOf(condition)].flatMap(({ node }) => (node.node === "happened" ? [node.event] : [])) : [],
  );
}
