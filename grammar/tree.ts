/**
 * The syntax tree. Parsing never fails: a field that a broken text can lack is optional, lists may be short.
 * Every node has a span of offsets into its file; `end` is exclusive. Names and literals keep their own spans, so that
 * every message can point at the word it is about.
 */

import type { AssumeDeclaration } from "./tree-assumptions.ts";
import type { MeasureDeclaration, ReturnDeclaration } from "./tree-measures.ts";
import type { TestDeclaration } from "./tree-tests.ts";

export type * from "./tree-measures.ts";
export type * from "./tree-tests.ts";

export interface Span {
  start: number;
  end: number;
}

export interface Name {
  text: string;
  span: Span;
}

export interface File {
  path: string;
  text: string;
  declarations: Declaration[];
}

/** What every declaration and clause that can carry a `##` comment has. */
export interface Documented {
  span: Span;
  doc?: string;
}

// ---- values ----------------------------------------------------------------------------------------------------

export type DurationUnitWord = "min" | "h" | "d" | "w" | "day" | "week" | "month" | "quarter" | "year" | "business_day";

export type Literal =
  | { kind: "number"; value: number; span: Span }
  | { kind: "money"; value: number; currency: string; span: Span }
  | { kind: "ratio"; value: number; span: Span }
  | { kind: "points"; value: number; span: Span }
  | { kind: "duration"; value: number; unit: DurationUnitWord; span: Span }
  | { kind: "date"; value: string; span: Span }
  | { kind: "time"; value: string; span: Span }
  | { kind: "text"; value: string; span: Span }
  | { kind: "flag"; value: boolean; span: Span };

/** A literal, or the name of a `let` that stands for one. `kind: "name"` covers both lets and enum members. */
export type Value = Literal | { kind: "name"; name: Name; span: Span };

export interface Range {
  from?: Value;
  to?: Value;
  span: Span;
}

// ---- types of fields -------------------------------------------------------------------------------------------

export type TypeSyntax =
  | { kind: "named"; name: Name; span: Span }
  | { kind: "range"; quantity: "money" | "count" | "ratio" | "points"; range: Range; span: Span }
  | { kind: "enum"; members: Name[]; span: Span };

export interface FieldSyntax extends Documented {
  name?: Name;
  type?: TypeSyntax;
  optional: boolean;
  default?: Value;
}

// ---- conditions ------------------------------------------------------------------------------------------------

export type ComparisonWord = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type AggregateWord = "sum" | "avg" | "min" | "max";

export type ExpressionSyntax =
  | Literal
  /** A bare name: a field, metric, enum member, let. */
  | { kind: "name"; name: Name; span: Span }
  /** `core_usage over 30d`, `avg active_users over 7d`, `avg ticket.sentiment where (...) over 30d`. */
  | {
      kind: "window";
      aggregate?: AggregateWord;
      of?: Name;
      field?: Name;
      where?: ConditionSyntax;
      over?: Value;
      span: Span;
    }
  | { kind: "share"; ratio: Value; of?: ExpressionSyntax; span: Span }
  | { kind: "count_of"; event?: Name; where?: ConditionSyntax; over?: Value; span: Span }
  | { kind: "days_with"; condition?: ConditionSyntax; over?: Value; span: Span }
  /** `share of touches with reply within 5d over 90d`, `share of touch qbr ...`, `share of email touches ...`. */
  | {
      kind: "touch_share";
      touch?: Name;
      channel?: Name;
      event?: Name;
      within?: Value;
      over?: Value;
      span: Span;
    }
  | { kind: "time_since"; field?: Name; span: Span }
  | { kind: "time_to"; field?: Name; span: Span }
  | { kind: "time_in"; stage?: Name; span: Span }
  | { kind: "time_since_last"; done: boolean; name?: Name; where?: ConditionSyntax; span: Span };

export type BaselineSyntax =
  | { kind: "over"; over?: Value; span: Span }
  | { kind: "week_over_week"; span: Span }
  | { kind: "since_start"; span: Span };

export type ConditionSyntax =
  | { kind: "and" | "or"; operands: ConditionSyntax[]; span: Span }
  | { kind: "not"; operand?: ConditionSyntax; span: Span }
  | { kind: "parentheses"; inner?: ConditionSyntax; span: Span }
  | { kind: "compare"; operator: ComparisonWord; left: ExpressionSyntax; right?: ExpressionSyntax; span: Span }
  /** A bare name: a flag field or, in a play, an event that happened. */
  | { kind: "name"; name: Name; span: Span }
  /** `plan is pro`, `plan is not one of a, b`, `segment is smb`, `health is yellow`. */
  | { kind: "is"; subject: Name; negated: boolean; values: Name[]; span: Span }
  | { kind: "known"; subject: Name; known: boolean; span: Span }
  | {
      kind: "change";
      /** `any component of SUBJECT`. */
      anyComponent?: true;
      subject: Name;
      direction: "falls" | "rises";
      threshold?: { operator: ">" | ">="; amount?: Value };
      against?: BaselineSyntax;
      usual?: Value;
      span: Span;
    }
  /** `arr in top 20%` */
  | { kind: "ranked"; subject: Name; side: "top" | "bottom"; share?: Value; span: Span }
  | { kind: "becomes"; subject: Name; to?: Name; from?: Name; span: Span }
  /** `ticket is open`, `no ticket where (...) is open`, `ticket open for 7d`. */
  | { kind: "open_case"; no: boolean; event: Name; where?: ConditionSyntax; over?: Value; span: Span }
  | { kind: "during"; name?: Name; span: Span }
  | { kind: "for"; condition: ConditionSyntax; over?: Value; span: Span }
  | { kind: "outside"; condition: ConditionSyntax; calendar?: Name; span: Span };

// ---- work ------------------------------------------------------------------------------------------------------

export type WithinSyntax = Value | { kind: "the_day"; span: Span };

export interface ActionSyntax extends Documented {
  kind: "touch" | "task" | "alert" | "start" | "handoff";
  /** Of a handoff: the role that takes over. */
  names: Name[];
  /** Of a handoff: fields. */
  needs?: Name[];
  inTurn: boolean;
  to?: Name;
  within?: WithinSyntax;
  level?: Name;
  expects?: { event?: Name; within?: Value; span: Span };
}

export interface ScopeSyntax {
  /** Segments and touch models, mixed. */
  segments: Name[];
  during?: Name;
  where?: ConditionSyntax;
}

export type TimingSyntax =
  | { kind: "every"; every?: Value; atOnce: boolean; from?: { unit: "day" | "week"; number?: Value }; span: Span }
  | { kind: "day" | "week"; number?: Value; span: Span }
  | { kind: "before"; before: Value; span: Span };

export interface StepSyntax extends Documented {
  timing?: TimingSyntax;
  actions: ActionSyntax[];
  when?: ConditionSyntax;
  unless?: ConditionSyntax;
  notWithin?: { over?: Value; touch?: Name; span: Span };
}

export interface PhaseSyntax extends Documented {
  name?: Name;
  span: Span;
  days?: { kind: "run"; range: Range } | { kind: "before"; range: Range; field?: Name };
  steps: {
    every?: { every?: Value; atOnce: boolean; span: Span };
    actions: ActionSyntax[];
    span: Span;
    doc?: string;
  }[];
}

export interface RungSyntax extends Documented {
  after?: Value;
  actions: ActionSyntax[];
  unless?: ConditionSyntax;
  while?: ConditionSyntax;
}

// ---- declarations ----------------------------------------------------------------------------------------------

interface Named extends Documented {
  name?: Name;
}

/** One clause of a touch, task or role: a keyword and what follows; the checker knows which may stand and how often. */
export interface Clause<Kind extends string, Content> {
  kind: Kind;
  content: Content;
  span: Span;
}

/** `enterprise 180d, smb 60d otherwise 30d`: a figure for each segment. */
export interface SegmentFigures {
  kind: "by_segment";
  figures: { segment: Name; value?: Value; span: Span }[];
  otherwise?: Value;
  span: Span;
}
export type LetDeclaration = Named & { kind: "let"; value?: Value | SegmentFigures };
export type AccountDeclaration = Documented & {
  kind: "account";
  fields: FieldSyntax[];
  begins: Clause<"begins", Name | undefined>[];
  ends: Clause<"ends", Name | undefined>[];
};
export interface BandSyntax {
  name: Name;
  floor?: Value;
  span: Span;
}
export type MetricDeclaration = Named & {
  kind: "metric";
  type?: TypeSyntax;
  measure?: { kind: "flow" | "level"; span: Span };
  missing?: { rule: "zero" | "carries"; span: Span };
  bands: BandSyntax[];
};
/** `N points when C`, or `N points by E from A to B`: none at A or beyond it, all at B. */
export interface ScoreLineSyntax extends Documented {
  points?: Value;
  rule?:
    | { kind: "when"; when?: ConditionSyntax; span: Span }
    | { kind: "by"; by?: ExpressionSyntax; from?: Value; to?: Value; span: Span };
}
export interface ScoreComponentSyntax extends Documented {
  name?: Name;
  total?: Value;
  lines: ScoreLineSyntax[];
}
/** Without a `name` it is called `health`. */
export type HealthDeclaration = Named & {
  kind: "health";
  components: ScoreComponentSyntax[];
  bands: BandSyntax[];
  lost: Clause<"lost", ConditionSyntax | undefined>[];
};
export type EventDeclaration = Documented & {
  kind: "event";
  names: Name[];
  forAll: boolean;
  fields: FieldSyntax[];
  key?: Name;
  closedBy?: Name;
};
/** `email by email_opt_in for educational`; `kinds`: of the touch, or its purposes; absent when none is written. */
export interface ConsentSyntax {
  channel?: Name;
  field?: Name;
  kinds?: Name[];
  span: Span;
}
export type ContactDeclaration = Documented & {
  kind: "contact";
  names: Name[];
  /** Absent when none is written. */
  vacant?: VacantClause[];
};
/** What becomes of a touch for a contact that nobody is: another contact, or an alert to a role. */
export type VacantClause = Clause<"vacant", { instead: "use" | "alert"; name?: Name } | undefined>;
export type RoleDeclaration = Named & {
  kind: "role";
  clauses: (
    | Clause<"owns_accounts", undefined>
    | Clause<"shared", undefined>
    | Clause<"machine", undefined>
    | Clause<"answers_within", Value | undefined>
  )[];
};
export type CalendarDeclaration = Named & { kind: "calendar"; ranges: { yearly: boolean; range: Range; span: Span }[] };
export type StageDeclaration = Named & { kind: "stage"; from?: Name; lasts?: Value };
export type SegmentsDeclaration = Documented & {
  kind: "segments";
  reviewed?: { every?: Value; from?: Value; span: Span };
  segments: (Documented & { name?: Name; when?: ConditionSyntax; otherwise: boolean })[];
};
/** What moves a customer: a condition that is true at a close, or an event. */
export type OccasionSyntax =
  | { kind: "when"; when?: ConditionSyntax }
  | { kind: "on"; event?: Name; where?: ConditionSyntax };
export type StageClause =
  | Clause<"enter", { kind: "from"; field?: Name } | { kind: "after"; stages: Name[] } | OccasionSyntax | undefined>
  | Clause<"leave", { occasion?: OccasionSyntax; confirmedBy?: Name; then?: Name } | undefined>
  | Clause<"back" | "skip", { to?: Name; occasion?: OccasionSyntax } | undefined>
  | Clause<"expect", { segment?: Name; range: Range; span: Span }[]>;
export interface JourneyStageSyntax extends Documented {
  name?: Name;
  clauses: StageClause[];
}
/** With `per`, a customer goes through it once for each value of that field in its events. */
export type JourneyDeclaration = Named & { kind: "journey"; per?: Name; stages: JourneyStageSyntax[] };
/** `dedicated A..B accounts per ROLE`, `pooled N ROLE for A..B accounts`, `none`. */
export interface CoverageSyntax {
  kind: "dedicated" | "pooled" | "none";
  people?: Range;
  role?: Name;
  accounts?: Range;
}
export interface ModelSyntax extends Documented {
  name?: Name;
  when?: ConditionSyntax;
  otherwise: boolean;
  clauses: Clause<"coverage", CoverageSyntax | undefined>[];
}
export type ModelsDeclaration = Documented & { kind: "models"; models: ModelSyntax[] };
/** `win >= 50%`; of a touch also `attended >= 80% for enterprise`. */
export interface TargetSyntax {
  outcome?: Name;
  operator?: ComparisonWord;
  ratio?: Value;
  /** Segments and touch models, mixed. */
  segments?: Name[];
}
export type WorkClause =
  | Clause<"channel", Name[]>
  | Clause<"owner", Name | undefined>
  | Clause<"effort", Value | undefined>
  | Clause<"prep", Value | undefined>
  | Clause<"purpose", Name[]>
  | Clause<"kind", Name | undefined>
  | Clause<"template", Literal | undefined>
  | Clause<"target", TargetSyntax>
  | Clause<"never_dropped", undefined>;
export type WorkDeclaration = Named & { kind: "touch" | "task"; clauses: WorkClause[] };
export type CadenceDeclaration = Named & {
  kind: "cadence";
  scope: ScopeSyntax;
  anchors: { kind: "from" | "before"; field?: Name; span: Span }[];
  onChange: OnChangeClause[];
  steps: StepSyntax[];
};
/** What becomes of who is in the middle of it when the program changes. */
export type OnChangeClause = Clause<"on_change", Name | undefined>;
export type TriggerClause =
  | Clause<"level", Name | undefined>
  | Clause<"when", ConditionSyntax | undefined>
  | Clause<"on", { event?: Name; where?: ConditionSyntax }>
  | Clause<"do", ActionSyntax[]>
  | Clause<"rest", Value | undefined>
  | Clause<"until", ConditionSyntax | undefined>;
export type TriggerDeclaration = Named & { kind: "trigger"; scope: ScopeSyntax; clauses: TriggerClause[] };
export type PlayClause =
  | Clause<"level", Name | undefined>
  | Clause<"start" | "win" | "lose", ConditionSyntax | undefined>
  | Clause<"end" | "again", Value | undefined>
  | Clause<"lifts", Name | undefined>
  | Clause<"pauses", { kind: "cadence" | "play"; name?: Name; span: Span }[]>
  | Clause<"target", Omit<TargetSyntax, "segments">>
  | Clause<"escalation", Name | undefined>
  | OnChangeClause;
export type PlayDeclaration = Named & {
  kind: "play";
  scope: ScopeSyntax;
  clauses: PlayClause[];
  phases: PhaseSyntax[];
};
export type EscalationDeclaration = Named & {
  kind: "escalation";
  rungs: RungSyntax[];
  stopOn: Name[];
  onChange: OnChangeClause[];
};
export type PolicyClause =
  | Clause<"hours", { range?: Range; days: { from: Name; to?: Name }[] }>
  | Clause<"holidays", Literal | undefined>
  | Clause<"limit", { most?: Value; channel?: Name; per?: Value; except: Name[] }>
  | Clause<"quiet", { over?: Value; after?: Name; except: Name[] }>
  | Clause<"consent", ConsentSyntax[]>
  | Clause<"merge", Value | undefined>
  | Clause<"spread", { over?: Value; except: Name[] }>
  | Clause<"otherwise", { deferUpTo?: Value }>;
export type PolicyDeclaration = Documented & { kind: "policy"; clauses: PolicyClause[] };
export type TeamDeclaration = Documented & {
  kind: "team";
  members: {
    role?: Name;
    people?: Value;
    hoursPerWeek?: Value;
    shareForPlays?: Value;
    /** The task of who is given an account. */
    handover?: Name;
    span: Span;
  }[];
};
export type CoverDeclaration = Documented & { kind: "cover"; role?: Name; awayOver?: Value; by?: Name };

/** A share of the customers, and what runs for them alone. */
export interface ArmSyntax extends Documented {
  name?: Name;
  share?: Value;
  members: { kind: "cadence" | "trigger"; name?: Name; span: Span }[];
}
export type ExperimentDeclaration = Named & { kind: "experiment"; scope: ScopeSyntax; arms: ArmSyntax[] };

/** `play at_risk, renewal`, `touch *`; a kind without names stands alone: `policy`. */
export interface UseItemSyntax {
  /** The word of the kind. */
  word: Name;
  names: Name[];
  /** `*`: every declaration of the kind. */
  all: boolean;
  span: Span;
}
/** Called like the library it takes from; without `items` it takes everything. */
export type UseDeclaration = Named & { kind: "use"; items?: UseItemSyntax[] };

export type Declaration = AnyDeclaration & {
  /** The word `replace` before it: it takes the place of a library's declaration of its kind and name. */
  replaces?: { span: Span };
};

type AnyDeclaration =
  | LetDeclaration
  | AccountDeclaration
  | MetricDeclaration
  | HealthDeclaration
  | EventDeclaration
  | ContactDeclaration
  | RoleDeclaration
  | CalendarDeclaration
  | StageDeclaration
  | SegmentsDeclaration
  | ModelsDeclaration
  | JourneyDeclaration
  | WorkDeclaration
  | CadenceDeclaration
  | TriggerDeclaration
  | PlayDeclaration
  | EscalationDeclaration
  | PolicyDeclaration
  | TeamDeclaration
  | CoverDeclaration
  | TestDeclaration
  | UseDeclaration
  | ExperimentDeclaration
  | MeasureDeclaration
  | ReturnDeclaration
  | AssumeDeclaration;
