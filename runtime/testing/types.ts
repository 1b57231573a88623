/** What a run of tests says. It is JSON as it stands: `results.schema.json` says the same, and a test holds the two together. */
import type { TestPlace } from "../../schedule/tests.ts";
import type { Answer, DayTold } from "../explain/types.ts";

export interface TestResults {
  readonly format: "playc-test";
  readonly version: 1;
  /** Digest of the schedule. */
  readonly schedule: string;
  readonly passed: number;
  readonly failed: number;
  /** Expectations that would hold whatever the program said. */
  readonly warnings: number;
  readonly tests: readonly TestResult[];
  readonly coverage: Coverage;
}

export interface TestResult {
  readonly name: string;
  readonly place: TestPlace;
  readonly from: string;
  readonly to: string;
  readonly passed: boolean;
  readonly expectations: readonly ExpectationResult[];
}

export interface ExpectationResult {
  readonly text: string;
  readonly place: TestPlace;
  readonly account: string;
  readonly passed: boolean;
  /** Why it shows nothing, though it is met; null for all others. */
  readonly warning: string | null;
  /** Absent for those that are met. */
  readonly failure?: ExpectationFailure;
}

export interface ExpectationFailure {
  /** What there was instead, a sentence each without its full stop. */
  readonly actual: readonly string[];
  /** What happened to the account on the days around. */
  readonly days: readonly DayTold[];
  /** Of something that did not come: the day asked about, and what every place that could have asked for it says. */
  readonly whyNot: { readonly on: string; readonly answers: readonly Answer[] } | null;
}

/** Kinds of things that a program can come to, in the order in which they are told. */
export const coverageKinds = [
  "segment",
  "model",
  "trigger",
  "step",
  "play",
  "phase",
  "rung",
  "stage",
  "transition",
  "band",
  "component",
  "arm",
  "policy",
] as const;
export type CoverageKind = (typeof coverageKinds)[number];

/** What of a program the tests reach. */
export interface Coverage {
  readonly reached: number;
  readonly total: number;
  readonly items: readonly CoverageItem[];
}

export interface CoverageItem {
  readonly kind: CoverageKind;
  /** `trigger login_drop fires`, `cadence rhythm, every 2 weeks`. */
  readonly text: string;
  readonly place: TestPlace | null;
  readonly reached: boolean;
}
