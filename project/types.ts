/**
 * The project file as the rest of the program reads it: checked, with every name of the author in a Map, in the words
 * of docs/project-file.md. Column names stay as written; nothing here has seen the data.
 */

import type { Budgets } from "./budgets.ts";
import type { AssignRule, TeamSource } from "./team-types.ts";

/** Days a table speaks for, both ends included, `YYYY-MM-DD`; without `to` up to the last day of all the data. */
export interface Covers {
  from: string;
  to?: string;
}

/** What every table has. */
export interface Table {
  /** A path or a glob, relative to the project folder. */
  file: string;
  /** In a DuckDB file, which of its tables. */
  table?: string;
  /** Rows are grouped. */
  aggregate: boolean;
  /** A SQL condition on the rows. */
  where?: string;
}

export interface AccountTable extends Table {
  key: string;
  /** A column of dates: each row holds from that date on. */
  from?: string;
  /** Field of the account -> column. */
  fields: ReadonlyMap<string, string>;
  /** The values are of today. */
  knownToday: boolean;
}

/** Who holds a role or is a contact; `rule`: nothing in the data, only who is given it by `assign`. */
export type PersonSource = (
  | { kind: "column"; column: string; knownToday: boolean }
  | ({ kind: "table"; key: string; person: string; from?: string; knownToday: boolean } & Table)
  | { kind: "everybody"; person: string }
  | { kind: "rule" }
) & { assign?: AssignRule };

export interface EventTable extends Table {
  /** Absent for an event `for all`. */
  key?: string;
  at: string;
  /** Field of the event -> column. */
  fields: ReadonlyMap<string, string>;
  covers?: Covers;
}

export interface MetricTable extends Table {
  key: string;
  day: string;
  /** `wide`: metric -> column. `long`: the column with the metric's name, the one with its value, metric -> name in the data. */
  layout:
    | { kind: "wide"; columns: ReadonlyMap<string, string> }
    | { kind: "long"; metric: string; value: string; names: ReadonlyMap<string, string> };
  covers?: Covers;
}

/** What was really delivered: a row a delivery. */
export interface TouchTable extends Table {
  key: string;
  at: string;
  /** The column that says which touch or task it was. */
  touch: string;
  /** Touch or task -> its names in the data. */
  names: ReadonlyMap<string, readonly string[]>;
  owner?: string;
  channel?: string;
  /** The column with the id of the demand that it settles. */
  demand?: string;
  covers?: Covers;
}

/** Other ids that stand for accounts. */
export interface IdentityTable extends Table {
  /** The column with the account's own id. */
  account: string;
  /** Columns with ids that stand for it. */
  also: readonly string[];
}

/** Where an account's time zone is told, when no field of type `zone` does. */
export type TimeZone = { kind: "name"; name: string } | { kind: "column"; column: string; default?: string };

export interface Project {
  /** The project file's own path, for messages. */
  file: string;
  /** ISO 4217. */
  currency: string;
  /** Where it is written, as offsets into the project file. */
  currencySpan: Span;
  timeZone?: TimeZone;
  account: AccountTable;
  identity: readonly IdentityTable[];
  people: ReadonlyMap<string, PersonSource>;
  team?: TeamSource;
  events: ReadonlyMap<string, EventTable>;
  metrics: readonly MetricTable[];
  touches: readonly TouchTable[];
  /** Project folders of which declarations may be taken. */
  libraries: readonly LibrarySource[];
  /** What a simulation must stay within; absent where nothing is said. */
  budgets?: Budgets;
  /** How bad diagnostics are here, in the order written. Their codes are not checked. */
  diagnostics: readonly SeverityRule[];
}

/** One entry of `libraries`. */
export interface LibrarySource {
  name: string;
  /** Relative to the project folder, with `/`; absent for a library that comes with the program. */
  folder?: string;
  /** Of its name, as offsets into the project file. */
  span: Span;
  /** Of what is said of its place. */
  placeSpan: Span;
}

/** One entry of `diagnostics`. */
export interface SeverityRule {
  code: string;
  severity: "off" | "warning" | "error";
  reason?: string;
  /** Of the key, as offsets into the project file; `end` is exclusive. */
  span: Span;
}

/** Offsets; `end` is exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** What is wrong: no YAML, or not as the program takes it; a key; a value; keys that do not go together. */
export type ProjectFault = "unreadable" | "unknown_key" | "missing_key" | "wrong_value" | "keys_clash";

/** A mistake in the project file. Lines and columns count from 1. */
export interface ProjectProblem {
  file: string;
  line: number;
  column: number;
  fault: ProjectFault;
  /** Of the key or value, as offsets into the file. */
  span: Span;
  /** One or more sentences. */
  message: string;
  /** What is likely to be meant by it. */
  suggestion?: string;
}
