/** The parts of a schedule that sort customers among each other: experiments, and the reviews at which they are ranked. */
import type { Duration, Path, Scope } from "./types.ts";

/** Customers sorted by chance: what its arms name runs for the customers of those arms alone. */
export interface Experiment {
  name: string;
  path: Path;
  /** Who takes part, from the first opening on which it holds. Its `where` reads no deliveries. */
  scope: Scope;
  /** Sorted by name. */
  arms: Arm[];
  doc?: string;
}

export interface Arm {
  name: string;
  /** In millionths; those of an experiment add up to at most a million, and the rest of the customers is in no arm. */
  share: number;
  /** Sorted names. A cadence or trigger is in arms of one experiment at most. */
  cadences: string[];
  triggers: string[];
  doc?: string;
}

/** When customers are ranked for `in top` and `in bottom`: at the opening of `from`, then each step counted from it. */
export interface Reviews {
  every: Duration;
  from: string;
}
