/** Measures and the return as the summary tells them. */
import type { Schedule } from "../../schedule/types.ts";
import type { ReportRange } from "../ledger/types.ts";
import { measureResults } from "../measures/result.ts";
import { returnResult } from "../measures/return.ts";
import type { GoalTotals } from "../parts/totals.ts";
import type { Summary } from "./types.ts";

/** `lookAhead`: fields of which the data has only today's value. */
export function goalResults(
  schedule: Schedule,
  { tallies, lines }: GoalTotals,
  range: ReportRange,
  lookAhead: readonly string[],
): Pick<Summary, "measures" | "roi"> {
  const roi = returnResult(schedule, lines, range.to - range.from + 1, lookAhead);
  return { measures: measureResults(schedule, tallies, lookAhead), ...(roi && { roi }) };
}
