/** What `playc init` makes of the data, before any of it is written down. */

/** A column, or a whole table, and what it was taken for. */
export interface Placement {
  file: string;
  /** Absent: the table as a whole. */
  column?: string;
  /** As in the model: `account.arr (money)`; absent when it has no place. */
  as?: string;
  why: string;
}

export interface FieldPlan {
  name: string;
  /** As the language writes it: `money`, `one of a, b`. */
  type: string;
  /** Absent in some rows. */
  isOptional: boolean;
  column: string;
}

export interface AccountPlan {
  file: string;
  key: string;
  /** Accounts are put together from the rows of another table; columns of fields are expressions then. */
  aggregate: boolean;
  /** The column from whose date on a row holds. */
  from?: string;
  fields: FieldPlan[];
  begins?: string;
  ends?: string;
  /** Date fields that something leads up to. */
  renewal?: string;
  /** The field that sorts customers by size. */
  size?: FieldPlan;
  /** A field that is a time zone. */
  hasZone: boolean;
}

/** Who owns accounts. */
export type PersonPlan =
  | { kind: "column"; column: string; isKnownToday: boolean }
  | { kind: "table"; file: string; key: string; person: string; from?: string; where?: string }
  | { kind: "everybody" };

export interface EventPlan {
  name: string;
  file: string;
  /** Absent: an event for all accounts. */
  key?: string;
  at: string;
  where?: string;
  fields: FieldPlan[];
  /** The field that tells one row from another. */
  caseKey?: string;
  /** The event that closes a case; there is a `caseKey` then. */
  closedBy?: string;
  /** Problems customers bring; events of that kind are counted by a trigger. */
  isTrouble: boolean;
  covers?: string;
}

export interface MetricPlan {
  name: string;
  type: "money" | "count" | "ratio" | "points";
  isFlow: boolean;
  /** The column; an expression in an aggregated table; in a long table the metric's name in the data. */
  column: string;
  /** The column that an expression adds up. */
  addsUp?: string;
}

export interface MetricTablePlan {
  file: string;
  key: string;
  day: string;
  aggregate: boolean;
  /** Of a long table. */
  long?: { metric: string; value: string };
  metrics: MetricPlan[];
  firstDay: string;
  lastDay: string;
  covers?: string;
}

/** A table of work done: which touch, if any, its rows are deliveries of is for the playbook to say. */
export interface RecordsPlan {
  file: string;
  key: string;
  at: string;
  /** The column that says what was done, and its values, where they are few. */
  subject: string;
  values: readonly string[];
  owner?: string;
}

/** What was really delivered. */
export interface TouchesPlan {
  file: string;
  key: string;
  at: string;
  touch: string;
  where: string;
  /** Touches, and what they are called in the data. */
  names: [touch: string, called: readonly string[]][];
  owner?: string;
}

export interface Plan {
  currency: string;
  timeZone: string;
  account: AccountPlan;
  owner: PersonPlan;
  events: EventPlan[];
  metrics: MetricTablePlan[];
  records: RecordsPlan[];
  touches: TouchesPlan[];
  placements: Placement[];
  /** The first day to report that the edge of the data does not distort, as `2010-03-01`. */
  reportFrom?: string;
  /** What was assumed, in whole sentences. */
  remarks: string[];
}
