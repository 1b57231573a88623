/** What a change of a program does, in one sentence: the same for a terminal, a comment, a page and an editor. */
import { hours, mean } from "../../runtime/figures.ts";
import type { PersonComparison, ProgramComparison } from "./types.ts";

/**
 * `+3.1 touches, +22.0 h a week; Dana's peak 31.0 to 38.0 h in the week of 2026-03-30`: of the person whose peak moved most,
 * with both weeks where they are not the same. Tasks and alerts are told where there are more or fewer.
 * `nameOf` makes names of the data fit for where they are shown.
 */
export function differenceSentence(comparison: ProgramComparison, nameOf: (name: string) => string): string {
  const { touches, others, minutes, people } = comparison;
  const { words, since, countText, hoursText } = amountsOf(comparison);
  if (people.length === 0) return `Nobody has more or less to do${since}.`;
  const change = [
    `${withSign(touches.change, countText)} touches`,
    ...(others.change === 0 ? [] : [othersChange(others.change, countText)]),
    `${withSign(minutes.change, hoursText)} h ${words}`,
  ].join(", ");
  const moved = peakMoved(people);
  return `${change}; ${moved ? `${nameOf(moved.person)}'s peak ${peakChange(moved.peak)}` : "nobody's peak is higher or lower"}`;
}

/** `+4 tasks and alerts`, `-1 task or alert` */
function othersChange(change: number, countText: Amounts["countText"]): string {
  const text = withSign(change, countText);
  return `${text} ${/^.1$/.test(text) ? "task or alert" : "tasks and alerts"}`;
}

/** `31.0 to 38.0 h in the week of 2026-03-30`; of two weeks `0.8 h in the week of 2025-12-08 to 2.3 h in the week of 2026-04-20`. */
function peakChange({ before, after }: PersonComparison["peak"]): string {
  const text = (peak: typeof before) => hours(peak?.minutes ?? 0);
  if (before && after && before.week !== after.week) {
    return `${text(before)} h in the week of ${before.week} to ${text(after)} h in the week of ${after.week}`;
  }
  return `${text(before)} to ${text(after)} h in the week of ${(after ?? before)?.week}`;
}

/** How touches, tasks and hours that are compared are told; the functions take what is not negative. */
export interface Amounts {
  /** `a week`, `in all`; of a change on a day ` from 2026-03-02 on` is behind it. */
  readonly words: string;
  /** The day of a change with a space before it; empty where the program after is in force all along. */
  readonly since: string;
  readonly countText: (count: number) => string;
  readonly hoursText: (minutes: number) => string;
}

/** By week; in all, where that is one, or the change is less than a touch, a task and an hour a week: nobody reads `+0.0`. */
export function amountsOf({ touches, others, minutes, range, compared: { from, weeks } }: ProgramComparison): Amounts {
  const since = from === range.from ? "" : ` from ${from} on`;
  const isMuch = [touches.change, others.change, minutes.change / 60].some((change) => Math.abs(change) >= weeks);
  if (!isMuch || weeks === 1) return { words: `in all${since}`, since, countText: String, hoursText: hours };
  return {
    words: `a week${since}`,
    since,
    countText: (all) => mean(all, weeks),
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
