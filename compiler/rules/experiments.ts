/** Whether chance alone decides between the arms of each experiment: no delivery decides who takes part. */
import { deliveriesDecide } from "../../schedule/scores.ts";
import type { Experiment, Journey, Score, Segment } from "../../schedule/types.ts";
import { Checker, type Program } from "../program.ts";

interface Parts {
  scores: readonly Score[];
  segments: readonly Segment[];
  journeys: readonly Journey[];
  experiments: readonly Experiment[];
}

export function checkExperimentScopes(program: Program, { scores, segments, journeys, experiments }: Parts): void {
  const schedule = { scores: [...scores], segments: [...segments], journeys: [...journeys] };
  for (const { name, scope } of experiments) {
    const symbol = program.symbols.get("experiment", name);
    if (!symbol || !deliveriesDecide(schedule, scope)) continue;
    new Checker(program, symbol.file).report("experiment-reads", { experiment: name }, symbol.span);
  }
}
