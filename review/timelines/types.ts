/** What was done for single accounts before a change and after it, day by day: those that the change moves most. */
import type { DayText } from "../../runtime/summary/types.ts";

/** Something done. */
export interface DoneThing {
  readonly kind: "touch" | "task" | "alert" | "handoff";
  /** Of the touch or task; the role that is alerted or takes over. In the words of the program after. */
  readonly name: string;
  /** The declaration that asked for it, `trigger login_drop`; null of what the data says was delivered unasked. */
  readonly source: string | null;
}

/** A day of the customer's own on which either program did something. */
export interface TimelineDay {
  readonly day: DayText;
  /** What both did that day, as the program after asked for it. */
  readonly both: readonly DoneThing[];
  /** What the program before alone did that day. */
  readonly before: readonly DoneThing[];
  readonly after: readonly DoneThing[];
}

/** Accounts are chosen by the touches that one program makes on a day and the other does not, then by the other things, then by id. */
export interface AccountTimeline {
  readonly account: string;
  /** How many things only one of the two did on their day. */
  readonly moved: { readonly touches: number; readonly others: number };
  /** All days on which anything was done, in order. */
  readonly days: readonly TimelineDay[];
}
