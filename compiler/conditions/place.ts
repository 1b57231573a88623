/** Where a condition stands, which decides what it may read (docs/language.md, "What may be read where"). */
import type { Span } from "../../grammar/tree.ts";
import type { EventType } from "../../schedule/types.ts";
import type { Checker } from "../program.ts";

export interface ConditionPlace {
  readonly checker: Checker;
  /** Segments are decided before deliveries and other segments are known. */
  readonly inSegments?: boolean;
  /** Touch models are decided before any of them is in force. */
  readonly inModels?: boolean;
  /** `win`, `lose` and rungs belong to a run: events may have happened in it, changes be counted since its start. */
  readonly inRun?: boolean;
  /** Only `lose` may read the field that `ends` names. */
  readonly inLose?: boolean;
  /** Inside `where (...)` of an event: only its fields may be read. */
  readonly event?: EventType;
}

/** Reports, and returns false, when the place is a filter, which can only read the event's fields. */
export function mayReadAccount(place: ConditionPlace, what: string, span: Span): boolean {
  if (!place.event) return true;
  place.checker.report("filter-reads", { what, event: place.event.name }, span);
  return false;
}
