/** How many days off may follow each other: what falls on one of them moves behind, or before, all of them. */
import type { Policy } from "../../../schedule/types.ts";

const day = 86_400_000;

/** At most: the longest row of holidays that could be one, with days off by the week around it. */
export function longestDaysOff({ hours, holidays }: Policy): number {
  const weekly = hours ? 7 - new Set(hours.days).size : 0;
  const days = [...new Set(holidays.map((date) => Date.parse(date) / day))]
    .filter(Number.isInteger)
    .sort((a, b) => a - b);
  let longest = 0;
  let first: number | undefined;
  days.forEach((date, index) => {
    const before = days[index - 1];
    if (first === undefined || before === undefined || date - before > weekly + 1) first = date;
    longest = Math.max(longest, date - first + 1);
  });
  return longest + 2 * weekly;
}
