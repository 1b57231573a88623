/** The part of the summary on people's hours; `types.ts` hands it on. All in minutes. */
import type { HeldBackBy } from "../ledger/types.ts";
import type { DayText } from "./types.ts";

/** What was done in a week, of the reported days only, and the minutes kept for plays on them. */
export interface CapacityWeek {
  week: DayText;
  minutes: number;
  capacity: number;
}

/** One person, or the people of a pool together, whose hours are known. */
export interface PersonCapacity {
  person: string;
  roles: string[];
  /** The people of a pool; otherwise the person alone. */
  people: string[];
  minutes: number;
  capacity: number;
  weeksOver: number;
  firstOver: DayText | null;
  /** The fullest of the weeks with minutes: most of those there are. */
  peak: CapacityWeek;
  weeks: CapacityWeek[];
}

/** A day on which more was done than the person has hours, most of it held back before. */
export interface Flood {
  day: DayText;
  person: string;
  minutes: number;
  demands: number;
  /** Kept for plays that day; null where nobody said: then it is more than three times the usual day's `usual`. */
  capacity: number | null;
  usual: number;
  /** Of them, those held back before. */
  heldBack: { demands: number; minutes: number; since: DayText; by: { cause: HeldBackBy; demands: number }[] };
}
