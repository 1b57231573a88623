/** Everything that is proved of a program without errors, each warning with its example. */
import { proveCadences } from "./rules/cadences.ts";
import { proveChannels } from "./rules/channels.ts";
import { type Proofs, proofsOf } from "./rules/context.ts";
import { proveDeadlines } from "./rules/deadlines.ts";
import { proveEncounters } from "./rules/encounters.ts";
import { proveJourneys } from "./rules/journeys.ts";
import { proveMeetings } from "./rules/meetings.ts";
import { proveModels } from "./rules/models.ts";
import { provePlays } from "./rules/plays.ts";
import { proveParts } from "./rules/redundant.ts";
import { proveRestraint } from "./rules/restraint.ts";
import { proveExperiments, proveScores } from "./rules/scores.ts";
import { proveSegments } from "./rules/segments.ts";
import { proveTriggers } from "./rules/triggers.ts";

export function warnOfProofs(checked: Omit<Proofs, "prover">): void {
  const proofs = proofsOf(checked);
  proveSegments(proofs);
  proveModels(proofs);
  proveJourneys(proofs);
  proveScores(proofs);
  proveExperiments(proofs);
  proveTriggers(proofs);
  provePlays(proofs);
  proveCadences(proofs);
  proveParts(proofs);
  proveRestraint(proofs);
  proveMeetings(proofs);
  proveDeadlines(proofs);
  proveEncounters(proofs);
  proveChannels(proofs);
}
