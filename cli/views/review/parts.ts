/** All that is said of what a change does, part by part, in the order in which a reviewer asks. */
import type { ProgramComparison } from "../../../review/compare/types.ts";
import type { DiffReport } from "../../../review/types.ts";
import type { RuleWords } from "../rule-words.ts";
import { budgetsPart, costPart } from "./budgets.ts";
import { dataPart } from "./data.ts";
import { collisionsPart, segmentsPart, triggersPart, undonePart } from "./demands.ts";
import { inFlightPart } from "./in-flight.ts";
import { overPart, peaksPart, peoplePart, weeksPart } from "./people.ts";
import { playsPart, rungsPart } from "./runs.ts";
import { timelinesPart } from "./timelines.ts";
import { witnessesPart } from "./witnesses.ts";
import type { Limits, Part } from "./words.ts";

/** Of what was simulated, what differs; who is in the middle of what; and histories that show the change. */
export function effectParts(
  { simulated, inFlight, witnesses }: Pick<DiffReport, "simulated" | "inFlight" | "witnesses">,
  words: RuleWords,
  limits: Limits,
): Part[] {
  return [
    ...(simulated ? loadParts(simulated, limits) : []),
    ...inFlightPart(inFlight, limits),
    ...(simulated ? demandParts(simulated, words, limits) : []),
    ...witnessesPart(witnesses),
    ...(simulated ? [dataPart(simulated, limits)] : []),
  ];
}

function loadParts(comparison: ProgramComparison, limits: Limits): Part[] {
  return [
    ...peoplePart(comparison, limits),
    ...costPart(comparison),
    ...budgetsPart(comparison, limits),
    ...peaksPart(comparison, limits),
    ...overPart(comparison, limits),
    ...weeksPart(comparison, limits),
  ];
}

function demandParts(comparison: ProgramComparison, words: RuleWords, limits: Limits): Part[] {
  return [
    ...triggersPart(comparison, limits),
    ...playsPart(comparison, limits),
    ...rungsPart(comparison, limits),
    ...timelinesPart(comparison, limits),
    ...segmentsPart(comparison, limits),
    ...undonePart(comparison, words, limits),
    ...collisionsPart(comparison, limits),
  ];
}
