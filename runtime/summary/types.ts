/** The summary's shape: `summary.schema.json` in TypeScript; a test holds the two together. See there for the meanings. */
import type { Capacity } from "../capacity.ts";
import type { InputSummary } from "../histories/types.ts";
import type { OutcomeKind } from "../ledger/types.ts";
import type { MeasureResult } from "../measures/result.ts";
import type { ReturnResult } from "../measures/return.ts";
import type { ScenarioResult } from "../scenarios/figures.ts";
import type { BudgetResult } from "./budgets.ts";
import type { Flood, PersonCapacity } from "./capacity-types.ts";
import type { JourneyPaths, StageCounts } from "./journey-types.ts";

/** `YYYY-MM-DD`. */
export type DayText = string;

export interface Summary {
  format: "playc-summary";
  version: 1;
  schedule: string;
  range: { from: DayText; to: DayText; days: number; weeks: number };
  /** `begunBefore`: accounts that were customers before the first day of the data. */
  input: InputSummary & { from: DayText; to: DayText; begunBefore: number };
  answers: AnswersTaken;
  /** With several runs. */
  spread?: RunSpread;
  accounts: AccountCounts;
  people: PersonLoad[];
  /** What was made of people's hours. */
  capacityMode: Capacity;
  /** Of owners whose hours are known, the fullest first. */
  capacity: PersonCapacity[];
  /** In order of day, then of name. */
  floods: Flood[];
  undone: UndoneByRule[];
  deferred: Delays<"rule">[];
  neverDropped: Delays<"touch">[];
  open: OpenDemands[];
  triggers: TriggerCounts[];
  plays: PlayCounts[];
  /** Absent when no touch has one. */
  touchTargets?: TouchTargetCounts[];
  scores: ScoreStanding[];
  models: ModelCounts[];
  experiments: ExperimentResult[];
  journeys: StageCounts[];
  /** In the order of the schedule. */
  measures: MeasureResult[];
  /** Absent when the program has none. */
  roi?: ReturnResult;
  operations: Operations;
  journeyPaths: JourneyPaths;
  delivered: DeliveredCounts[];
  busiest: { account: string; touches: number; minutes: number }[];
  machineTouchesOnDaysOff: number;
  late: Delays<"cause">[];
  balance: { inRange: Outcomes; carriedIn: Outcomes; total: Outcomes };
  limits: string[];
  /** With `budgets` in playc.yaml, when all accounts were simulated. */
  budgets?: BudgetResult[];
  /** With scenarios: the plan as it is first, then they as they were asked for. */
  whatIf?: ScenarioResult[];
}

/** Where answers to touches came from. */
export interface AnswersTaken {
  responses: "history" | "assume" | "none";
  /** The events that count as answers to touches, sorted. */
  events: string[];
  /** When they are assumed: the seed, how many runs there were, and the lines of `assume`. */
  assumed?: { seed: number; runs: number; lines: string[] };
}

/** By nearest rank: the 5th percentile of the runs, the 50th and the 95th. */
export interface Spread {
  low: number;
  middle: number;
  high: number;
}

export interface RunSpread {
  runs: number;
  totals: ({ what: "touches" | "minutes" | "answered" | "late" | "deferred" | "dropped" } & Spread)[];
  /** Everybody with any work in some run, most minutes first. */
  people: {
    person: string;
    touches: Spread;
    minutes: Spread;
    /** Of each run's own peak week; and the week that is it most often. */
    peakMinutes: Spread;
    peakWeek: { week: DayText; runs: number };
  }[];
  /** The share won of those ended, in millionths, over the runs in which any ended. */
  plays: { play: string; runs: number; won: Spread }[];
}

export interface ReasonCount {
  reason: string;
  days: number;
  accounts: number;
}

export interface AccountCounts {
  total: number;
  alive: number;
  touched: number;
  neverTouched: number;
  /** Those included that only machines touched. */
  neverTouchedByPerson: number;
  neverTouchedFirst: string[];
  unsegmented: { accounts: number; days: number; reasons: ReasonCount[] };
}

export interface WeekLoad {
  week: DayText;
  touches: number;
  others: number;
  minutes: number;
}

export interface Peak {
  week: DayText;
  touches: number;
  minutes: number;
  source: { source: string; demands: number; minutes: number };
}

export interface PersonLoad {
  person: string;
  roles: string[];
  unassigned: boolean;
  touches: number;
  others: number;
  minutes: number;
  peak: Peak;
  weeks: WeekLoad[];
}

export interface UndoneByRule {
  outcome: "dropped" | "held" | "unserved" | "withdrawn";
  rule: string;
  demands: number;
  accounts: number;
  minutes: number;
}

export interface OpenDemands {
  kind: "touch" | "task" | "alert" | "start" | "handoff";
  name: string;
  source: string;
  demands: number;
  accounts: number;
  minutes: number;
  oldest: DayText;
}

/** Waits or lateness, grouped by what caused them. */
export type Delays<Key extends string> = Record<Key, string> & {
  demands: number;
  accounts: number;
  minutes: number;
  longest: number;
};

export interface TriggerCounts {
  trigger: string;
  fires: number;
  accounts: number;
  days: number;
  unknownDays: number;
  spentDays: number;
  spentAccounts: number;
  reasons: ReasonCount[];
}

export interface PlayCounts {
  play: string;
  started: number;
  carriedIn: number;
  won: number;
  lost: number;
  ranOut: number;
  withdrawn: number;
  open: number;
  target?: { operator: Comparison; millionths: number; met?: boolean };
}

/** A target of a touch: of its deliveries that asked for the event, how many it answered in time. */
export interface TouchTargetCounts {
  touch: string;
  event: string;
  /** Of customers in these segments, or with these touch models in force; both absent: of all. */
  segments?: string[];
  models?: string[];
  asked: number;
  answered: number;
  target: NonNullable<PlayCounts["target"]>;
}

/** A score or component on the last reported day, of the accounts alive then. */
export interface ScoreStanding {
  score: string;
  accounts: number;
  /** Those of whom every point is known. */
  decided: number;
  /** Of the points they surely have, and of those they may have. */
  average: { low: number; high: number } | null;
  /** Of a score with bands, highest first. */
  bands: { band: string; accounts: number }[];
  /** Those whose range lies in no single band. */
  betweenBands: number;
}

/** A touch model in the reported days; `null` stands for the days without one, and is there when there are such. */
export interface ModelCounts {
  model: string | null;
  /** Accounts with it in force on some day, and on the last one. */
  accounts: number;
  atEnd: number;
  /** Days of accounts with it in force, and those of them on which a run lifted them to it. */
  days: number;
  liftedDays: number;
  /** Days on which an unknown left an account without a model of its own, by reason. */
  reasons: ReasonCount[];
}

export interface ExperimentResult {
  experiment: string;
  arms: ArmResult[];
}

/** Of the accounts as they were assigned, from each one's first day in the experiment on. */
export interface ArmResult {
  /** null: in no arm. */
  arm: string | null;
  /** Millionths of the customers. */
  share: number;
  accounts: number;
  /** Touches done, and minutes of effort and prep done. */
  touches: PerAccount;
  minutes: PerAccount;
  /** Of touches done that expect an answer. */
  replies: { asked: number; answered: number; interval: Interval };
  /** Of runs that were won, lost or ran out. */
  wins: { ended: number; won: number; interval: Interval };
}

interface PerAccount {
  total: number;
  perAccount: number | null;
  interval: Interval;
}

/** Of 95%; null with fewer than five accounts. */
export type Interval = { low: number; high: number } | null;

/** How the work goes; of what was done. */
export interface Operations {
  /** Touches by persons, most first. */
  people: { person: string; touches: number; perMonth: number }[];
  /** Minutes by the segment in which they were demanded, and the accounts of whom anything was. */
  segments: { segment: string | null; accounts: number; minutes: number; perAccount: number }[];
  machines: { touches: number; byMachine: number; share: number | null };
  /** Minutes done against those that `team` keeps for plays, of roles whose hours it says. */
  roles: { role: string; minutes: number; kept: number; share: number | null }[];
  /** With `roi` only. */
  touchCosts?: TouchCost[];
}

/** What touches cost in minor units, by hours, touch and channel. */
export interface TouchCost {
  segment: string | null;
  channel: string | null;
  touches: number;
  money: number;
  perTouch: number;
}

/** Records of one touch or task in the reported days. */
export interface DeliveredCounts {
  kind: "touch" | "task";
  name: string;
  records: number;
  settled: { byId: number; byWindow: number };
  /** Those that the program asked for in no way, and the minutes they take. */
  unasked: number;
  unaskedMinutes: number;
}

type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

export type Outcomes = Record<OutcomeKind | "demands", number>;
