/**
 * Whether `lost when` reads days that the score has read too. Then who was lost is partly decided by what the score saw,
 * and the figures flatter (docs/language.md, "Calibration").
 */
import { nodesOf } from "../../schedule/conditions.ts";
import type { Condition, Duration, Schedule } from "../../schedule/types.ts";
import { subtractDuration } from "../calendar/days.ts";
import { createConditions } from "../conditions/index.ts";
import type { EpochDay, Histories } from "../histories/types.ts";

/** How many days `lost` looks back, its own day included, when that reaches the day of the score or beyond. */
export function overlapOf(
  schedule: Schedule,
  lost: Condition | undefined,
  histories: Pick<Histories, "grid" | "covers">,
  before: Duration,
): number | undefined {
  if (lost === undefined) return undefined;
  const last = histories.grid.to;
  const first = Math.min(createConditions(schedule, histories).firstRead(lost, last), firstSilentDay(lost, last));
  return first <= subtractDuration(last, before) ? last - first + 1 : undefined;
}

/** `time since last order > 180d` stands for a window too: the days in which there was none. */
function firstSilentDay(lost: Condition, last: EpochDay): EpochDay {
  let first = last;
  for (const { node } of nodesOf(lost)) {
    if (node.node !== "compare") continue;
    const sides = [node.left, node.right];
    if (!sides.some((side) => side.node === "time_since_event" || side.node === "time_since_done")) continue;
    const wholeDays = node.operator === ">=" || node.operator === "<" ? 1 : 0;
    for (const side of sides) {
      const length = side.node === "literal" && side.type === "duration" ? side.value : undefined;
      if (typeof length === "object") first = Math.min(first, subtractDuration(last, length) + wholeDays);
    }
  }
  return first;
}
