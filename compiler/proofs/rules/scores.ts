/** Proves of the lines of scores that their points can be had, and can be missed; and of experiments that somebody takes part. */
import { inScope, isNever, type Proofs } from "./context.ts";
import { report } from "./places.ts";

export function proveScores(proofs: Proofs): void {
  const { model, prover } = proofs;
  const { holds, fails } = prover.known;
  for (const { components } of model.scores) {
    for (const line of components.flatMap(({ lines }) => lines)) {
      if (line.kind !== "when") continue;
      if (isNever(prover, holds(line.when))) report("points-never", {}, line.path, proofs);
      else if (isNever(prover, fails(line.when))) report("points-always", {}, line.path, proofs);
    }
  }
}

export function proveExperiments(proofs: Proofs): void {
  const { work, prover } = proofs;
  for (const { name, path, scope } of work.experiments) {
    if (isNever(prover, inScope(scope, prover))) report("experiment-never", { experiment: name }, path, proofs);
  }
}
