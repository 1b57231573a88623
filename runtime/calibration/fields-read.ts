/** The account fields that decide a score, straight or through other scores, segments and stages. */
import { nodesOf } from "../../schedule/conditions.ts";
import type { Condition, Expression, Schedule, ScoreComponent } from "../../schedule/types.ts";

/** Sorted. */
export function fieldsReadBy(schedule: Schedule, score: string): string[] {
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
  let readSegments = false;
  const read = (tree: Condition | Expression) => {
    for (const { node } of nodesOf(tree)) {
      if (node.node === "field" || node.node === "flag" || node.node === "time_since" || node.node === "time_to") {
        fields.add(node.field);
      } else if (node.node === "during_stage") {
        const stage = schedule.stages.find(({ name }) => name === node.stage);
        if (stage) fields.add(stage.from);
      } else if (node.node === "segment" && !readSegments) {
        readSegments = true;
        for (const { when } of schedule.segments) if (when) read(when);
      } else if ("metric" in node) readScore(node.metric);
    }
  };
  readScore(score);
  return [...fields].sort();
}
