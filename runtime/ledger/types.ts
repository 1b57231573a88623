/**
 * What a simulation says, one account at a time: a row a demand, and beside it the days on which nothing could be
 * decided. Everything a table prints is a sum over these rows. Columns stand as they are written to Parquet.
 */
import type { DayRange, EpochDay, Instant } from "../histories/types.ts";
import type { LineUnits } from "../measures/return.ts";
import type { Contribution } from "../measures/tally.ts";

export type OutcomeKind = "done" | "merged" | "held" | "dropped" | "withdrawn" | "unserved" | "open";
export type Priority = "red" | "renewal" | "yellow" | "cadence" | "green";
export type LateCause =
  | "no working hour"
  | "lead time"
  | "limit"
  | "pause"
  | "working hours"
  | "delivered late"
  | "people"
  | "away";

/** What kept a demand from being done on a day on which it was wanted. */
export type HeldBackBy = "days off" | "limit" | "quiet" | "pause" | "leave";

export interface LedgerRow {
  /** `account|path|occurrence`. */
  id: string;
  account: string;
  /** Path of the action, with `/1`, `/2` ... when one action names several touches. */
  path: string;
  /** Path of the declaration: `trigger login_drop`. */
  source: string;
  occurrence: string;
  kind: "touch" | "task" | "alert" | "start" | "handoff";
  /** Touch, task, alerted role, play, or role that takes over. */
  name: string;
  /** The customer's segment when it was demanded. */
  segment: string | null;
  priority: Priority;
  outcome: OutcomeKind;
  /** The rule that dropped, held or withdrew it: `policy/limit/1`, `play at_risk/pauses`, `account ended`, ... */
  rule: string | null;
  mergedInto: string | null;
  ownerRole: string;
  /** The person; `unassigned csm` when nobody holds the role; the role's own name for machines and unmapped shared roles. */
  owner: string;
  contact: string | null;
  /** The channel used, when done. */
  channel: string | null;
  dated: EpochDay;
  readyAt: Instant;
  deadline: Instant | null;
  doneAt: Instant | null;
  /** The account's local day of `doneAt`. */
  doneOn: EpochDay | null;
  /** Monday of the week it counts in: of `doneOn` when done, of the ready day when unserved. */
  week: EpochDay | null;
  lateMinutes: number;
  lateCause: LateCause | null;
  /** From the first time it was blocked by a limit or quiet to its end. */
  deferredMinutes: number;
  deferredBy: string | null;
  /** What last kept it waiting over a whole day, and since which day it has waited for anything. */
  heldBackBy: HeldBackBy | null;
  heldBackSince: EpochDay | null;
  /** From when it could first have been done to when its person took it in hand, or to its end; 0 where people are not finite. */
  waitedMinutes: number;
  effortMinutes: number;
  prepMinutes: number;
  /** JSON object: text of each condition's leaf -> its value then. */
  cause: string;
  answeredAt: Instant | null;
  /** Done as the data says that it really was. */
  recorded: boolean;
  /** Dated before `--from` and still undone then. */
  carriedIn: boolean;
}

/** One record of what was really delivered. */
export interface DeliveredRow {
  account: string;
  kind: "touch" | "task";
  /** Of the touch or task. */
  name: string;
  at: Instant;
  /** The account's local day of `at`. */
  on: EpochDay;
  owner: string | null;
  channel: string | null;
  /** Id of the demand it settled, and what told that it is this one. */
  demand: string | null;
  settledBy: "id" | "window" | null;
  effortMinutes: number;
  prepMinutes: number;
}

/** One trigger and one account over the reported days. */
export interface TriggerDays {
  trigger: string;
  fires: number;
  /** Days in scope. */
  days: number;
  /** Days in scope on which the condition was unknown, by reason. */
  unknown: ReadonlyMap<string, number>;
  /** Days in scope on which it was true again and spent: since it fired it was never known false, only unknown. */
  spent: number;
}

export type RunEnd = "won" | "lost" | "ran out" | "withdrawn";

export interface PlayRun {
  play: string;
  started: EpochDay;
  /** Absent while it is open at the end of the range. */
  ended?: EpochDay;
  end?: RunEnd;
}

/** A rung of a run's ladder whose turn came. */
export interface RungAsked {
  play: string;
  /** Day 1 of the run. */
  started: EpochDay;
  /** As in the schedule: `escalation rescue/rung/1`. */
  path: string;
  on: EpochDay;
  /** Whether it acted; else `unless` or `while` was against it. */
  acted: boolean;
}

/** Days in a row on which a score or component was the same, as far as it was known. Base units. */
export interface ScoreStretch {
  /** `health`, or a component: `health.usage`. */
  score: string;
  from: EpochDay;
  to: EpochDay;
  /** The points it surely had, and those it may have had. */
  low: number;
  high: number;
  /** Of the whole range; null where that is not one band. */
  band: string | null;
}

/** Days in a row of an account's life on which the touch model in force, its own, and what lifted it were the same. */
export interface ModelStretch {
  from: EpochDay;
  to: EpochDay;
  /** In force at the close; null: none. */
  model: string | null;
  /** The customer's own. */
  own: string | null;
  /** The play whose run lifts it above its own. */
  liftedBy: string | null;
  /** Why it has none of its own, where an unknown is to blame. */
  reason: string | null;
}

/** The arm of an experiment that the account is in; null for the rest that is in none. */
export interface ArmAssigned {
  experiment: string;
  arm: string | null;
  /** The first day on whose opening it took part; no later than the last reported one. */
  since: EpochDay;
}

/** How a stage of a journey ended; `end` with the account's life. */
export type VisitEnd = "leave" | "back" | "skip" | "end" | "open";

/** One time of a track in a stage of a journey. */
export interface JourneyVisit {
  journey: string;
  /** The value of the journey's key, if it has one. */
  key: string | null;
  stage: string;
  /** The customer's segment at entry. */
  segment: string | null;
  entered: EpochDay;
  /** What brought it in: the text of a condition, an event or a date. */
  enteredBy: string;
  left: EpochDay | null;
  how: VisitEnd;
  /** What ended it, and where that led. */
  what: string | null;
  to: string | null;
  /** Up to its end, or to the last reported day. */
  days: number;
  /** Longer than usual; null where nothing is said of its segment. */
  overdue: boolean | null;
}

/** What a score's `lost when` says of the account at its last reported day. */
export interface AccountEnding {
  score: string;
  /** The last day of its life among the reported ones. */
  day: EpochDay;
  /** Null where that is not known. */
  lost: boolean | null;
}

export interface AccountOutcome {
  account: string;
  /** Sorted by dated, path, occurrence. */
  rows: readonly LedgerRow[];
  /** What was really delivered on the reported days, in order of instant. */
  delivered: readonly DeliveredRow[];
  triggers: readonly TriggerDays[];
  runs: readonly PlayRun[];
  /** On the reported days, in the order in which they were asked. */
  rungs: readonly RungAsked[];
  /** Reported days of its life, by score in the order of the schedule, then by day. */
  scores: readonly ScoreStretch[];
  /** Reported days of its life, in order. Empty for a program without touch models. */
  models: readonly ModelStretch[];
  /** In the order of the schedule. */
  arms: readonly ArmAssigned[];
  /** Those that touch the reported days, by journey, key and day. */
  visits: readonly JourneyVisit[];
  /** By measure in the order of the schedule, then by part. */
  measures: readonly Contribution[];
  /** By line of `roi`, in the order of the schedule. */
  returns: readonly LineUnits[];
  /** In the order of the schedule; none for an account that lived on no reported day. */
  endings: readonly AccountEnding[];
  /** Reported days on which the account was alive, and those on which an unknown left it without a segment, by reason. */
  daysAlive: number;
  /** The first and the last of them; null without any. */
  life: DayRange | null;
  daysUnsegmented: ReadonlyMap<string, number>;
  /** Whether chance decided anything of it: if not, every run of it is the same. */
  byChance: boolean;
}

/** The reported range, both ends included. */
export interface ReportRange {
  from: EpochDay;
  to: EpochDay;
}
