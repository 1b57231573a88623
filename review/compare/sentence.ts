/** What a change of a program does, in one sentence: the same for a terminal, a comment, a page and an editor. */
import { hours } from "../../runtime/figures.ts";
import type { PersonComparison, ProgramComparison } from "./types.ts";

/**
 * `+41 touches, +22.0 h a week; Dana's peak 31.0 to 38.0 h in the week of 2026-03-30`: of the person whose peak moved most.
 * `nameOf` makes names of the data fit for where they are shown.
 */
export function differenceSentence(
  { touches, minutes, range, people }: ProgramComparison,
  nameOf: (name: string) => string,
): string {
  if (people.length === 0) return "Nobody has more or less to do.";
  const weekly = Math.round(minutes.change / range.weeks);
  const rising = people.toSorted((one, other) => Math.abs(rise(other)) - Math.abs(rise(one)))[0]!;
  const { before, after } = rising.peak;
  const week = (after ?? before)?.week;
  const peak =
    rise(rising) === 0
      ? "nobody's peak week is another"
      : `${nameOf(rising.person)}'s peak ${hours(before?.minutes ?? 0)} to ${hours(after?.minutes ?? 0)} h in the week of ${week}`;
  return `${signed(touches.change)} touches, ${signedHours(weekly)} h a week; ${peak}`;
}

function rise({ peak }: PersonComparison): number {
  return (peak.after?.minutes ?? 0) - (peak.before?.minutes ?? 0);
}

/** `+3`, `-3`; of nothing `+0`. */
export function signed(change: number): string {
  return change < 0 ? `-${-change}` : `+${change}`;
}

export function signedHours(minutes: number): string {
  return `${minutes < 0 ? "-" : "+"}${hours(Math.abs(minutes))}`;
}
