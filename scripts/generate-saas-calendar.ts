/** Days of the synthetic histories: whole numbers since 1970-01-01, and how the files write them. */

export interface Window {
  /** First day, included. */
  from: number;
  /** Last day, included. */
  to: number;
}

const millisecondsADay = 86_400_000;

export function dayOf(year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) / millisecondsADay;
}

/** The days of the histories: `months` whole months from 2025-01-01 on. */
export function windowOf(months: number): Window {
  return { from: dayOf(2025, 1, 1), to: dayOf(2025, 1 + months, 1) - 1 };
}

/** The same date so many years on; 29 February becomes 28 February. */
export function yearsAfter(day: number, years: number): number {
  const date = new Date(day * millisecondsADay);
  const lastOfMonth = dayOf(date.getUTCFullYear() + years, date.getUTCMonth() + 2, 1) - 1;
  return Math.min(dayOf(date.getUTCFullYear() + years, date.getUTCMonth() + 1, date.getUTCDate()), lastOfMonth);
}

/** 0 is Monday, 6 Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function isWeekend(day: number): boolean {
  return weekdayOf(day) >= 5;
}

/** From 20 December to 5 January, when offices are empty. */
export function isYearEnd(day: number): boolean {
  const date = new Date(day * millisecondsADay);
  const monthAndDate = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  return monthAndDate >= 1220 || monthAndDate <= 105;
}

/** The working day on or after this one. */
export function workingDay(day: number): number {
  return isWeekend(day) ? day + 7 - weekdayOf(day) : day;
}

const written = new Map<number, string>();

/** `2025-03-01`; nothing for no day. */
export function isoDay(day: number | undefined): string {
  if (day === undefined) return "";
  let text = written.get(day);
  if (text === undefined) {
    text = new Date(day * millisecondsADay).toISOString().slice(0, 10);
    written.set(day, text);
  }
  return text;
}

/** `2025-03-01T14:05:00Z`: so many local minutes after midnight, in a place so many hours ahead of UTC. */
export function isoInstant(day: number, localMinutes: number, hoursAhead: number): string {
  return new Date(day * millisecondsADay + (localMinutes - hoursAhead * 60) * 60_000)
    .toISOString()
    .replace(".000Z", "Z");
}
