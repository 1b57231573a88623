/** What conditions ask of the stages of journeys, of which the simulation keeps the tracks. */

import type { Condition, Duration, JourneyStage } from "../../schedule/types.ts";
import { addDuration } from "../calendar/days.ts";
import type { EpochDay } from "../histories/types.ts";
import type { Compiler } from "./compiler.ts";
import { brokenSchedule } from "./shape.ts";
import type { Test, Truth, Visit } from "./types.ts";

/** True while any track of the account is in the stage; always decided. */
export function compileDuring(stage: string): Test {
  return (view, { today }) => view.course.visitsOn(stage, today).length > 0;
}

/** True when a track is in the stage for longer than is usual for its segment; unknown where nothing is said of that. */
export function compileOverdue({ shape }: Compiler, { stage: name }: Extract<Condition, { node: "overdue" }>): Test {
  const stage = shape.journeyStage(name);
  if (!stage) throw brokenSchedule(`"${name}" is no stage of a journey`);
  return (view, { today }) => {
    let overdue: Truth = false;
    for (const visit of view.course.visitsOn(name, today)) {
      const one = isOverdue(stage, visit, today);
      if (one === true) return true;
      if (one === undefined) overdue = undefined;
    }
    return overdue;
  };
}

/** Whether a visit lasts, on a day, for longer than the stage expects. */
export function isOverdue(stage: Pick<JourneyStage, "expects">, { entered, segment }: Visit, day: EpochDay): Truth {
  const longest = longestUsual(stage, segment);
  return longest && day > addDuration(entered, longest);
}

/** What is said of the segment, else what is said of everybody. */
function longestUsual({ expects }: Pick<JourneyStage, "expects">, segment: string | null): Duration | undefined {
  const own = expects.find((expectation) => expectation.segment !== undefined && expectation.segment === segment);
  return (own ?? expects.find((expectation) => expectation.segment === undefined))?.to;
}
