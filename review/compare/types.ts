/** What a change of a program does on the same histories: the contract between the comparison and whoever shows it. */
import type { BudgetResult } from "../../runtime/summary/budgets.ts";
import type { DayText } from "../../runtime/summary/types.ts";
import type { UnusableTable } from "../../runtime/summary/unusable.ts";
import type { Path } from "../../schedule/types.ts";
import type { AccountTimeline } from "../timelines/types.ts";

/** A count or sum of both programs. */
export interface Figure {
  readonly before: number;
  readonly after: number;
  /** `after` less `before`. */
  readonly change: number;
}

/** A week that is full for a person: minutes done, of those there are. */
export interface FullWeek {
  readonly week: DayText;
  readonly minutes: number;
  readonly capacity: number;
}

/** What a declaration asks more of; less is negative. */
export interface SourceChange {
  /** Its path in the program after: `trigger login_drop`. */
  readonly source: string;
  readonly touches: number;
  readonly minutes: number;
}

export interface PersonComparison {
  readonly person: string;
  readonly touches: Figure;
  /** Tasks, alerts and handovers. */
  readonly others: Figure;
  readonly minutes: Figure;
  /** The week with most minutes, of those compared; null with nothing done. */
  readonly peak: {
    readonly before: { readonly week: DayText; readonly minutes: number } | null;
    readonly after: { readonly week: DayText; readonly minutes: number } | null;
    /** Where the week of `after` (without one, of `before`) is another one now: who asks more and less in it, the most first. */
    readonly behind?: readonly SourceChange[];
  };
  /** Minutes of a week by nearest rank, over all weeks that are compared. */
  readonly p95: Figure;
  /** Those that differ. */
  readonly weeks: readonly {
    readonly week: DayText;
    readonly touches: Figure;
    readonly others: Figure;
    readonly minutes: Figure;
  }[];
  /** Those with any work in which nothing differs. */
  readonly sameWeeks?: readonly {
    readonly week: DayText;
    readonly touches: number;
    readonly others: number;
    readonly minutes: number;
  }[];
  /** Weeks with more done than there is time for, after and not before; and before and not after. */
  readonly newlyOver: readonly FullWeek[];
  readonly noLongerOver: readonly FullWeek[];
}

/** `rule`: as in the ledger, in the words of the program after. */
export interface UndoneComparison {
  readonly what: "late" | "dropped" | "held" | "withdrawn" | "unserved" | "deferred" | "merged";
  readonly rule: string | null;
  readonly name: string;
  readonly demands: Figure;
}

/** Accounts by id, in order. */
export interface TriggerComparison {
  readonly trigger: string;
  readonly fires: Figure;
  /** Days on which it could not be judged. */
  readonly unknownDays: Figure;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** Days of customers in the scope of a trigger. */
export interface UnjudgedDays {
  readonly days: number;
  /** On which it could not be judged. */
  readonly unknownDays: number;
  /** Why, the most first: `no value: logins`. */
  readonly reasons: readonly string[];
}

/** A trigger that was changed and of which most days could not be judged; null where it is not there. */
export interface UnjudgedTrigger {
  readonly trigger: string;
  readonly before: UnjudgedDays | null;
  readonly after: UnjudgedDays | null;
}

/** Runs of a play, begun on the reported days and carried into them, and how they ended. */
export interface PlayComparison {
  readonly play: string;
  readonly started: Figure;
  readonly carriedIn: Figure;
  readonly won: Figure;
  readonly lost: Figure;
  readonly ranOut: Figure;
  readonly withdrawn: Figure;
  readonly open: Figure;
}

/** A rung of a ladder, whichever play climbs it. */
export interface RungComparison {
  /** Its path in the program after; of what is gone that before. */
  readonly rung: Path;
  /** In the words of the language: `after 35 days: alert csm`. */
  readonly text: string;
  /** How often its turn came on the reported days. */
  readonly asked: Figure;
  /** How often it acted then. */
  readonly acted: Figure;
}

export interface SegmentComparison {
  /** Null: in none. */
  readonly segment: string | null;
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

/** Two declarations that ask for a touch of one customer on one day, whatever becomes of it. */
export interface CollisionComparison {
  /** Paths, in order: `cadence enterprise_rhythm`, `play onboard`. */
  readonly declarations: readonly [string, string];
  /** Days on which they do, of all customers together. */
  readonly days: Figure;
  /** Accounts of which they do only after the change, and only before it; by id, in order. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** A budget after the change, and before. */
export interface BudgetComparison extends BudgetResult {
  readonly before: Pick<BudgetResult, "value" | "kept"> | null;
  /**
   * Over now, and not before or by less: the declarations that made it so, the most first. Of people, weeks and accounts those that do
   * more where it is most over; of `late` those with more late, or fewer in time; of `untouched_accounts` those that touched
   * an account of which nobody hears now; `team`, where there are fewer hours.
   */
  readonly brokenBy: readonly string[];
  /** Of these, what was changed in them or in what they read; where nothing of that was, all that was changed. */
  readonly changed?: readonly string[];
}

/** What the data says of one program. */
export interface SideInput {
  readonly from: DayText;
  readonly to: DayText;
  readonly rows: number;
  readonly matched: number;
  readonly setAside: number;
  /** What the program names and no data holds: `metric logins`. What hangs on it could not be judged. */
  readonly unmapped: readonly string[];
  /** Tables of which no row could be used. */
  readonly unusable?: readonly UnusableTable[];
}

export interface ProgramComparison {
  readonly range: { readonly from: DayText; readonly to: DayText; readonly days: number; readonly weeks: number };
  readonly input: { readonly before: SideInput; readonly after: SideInput };
  /**
   * What `touches`, `others` and `minutes` are of, and of people their peaks: the weeks that the days from `from` on touch. It
   * is the day of the change or, where the program after is in force all along, the first reported one.
   */
  readonly compared: { readonly from: DayText; readonly weeks: number };
  /** Of people, not of machines. */
  readonly touches: Figure;
  /** Tasks, alerts and handovers, likewise. */
  readonly others: Figure;
  readonly minutes: Figure;
  /** In minor units; null unless both programs have `roi` in one currency. */
  readonly cost: (Figure & { readonly currency: string; readonly minorDigits: number }) | null;
  /** Of whom anything differs: the largest change of minutes first. */
  readonly people: readonly PersonComparison[];
  /** Whether anybody's hours are known after the change; else no week can be over them. */
  readonly hoursKnown: boolean;
  /** What differs. */
  readonly undone: readonly UndoneComparison[];
  readonly triggers: readonly TriggerComparison[];
  /** Of the triggers that were changed, those of which most days could not be judged before or after. */
  readonly unjudged?: readonly UnjudgedTrigger[];
  readonly plays: readonly PlayComparison[];
  readonly rungs: readonly RungComparison[];
  readonly segments: readonly SegmentComparison[];
  /** What differs: the most days more or fewer first. */
  readonly collisions: readonly CollisionComparison[];
  readonly budgets: readonly BudgetComparison[];
  /** The accounts that the change moves most, the most moved first. */
  readonly timelines?: readonly AccountTimeline[];
}
