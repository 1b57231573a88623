/** Dates as people write them. */

/** A real day of the Gregorian calendar: `Date` rolls 30 February over, which shows. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
