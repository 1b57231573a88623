/**
 * The compiled schedule: what `playc build` writes and the runtime reads.
 * Everything is resolved and in base units: money in minor units (cents), ratios and points in millionths, counts
 * as they are, dates as `YYYY-MM-DD`. Lists are sorted by name unless their order carries meaning (segments, steps,
 * phases, rungs, bands, actions).
 */
import type { Assumption } from "./assumptions.ts";
import type { Experiment, Reviews } from "./experiments.ts";
import type { Figure } from "./figures.ts";
import type { Measure, Return } from "./measures.ts";
import type { OnChange } from "./on-change.ts";
import type { Cover, Policy, TeamMember } from "./policy-types.ts";

export type { AnsweredTouches, Assumption } from "./assumptions.ts";
export type { Arm, Experiment, Reviews } from "./experiments.ts";
export type { Goal, Measure, MeasureFigure, Per, Return, ReturnLine } from "./measures.ts";
export type { Consent, Cover, Limit, Policy, Quiet, TeamMember, Weekday } from "./policy-types.ts";

import type { Journey, TouchModel } from "./journey-types.ts";

export type {
  Coverage,
  Journey,
  JourneyStage,
  NumberRange,
  Occasion,
  TouchModel,
} from "./journey-types.ts";

/** `trigger login_drop/do/1`: a stable name for a node; never depends on where a declaration stands in its file. */
export type Path = string;

export type Quantity = "money" | "count" | "ratio" | "points";
export type FieldType = Quantity | "duration" | "date" | "instant" | "text" | "flag" | "zone" | "enum";

/** A span of time. `business_days` counts working days; `minutes` is elapsed; the others are calendar steps. */
export type Duration = { unit: DurationUnit; amount: number };
export type DurationUnit = "minutes" | "days" | "months" | "business_days";

export type Literal = number | string | boolean | Duration;

export interface Field {
  name: string;
  type: FieldType;
  /** Members of an enum, in the order written. */
  members?: string[];
  /** Range of a quantity in base units, both ends included. */
  range?: { from: number; to: number };
  optional: boolean;
  default?: Literal;
  doc?: string;
}

export interface Account {
  fields: Field[];
  begins?: string;
  ends?: string;
}

export interface Band {
  name: string;
  /** Base units; the band holds from here up to below the floor of the band before it. */
  floor: number;
}

export interface Metric {
  name: string;
  quantity: Quantity;
  range?: { from: number; to: number };
  kind: "flow" | "level";
  missing: "unknown" | "zero" | "carries";
  /** Highest floor first. */
  bands?: Band[];
  /** A score or a component of one: computed day by day (`scores`), never read from data. */
  computed?: true;
  doc?: string;
}

/** A health score: a level metric of its name, computed at each close from its components. */
export interface Score {
  name: string;
  path: Path;
  /** In the order written. */
  components: ScoreComponent[];
  /** Which customers it should have warned of, asked at the close of their last day; absent: those that ended. */
  lost?: Condition;
  doc?: string;
}

export interface ScoreComponent {
  /** Of its metric: `health.usage`. */
  name: string;
  /** In base units; the sum of its lines. */
  total: number;
  lines: ScoreLine[];
  doc?: string;
}

/** Points under a condition, or in proportion to a value: none at `from` or beyond it, all at `to` or beyond it. */
export type ScoreLine =
  | { kind: "when"; path: Path; points: number; when: Condition; doc?: string }
  | { kind: "by"; path: Path; points: number; by: Expression; from: number; to: number; doc?: string };

export interface EventType {
  name: string;
  forAll: boolean;
  fields: Field[];
  key?: string;
  closedBy?: { event: string; field: string };
  doc?: string;
}

export interface Role {
  name: string;
  kind: "person" | "shared" | "machine";
  ownsAccounts: boolean;
  /** Lead time of a shared role. */
  answersWithin?: Duration;
  doc?: string;
}

/** What becomes of a touch for a contact that nobody is: it goes to another contact, or becomes an alert to a role. */
export type Vacancy = { path: Path; contact: string } & ({ use: string } | { alert: string });

export interface Calendar {
  name: string;
  /** Both ends included. `yearly` ranges are `MM-DD`, the others `YYYY-MM-DD`. */
  ranges: { yearly: boolean; from: string; to: string }[];
  doc?: string;
}

export interface Stage {
  name: string;
  from: string;
  lasts: Duration;
  doc?: string;
}

export interface Segment {
  name: string;
  /** Absent for `otherwise`. */
  when?: Condition;
  doc?: string;
}

// ---- conditions ------------------------------------------------------------------------------------------------

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type Aggregate = "sum" | "avg" | "min" | "max";

/** A value: a quantity, duration in days, date, enum member, text, zone or flag. `text` is how a person would write it. */
export type Expression =
  | { node: "literal"; type: FieldType; value: Literal; text: string }
  | { node: "field"; field: string; type: FieldType; text: string }
  | { node: "event_field"; field: string; type: FieldType; text: string }
  | { node: "metric"; metric: string; type: Quantity; text: string }
  | { node: "window"; aggregate: Aggregate; metric: string; over: Duration; type: Quantity; text: string }
  | { node: "share"; ratio: number; of: Expression; type: Quantity; text: string }
  | { node: "event_count"; event: string; where?: Condition; over: Duration; type: "count"; text: string }
  | {
      node: "event_values";
      aggregate: Aggregate;
      event: string;
      field: string;
      where?: Condition;
      over: Duration;
      type: Quantity;
      text: string;
    }
  | { node: "days_with"; condition: Condition; over: Duration; type: "count"; text: string }
  /** Of the deliveries of a touch, a channel or all: the share that the event followed in time. */
  | {
      node: "touch_share";
      touch?: string;
      channel?: string;
      event: string;
      within: Duration;
      over: Duration;
      type: "ratio";
      text: string;
    }
  | { node: "time_since"; field: string; type: "duration"; text: string }
  | { node: "time_to"; field: string; type: "duration"; text: string }
  /** Since a track of the account came into the stage; of several the longest. */
  | { node: "time_in"; stage: string; type: "duration"; text: string }
  | { node: "time_since_event"; event: string; where?: Condition; type: "duration"; text: string }
  | { node: "time_since_done"; touch: string; type: "duration"; text: string };

/** What a change is measured against. */
export type Baseline =
  | { kind: "span"; over: Duration }
  | { kind: "since_start" }
  /** The median of the spans of the same length within `usual` before the current one; `over` absent for a level. */
  | { kind: "usual"; over?: Duration; usual: Duration };

export type Condition =
  | { node: "and" | "or"; operands: Condition[]; text: string }
  | { node: "not"; operand: Condition; text: string }
  | { node: "compare"; operator: Comparison; left: Expression; right: Expression; text: string }
  | { node: "flag"; field: string; text: string }
  /** Inside `where`: a flag field of the event. */
  | { node: "event_flag"; field: string; text: string }
  /** Enum field (of account, or of the event inside `where`) equal to one of the values. */
  | { node: "member"; of: Expression; values: string[]; text: string }
  | { node: "segment"; values: string[]; text: string }
  /** The touch model in force: the customer's own, or a higher one that an open run lifts to. */
  | { node: "model"; values: string[]; text: string }
  | { node: "band"; metric: string; values: string[]; text: string }
  | { node: "known"; of: Expression; text: string }
  | {
      node: "change";
      metric: string;
      direction: "falls" | "rises";
      /** Absent: any change in that direction. A relative amount is in millionths, an absolute one in base units. */
      threshold?: { operator: ">" | ">="; relative: boolean; amount: number };
      against: Baseline;
      text: string;
    }
  /** Among the share of customers with the highest or lowest values at the last review; `share` in millionths. */
  | { node: "ranked"; field: string; side: "top" | "bottom"; share: number; text: string }
  | { node: "becomes"; metric: string; band: string; from?: string; text: string }
  | { node: "for"; condition: Condition; over: Duration; text: string }
  | { node: "open_case"; event: string; where?: Condition; over?: Duration; text: string }
  /** A stage of the calendar, or of a journey. */
  | { node: "during_stage"; stage: string; text: string }
  /** A track is in the stage of a journey for longer than it expects. */
  | { node: "overdue"; stage: string; text: string }
  | { node: "during_calendar"; calendar: string; text: string }
  | { node: "outside"; calendar: string; condition: Condition; text: string }
  | { node: "happened"; event: string; text: string };

// ---- work ------------------------------------------------------------------------------------------------------

export type Level = "red" | "yellow" | "green";
export type TouchKind = "proactive" | "reactive" | "educational" | "transactional";

/** Of a touch's deliveries that ask for the event, the share it should answer in time; `ratio` in millionths. */
export interface TouchTarget {
  event: string;
  operator: Comparison;
  ratio: number;
  /** Of customers in one of these segments, or with one of these touch models in force; both absent: of all. */
  segments?: string[];
  models?: string[];
}

export interface Touch {
  name: string;
  /** In order of preference. */
  channels: string[];
  owner: string;
  effortMinutes: number;
  prepMinutes: number;
  purposes: string[];
  kind: TouchKind;
  template?: string;
  targets?: TouchTarget[];
  neverDropped: boolean;
  doc?: string;
}

/** The text of touches, with what is filled in for each customer. */
export interface Template {
  /** As touches name it. */
  file: string;
  subject?: TemplatePart[];
  body: TemplatePart[];
}

/** Text as it stands, or a slot; its place is `touch NAME/slot/N`. */
export type TemplatePart =
  | { kind: "text"; text: string }
  /** The value of an account's field or metric, or who fills a contact or role; `otherwise`: where that is not known. */
  | { kind: "account" | "contact" | "role" | "metric"; name: string; otherwise?: string }
  /** Of the touch itself. */
  | { kind: "touch"; what: "name" | "purpose" | "kind" | "owner" };

export interface Task {
  name: string;
  owner: string;
  effortMinutes: number;
  prepMinutes: number;
  doc?: string;
}

export type Within = Duration | "the_day";

/** One thing to do. With several `names` and `inTurn`, one name an occurrence; without, each becomes a demand. */
export interface Action {
  path: Path;
  kind: "touch" | "task" | "alert" | "start" | "handoff";
  /** Touches, tasks, the alerted role, the play to start, or the role that takes over. */
  names: string[];
  inTurn: boolean;
  /** A contact on the customer's side. */
  contact?: string;
  /** The role that owns it instead of the touch's or task's own. */
  role?: string;
  within?: Figure<Within>;
  level?: Level;
  expects?: { event: string; within: Figure<Duration> };
  /** Of a handoff: account fields that must be known, flags known true. */
  needs?: string[];
}

export interface Scope {
  /** Accounts in any of these segments, or with any of these models in force; both absent: every account. */
  segments?: string[];
  models?: string[];
  stage?: string;
  where?: Condition;
}

export type StepTiming =
  | { kind: "every"; every: Duration; atOnce: boolean }
  | { kind: "day"; day: number }
  | { kind: "week"; week: number }
  /** First on this day of the anchor (day 1 is the anchor's own), then one step after another counted from it. */
  | { kind: "every_from"; day: number; every: Duration }
  | { kind: "before"; before: Duration };

export interface Step {
  path: Path;
  timing: Figure<StepTiming>;
  actions: Action[];
  when?: Condition;
  unless?: Condition;
  notWithin?: { over: Figure<Duration>; touch: string };
  doc?: string;
}

export interface Cadence {
  name: string;
  path: Path;
  scope: Scope;
  anchor: { kind: "from" | "before"; field: string };
  /** Absent: `continue`. Only one that counts `from` a date restarts. */
  onChange?: Exclude<OnChange, "continue">;
  steps: Step[];
  doc?: string;
}

export interface Trigger {
  name: string;
  path: Path;
  scope: Scope;
  level: Level;
  cause: { kind: "when"; when: Condition } | { kind: "on"; event: string; where?: Condition };
  actions: Action[];
  rest?: Figure<Duration>;
  until?: Condition;
  doc?: string;
}

export interface PhaseStep {
  path: Path;
  every?: { every: Figure<Duration>; atOnce: boolean };
  actions: Action[];
  doc?: string;
}

/** `run`: days of the run, both ends included. `before`: `from` and `to` counted back from the field's date. */
export type PhaseSpan =
  | { kind: "run"; from: number; to: number }
  | { kind: "before"; from: Duration; to: Duration; field: string };

export interface Phase {
  name: string;
  path: Path;
  span: Figure<PhaseSpan>;
  steps: PhaseStep[];
  doc?: string;
}

export interface Rung {
  path: Path;
  after: Figure<Duration>;
  actions: Action[];
  unless?: Condition;
  while?: Condition;
  doc?: string;
}

export interface Escalation {
  name: string;
  path: Path;
  rungs: Rung[];
  stopOn: string[];
  onChange?: Exclude<OnChange, "continue">;
  doc?: string;
}

export interface Play {
  name: string;
  path: Path;
  scope: Scope;
  level?: Level;
  start?: Condition;
  win?: Condition;
  lose?: Condition;
  endAfter?: Figure<Duration>;
  again?: Figure<Duration>;
  pauses: { cadences: string[]; plays: string[] };
  /** The touch model that holds at least while a run is open. */
  liftsTo?: string;
  target?: { outcome: "win"; operator: Comparison; ratio: number };
  phases: Phase[];
  /** Names of escalations, sorted. */
  escalations: string[];
  onChange?: Exclude<OnChange, "continue">;
  doc?: string;
}

export interface SourcePlace {
  file: string;
  /** 1-based. */
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface Schedule {
  format: "playc-schedule";
  version: 1;
  /** `sha256:` and 64 hex digits over the canonical JSON of everything but `digest` and `sources`. */
  digest: string;
  /** ISO 4217 code and its number of minor digits. */
  currency: { code: string; minorDigits: number };
  account: Account;
  metrics: Metric[];
  /** Absent when there are none. */
  scores?: Score[];
  events: EventType[];
  contacts: string[];
  /** Sorted by path, one a contact; absent when there are none. */
  vacancies?: Vacancy[];
  roles: Role[];
  calendars: Calendar[];
  stages: Stage[];
  /** Absent when there are none. */
  journeys?: Journey[];
  /** Absent when customers are never ranked. */
  reviews?: Reviews;
  /** In the order of the search. */
  segments: Segment[];
  /** In the order of the search, the highest first. Absent when there are none. */
  models?: TouchModel[];
  touches: Touch[];
  /** Sorted by file; absent when no touch has one. */
  templates?: Template[];
  tasks: Task[];
  cadences: Cadence[];
  triggers: Trigger[];
  plays: Play[];
  escalations: Escalation[];
  /** Absent when there are none. */
  experiments?: Experiment[];
  /** Absent when there are none. */
  measures?: Measure[];
  roi?: Return;
  /** In the order written; absent when there are none. */
  assumptions?: Assumption[];
  policy: Policy;
  team: TeamMember[];
  covers: Cover[];
  sources: Record<Path, SourcePlace>;
}
