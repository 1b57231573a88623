/**
 * An explanation: what happened to one account, day by day, with the condition and the values behind each decision and
 * the place in the program. It is JSON as it stands: dates are `YYYY-MM-DD`, instants ISO 8601 in UTC.
 */
import type { Shown } from "../conditions/index.ts";
import type { HeldBackBy, LateCause, OutcomeKind, Priority, RunEnd, VisitEnd } from "../ledger/types.ts";

/** Where in the program; absent for what is written nowhere. */
export interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** Text of a condition's leaf -> its value then, in plain units; null is unknown. */
export type Values = Readonly<Record<string, Shown>>;

/** A condition and what it stood on. */
export interface Grounds {
  /** As written; for a trigger `on` an event, the event and its filter. */
  readonly condition: string;
  readonly values: Values;
}

/** One row of the ledger, told. Its figures are the row's own. */
export interface DemandTold {
  readonly id: string;
  readonly path: string;
  readonly kind: "touch" | "task" | "alert" | "start" | "handoff";
  readonly name: string;
  /** The contact it was asked for and that nobody was: it went to another, or became an alert. */
  readonly vacant?: string;
  readonly priority: Priority;
  readonly outcome: OutcomeKind;
  /** As in the ledger: `policy/limit/1`. */
  readonly rule: string | null;
  /** The same in words: `limit 4 touches per 14 days`. */
  readonly ruleText: string | null;
  readonly rulePlace: Place | undefined;
  readonly mergedInto: string | null;
  /** What it was merged into, in words. */
  readonly mergedIntoText: string | null;
  readonly ownerRole: string;
  readonly owner: string;
  readonly contact: string | null;
  readonly channel: string | null;
  readonly dated: string;
  readonly readyAt: string;
  readonly deadline: string | null;
  readonly doneAt: string | null;
  /** The account's day on which it came to its end; null while it is open. */
  readonly endedOn: string | null;
  /** The clock of the account's zone when it was done: `09:00`; `24:00` at the close of the day. */
  readonly doneClock: string | null;
  readonly lateMinutes: number;
  readonly lateCause: LateCause | null;
  readonly deferredMinutes: number;
  /** In its person's queue; absent where it did not wait. */
  readonly waitedMinutes?: number;
  readonly deferredBy: string | null;
  readonly deferredByText: string | null;
  /** Where the policy spreads what was held back: what last held it back, and since when it waited. */
  readonly heldBack?: { readonly by: HeldBackBy; readonly since: string };
  readonly answeredAt: string | null;
  readonly answeredOn: string | null;
  /** Done as the data says that it really was. */
  readonly recorded: boolean;
  readonly carriedIn: boolean;
  readonly values: Values;
  readonly place: Place | undefined;
}

interface Told {
  readonly place: Place | undefined;
  /** What it asked for, if anything. */
  readonly demands: readonly DemandTold[];
}

export type Entry = Told &
  (
    | { readonly kind: "life"; readonly change: "begins" | "ends" }
    | {
        readonly kind: "segment";
        /** null: no segment; `because` says why when an unknown is to blame. */
        readonly segment: string | null;
        readonly before: string | null;
        readonly first: boolean;
        readonly because: string | null;
        readonly grounds: Grounds | undefined;
      }
    | {
        /** The touch model in force. */
        readonly kind: "model";
        readonly model: string | null;
        readonly before: string | null;
        readonly first: boolean;
        /** The play whose run lifts it, above the customer's own. */
        readonly liftedBy: string | null;
        readonly own: string | null;
        readonly because: string | null;
        readonly grounds: Grounds | undefined;
      }
    | {
        /** A move in a journey: out of a stage, into one, or both. */
        readonly kind: "move";
        readonly journey: string;
        readonly key: string | null;
        readonly from: string | null;
        readonly to: string | null;
        readonly how: VisitEnd | "enter";
        /** What it came by; null at the end of the account. */
        readonly what: string | null;
      }
    | { readonly kind: "stage"; readonly stage: string; readonly change: "begins" | "ends" }
    /** A step of a cadence or of a phase. */
    | { readonly kind: "step"; readonly source: string; readonly step: string; readonly grounds: Grounds | undefined }
    | { readonly kind: "fire"; readonly trigger: string; readonly level: string; readonly grounds: Grounds }
    | {
        readonly kind: "start";
        readonly play: string;
        readonly by: string | null;
        readonly grounds: Grounds | undefined;
      }
    | {
        readonly kind: "end";
        readonly play: string;
        readonly ending: RunEnd;
        readonly started: string;
        readonly grounds: Grounds | undefined;
      }
    | {
        readonly kind: "pause";
        readonly play: string;
        readonly change: "paused" | "resumed";
        readonly by: string | null;
      }
    | {
        readonly kind: "rung";
        readonly play: string;
        readonly escalation: string;
        readonly rung: number;
        readonly after: string;
        /** False when `unless` or `while` kept it from acting. */
        readonly climbed: boolean;
        readonly grounds: Grounds | undefined;
      }
    | { readonly kind: "stop"; readonly play: string; readonly escalation: string; readonly on: readonly string[] }
    /** What `touches` says was really delivered. */
    | {
        readonly kind: "delivery";
        readonly work: "touch" | "task";
        readonly name: string;
        /** Of the account's zone; null where only the day is known. */
        readonly clock: string | null;
        readonly owner: string | null;
        readonly channel: string | null;
        /** The id of the demand that it settled, and in words; null when the program asked for nothing like it. */
        readonly settles: string | null;
        readonly settlesText: string | null;
        readonly settledBy: "id" | "window" | null;
      }
  );

export interface DayTold {
  readonly day: string;
  readonly entries: readonly Entry[];
}

export interface Story {
  readonly format: "playc-explanation";
  readonly version: 1;
  /** Digest of the schedule. */
  readonly schedule: string;
  readonly account: string;
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  /** Only days on which something happened; first those from before the range whose demands were carried in. */
  readonly days: readonly DayTold[];
}

/** Why a place in the program did not ask on a day. */
export type Obstacle =
  | "not alive"
  | "scope"
  | "no date"
  | "not its day"
  | "condition false"
  | "condition unknown"
  | "unless"
  | "too near"
  | "came before"
  | "spent"
  | "resting"
  | "no event"
  | "no run"
  | "paused"
  | "stopped"
  | "waits for an answer";

export interface Reason {
  readonly obstacle: Obstacle;
  /** One sentence without its full stop. */
  readonly text: string;
  readonly grounds: Grounds | undefined;
}

/** What one place in the program has to say. */
export interface Answer {
  readonly path: string;
  /** `cadence enterprise_rhythm, every 3 months`. */
  readonly asker: string;
  readonly place: Place | undefined;
  /** What it had asked for that was owed or done on that day. */
  readonly demands: readonly DemandTold[];
  /** All that stood in the way of asking on that day; empty when it asked then. */
  readonly reasons: readonly Reason[];
  /** The last time before that day that it asked. */
  readonly last: DemandTold | null;
}

export interface WhyNot {
  readonly format: "playc-why-not";
  readonly version: 1;
  readonly schedule: string;
  readonly account: string;
  readonly zone: string;
  readonly kind: "touch" | "task" | "alert" | "start" | "handoff";
  readonly name: string;
  readonly on: string;
  /** The account's segment at the close of that day. */
  readonly segment: string | null;
  /** One for every place that could have asked for it, in the order of the schedule. */
  readonly answers: readonly Answer[];
}
