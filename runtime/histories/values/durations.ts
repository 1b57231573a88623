/** Durations in data, written as in the language: `7d`, `2 weeks`, `1 quarter`, `3 business days`. */
import type { Duration, DurationUnit } from "../../../schedule/types.ts";

const UNITS: Readonly<Record<string, { unit: DurationUnit; times: number }>> = {
  min: { unit: "minutes", times: 1 },
  h: { unit: "minutes", times: 60 },
  d: { unit: "days", times: 1 },
  day: { unit: "days", times: 1 },
  w: { unit: "days", times: 7 },
  week: { unit: "days", times: 7 },
  month: { unit: "months", times: 1 },
  quarter: { unit: "months", times: 3 },
  year: { unit: "months", times: 12 },
  "business day": { unit: "business_days", times: 1 },
};

/** The same pattern for the database and for us; amounts of more than 5 digits are no durations of this trade. */
export const DURATION = "([0-9]{1,5}) *(min|h|d|w|days?|weeks?|months?|quarters?|years?|business +days?)";

const WHOLE = new RegExp(`^${DURATION}$`);

/** The duration of a text that `DURATION` matches. */
export function durationOf(text: string): Duration {
  const parts = WHOLE.exec(text);
  const name = (parts?.[2] ?? "").replaceAll(/ +/g, " ");
  const unit = UNITS[name] ?? UNITS[name.replace(/s$/, "")];
  if (unit === undefined) throw new RangeError(`${JSON.stringify(text)} is no duration.`);
  return { unit: unit.unit, amount: Number(parts?.[1]) * unit.times };
}
