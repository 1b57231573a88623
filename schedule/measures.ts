/** The parts of a schedule that say what the whole programme should come to: measures, and its return. */
import type { Comparison, Condition, Duration, Path } from "./types.ts";

/** What a measure counts, adds up or waits for; `event` filters read the event's own fields. */
export type MeasureFigure =
  /** Of what the customers of its first day paid then, the part lost or kept. */
  | { kind: "revenue"; what: "gross_churn" | "gross_retention" | "net_retention"; field: string; over: Duration }
  | { kind: "accounts"; when: Condition }
  /** With `by`, those won in time alone: `lead` before the date of the field. */
  | { kind: "runs"; play: string; by?: { lead: Duration; field: string } }
  /** Of the deliveries of a touch, a channel or all. */
  | { kind: "touches"; touch?: string; channel?: string; event: string; within: Duration }
  | { kind: "followed"; event: string; where?: Condition; answer: string; within: Duration }
  | { kind: "events"; event: string; where: Condition; minus?: Condition }
  | { kind: "time"; statistic: "median" | "mean"; from: string; to: TimeEnd }
  | { kind: "change"; metric: string; after: Duration; since: { touch: string } | { event: string } };

/** Until a date of the account, or until an event. */
export type TimeEnd = { field: string } | { event: string; where?: Condition };

/** In base units of the figure: millionths of a share, days of a time, the metric's own of a change. */
export type Goal =
  | { kind: "compare"; operator: Comparison; value: number }
  | { kind: "range"; from: number; to: number };

export interface Measure {
  name: string;
  path: Path;
  /** As a person writes it. */
  text: string;
  figure: MeasureFigure;
  /** Whom it is of; asked where what is measured begins. */
  among?: Condition;
  /** Those of whom it is true are compared with the others; asked likewise. */
  by?: Condition;
  goal?: Goal;
  /** As a person writes it. */
  goalText?: string;
  doc?: string;
}

/** What the programme costs and brings in. */
export interface Return {
  lines: ReturnLine[];
  goal?: Goal;
  goalText?: string;
  doc?: string;
}

export interface ReturnLine {
  name: string;
  /** `cost salaries` */
  path: Path;
  side: "cost" | "benefit";
  /** As a person writes it. */
  text: string;
  /** Money in minor units, or a share, in millionths, of a field of money. */
  amount: { kind: "money"; money: number } | { kind: "share"; ratio: number; field: string };
  per: Per;
  doc?: string;
}

/** What an amount is multiplied with. */
export type Per =
  | { kind: "hour"; role: string }
  /** Months of a twelfth of 365 days. */
  | { kind: "period"; months: number }
  | { kind: "touch"; touch: string }
  | { kind: "channel"; channel: string }
  | { kind: "won"; play: string }
  | { kind: "event"; event: string };
