/** The account fields that decide a score or a condition, straight or through scores, segments, models and stages. */
import { nodesOf } from "../../schedule/conditions.ts";
import type { Condition, Expression, Journey, Schedule, ScoreComponent } from "../../schedule/types.ts";

/** Sorted. */
export function fieldsReadBy(schedule: Schedule, score: string): string[] {
  return fieldsReadIn(schedule, [], [score]);
}

/** Those that the conditions, and the scores and components of these names, read. Sorted. */
export function fieldsReadIn(
  schedule: Schedule,
  conditions: readonly Condition[],
  scores: readonly string[] = [],
): string[] {
  const fields = new Set<string>();
  const parts = new Map<string, readonly ScoreComponent[]>();
  for (const { name, components } of schedule.scores ?? []) {
    parts.set(name, components);
    for (const component of components) parts.set(component.name, [component]);
  }
  const seen = new Set<string>();
  const readScore = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { lines } of parts.get(name) ?? []) {
      for (const line of lines) read(line.kind === "when" ? line.when : line.by);
    }
  };
  const groups: ReadonlyMap<string, readonly (Condition | undefined)[]> = new Map([
    ["segment", schedule.segments.map(({ when }) => when)],
    ["model", (schedule.models ?? []).map(({ when }) => when)],
  ]);
  const readGroup = (name: string) => {
    // No score has a blank in its name.
    if (seen.has(` ${name}`)) return;
    seen.add(` ${name}`);
    for (const when of groups.get(name) ?? []) if (when) read(when);
  };
  const readStage = (name: string) => {
    const stage = schedule.stages.find((each) => each.name === name);
    if (stage) fields.add(stage.from);
    const journey = schedule.journeys?.find(({ stages }) => stages.some((each) => each.name === name));
    if (journey) readJourney(journey);
  };
  /** Whatever moves a track, and the segment at entry, which says how long is usual. */
  const readJourney = ({ path, stages }: Journey) => {
    if (seen.has(path)) return;
    seen.add(path);
    readGroup("segment");
    for (const { enters, leaves, backs, skips } of stages) {
      for (const { cause } of [...enters, ...leaves, ...backs, ...skips]) {
        if (cause.kind === "from") fields.add(cause.field);
        else if (cause.kind === "when") read(cause.when);
      }
    }
  };
  const read = (tree: Condition | Expression) => {
    for (const { node } of nodesOf(tree)) {
      // Of an event the fields are its own, and dated like it.
      if ("field" in node && "node" in node && !ofEvents.has(node.node)) fields.add(node.field);
      if ("stage" in node) readStage(node.stage);
      if (groups.has(node.node)) readGroup(node.node);
      if ("metric" in node) readScore(node.metric);
    }
  };
  for (const condition of conditions) read(condition);
  for (const score of scores) readScore(score);
  return [...fields].sort();
}

const ofEvents: ReadonlySet<string> = new Set(["event_field", "event_flag", "event_values"]);
