/** Which declarations broke a budget. Pure. */
import type { SourceAmount, TouchesBehind } from "../../runtime/scenarios/budget-facts.ts";
import type { ProgramFacts, WorkFact } from "../../runtime/scenarios/program-facts.ts";
import type { BudgetPlace, BudgetResult } from "../../runtime/summary/budgets.ts";
import { compareText } from "../../schedule/order.ts";
import type { SourceChange } from "./types.ts";

/** Of a budget that is over after the change, and was not before or was by less: paths of declarations, those with the most part in it first. */
export function brokenBy(
  now: BudgetResult,
  before: ProgramFacts,
  after: ProgramFacts,
  touches: TouchesBehind,
): string[] {
  switch (now.budget) {
    case "touches_per_person_and_week":
      return growing(inWeek(before.work, now.places[0], "touches"), inWeek(after.work, now.places[0], "touches"));
    case "utilisation":
      return byHours(now.places[0], before, after);
    case "touches_per_account_in_30_days":
      return growing(touches.there.before, touches.there.after);
    case "late":
      return growing(before.lateBeyond, after.lateBeyond);
    case "untouched_accounts":
      return growing([], touches.lost);
  }
}

/** What each declaration asks more and less of somebody in a week, that which moves most minutes first. */
export function behindWeek(before: readonly WorkFact[], after: readonly WorkFact[]): SourceChange[] {
  const more = new Map<string, { touches: number; minutes: number }>();
  const add = (work: readonly WorkFact[], sign: 1 | -1) => {
    for (const { source, touches, minutes } of work) {
      const known = more.get(source) ?? { touches: 0, minutes: 0 };
      more.set(source, { touches: known.touches + sign * touches, minutes: known.minutes + sign * minutes });
    }
  };
  add(after, 1);
  add(before, -1);
  const moved = ({ touches, minutes }: SourceChange) => touches !== 0 || minutes !== 0;
  return [...more]
    .map(([source, amount]) => ({ source, ...amount }))
    .filter(moved)
    .sort(
      (one, other) =>
        Math.abs(other.minutes) - Math.abs(one.minutes) ||
        Math.abs(other.touches) - Math.abs(one.touches) ||
        compareText(one.source, other.source),
    );
}

function byHours(place: BudgetPlace | undefined, before: ProgramFacts, after: ProgramFacts): string[] {
  const there = growing(inWeek(before.work, place, "minutes"), inWeek(after.work, place, "minutes"));
  const hours = ({ capacity }: ProgramFacts) =>
    capacity.find(({ person }) => person === place?.person)?.weeks.find(({ week }) => week === place?.from)?.capacity;
  const isLess = (hours(after) ?? 0) < (hours(before) ?? 0);
  return [...(isLess ? ["team"] : []), ...there];
}

function inWeek(work: readonly WorkFact[], place: BudgetPlace | undefined, of: "touches" | "minutes"): SourceAmount[] {
  return work.flatMap((each) =>
    each.person === place?.person && each.week === place?.from ? [{ source: each.source, amount: each[of] }] : [],
  );
}

/** Of which there is more, the most first. */
function growing(before: readonly SourceAmount[], after: readonly SourceAmount[]): string[] {
  const more = new Map<string, number>();
  const add = (amounts: readonly SourceAmount[], sign: 1 | -1) => {
    for (const { source, amount } of amounts) more.set(source, (more.get(source) ?? 0) + sign * amount);
  };
  add(after, 1);
  add(before, -1);
  return [...more]
    .filter(([, amount]) => amount > 0)
    .sort(([one, most], [other, least]) => least - most || compareText(one, other))
    .map(([source]) => source);
}
