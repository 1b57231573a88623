/**
 * What the engine knows of the world: one account at a time, in base units, on a grid of days.
 * A day is an `EpochDay`: days since 1970-01-01 in the account's own calendar. An instant is milliseconds since
 * 1970-01-01T00:00Z.
 */

import type { AssignRule } from "../../project/team-types.ts";
import type { RoleAssignments } from "../people/assignments.ts";
import type { TeamKnown } from "../people/known.ts";
import type { OwnersFound, Roster, Team } from "../people/types.ts";

export type EpochDay = number;
export type Instant = number;

/** Quantities in base units; durations as an index into nothing: the schedule's Duration; dates as EpochDay; instants as Instant. */
export type FieldValue =
  | number
  | string
  | boolean
  | { unit: "minutes" | "days" | "months" | "business_days"; amount: number };

/** The value of a field from a day on. `undefined` value: absent from that day on. */
export interface FieldChange {
  from: EpochDay;
  value: FieldValue | undefined;
}

/** Days on which something is known, both ends included. Empty when `from > to`. */
export interface DayRange {
  from: EpochDay;
  to: EpochDay;
}

export interface EventRecord {
  /** When it acts. A date-only event acts at the close of its day. */
  at: Instant;
  /** The account's local date it is dated. */
  day: EpochDay;
  /** Field values by name; an absent field has no entry. No prototype. */
  fields: Readonly<Record<string, FieldValue>>;
}

/** What was really delivered, once. */
export interface RecordedTouch {
  /** When. One that is only a date was delivered at the close of its day. */
  at: Instant;
  /** The account's local date. */
  day: EpochDay;
  kind: "touch" | "task";
  /** Of the touch or task. */
  name: string;
  owner: string | undefined;
  channel: string | undefined;
  /** Id of the demand that it settles, if the data says so. */
  demand: string | undefined;
}

export interface AccountHistory {
  id: string;
  /** Its place among all accounts of the data in order of id, from 0; absent where there is no data, as in tests. */
  ordinal?: number;
  /** IANA time zone. */
  zone: string;
  /** Per field the changes in order of day, defaults filled in. A field known without a date has one change from -Infinity. */
  fields: ReadonlyMap<string, readonly FieldChange[]>;
  /** Per person role and contact, who holds it: text values; roles of `kind: machine|shared` have none unless mapped. */
  people: ReadonlyMap<string, readonly FieldChange[]>;
  /**
   * Per metric the values of days `days.from`..`days.to` of the run's grid (index 0 is `grid.from`), NaN where the data has none.
   * Missing rules are not applied here.
   */
  metrics: ReadonlyMap<string, Float64Array>;
  /** Per event type, in order of `at`, then of content, so that the order of input rows never shows. Includes `for all` events. */
  events: ReadonlyMap<string, readonly EventRecord[]>;
  /** What was really delivered, in order of day, `at` and content; also before the first day of the grid and after its last. */
  touches: readonly RecordedTouch[];
  /** Arms that are told and not drawn, by experiment; undefined: in none. Data tells none, tests may. */
  arms?: ReadonlyMap<string, string | undefined>;
}

/** The last customer that a share takes in; ties are settled by the bytes of the id. */
export interface Cutoff {
  readonly value: number;
  readonly account: string;
}

/** By what is asked (`rankKey`) the cut-offs of the reviews in order; undefined where nobody could be ranked. */
export type Cutoffs = ReadonlyMap<string, readonly (Cutoff | undefined)[]>;

/** What the data tells of our people. */
export interface Staff {
  /** Absent where `playc.yaml` has no `team`. */
  readonly roster?: Roster;
  /** Of person and shared roles, who is named for them. */
  readonly owners: OwnersFound;
  /** How roles are given to people where the data names nobody who is there, by role. */
  readonly rules: ReadonlyMap<string, AssignRule>;
  /** IANA name of the zone of people of whom none is told: the accounts' usual one. */
  readonly zone: string;
}

export type AccountPlaces =
  | { readonly from: number; readonly to: number; readonly ordinals?: undefined }
  | { readonly ordinals: readonly number[] };

/** What is found out in one pass before the first account: the same for all accounts. */
export interface Histories {
  /** First to last day of any input: the days of every account's metric arrays. */
  grid: DayRange;
  /** Horizon of each metric and event that is mapped; one that is not mapped has none. */
  covers: ReadonlyMap<string, DayRange>;
  /** The first day that a table of touches speaks for; absent where none does. */
  recordedFrom?: EpochDay;
  /** How many accounts `accounts()` will give. */
  count: number;
  summary: InputSummary;
  /**
   * Streams accounts in order of id (by UTF-8 bytes); memory does not grow with their number. `places`: only those from
   * `from` to before `to` of that order, or whichever of all accounts of the data have these ordinals, ascending.
   */
  accounts(places?: AccountPlaces): AsyncIterable<AccountHistory>;
  /** The ordinals of the accounts that were asked for, ascending. */
  readonly chosen?: readonly number[];
  /** Of every account of the data, also of those that were not asked for: all but its metrics and events, which take longest. */
  everybody(): AsyncIterable<AccountHistory>;
  /** What is told of our people; absent where there is no data, as in tests. */
  staff?: Staff;
  /** Who they are, and by role with a rule whom it gives which account, once that is found out. */
  team?: Team;
  assignments?: readonly RoleAssignments[];
  /** How customers rank at reviews, once that is found out; absent where nothing asks. */
  cutoffs?: Cutoffs;
  /**
   * By account, its id in a column that an identity table names under `also`; the first, where it has several. Undefined
   * where no table names the column.
   */
  idsIn(column: string): Promise<ReadonlyMap<string, string> | undefined>;
  /** The rows of input that were set aside, by table, file and row; at most a thousand for each table and reason. */
  quarantine(): AsyncIterable<QuarantinedRow>;
  close(): Promise<void>;
}

/** A row that was set aside; one without `row` says how many more there are. */
export interface QuarantinedRow {
  /** As in playc.yaml. */
  table: string;
  file: string;
  /** In CSV the header is row 1; in JSON Lines the first is 1; in Parquet and DuckDB the file's own index, from 0. */
  row?: number;
  /** As playc.yaml calls it. */
  column: string;
  /** As in the file, cut after 500 characters. */
  value: string;
  reason: string;
}

export interface InputSummary {
  /** Per input table, sorted by name. */
  tables: {
    /** `account`, `events.ticket`, `metrics` ... as in playc.yaml. */
    name: string;
    files: string[];
    rows: number;
    from?: string;
    to?: string;
    /** Rows whose id is an account. */
    matched: number;
    /** Rows set aside, with the reason counted. */
    setAside: { reason: string; rows: number }[];
  }[];
  /** Fields and roles known only as of today and used for the past, sorted. */
  lookAhead: string[];
  /** How the roster and the names of the data go together; absent without a roster. */
  team?: TeamKnown;
  /** Roles and contacts of the schedule that no column fills, metrics and events that no table holds; sorted. */
  unmapped: { people: string[]; metrics: string[]; events: string[] };
}

/** Why input was refused. Shown to the ops engineer as it is. */
export class DataError extends Error {
  override name = "DataError";
  constructor(
    message: string,
    readonly place: { file?: string; row?: number; column?: string; line?: number } = {},
    readonly kind: "data" | "io" = "data",
  ) {
    super(message);
  }
}
