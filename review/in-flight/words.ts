/** What steps and rungs say, in the words of the language: `every 2 weeks touch check_in`. */
import { durationText, figureText, timingText } from "../../runtime/explain/places.ts";
import { actionTitle, rhythmText } from "../../runtime/flow/words.ts";
import type { Action, Path, Schedule } from "../../schedule/types.ts";

/** Of every step of a cadence or phase and every rung, by its path. */
export function stepTexts({ cadences, plays, escalations }: Schedule): ReadonlyMap<Path, string> {
  return new Map([
    ...cadences.flatMap(({ steps }) => steps.map((step) => textOf(step, timingText(step.timing)))),
    ...plays.flatMap(({ phases }) =>
      phases.flatMap(({ name, steps }) =>
        steps.map((step) => textOf(step, `phase ${name}${step.every ? `, ${rhythmText(step.every)}` : ""}`)),
      ),
    ),
    ...escalations.flatMap(({ rungs }) =>
      rungs.map((rung) => textOf(rung, `after ${figureText(rung.after, durationText)}`)),
    ),
  ]);
}

function textOf({ path, actions }: { path: Path; actions: readonly Action[] }, when: string): [Path, string] {
  return [path, `${when}: ${actions.map(actionTitle).join(", ")}`];
}
