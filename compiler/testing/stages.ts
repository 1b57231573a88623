/** What tests expect of the stages of journeys: that a customer comes into one, goes out of it, or is in it on a day. */
import type { ExpectedSyntax, Literal, Name } from "../../grammar/tree.ts";
import { type Expectation, moveKinds, stageMoves } from "../../schedule/tests.ts";
import type { Condition } from "../../schedule/types.ts";
import type { Checker } from "../program.ts";
import { journeyOf, type Tested } from "./tested.ts";
import { wordAmong } from "./words.ts";

type Inside = Extract<ExpectedSyntax, { kind: "inside" }>;
type StageMoved = Extract<Expectation, { kind: "stage" }>;

/** `stage pilot of "Sales"` and what is said behind the account, by part. */
export interface StageParts {
  name: Name | undefined;
  track: Literal | undefined;
  /** `entered`, `left` */
  outcome: Name | undefined;
  /** `from STAGE`, `to STAGE` */
  source: Name | undefined;
  target: Name | undefined;
  /** `by skip` */
  rule: Name | undefined;
}

/** Which move of which track is asked for; undefined when something was reported. */
export function checkStageMove(
  checker: Checker,
  tested: Tested,
  { name, track, outcome, source, target, rule }: StageParts,
): Pick<StageMoved, "kind" | "stage" | "key" | "move" | "other" | "how"> | undefined {
  const stage = checker.resolve("stage", name)?.name;
  const key = stage === undefined ? undefined : keyOf(checker, tested, stage, track);
  const move = outcome ? wordAmong(checker, outcome, stageMoves, "what becomes of a stage") : "entered";
  const how = rule ? wordAmong(checker, rule, moveKinds, "the way into a stage or out of it") : null;
  const named = source ?? target;
  const other = named ? checker.resolve("stage", named)?.name : null;
  if (stage === undefined || key === undefined || !move || how === undefined || other === undefined) return undefined;
  if (!journeyOf(tested, stage)) {
    checker.report("calendar-stage-moves", { stage }, name!.span);
    return undefined;
  }
  return { kind: "stage", stage, key, move, other, how };
}

/** `acme is in onboarding`, of the calendar or of a journey: the condition, or the track that is asked for. */
export function checkInside(
  checker: Checker,
  tested: Tested,
  { stage: name, track, not }: Inside,
): { kind: "state"; condition: Condition } | { kind: "inside"; stage: string; key: string; not: boolean } | undefined {
  const stage = checker.resolve("stage", name)?.name;
  const key = stage === undefined ? undefined : keyOf(checker, tested, stage, track);
  if (stage === undefined || key === undefined) return undefined;
  if (key !== null) return { kind: "inside", stage, key, not };
  const text = `during ${stage}`;
  const during: Condition = { node: "during_stage", stage, text };
  return { kind: "state", condition: not ? { node: "not", operand: during, text: `not ${text}` } : during };
}

/** The key of the track; null without one, undefined when the stage has no tracks by key. */
function keyOf(checker: Checker, tested: Tested, stage: string, track: Literal | undefined): string | null | undefined {
  if (!track) return null;
  const journey = journeyOf(tested, stage);
  if (journey?.key !== undefined) return track.kind === "text" ? track.value : undefined;
  const why = journey
    ? `A customer goes through \`${journey.name}\` once: the journey is not \`per\` a field of its events.`
    : "It is a stage of the calendar, which has no tracks.";
  checker.report("no-tracks", { stage, why }, track.span);
  return undefined;
}
