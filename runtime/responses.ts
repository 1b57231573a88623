/** Where the answers of a simulation come from: as somebody wants it, or as the program and its data have it. */
import { answerEvents } from "../schedule/assumptions.ts";
import type { Schedule } from "../schedule/types.ts";
import type { Responses } from "./engine/answers.ts";
import type { Histories } from "./histories/types.ts";

/** How answers are taken; the seed and the number of runs play a part when they are assumed. */
export interface Answering {
  readonly responses: Responses;
  readonly seed: number;
  readonly runs: number;
}

/** Answers as the histories have them, once. */
export const asInHistory: Answering = { responses: "history", seed: 1, runs: 1 };

/** The most runs of one simulation. */
export const mostRuns = 10_000;

/** History where a table holds any of the events that answer touches, else what the program assumes, if it does. */
export function usualResponses(schedule: Schedule, { covers }: Pick<Histories, "covers">): Responses {
  const isHeld = [...answerEvents(schedule)].some((event) => {
    const days = covers.get(event);
    return days !== undefined && days.from <= days.to;
  });
  return isHeld || !schedule.assumptions ? "history" : "assume";
}
