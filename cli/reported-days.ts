/** The days a simulation reports: read from the command line, and held against the days of the data. */
import { formatDay, parseDay } from "../runtime/calendar/days.ts";
import type { EpochDay, Histories } from "../runtime/histories/types.ts";
import { unusableTables } from "../runtime/summary/unusable.ts";
import { Failure } from "./failure.ts";
import { unusableWords } from "./views/simulate-input.ts";

/** The reported days, as far as they were asked for. */
export interface ReportedDays {
  from?: EpochDay;
  to?: EpochDay;
}

/** The days of the data, and what was read of which table. */
export type DataDays = Pick<Histories, "grid" | "summary">;

/** Failure of kind `usage` for what is no date, or for a first day after the last. */
export function readReportedDays(from: string | undefined, to: string | undefined): ReportedDays {
  const days = {
    ...(from === undefined ? {} : { from: readDay("--from", from) }),
    ...(to === undefined ? {} : { to: readDay("--to", to) }),
  };
  if (days.from !== undefined && days.to !== undefined && days.from > days.to) {
    throw new Failure("usage", `--from ${from} is after --to ${to}. The first day comes first.`);
  }
  return days;
}

/** Failure of kind `usage` for what is no date. */
export function readDay(option: string, text: string): EpochDay {
  const day = parseDay(text);
  if (day === undefined) throw new Failure("usage", `${option} ${text} is no date. Write it as 2025-01-31.`);
  return day;
}

/**
 * Failure of kind `usage` when the reported days leave those of the data; of kind `data` when that has none. `last`: the
 * option that says the last day.
 */
export function checkReportedDays({ from, to }: ReportedDays, { grid: data, summary }: DataDays, last = "--to"): void {
  if (data.from > data.to) {
    const why = unusableTables(summary.tables).map((each) => ` ${unusableWords(each)}.`);
    throw new Failure(
      "data",
      `The data has no day to simulate: no row of a metric or event could be used.${why.join("")}`,
    );
  }
  for (const [option, day] of [
    ["--from", from],
    [last, to],
  ] as const) {
    if (day === undefined || (day >= data.from && day <= data.to)) continue;
    throw new Failure(
      "usage",
      `${option} ${formatDay(day)} is outside the data, which goes from ${formatDay(data.from)} to ${formatDay(data.to)}.`,
    );
  }
}
