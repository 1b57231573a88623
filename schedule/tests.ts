/**
 * The tests of a program, as the compiler hands them to whoever runs them: plain data beside the schedule, in the same
 * base units. A schedule never changes because of its tests.
 */
import type { Action, Condition, Literal, Path } from "./types.ts";

export interface TestPlan {
  format: "playc-tests";
  version: 1;
  /** In order of file and line. */
  tests: TestCase[];
}

/** Where in the program; lines are 1-based. */
export interface TestPlace {
  file: string;
  line: number;
}

export interface TestCase {
  name: string;
  place: TestPlace;
  /** First and last day, `YYYY-MM-DD`; all other days of the test lie between them. */
  from: string;
  to: string;
  accounts: TestAccount[];
  expectations: Expectation[];
}

/** A value that holds from a date on, or, without one, from ever; null: there is none. */
export interface TestGiven<Value> {
  name: string;
  from: string | null;
  value: Value | null;
}

export interface TestAccount {
  name: string;
  /** In order of name and date. */
  fields: TestGiven<Literal>[];
  /** Roles and contacts, likewise. */
  people: TestGiven<string>[];
  /** A value a day from `from` on, in base units; null: the data has none. No day twice for a metric. */
  metrics: { metric: string; from: string; values: (number | null)[] }[];
  /** The arms that it is put into, should it take part; null: into none. All others are drawn. */
  arms: { experiment: string; arm: string | null }[];
  /** What was really delivered; times as of events. */
  touches: {
    kind: "touch" | "task";
    name: string;
    day: string;
    minutes: number | null;
    owner: string | null;
    channel: string | null;
  }[];
  /** `minutes` after midnight, or null where only the day is known. */
  events: { event: string; day: string; minutes: number | null; fields: { name: string; value: Literal }[] }[];
}

/** What became of a demand; its day is the one on which it came to that. */
export const demandOutcomes = [
  "done",
  "asked",
  "late",
  "deferred",
  "dropped",
  "merged",
  "held",
  "withdrawn",
  "unserved",
] as const;
export type DemandOutcome = (typeof demandOutcomes)[number];

/** What becomes of a run; `ended` is any end of it. */
export const runStates = ["started", "won", "lost", "ended", "withdrawn"] as const;
export type RunState = (typeof runStates)[number];

/** What a track does with a stage of a journey. */
export const stageMoves = ["entered", "left"] as const;
export type StageMove = (typeof stageMoves)[number];

/** By which kind of clause. */
export const moveKinds = ["enter", "leave", "back", "skip"] as const;
export type MoveKind = (typeof moveKinds)[number];

/** How often something is to happen; `most` null: no matter how often. */
export interface HowOften {
  least: number;
  most: number | null;
}

export type Expectation = {
  /** As a person would write it, in one line. */
  text: string;
  place: TestPlace;
  account: string;
  /** The days it speaks of, both included. */
  from: string;
  to: string;
} & (
  | ({ kind: "trigger"; trigger: string } & HowOften)
  | ({
      kind: "demand";
      demand: Action["kind"];
      /** Null: any. */
      name: string | null;
      /** Declarations that may have asked for it; null: any. */
      sources: Path[] | null;
      outcome: DemandOutcome;
      /** What the rule that dropped, deferred or held it begins with: `policy/limit/`; null: any. */
      rule: string | null;
    } & HowOften)
  | ({ kind: "run"; play: string; state: RunState } & HowOften)
  /** `path` of the rung. */
  | ({ kind: "rung"; path: Path; skipped: boolean } & HowOften)
  | ({
      kind: "stage";
      stage: string;
      /** Of the track; null: of any. */
      key: string | null;
      move: StageMove;
      /** The stage that it is entered from, or left to; null: whichever, or none. */
      other: string | null;
      how: MoveKind | null;
    } & HowOften)
  /** At the close of `from`, which is `to`; likewise of the others below. */
  | { kind: "state"; condition: Condition }
  /** The track of that key is in the stage, or is not. */
  | { kind: "inside"; stage: string; key: string; not: boolean }
  /** In base units: the points that a score or component surely has, and those it may have. */
  | { kind: "points"; score: string; low: number; high: number }
);

/** What is so at the close of a day. */
export type SnapshotExpectation = Extract<Expectation, { kind: "state" | "inside" | "points" }>;
/** What happens, and may happen often. */
export type OccurrenceExpectation = Exclude<Expectation, SnapshotExpectation>;

export function isSnapshot(expectation: Expectation): expectation is SnapshotExpectation {
  return expectation.kind === "state" || expectation.kind === "inside" || expectation.kind === "points";
}
