/** Times of day as a person reads them. */
import { MINUTE, type Zone } from "../calendar/zones.ts";
import type { EpochDay, Instant } from "../histories/types.ts";

/** The wall clock, `24:00` at the very end of the day; where clocks change it is looked for among the zone's own minutes. */
export function clockOf(zone: Zone, day: EpochDay, instant: Instant): string {
  if (instant >= zone.dayStart(day + 1)) return "24:00";
  const elapsed = Math.floor((instant - zone.dayStart(day)) / MINUTE);
  const shift = [0, 60, -60, 30, -30].find((minutes) => {
    const clock = elapsed + minutes;
    return clock >= 0 && clock < 1440 && zone.at(day, clock) <= instant && instant < zone.at(day, clock) + MINUTE;
  });
  const clock = elapsed + (shift ?? 0);
  return `${String(Math.floor(clock / 60)).padStart(2, "0")}:${String(clock % 60).padStart(2, "0")}`;
}
