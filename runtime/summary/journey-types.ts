/** What the summary says of journeys (JO8 of the handbook). */
import type { Interval } from "./types.ts";

/** A stage of a journey in the reported days. */
export interface StageCounts {
  journey: string;
  stage: string;
  /** Times it was entered in these days, and times it was left by what ends it. */
  entered: number;
  completed: number;
  /** Times it ended otherwise. */
  skipped: number;
  back: number;
  ended: number;
  open: number;
  /** Of all its ends the completed ones and those that went back, in millionths; null without an end. */
  completion: number | null;
  regression: number | null;
  /** Days of the times that were completed, skipped or went back; null without one. */
  days: { median: number; mean: number; quarter: number; threeQuarters: number } | null;
  /** Times, open ones too, that took longer than expected. */
  overdue: number;
  /** Of these, the ones that are open: customers who stall in it on the last day. */
  stalled: number;
  /** What sent customers back from it. */
  regressions: { what: string; to: string; times: number; accounts: number }[];
  /** By quarter of entry, in order; also of the times entered before the reported days. */
  cohorts: StageCohort[];
}

/** The times in a stage that were entered in one quarter. */
export interface StageCohort {
  /** `2026-Q1` */
  quarter: string;
  entered: number;
  completed: number;
  back: number;
  open: number;
  stalled: number;
  /** Days of those that were completed, skipped or went back. */
  median: number | null;
}

/** What says whether a customer was kept: runs of plays that count down to a date and can be won, or a score's `lost when`. */
export type KeptBy = { kind: "plays"; plays: string[] } | { kind: "lost when"; score: string };

/** The ways customers went through journeys, and how many were kept after each. */
export interface JourneyPaths {
  /** Null: nothing in the program says who was kept. */
  keptBy: KeptBy | null;
  /** By journey, the commonest first. */
  paths: JourneyPath[];
}

export interface JourneyPath {
  journey: string;
  /** The stages in the order they were entered; null: those of all paths that are not told one by one. */
  stages: string[] | null;
  /** Tracks of a journey, each counted once for each ending of its account. */
  tracks: number;
  /** Kept: a run was won, or the customer was not lost. */
  kept: number;
  /** Of the share that was kept. */
  interval: Interval;
}
