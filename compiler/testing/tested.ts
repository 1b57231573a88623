/** What the checks of tests need to know of the checked program. */
import type { Experiment, Journey } from "../../schedule/types.ts";

export interface Tested {
  /** The field that says when an account begins. */
  readonly begins: string | undefined;
  /** How many rungs each escalation has. */
  readonly rungs: ReadonlyMap<string, number>;
  readonly journeys: readonly Journey[];
  readonly experiments: readonly Experiment[];
}

/** The journey that has the stage; undefined for a stage of the calendar. */
export function journeyOf({ journeys }: Tested, stage: string): Journey | undefined {
  return journeys.find(({ stages }) => stages.some(({ name }) => name === stage));
}
