/** Changed triggers that could not be judged: what they do not show is no sign that the change does nothing. Pure. */
import type { ProgramFacts } from "../../runtime/scenarios/program-facts.ts";
import type { Change } from "../types.ts";
import type { UnjudgedDays, UnjudgedTrigger } from "./types.ts";

/** Further reasons than these tell nobody more. */
const mostReasons = 3;

/** Of the triggers that say something else now, those of which most days could not be judged on either side. `before`: in the names of the program after. */
export function unjudgedOf(
  before: ProgramFacts["triggers"],
  after: ProgramFacts["triggers"],
  changes: readonly Change[],
): UnjudgedTrigger[] {
  // What is only called otherwise says the same.
  const changed = changes.filter(
    ({ kind, weight, what, clause }) =>
      kind === "trigger" && weight === "meaning" && !(what === "renamed" && clause === null),
  );
  const names = [...new Set(changed.map(({ name }) => name.after ?? name.before ?? ""))];
  return names.flatMap((trigger): UnjudgedTrigger[] => {
    const of = (side: ProgramFacts["triggers"]) => daysOf(side.find((each) => each.trigger === trigger));
    const both = { before: of(before), after: of(after) };
    return [both.before, both.after].some(isMostly) ? [{ trigger, ...both }] : [];
  });
}

function daysOf(trigger: ProgramFacts["triggers"][number] | undefined): UnjudgedDays | null {
  if (!trigger) return null;
  const { days, unknownDays, reasons } = trigger;
  return { days, unknownDays, reasons: reasons.slice(0, mostReasons).map(({ reason }) => reason) };
}

function isMostly(side: UnjudgedDays | null): boolean {
  return side !== null && side.unknownDays * 2 > side.days;
}
