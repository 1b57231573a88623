/** Measures that would hold today's value of a field against the past, where the data has no other. */
import type { Condition, Measure, MeasureFigure, Schedule } from "../../schedule/types.ts";
import { fieldsReadIn } from "../calibration/fields-read.ts";

/** The fields that a measure reads and whose past is not known, sorted. */
export function lookAheadOf(schedule: Schedule, measure: Measure, lookAhead: readonly string[]): string[] {
  if (lookAhead.length === 0) return [];
  const { figure, among, by } = measure;
  const conditions = [among, by, ...conditionsIn(figure)].filter((condition) => condition !== undefined);
  const read = new Set([...fieldsReadIn(schedule, conditions, metricsIn(figure)), ...fieldsIn(figure)]);
  return lookAhead.filter((field) => read.has(field)).sort();
}

function conditionsIn(figure: MeasureFigure): Condition[] {
  return figure.kind === "accounts" ? [figure.when] : [];
}

function metricsIn(figure: MeasureFigure): string[] {
  return figure.kind === "change" ? [figure.metric] : [];
}

/** Those that the figure itself reads as of a day that is over. Dates that time is measured between are as of the last day. */
function fieldsIn(figure: MeasureFigure): string[] {
  if (figure.kind === "revenue") return [figure.field];
  return figure.kind === "runs" && figure.by ? [figure.by.field] : [];
}
