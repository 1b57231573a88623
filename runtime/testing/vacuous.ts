/**
 * Whether an expectation that is met shows anything. One that something happens must not be met when what it names is
 * taken away, nor one on a score whatever points that had. One that something does not happen names what it may not see: it shows something when that happens on
 * another day of the test, or would with its conditions turned round, its scope widened and nothing holding it back.
 */
import { type Expectation, isSnapshot, type OccurrenceExpectation } from "../../schedule/tests.ts";
import type { Schedule } from "../../schedule/types.ts";
import { anyPointsFor } from "./any-points.ts";
import type { Facts } from "./facts.ts";
import { daysOf, demandsOf, isMet } from "./judge.ts";
import { loosenedFor } from "./loosened.ts";
import { removalsFor } from "./without.ts";

/**
 * Why it shows nothing, in one sentence without its full stop; null when it does. `factsUnder` simulates its account again;
 * `what` names a schedule that another expectation may ask for, too.
 */
export function showsNothing(
  schedule: Schedule,
  expectation: Expectation,
  facts: Facts,
  factsUnder: (schedule: Schedule, what?: string) => Facts,
): string | null {
  if (isSnapshot(expectation) || expectation.least > 0) {
    const needless = removalsFor(schedule, expectation).find((removal) =>
      isMet(expectation, factsUnder(removal.schedule, removal.what)),
    );
    if (needless) return `it would also hold without ${needless.what}`;
    const worlds = anyPointsFor(schedule, expectation);
    const isForAll = worlds?.schedules.every((world) => isMet(expectation, factsUnder(world)));
    return isForAll ? `it would hold whatever points ${worlds?.what} had` : null;
  }
  if (namesNothing(expectation) || isRelated(expectation, facts)) return null;
  if (loosenedFor(schedule, expectation).some((loose) => isRelated(expectation, factsUnder(loose)))) return null;
  return "it would hold whatever the conditions were: nothing in this test could bring it about";
}

/** `at most 3 touches` speaks of all of them. */
function namesNothing(expectation: OccurrenceExpectation): boolean {
  return expectation.kind === "demand" && expectation.name === null && expectation.sources === null;
}

/** Whether it happens on any day of the test, in that or in another way. */
function isRelated(expectation: OccurrenceExpectation, facts: Facts): boolean {
  switch (expectation.kind) {
    case "demand":
      return demandsOf(expectation, facts).length > 0;
    case "run":
      return facts.runs.some(({ play }) => play === expectation.play);
    case "stage":
      return facts.visits.some(({ stage }) => stage === expectation.stage);
    case "rung":
      return facts.rungs.some(({ path }) => path === expectation.path);
    default:
      return daysOf(expectation, facts).length > 0;
  }
}
