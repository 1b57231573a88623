/** What a step that repeats comes to in a year, and where its next dates fall: what a reader would work out by hand. */
import { daysOfStep } from "../../compiler/capacity/rhythm.ts";
import { casesOf, settle } from "../../schedule/figures.ts";
import type { Cadence, Step } from "../../schedule/types.ts";
import type { Analysis } from "./analysis.ts";
import { minutesOf, minutesText } from "./describe.ts";

const millisecondsPerDay = 86_400_000;
const year = 365;

/** How often steps of a cadence come in one year of an account; a step by figures of segments is not counted. */
export function timesAYear(step: Step): number | undefined {
  const days = daysIn(step, Date.UTC(2025, 0, 6), 2 * year);
  return days?.filter((day) => day >= year).length;
}

/** Touches and minutes of one account in a steady year, as if every step came. */
export function costAYear(analysis: Analysis, { steps }: Cadence): { times: number; minutes: number } {
  return steps.reduce(
    (sum, step) => {
      const times = timesAYear(step) ?? 0;
      const minutes = step.actions.reduce((all, action) => all + minutesOf(analysis, action), 0);
      return { times: sum.times + times, minutes: sum.minutes + times * minutes };
    },
    { times: 0, minutes: 0 },
  );
}

/** `26 a year`, `26 a year, 10h 50min`. */
export function yearText(times: number, minutes: number): string {
  return minutes > 0 ? `${times} a year, ${minutesText(Math.round(minutes))}` : `${times} a year`;
}

/** The first dates of a step for an account whose date is `from` (`YYYY-MM-DD`). */
export function nextDates(step: Step, from: string, count: number): string[] {
  const anchor = Date.parse(`${from}T00:00:00Z`);
  const days = daysIn(step, anchor, 3 * year) ?? [];
  return days.slice(0, count).map((day) => new Date(anchor + day * millisecondsPerDay).toISOString().slice(0, 10));
}

function daysIn({ timing }: Step, anchor: number, days: number): number[] | undefined {
  if (casesOf({ timing }).length > 0) return undefined;
  const settled = settle({ timing }, null);
  return settled && daysOfStep(settled.timing, anchor, days);
}
