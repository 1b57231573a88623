/** What the rest of the runtime may use of conditions. */

export { type Asking, answered } from "./answers.ts";
export { ASK, type ColumnOf, FALSE, TRUE, UNKNOWN } from "./columns/column.ts";
export { NO_SEGMENT } from "./columns/segments.ts";
export { createConditions } from "./conditions.ts";
export { isOverdue } from "./journeys.ts";
export type {
  AnsweredOn,
  Conditions,
  Course,
  Delivered,
  LastDone,
  Life,
  ModelAnswer,
  Moment,
  OpenLine,
  RunView,
  SegmentAnswer,
  Shown,
  Test,
  Truth,
  Visit,
} from "./types.ts";
export type { AccountView, ViewMemory } from "./view.ts";
