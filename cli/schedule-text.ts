/** The schedule between compiler and runtime: as text, the one form in which it is kept, read back and believed. */
import type { Schedule } from "../schedule/types.ts";
import { validateSchedule } from "../schedule/validate.ts";
import { Failure } from "./failure.ts";

/** Indented JSON, ended by a line end. */
export function scheduleText(schedule: Schedule): string {
  return `${JSON.stringify(schedule, null, 2)}\n`;
}

/** A schedule as if read from a file: what the compiler made goes the way of everybody's. */
export function loadSchedule(text: string): Schedule {
  const read = validateSchedule(JSON.parse(text));
  if ("schedule" in read) return read.schedule;
  throw new Failure("internal", `The compiler made a schedule that is none: ${read.problems.join("; ")}`);
}
