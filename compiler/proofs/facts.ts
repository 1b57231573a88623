/** What the proofs know of a program before they look at a condition: the model, by name. */
import type { EventType, Field, Metric, Segment, Stage } from "../../schedule/types.ts";
import type { SegmentConditions } from "./formula.ts";

export interface Facts {
  readonly currency: { readonly code: string; readonly minorDigits: number };
  readonly fields: ReadonlyMap<string, Field>;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly events: ReadonlyMap<string, EventType>;
  readonly stages: ReadonlyMap<string, Stage>;
  /** In the order of the search. */
  readonly segments: SegmentConditions;
  /** Names of the touch models: one at most is in force. */
  readonly models: readonly string[];
}

/** The parts of a schedule that proofs read. */
export interface Model {
  currency: Facts["currency"];
  account: { fields: readonly Field[] };
  metrics: readonly Metric[];
  events: readonly EventType[];
  stages: readonly Stage[];
  segments: readonly Segment[];
  models?: readonly { name: string }[];
}

export function factsOf({ currency, account, metrics, events, stages, segments, models }: Model): Facts {
  return {
    currency,
    fields: byName(account.fields),
    metrics: byName(metrics),
    events: byName(events),
    stages: byName(stages),
    segments: new Map(segments.map(({ name, when }) => [name, when])),
    models: (models ?? []).map(({ name }) => name),
  };
}

function byName<Node extends { name: string }>(nodes: readonly Node[]): ReadonlyMap<string, Node> {
  return new Map(nodes.map((node) => [node.name, node]));
}
