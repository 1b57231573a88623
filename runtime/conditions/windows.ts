/** Where windows begin: docs/language.md section 5, "Windows and the data". */

import type { Duration } from "../../schedule/types.ts";
import { subtractDuration } from "../calendar/days.ts";
import type { EpochDay } from "../histories/types.ts";
import type { RunView } from "./types.ts";

/** No window reaches further back than this: beyond any history, and what keeps an absurd duration from costing hours. */
const LONGEST_DAYS = 73_000;

/** First day of the window of that length whose last day is given. */
export type WindowStart = (last: EpochDay) => EpochDay;

/**
 * A window of N days ends today and has N days; one of months begins the day after today minus the months, clamped.
 * RangeError for hours and business days, which are no length of a window.
 */
export function windowStart(over: Duration): WindowStart {
  const days = daysOf(over);
  if (days !== undefined) return (last) => last - days + 1;
  if (over.unit === "months") {
    const months: Duration = { unit: "months", amount: Math.min(over.amount, Math.floor(LONGEST_DAYS / 31)) };
    return (last) => subtractDuration(last, months) + 1;
  }
  throw new RangeError("The length of a window is in days, weeks or longer units.");
}

/** How many days every window of that length has; undefined for months, which have 28 to 31. */
export function daysOf(over: Duration): number | undefined {
  return over.unit === "days" ? Math.min(over.amount, LONGEST_DAYS) : undefined;
}

/** In `win` and `lose`, a window that begins before the run's first day is unknown. */
export function beginsBeforeRun(from: EpochDay, run: RunView | undefined): boolean {
  return run?.windowsFrom !== undefined && from < run.windowsFrom;
}
