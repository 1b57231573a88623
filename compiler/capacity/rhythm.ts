/** On which days the steps of a cadence come, by its dates alone (docs/language.md, sections 4 and 7). */
import type { Duration, StepTiming } from "../../schedule/types.ts";

const millisecondsPerDay = 86_400_000;

/**
 * Days from the cadence's date to the days of a step, ascending, all below `days`. Months are counted from the anchor, a
 * day as `Date.UTC` counts it, and clamped to the end of the month. Steps before a date are not of this kind.
 */
export function daysOfStep(timing: StepTiming, anchor: number, days: number): number[] {
  switch (timing.kind) {
    case "day":
      return [timing.day - 1].filter((day) => day < days);
    case "week":
      return [7 * (timing.week - 1)].filter((day) => day < days);
    case "every":
      return repeated(timing.every, anchor, 0, days, timing.atOnce ? 0 : 1);
    case "every_from":
      return repeated(timing.every, anchor, timing.day - 1, days, 0);
    case "before":
      return [];
  }
}

function repeated(every: Duration, anchor: number, first: number, days: number, from: number): number[] {
  const found: number[] = [];
  const start = anchor + first * millisecondsPerDay;
  for (let time = from; ; time++) {
    const day = first + Math.round((later(start, every, time) - start) / millisecondsPerDay);
    if (day >= days) return found;
    found.push(day);
  }
}

/** The day some lengths of time after another, counted from it and not from step to step. */
function later(start: number, { unit, amount }: Duration, times: number): number {
  if (unit !== "months") return start + amount * times * millisecondsPerDay;
  const date = new Date(start);
  const month = date.getUTCMonth() + amount * times;
  const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), last));
}

/** Days a length of time counted back from a date has, of a date in an ordinary year. */
export function daysBefore({ unit, amount }: Duration): number {
  return unit === "months" ? Math.round((amount * 365) / 12) : amount;
}
