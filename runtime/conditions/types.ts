/**
 * What the rest of the runtime sees of conditions: three truths, the moment a question is asked at, and what a run tells.
 * The rules are those of docs/language.md section 5.
 */

import type { Condition } from "../../schedule/types.ts";
import type { AccountHistory, EpochDay, EventRecord, FieldValue, Instant } from "../histories/types.ts";
import type { ColumnOf } from "./columns/column.ts";
import type { ScopeColumns } from "./columns/scope.ts";
import type { SegmentPlaces } from "./columns/segments.ts";
import type { ScoreDays } from "./score-days.ts";
import type { AccountView, ViewMemory } from "./view.ts";

/** `undefined` is unknown. */
export type Truth = boolean | undefined;

/**
 * When a condition is asked. At the close of day d both days are d; at the opening of d, what is measured ends with the
 * day before: `{ windowDay: d - 1, today: d }`.
 */
export interface Moment {
  /** The last day whose metrics, events and deliveries may be read. */
  readonly windowDay: EpochDay;
  /** The day of fields, dates, stages and calendars. */
  readonly today: EpochDay;
}

/**
 * What a condition may know of a run of a play. What it has answered for a day that is over it must always answer
 * again: answers for past days are remembered per object.
 */
export interface RunView {
  readonly firstDay: EpochDay;
  /** Windows that begin before this day are unknown. Set while `win` and `lose` are asked. */
  readonly windowsFrom?: EpochDay;
  happened(event: string, through: EpochDay): Truth;
}

/** Last local day on or before `through` on which the touch was delivered to the account. */
export type LastDone = (touch: string, through: EpochDay) => EpochDay | undefined;

/** A touch that reached the customer. */
export interface Delivered {
  readonly touch: string;
  readonly channel: string;
  readonly day: EpochDay;
  readonly at: Instant;
  /** What answered it, or will, of the events that answer by assumption. */
  readonly answers: ReadonlyMap<string, AnsweredOn>;
}

/** An answer that is assumed. */
export interface AnsweredOn {
  readonly day: EpochDay;
}

/** A track of a journey in one of its stages. */
export interface Visit {
  readonly entered: EpochDay;
  /** The customer's segment then. */
  readonly segment: string | null;
}

/** What the simulation of an account has come to, as conditions read it: asked about days up to the one that is lived. */
export interface Course {
  readonly lastDone: LastDone;
  /** The touches delivered on these days, both included; a list of the caller's own. */
  deliveries(from: EpochDay, through: EpochDay): Delivered[];
  /** The place of the touch model that open runs lift to on a day. */
  liftOn(day: EpochDay): number | undefined;
  /** The tracks that are in a stage of a journey at the close of a day or, on the day that is lived, by now. */
  visitsOn(stage: string, day: EpochDay): readonly Visit[];
}

export type Test = (view: AccountView, moment: Moment, run?: RunView) => Truth;

export type Life = "before" | "alive" | "after" | "never";

/** A line of a score that nothing decides. */
export interface OpenLine {
  /** The line's condition or quantity, as it is written. */
  readonly line: string;
  readonly reason: string;
}

/** A value as a person writes it: plain units, `2026-03-01`, `31.2%`; null when unknown. */
export type Shown = string | number | boolean | null;

export interface SegmentAnswer {
  readonly segment?: string;
  /** Why the search ended at an unknown. */
  readonly because?: string;
}

/** The touch model in force, and the customer's own, as places in the schedule's list. */
export interface ModelAnswer {
  readonly model: number | undefined;
  readonly own: number | undefined;
  /** Why the search for its own one ended at an unknown. */
  readonly because?: string;
}

export interface Conditions {
  /** The course reads the ledger as it stands: deliveries are asked only about days that are over. */
  view(history: AccountHistory, course: LastDone | Course, memory?: ViewMemory): AccountView;
  /** Memory for view after view: each may be asked until the next has it. */
  newMemory(): ViewMemory;
  /** Compiled once a node of the schedule. */
  test(condition: Condition): Test;
  /** The truths of a condition at the closes of all days, worked out at once; it is asked outside of any run. */
  column(condition: Condition): ColumnOf;
  /** Whether a scope holds on all days, at closes or at openings. */
  readonly scopeColumn: ScopeColumns;
  /** 1 on the days of the grid on which the account is alive. */
  aliveDays(view: AccountView): Uint8Array;
  /** The segment at the close of each day of the grid. */
  segmentPlaces(view: AccountView): SegmentPlaces;
  /** The `where` of an `on`: it reads the event's own fields only. */
  eventTest(where: Condition): (event: EventRecord) => Truth;
  /** An event's fields with their values in plain units. */
  eventValues(type: string, event: EventRecord): Record<string, Shown>;
  segmentOf(view: AccountView, moment: Moment): SegmentAnswer;
  modelOf(view: AccountView, moment: Moment): ModelAnswer;
  /** As of the opening of the day. The `ends` field is known only from its own day on. */
  fieldOn(view: AccountView, field: string, day: EpochDay): FieldValue | undefined;
  /** A metric's or score's value in base units; undefined while it is unknown, or known only within bounds. */
  metricOn(view: AccountView, metric: string, moment: Moment): number | undefined;
  /** The first later day on which a field may have another value; Infinity when there is none. */
  nextChange(view: AccountView, field: string, day: EpochDay): EpochDay;
  /** As known on that day; "never" where `begins` is absent. */
  lifeOf(view: AccountView, day: EpochDay): Life;
  /** Why it is unknown, where it is. */
  whyUnknown(condition: Condition): (view: AccountView, moment: Moment) => string;
  /** A score or component day by day, settled at the closes up to `through`. */
  scoreDays(view: AccountView, name: string, through: EpochDay): ScoreDays;
  /** The lines of a score that are not decided at the close of a day, in the order of the score. */
  openLines(score: string): (view: AccountView, day: EpochDay) => readonly OpenLine[];
  /** The first day a condition reads whose last day is `last`, outside of any run. */
  firstRead(condition: Condition, last: EpochDay): EpochDay;
  /** Why events of a type are not known on every day from one to another; undefined when they are. */
  /** Whether the event answers touches by assumption alone. */
  isAssumed(event: string): boolean;
  eventsUnknown(view: AccountView, event: string, from: EpochDay, to: EpochDay): string | undefined;
  /** Why it is unknown, in words few enough to count by; undefined when it is known. */
  because(condition: Condition, view: AccountView, moment: Moment, run?: RunView): string | undefined;
  /** The values behind a decision: text of each leaf -> its value. No prototype. */
  values(condition: Condition, view: AccountView, moment: Moment, run?: RunView): Record<string, Shown>;
}
