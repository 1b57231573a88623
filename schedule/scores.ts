/**
 * What the scores of a schedule read of each other. A score has its components' values, a component what its lines
 * read, and who asks for the customer's segment reads what the segments' conditions do.
 */
import { nodesOf } from "./conditions.ts";
import type { Condition, Expression, Schedule, Scope } from "./types.ts";

type Computed = Pick<Schedule, "scores" | "segments" | "models" | "journeys">;

/** Stand for the segments and the touch models among the names of scores; no score is called so. */
const segment = "segment";
const model = "model";

/** Whether a name in a ring is that of a score. */
export function isScore(name: string): boolean {
  return name !== segment && name !== model;
}

interface Reads {
  /** Scores, components, `segment` and `model`, sorted as written. */
  names: string[];
  /** Whether deliveries, runs or journeys decide it. */
  ledger: boolean;
}

/** Names of which each reads the next, the first one at the end again; undefined when nothing reads itself. */
export function ringOfScores(schedule: Computed): string[] | undefined {
  const reads = readsOf(schedule);
  const settled = new Set<string>();
  for (const start of reads.keys()) {
    const ring = ringFrom(start, reads, settled);
    if (ring) return ring;
  }
  return undefined;
}

/** Depth first, with the way so far as a stack of its own, since a schedule may come from anywhere. */
function ringFrom(start: string, reads: ReadonlyMap<string, Reads>, settled: Set<string>): string[] | undefined {
  const way: { name: string; next: number }[] = [{ name: start, next: 0 }];
  const onWay = new Set([start]);
  while (way.length > 0) {
    const last = way[way.length - 1]!;
    const name = settled.has(last.name) ? undefined : reads.get(last.name)?.names[last.next++];
    if (name === undefined) {
      settled.add(last.name);
      onWay.delete(last.name);
      way.pop();
    } else if (onWay.has(name)) {
      const names = way.map((step) => step.name);
      return [...names.slice(names.indexOf(name)), name];
    } else if (reads.has(name)) {
      way.push({ name, next: 0 });
      onWay.add(name);
    }
  }
  return undefined;
}

/** The first score that segments read, itself or through others, and that deliveries, runs or the segment decide. */
export function scoreTooLateForSegments(schedule: Computed): string | undefined {
  const reads = readsOf(schedule);
  const first = reads.get(segment)?.names ?? [];
  return first.find((name) => {
    const seen = new Set([name]);
    for (const each of seen) {
      const found = reads.get(each);
      if (found?.ledger) return true;
      for (const next of found?.names ?? []) seen.add(next);
    }
    return false;
  });
}

/** Whether deliveries, runs or journeys decide a scope: itself, or through scores and touch models. Segments never read them. */
export function deliveriesDecide(
  schedule: Computed,
  { models, stage, where }: Pick<Scope, "models" | "stage" | "where">,
): boolean {
  const reads = readsOf(schedule);
  const ofJourneys = stagesOfJourneys(schedule);
  const [parts, names] = [where ? [...nodesOf(where)] : [], new Set<string>()];
  for (const { node } of parts) if ("metric" in node) names.add(node.metric);
  for (const name of names) for (const next of reads.get(name)?.names ?? []) names.add(next);
  return (
    models !== undefined ||
    (stage !== undefined && ofJourneys.has(stage)) ||
    parts.some(({ node }) => readsLedger(node) || ("stage" in node && ofJourneys.has(node.stage))) ||
    [...names].some((name) => reads.get(name)?.ledger)
  );
}

function stagesOfJourneys({ journeys = [] }: Pick<Schedule, "journeys">): ReadonlySet<string> {
  return new Set(journeys.flatMap(({ stages }) => stages.map(({ name }) => name)));
}

function readsOf({ scores = [], segments, models = [], journeys = [] }: Computed): Map<string, Reads> {
  const reads = new Map<string, Reads>();
  const computed = new Set<string>([segment, model]);
  const ofJourneys = stagesOfJourneys({ journeys });
  for (const { name, components } of scores) {
    computed.add(name);
    for (const component of components) computed.add(component.name);
  }
  const readsIn = (parts: readonly (Condition | Expression | undefined)[]): Reads => {
    const found = { names: new Set<string>(), ledger: false };
    for (const part of parts) {
      if (!part) continue;
      for (const { node } of nodesOf(part)) {
        if (node.node === "segment") found.names.add(segment);
        if (node.node === "model") found.names.add(model);
        if (readsLedger(node)) found.ledger = true;
        if ("stage" in node && ofJourneys.has(node.stage)) found.ledger = true;
        if ("metric" in node && computed.has(node.metric)) found.names.add(node.metric);
      }
    }
    return { names: [...found.names], ledger: found.ledger };
  };
  for (const { name, components } of scores) {
    reads.set(name, { names: components.map((component) => component.name), ledger: false });
    for (const { name, lines } of components) {
      reads.set(name, readsIn(lines.map((line) => (line.kind === "when" ? line.when : line.by))));
    }
  }
  reads.set(segment, readsIn(segments.map(({ when }) => when)));
  if (models.length > 0) reads.set(model, readsIn(models.map(({ when }) => when)));
  return reads;
}

function readsLedger({ node }: Condition | Expression): boolean {
  return node === "time_since_done" || node === "touch_share" || node === "model";
}
