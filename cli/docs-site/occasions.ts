/** Every occasion on which a program asks for something: what, when, and whose idea it is. */
import { rungProse } from "../../runtime/prose/plays.ts";
import { listed, named, nameText, type Prose, say } from "../../runtime/prose/prose.ts";
import { rhythmProse, spanProse } from "../../runtime/prose/times.ts";
import type { Words } from "../../runtime/prose/values.ts";
import { causeProse, stepProse } from "../../runtime/prose/work.ts";
import type { Action, Schedule } from "../../schedule/types.ts";

export interface Occasion {
  readonly action: Action;
  readonly when: Prose;
  readonly from: { readonly kind: "cadence" | "trigger" | "play" | "escalation"; readonly name: string };
}

/** Cadences first, then triggers, plays and ladders; each in the order of its own steps. */
export function occasionsOf(schedule: Schedule, words: Words): Occasion[] {
  const { cadences, triggers, plays, escalations } = schedule;
  return [
    ...cadences.flatMap((cadence) =>
      cadence.steps.flatMap((step) => each("cadence", cadence.name, step.actions, stepProse(words, cadence, step))),
    ),
    ...triggers.flatMap(({ name, actions, cause }) =>
      each("trigger", name, actions, say`when ${causeProse(words, cause)}`),
    ),
    ...plays.flatMap(({ name, phases }) =>
      phases.flatMap((phase) =>
        phase.steps.flatMap((step) => {
          const rhythm = rhythmProse(step);
          const when = say`${nameText(phase.name)}, ${spanProse(phase.span)}${rhythm ? say`, ${rhythm}` : []}`;
          return each("play", name, step.actions, when);
        }),
      ),
    ),
    ...escalations.flatMap(({ name, rungs }) => {
      const ofPlays = plays.filter((play) => play.escalations.includes(name)).map((play) => play.name);
      const where = ofPlays.length === 0 ? [] : say` of ${listed(named("play", ofPlays), "or")}`;
      return rungs.flatMap((rung) => each("escalation", name, rung.actions, rungProse(words, rung, where)));
    }),
  ];
}

function each(kind: Occasion["from"]["kind"], name: string, actions: readonly Action[], when: Prose): Occasion[] {
  return actions.map((action) => ({ action, when, from: { kind, name } }));
}
