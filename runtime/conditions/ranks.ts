/**
 * `arr in top 20%` (docs/language.md section 3): a customer's standing at the last review. All that it needs of the others
 * is the cut-off of each review, found in one pass before the first day and handed in as plain data.
 */
import type { Condition, Reviews } from "../../schedule/types.ts";
import { addDuration, parseDay } from "../calendar/days.ts";
import type { Cutoff, DayRange, EpochDay } from "../histories/types.ts";
import type { Compiler } from "./compiler.ts";
import type { Test } from "./types.ts";
import type { AccountView } from "./view.ts";

export type RankedNode = Extract<Condition, { node: "ranked" }>;

/** Questions alike have the same cut-offs. */
export function rankKey({ field, side, share }: RankedNode): string {
  return `${side} ${share} ${field}`;
}

/** Reviews up to the end of the grid, in order; of those before its first day the last alone. */
export function reviewDays({ every, from }: Reviews, grid: DayRange): EpochDay[] {
  const days: EpochDay[] = [];
  const first = parseDay(from)!;
  for (let step = 0, day = first; day <= grid.to; step++, day = addDuration(first, times(every, step))) {
    if (day <= grid.from) days.length = 0;
    days.push(day);
  }
  return days;
}

function times(duration: Reviews["every"], step: number): Reviews["every"] {
  return { ...duration, amount: duration.amount * step };
}

/** Negative when `one` comes before `other` on a side, that is, ranks nearer to its end. */
export function compareRanks(side: RankedNode["side"], one: Cutoff, other: Cutoff): number {
  const byValue = side === "top" ? other.value - one.value : one.value - other.value;
  return byValue !== 0 ? byValue : Buffer.compare(Buffer.from(one.account), Buffer.from(other.account));
}

/** The day on which a customer's value counts for a review: the review's own or, of a later customer, its first one. */
export function dayOfReading(view: AccountView, review: EpochDay, gridFrom: EpochDay): EpochDay | undefined {
  if (view.lifeOn(review) === "alive") return review;
  const alive = view.aliveDays().indexOf(1, Math.max(review - gridFrom, 0));
  return alive < 0 ? undefined : gridFrom + alive;
}

export function compileRanked({ shape }: Compiler, node: RankedNode): Test {
  const { reviews, cutoffs, grid } = shape;
  const field = shape.field(node.field);
  const found = cutoffs?.get(rankKey(node)) ?? [];
  return (view, { today }) => {
    const index = reviews.findLastIndex((day) => day <= today);
    const cutoff = found[index];
    if (!cutoff) return undefined;
    const day = dayOfReading(view, reviews[index]!, grid.from);
    // Before a customer begins it has no standing yet.
    if (day === undefined || day > today) return undefined;
    const value = view.field(field, day);
    if (typeof value !== "number") return undefined;
    return compareRanks(node.side, { value, account: view.history.id }, cutoff) <= 0;
  };
}
