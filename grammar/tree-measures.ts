/** The syntax of goals: what is measured, and what the programme costs and brings in. */
import type { Clause, ComparisonWord, ConditionSyntax, Name, Range, Span, Value } from "./tree.ts";

/** What a measure counts, adds up or waits for. */
export type FigureSyntax =
  /** `gross churn of arr over 1 year` */
  | {
      kind: "revenue";
      what: "gross_churn" | "gross_retention" | "net_retention";
      field?: Name;
      over?: Value;
      span: Span;
    }
  /** `share of accounts when C` */
  | { kind: "accounts"; when?: ConditionSyntax; span: Span }
  /** `share of runs of PLAY won [by D before FIELD]` */
  | { kind: "runs"; play?: Name; by?: { lead?: Value; field?: Name }; span: Span }
  /** `share of touches with E within D`, `share of email touches ...`, `share of touch qbr ...` */
  | { kind: "touches"; touch?: Name; channel?: Name; event?: Name; within?: Value; span: Span }
  /** `share of E [where (C)] with F within D` */
  | { kind: "followed"; event?: Name; where?: ConditionSyntax; answer?: Name; within?: Value; span: Span }
  /** `share of E where (C) [minus where (C)]` */
  | { kind: "events"; event?: Name; where?: ConditionSyntax; minus?: { where?: ConditionSyntax }; span: Span }
  /** `median time from FIELD to E [where (C)]`, `... to FIELD` */
  | { kind: "time"; statistic: "median" | "mean"; from?: Name; to?: Name; where?: ConditionSyntax; span: Span }
  /** `mean change of METRIC D after touch T`, `... after E` */
  | { kind: "change"; metric?: Name; after?: Value; touch?: Name; event?: Name; span: Span };

/** `> 110%`, or `300%..500%`. */
export interface GoalSyntax {
  operator?: ComparisonWord;
  value?: Value;
  range?: Range;
}

export type MeasureClause =
  | Clause<"among", ConditionSyntax | undefined>
  | Clause<"by", ConditionSyntax | undefined>
  | Clause<"target", GoalSyntax | undefined>;

export interface MeasureDeclaration {
  kind: "measure";
  name?: Name;
  /** The checker asks for exactly one. */
  figures: FigureSyntax[];
  clauses: MeasureClause[];
  span: Span;
  doc?: string;
}

/** What an amount is multiplied with. */
export type PerSyntax =
  | { kind: "hour"; role?: Name; span: Span }
  | { kind: "period"; unit: "month" | "quarter" | "year"; span: Span }
  | { kind: "touch"; touch?: Name; span: Span }
  | { kind: "won"; play?: Name; span: Span }
  /** A channel, or an event. */
  | { kind: "named"; name?: Name; span: Span };

/** `cost salaries $65 per hour of csm`, `benefit expansion 20% of arr per expansion_signed` */
export interface ReturnLineSyntax {
  side: "cost" | "benefit";
  name?: Name;
  amount?: Value;
  /** With it the amount is a share of this field. */
  of?: Name;
  per?: PerSyntax;
  span: Span;
  doc?: string;
}

export interface ReturnDeclaration {
  kind: "roi";
  lines: ReturnLineSyntax[];
  targets: Clause<"target", GoalSyntax | undefined>[];
  span: Span;
  doc?: string;
}
