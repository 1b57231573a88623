/** When what is owed is due: the deadlines that `within` sets (docs/language.md section 4, "Deadlines"). */

import type { Within } from "../../schedule/types.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import { addDuration } from "./days.ts";
import type { WorkingTime } from "./working-time.ts";
import { MINUTE, type Zone } from "./zones.ts";

/**
 * The deadline of a demand that became `ready` and is dated `day`, as an instant that is already too late.
 * Elapsed time runs from ready; calendar steps and business days end with the close of a day counted from the date;
 * `the_day` ends with the close of the first working day not yet over when it became ready.
 * RangeError when the policy leaves no working day in reach.
 */
export function deadlineOf(
  within: Within,
  demand: { ready: Instant; day: EpochDay },
  zone: Zone,
  work: WorkingTime,
): Instant {
  if (within === "the_day") return closeOf(work.workingDayOnOrAfter(zone.dayOf(demand.ready)), zone);
  switch (within.unit) {
    case "minutes":
      return demand.ready + within.amount * MINUTE;
    case "business_days":
      return closeOf(work.nthWorkingDayAfter(demand.day, within.amount), zone);
    case "days":
    case "months":
      return closeOf(addDuration(demand.day, within), zone);
  }
}

/** Midnight at the end of a day. */
function closeOf(day: EpochDay, zone: Zone): Instant {
  return zone.dayStart(day + 1);
}
