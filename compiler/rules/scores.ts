/** Whether every score can be computed: none reads itself, and segments read none that is decided after them. */
import { isScore, ringOfScores, scoreTooLateForSegments } from "../../schedule/scores.ts";
import type { Journey, Score, Segment, TouchModel } from "../../schedule/types.ts";
import { Checker, type Program } from "../program.ts";

export function checkScoreOrder(
  program: Program,
  parts: {
    scores: readonly Score[];
    segments: readonly Segment[];
    models: readonly TouchModel[];
    journeys: readonly Journey[];
  },
): void {
  const schedule = {
    scores: [...parts.scores],
    segments: [...parts.segments],
    models: [...parts.models],
    journeys: [...parts.journeys],
  };
  const ring = ringOfScores(schedule);
  const score = ring?.find(isScore) ?? scoreTooLateForSegments(schedule);
  if (score === undefined) return;
  const symbol = program.symbols.get("metric", score);
  if (!symbol) return;
  const checker = new Checker(program, symbol.file);
  if (ring) checker.report("score-ring", { score, ring }, symbol.span);
  else checker.report("segment-reads", { what: `\`${score}\`, which deliveries decide` }, symbol.span);
}
