/** What a change of a program does, in one sentence: the same for a terminal, a comment, a page and an editor. */
import { hours, mean } from "../../runtime/figures.ts";
import type { PersonComparison, ProgramComparison } from "./types.ts";

/**
 * `+3.1 touches, +22.0 h a week; Dana's peak 31.0 to 38.0 h in the week of 2026-03-30`: of the person whose peak moved most.
 * `nameOf` makes names of the data fit for where they are shown.
 */
export function differenceSentence(comparison: ProgramComparison, nameOf: (name: string) => string): string {
  const { touches, minutes, people } = comparison;
  if (people.length === 0) return "Nobody has more or less to do.";
  const { words, touchesText, hoursText } = amountsOf(comparison);
  const moved = peakMoved(people);
  const { before, after } = moved?.peak ?? { before: null, after: null };
  const week = (after ?? before)?.week;
  const peak = moved
    ? `${nameOf(moved.person)}'s peak ${hours(before?.minutes ?? 0)} to ${hours(after?.minutes ?? 0)} h in the week of ${week}`
    : "nobody's peak is higher or lower";
  return `${withSign(touches.change, touchesText)} touches, ${withSign(minutes.change, hoursText)} h ${words}; ${peak}`;
}

/** How touches and hours of all reported days are told; both functions take what is not negative. */
export interface Amounts {
  readonly words: "a week" | "in all";
  readonly touchesText: (touches: number) => string;
  readonly hoursText: (minutes: number) => string;
}

/** By week of the reported days; in all, where the change is less than a touch and an hour a week: nobody reads `+0.0`. */
export function amountsOf({ touches, minutes, range: { weeks } }: ProgramComparison): Amounts {
  const isMuch = Math.abs(touches.change) >= weeks || Math.abs(minutes.change) >= 60 * weeks;
  if (!isMuch) return { words: "in all", touchesText: String, hoursText: hours };
  return {
    words: "a week",
    touchesText: (all) => mean(all, weeks),
    hoursText: (all) => hours(Math.round(all / weeks)),
  };
}

/** `+0.2`, `-3`; of what is nothing as it is told, `+0`, `+0.0`. */
export function withSign(change: number, text: (amount: number) => string): string {
  const amount = text(Math.abs(change));
  return `${change < 0 && /[1-9]/.test(amount) ? "-" : "+"}${amount}`;
}

/** Of whom the peak moved most; undefined where nobody's did. */
export function peakMoved(people: readonly PersonComparison[]): PersonComparison | undefined {
  const [most] = people.toSorted((one, other) => Math.abs(rise(other)) - Math.abs(rise(one)));
  return most && rise(most) !== 0 ? most : undefined;
}

function rise({ peak }: PersonComparison): number {
  return (peak.after?.minutes ?? 0) - (peak.before?.minutes ?? 0);
}

export function signed(change: number): string {
  return withSign(change, String);
}

export function signedHours(minutes: number): string {
  return withSign(minutes, hours);
}
