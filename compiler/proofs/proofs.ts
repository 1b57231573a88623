/** Everything that is proved of a program without errors, each warning with its example. */
import { proveCadences } from "./rules/cadences.ts";
import { proveChannels } from "./rules/channels.ts";
import { type Proofs, proofsOf } from "./rules/context.ts";
import { proveDeadlines } from "./rules/deadlines.ts";
import { proveEncounters } from "./rules/encounters.ts";
import { proveHandovers } from "./rules/handovers.ts";
import { proveJourneys } from "./rules/journeys.ts";
import { proveMeetings } from "./rules/meetings.ts";
import { proveModels } from "./rules/models.ts";
import { provePlays } from "./rules/plays.ts";
import { proveParts } from "./rules/redundant.ts";
import { proveRestraint } from "./rules/restraint.ts";
import { proveExperiments, proveScores } from "./rules/scores.ts";
import { proveSegments } from "./rules/segments.ts";
import { proveTriggers } from "./rules/triggers.ts";

const rules: readonly ((proofs: Proofs) => void)[] = [
  proveSegments,
  proveModels,
  proveJourneys,
  proveScores,
  proveExperiments,
  proveTriggers,
  provePlays,
  proveCadences,
  proveParts,
  proveRestraint,
  proveMeetings,
  proveDeadlines,
  proveEncounters,
  proveChannels,
  proveHandovers,
];

/** One rule a step, so that an editor may stop between them when the text has changed. */
export function* proofSteps(checked: Omit<Proofs, "prover">): Generator<void, void> {
  const proofs = proofsOf(checked);
  for (const prove of rules) {
    yield;
    prove(proofs);
  }
}
