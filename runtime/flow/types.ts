/** A play as a graph: what brings it about, what it asks for and when, and how it ends. */
import type { Action } from "../../schedule/types.ts";

export type FlowNodeKind =
  /** Starts the play. */
  | "trigger"
  /** A state, or a day before a date, on which the play starts by itself. */
  | "begins"
  | "play"
  | "phase"
  | Action["kind"]
  /** A touch waits to be answered. */
  | "answer"
  | "escalation"
  /** The time up to a rung. */
  | "wait"
  /** A rung's condition. */
  | "branch"
  | "won"
  | "lost"
  /** The run ends without either. */
  | "over"
  | "withdrawn"
  | "top of ladder";

export interface FlowNode {
  /** A path of the schedule, or one made of it; of each play once. */
  readonly id: string;
  readonly kind: FlowNodeKind;
  readonly title: string;
  readonly lines: readonly string[];
  /** Where it is written; 1-based. */
  readonly place: { readonly file: string; readonly line: number } | undefined;
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** What can happen at any time beside the way of the play. */
  readonly isAside: boolean;
}

export interface Flow {
  /** The play's name. */
  readonly play: string;
  readonly doc: string | undefined;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}
