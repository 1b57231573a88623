/** The weeks of a report as columns of its charts: of long ranges several weeks together. */
import { formatDay, parseDay, weekStart } from "../../runtime/calendar/days.ts";

/** More columns than this cannot be told apart. */
const mostColumns = 104;

export interface WeekColumns {
  /** Monday of the first week of each column. */
  readonly days: readonly string[];
  /** Weeks that a column stands for; the last one may stand for fewer. */
  readonly weeksEach: number;
  /** `week` or `4 weeks`, as in "hours a week, week by week". */
  readonly words: string;
  /** The mean a week of each column. `ofWeek` gives that of a week by its Monday. */
  means(ofWeek: (week: string) => number): number[];
}

export interface Weekly {
  readonly range: { readonly from: string; readonly to: string };
  readonly people: readonly { readonly weeks: readonly { readonly week: string }[] }[];
}

/** All weeks that the range touches, and those after it in which something was ready that nobody served. */
export function weekColumns({ range, people }: Weekly): WeekColumns {
  const lastWeek = people
    .flatMap(({ weeks }) => weeks.map(({ week }) => parseDay(week)!))
    .reduce((latest, week) => Math.max(latest, week), weekStart(parseDay(range.to)!));
  const mondays: string[] = [];
  for (let monday = weekStart(parseDay(range.from)!); monday <= lastWeek; monday += 7) mondays.push(formatDay(monday));
  const weeksEach =
    [1, 4, 13, 52].find((each) => mondays.length / each <= mostColumns) ?? Math.ceil(mondays.length / mostColumns);
  const groups: string[][] = [];
  for (let at = 0; at < mondays.length; at += weeksEach) groups.push(mondays.slice(at, at + weeksEach));
  return {
    days: groups.map(([first]) => first!),
    weeksEach,
    words: weeksEach === 1 ? "week" : `${weeksEach} weeks`,
    means: (ofWeek) => groups.map((weeks) => weeks.reduce((sum, week) => sum + ofWeek(week), 0) / weeks.length),
  };
}
