/**
 * What is owed on a morning, as `playc due` tells it (docs/language.md section 16). Everything is as it was known when
 * the day opened in the account's own zone. Days are `YYYY-MM-DD`, instants ISO 8601 in UTC, spans whole minutes. It is
 * written as JSON as it stands: `runtime/due/due.schema.json`.
 */
import type { Place, Values } from "../explain/types.ts";
import type { LedgerRow, OutcomeKind, Priority } from "../ledger/types.ts";

/**
 * `today`: everything permits it today, and the whole list together. `deferred`: a limit or quiet period holds it back.
 * `paused`: a play does. `waiting`: nobody works today, a shared role's answer is not due yet, or it is spread to another day.
 */
export type DueStatus = "today" | "deferred" | "paused" | "waiting";

/** Working hours of the account's day in which it can be done; a machine has no end. */
export interface Permitted {
  readonly from: string;
  readonly to: string | null;
}

/** The text that the customer would read. */
export interface DueMessage {
  readonly subject: string | null;
  readonly text: string;
  /** Slots that nobody knows the value of: where there are any, it must not be sent. */
  readonly gaps: readonly string[];
}

export interface DueItem {
  /** Of the demand: `account|path|occurrence`, the same on every morning. */
  readonly id: string;
  readonly account: string;
  /** IANA name. */
  readonly zone: string;
  readonly kind: LedgerRow["kind"];
  /** Touch, task, alerted role, or role that takes over. */
  readonly name: string;
  readonly status: DueStatus;
  /** What keeps it from being done today: a rule's path, or words. */
  readonly because: string | null;
  readonly owner: string;
  readonly ownerRole: string;
  /** Done by automation, and not by a person. */
  readonly machine: boolean;
  /** The contact's role on the customer's side, and who that is. */
  readonly contact: string | null;
  readonly contactPerson: string | null;
  /** The one that consent and limits allow today. */
  readonly channel: string | null;
  readonly touchKind: string | null;
  readonly purposes: readonly string[];
  readonly priority: Priority;
  readonly segment: string | null;
  /** The declaration that asked, and its line. */
  readonly source: string;
  readonly path: string;
  readonly occurrence: string;
  readonly place: Place | null;
  readonly why: Values;
  readonly dated: string;
  readonly readyAt: string;
  readonly permitted: Permitted | null;
  readonly deadline: string | null;
  /** The account's day on which the deadline falls; of one at midnight the day that ends then. */
  readonly dueOn: string | null;
  /** The deadline has passed when the day opens, and by how much. */
  readonly late: boolean;
  readonly lateMinutes: number;
  readonly deferredMinutes: number;
  readonly deferredBy: string | null;
  readonly effortMinutes: number;
  readonly prepMinutes: number;
  /** Earlier ones of its series that nobody did. */
  readonly missed: { readonly count: number; readonly since: string } | null;
  /** Ids of the demands that were merged into it. */
  readonly joined: readonly string[];
  readonly message: DueMessage | null;
}

/** Demands that came to an end this morning without being done. */
export interface Ended {
  readonly outcome: Exclude<OutcomeKind, "done" | "open">;
  readonly rule: string | null;
  readonly demands: number;
}

export interface DueList {
  readonly format: "playc-due";
  readonly version: 1;
  /** The schedule's digest. */
  readonly schedule: string;
  readonly asOf: string;
  /** The last day that any table speaks for: at best the day before. */
  readonly dataTo: string;
  /** From this day on the data tells what was delivered; null: it does not, and what was admitted before is taken for done. */
  readonly recordedFrom: string | null;
  /** `touch check_in`, `task notes`: late ones of them are owed, and no record has ever named them. */
  readonly neverRecorded: readonly string[];
  /** Known only as of today, and used for the past. */
  readonly lookAhead: readonly string[];
  /** By person, what can be done today first, the late before the others, then by urgency. */
  readonly items: readonly DueItem[];
  readonly ended: readonly Ended[];
}
