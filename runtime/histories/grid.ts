/** The days of a run: from the first to the last that any table speaks for. */
import { formatDay } from "../calendar/days.ts";
import { DataError, type DayRange } from "./types.ts";

/** A longer grid comes of a mistyped year, and would cost its length for every metric of every account. */
const LONGEST_GRID = 36_525;

export const NO_DAYS: DayRange = { from: 0, to: -1 };

/** The days that span all `ranges`; DataError when they are too many. */
export function gridOf(ranges: readonly DayRange[]): DayRange {
  const grid = ranges
    .filter((range) => range.from <= range.to)
    .reduce((all, range) => ({ from: Math.min(all.from, range.from), to: Math.max(all.to, range.to) }), {
      from: Infinity,
      to: -Infinity,
    });
  if (grid.from > grid.to) return NO_DAYS;
  if (grid.to - grid.from >= LONGEST_GRID) {
    throw new DataError(
      `The data runs from ${formatDay(grid.from)} to ${formatDay(grid.to)}, more than a hundred years: a date is mistyped. Say with \`covers\` which days a table speaks for.`,
    );
  }
  return grid;
}
