/** Dates as they are written: whether they exist, and whether they lie in a year that makes sense. */

const firstYear = 1900;
const lastYear = 2200;

/** Why `YYYY-MM-DD` is refused, or undefined when it is a date of the calendar between 1900 and 2200. */
export function problemOfDate(text: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return "A date has a year, a month and a day.";
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < firstYear || year > lastYear) return `The year is not between ${firstYear} and ${lastYear}.`;
  return isDay(year, month, day) ? undefined : "The calendar has no such day.";
}

/** Why `MM-DD` is refused, or undefined when some year has that day (29 February does exist). */
export function problemOfYearlyDate(text: string): string | undefined {
  const match = /^(\d{2})-(\d{2})$/.exec(text);
  if (!match) return "A day of every year is a month and a day, without a year.";
  const leapYear = 2024;
  return isDay(leapYear, Number(match[1]), Number(match[2])) ? undefined : "No year has such a day.";
}

const millisecondsOfDay = 86_400_000;

/** Days since 1970-01-01 of a `YYYY-MM-DD`. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / millisecondsOfDay;
}

/** The `YYYY-MM-DD` of such a number. */
export function dateOfDay(day: number): string {
  return new Date(day * millisecondsOfDay).toISOString().slice(0, 10);
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
