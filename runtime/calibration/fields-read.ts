/** The account fields that decide a score or a condition, straight or through scores, segments, models and stages. */
import { nodesOf } from "../../schedule/conditions.ts";
import type { Condition, Expression, Schedule, ScoreComponent } from "../../schedule/types.ts";

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
  const readOnce = (key: string, ranked: readonly { when?: Condition }[]) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const { when } of ranked) if (when) read(when);
  };
  const read = (tree: Condition | Expression) => {
    for (const { node } of nodesOf(tree)) {
      if (["field", "flag", "time_since", "time_to", "ranked"].includes(node.node) && "field" in node) {
        fields.add(node.field);
      } else if (node.node === "during_stage") {
        const stage = schedule.stages.find(({ name }) => name === node.stage);
        if (stage) fields.add(stage.from);
      } else if (node.node === "segment") readOnce(" segment", schedule.segments);
      else if (node.node === "model") readOnce(" model", schedule.models ?? []);
      else if ("metric" in node) readScore(node.metric);
    }
  };
  for (const condition of conditions) read(condition);
  for (const score of scores) readScore(score);
  return [...fields].sort();
}
