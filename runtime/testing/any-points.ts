/**
 * Schedules in which the scores that an expectation names have no points at all, have all of them, and are not decided: what
 * holds in each of these would hold whatever the lines of the scores say.
 */
import { nodesOf } from "../../schedule/conditions.ts";
import type { Expectation } from "../../schedule/tests.ts";
import type { Condition, Metric, Schedule, Score, ScoreComponent } from "../../schedule/types.ts";

/** `what`: the scores and components in words; undefined where none is named. */
export function anyPointsFor(
  schedule: Schedule,
  expectation: Expectation,
): { what: string; schedules: Schedule[] } | undefined {
  if (expectation.kind !== "state") return undefined;
  const computed = new Set(schedule.metrics.filter((metric) => metric.computed).map(({ name }) => name));
  const named = new Set<string>();
  for (const { node } of nodesOf(expectation.condition)) {
    if ("metric" in node && computed.has(node.metric)) named.add(node.metric);
  }
  if (named.size === 0) return undefined;
  const withLines = (lines: (component: ScoreComponent) => ScoreComponent["lines"]): Schedule => ({
    ...schedule,
    scores: (schedule.scores ?? []).map((score) => ({ ...score, components: componentsOf(score, named, lines) })),
  });
  const given = (when: Condition) =>
    withLines(({ name, total }) => [{ kind: "when", path: `health ${name}`, points: total, when }]);
  const undecided = given(isAnything);
  return {
    what: [...named].join(" and "),
    schedules: [withLines(() => []), given(always), { ...undecided, metrics: [...undecided.metrics, nothingTold] }],
  };
}

/** A score stands for all of its components. */
function componentsOf(
  { name: score, components }: Score,
  named: ReadonlySet<string>,
  lines: (component: ScoreComponent) => ScoreComponent["lines"],
): ScoreComponent[] {
  return components.map((component) =>
    named.has(score) || named.has(component.name) ? { ...component, lines: lines(component) } : component,
  );
}

const no = { node: "literal", type: "count", value: 0, text: "0" } as const;
const always: Condition = { node: "compare", operator: "=", left: no, right: no, text: "0 = 0" };

/** Of which no day is known; no metric of a program has a blank in its name. */
const nothingTold: Metric = { name: "nothing told", quantity: "count", kind: "level", missing: "unknown" };
const untold = { node: "metric", metric: nothingTold.name, type: "count", text: nothingTold.name } as const;
const isAnything: Condition = { node: "compare", operator: "=", left: untold, right: no, text: "nothing told = 0" };
