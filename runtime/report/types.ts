/** What the report page (`playc simulate --report`) shows that the summary does not tell. Counts, whole minutes and days as text. */
import type { DayText } from "../summary/types.ts";

/** Work done, and work left for want of a person. */
export interface LoadPart {
  /** null: none, as of a task's channel. */
  name: string | null;
  touches: number;
  others: number;
  minutes: number;
}

/** What one role had to do in a week that has any. */
export interface RoleWeek {
  role: string;
  week: DayText;
  touches: number;
  others: number;
  minutes: number;
}

/** Demands that came late, by the Monday of the week in which they were asked for. */
export interface LateWeek {
  week: DayText;
  cause: string;
  demands: number;
}

/** What waited for a person or pool, in queue or in hand, when the last reported day of a week ended. */
export interface WaitingWeek {
  person: string;
  week: DayText;
  minutes: number;
}

/** Customers alive on the last reported day by how long nobody touched them. */
export interface Coverage {
  /** Days without a touch, ascending; none longer than the reported range. */
  thresholds: number[];
  /** Most accounts first. */
  segments: CoverageOf[];
  /** Longest untouched by a person first. */
  longest: Untouched[];
}

export interface CoverageOf {
  /** The segment in which anything was last asked for; null: nothing was, or it had none then. */
  segment: string | null;
  accounts: number;
  /** By threshold: accounts untouched for at least so many days, by anybody and by a person. */
  untouched: number[];
  untouchedByPerson: number[];
}

export interface Untouched {
  account: string;
  /** On the last reported day; of one never touched, the reported days of its life. */
  days: number;
  daysByPerson: number;
  lastTouch: DayText | null;
  lastByPerson: DayText | null;
}

/** A rung of a play's ladder in the order of the schedule. */
export interface RungCounts {
  play: string;
  escalation: string;
  /** 1-based. */
  rung: number;
  /** `escalation rescue/rung/1` */
  path: string;
  /** Runs in which its turn came on the reported days, and those in which it acted; the others skipped it. */
  asked: number;
  acted: number;
  /** Demands it made, and those of them that were done or merged into what was. */
  demands: number;
  done: number;
}

/** Times that customers went from a stage of a journey to what came next, most first within a stage. */
export interface StageMove {
  journey: string;
  stage: string;
  how: "leave" | "back" | "skip" | "end" | "open";
  /** The stage that followed at once. */
  to: string | null;
  times: number;
}

/** What befell one account. Each list in order of day. */
export interface AccountStory {
  account: string;
  /** First and last reported day of its life; null for one that lived on none. */
  life: { from: DayText; to: DayText } | null;
  touches: number;
  minutes: number;
  undone: number;
  demands: StoryDemand[];
  /** Demands before the told ones. */
  demandsLeftOut: number;
  runs: { play: string; started: DayText; ended: DayText | null; ending: string | null }[];
  visits: { journey: string; stage: string; entered: DayText; left: DayText | null; how: string }[];
}

export interface StoryDemand {
  dated: DayText;
  doneOn: DayText | null;
  kind: string;
  name: string;
  source: string;
  segment: string | null;
  outcome: string;
  /** What dropped, held or withdrew it, or what deferred it; null for neither. */
  rule: string | null;
  owner: string;
  channel: string | null;
  lateMinutes: number;
}

export interface ReportData {
  roleWeeks: RoleWeek[];
  segments: LoadPart[];
  channels: LoadPart[];
  sources: LoadPart[];
  lateWeeks: LateWeek[];
  /** Empty where nothing queues. */
  waiting: WaitingWeek[];
  coverage: Coverage;
  rungs: RungCounts[];
  moves: StageMove[];
  /** By account id. */
  stories: AccountStory[];
}
