/** Touch models and journeys in a compiled schedule: how customers are served, and the stages they go through. */
import type { Condition, Duration, Path } from "./types.ts";

/** How customers are served, from the highest to the lowest: the first that matches is the customer's own. */
export interface TouchModel {
  name: string;
  /** Absent for `otherwise`. */
  when?: Condition;
  coverage?: Coverage;
  doc?: string;
}

/** Numbers of persons and accounts, both ends included. */
export interface NumberRange {
  from: number;
  to: number;
}

export type Coverage =
  /** So many accounts for each person of the role. */
  | { kind: "dedicated"; role: string; accounts: NumberRange }
  /** So many persons of the role share so many accounts. */
  | { kind: "pooled"; role: string; people: NumberRange; accounts: NumberRange }
  | { kind: "none" };

/** Stages that a customer goes through: one track an account or, with a key, one a value of that field of its events. */
export interface Journey {
  name: string;
  path: Path;
  /** A field of every event the journey names. */
  key?: string;
  /** In the order written, which says what is earlier and later. */
  stages: JourneyStage[];
  doc?: string;
}

export interface JourneyStage {
  /** Unique over all stages, those of the calendar included. */
  name: string;
  path: Path;
  /** Stages whose leaving leads here, where it does not say otherwise. */
  after: string[];
  enters: { path: Path; cause: { kind: "from"; field: string } | Occasion }[];
  leaves: {
    path: Path;
    cause: Occasion;
    /** Must have happened on or after the day on which the stage was entered. */
    confirmedBy?: string;
    then?: string;
  }[];
  /** To an earlier stage, and to a later one. */
  backs: { path: Path; cause: Occasion; to: string }[];
  skips: { path: Path; cause: Occasion; to: string }[];
  /** The usual time in the stage, by the segment at entry; without one for all others. */
  expects: { segment?: string; from: Duration; to: Duration }[];
  doc?: string;
}

/** True at a close, or an event. */
export type Occasion = { kind: "when"; when: Condition } | { kind: "on"; event: string; where?: Condition };
