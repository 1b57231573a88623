/** The stages that customers go through, in plain English (docs/language.md, section 3, journey). */

import type { Journey, JourneyStage, Occasion } from "../../schedule/types.ts";
import { durationText } from "../explain/places.ts";
import { type Clauses, saidBy } from "./clauses.ts";
import { behind, listed, named, nameText, type Said, say } from "./prose.ts";
import type { Words } from "./values.ts";
import { causeProse, docSaid, one } from "./work.ts";

export function journeySaid(journey: Journey): Said[] {
  const clauses: Clauses<Journey> = {
    name: null,
    path: null,
    key: (key) => one([`a customer goes through it once for each ${nameText(key)}`]),
    stages: null,
    doc: null,
  };
  return saidBy(clauses, journey);
}

/** How a stage is come to, left, and how long it usually takes. */
export function journeyStageSaid(words: Words, stage: JourneyStage): Said[] {
  const clauses: Clauses<JourneyStage> = {
    name: null,
    path: null,
    after: (stages) =>
      stages.length === 0 ? [] : one(say`it follows when ${listed(named("stage", stages), "or")} is left`),
    enters: (enters) =>
      enters.flatMap(({ cause }) =>
        one(
          cause.kind === "from"
            ? say`a customer comes into it on the day of ${{ kind: "field", name: cause.field }}`
            : say`a customer comes into it when ${causeProse(words, cause)}`,
        ),
      ),
    leaves: (leaves) =>
      leaves.flatMap(({ cause, confirmedBy, then }) => {
        const confirmed =
          confirmedBy === undefined ? [] : say`, once ${{ kind: "event", name: confirmedBy }} has happened, too`;
        const next = then === undefined ? [] : say`, and comes to ${{ kind: "stage", name: then }}`;
        return one(say`a customer leaves it when ${causeProse(words, cause)}${confirmed}${next}`);
      }),
    backs: (backs) => backs.flatMap(({ cause, to }) => moved(words, "falls back to", to, cause)),
    skips: (skips) => skips.flatMap(({ cause, to }) => moved(words, "skips to", to, cause)),
    expects: (expects) => {
      if (expects.length === 0) return [];
      const times = expects.map(({ segment, from, to }) => {
        const time = `${durationText(from)} to ${durationText(to)}`;
        if (segment !== undefined) return say`${time} for ${{ kind: "segment", name: segment }}`;
        return expects.length === 1 ? [time] : say`${time} for everybody else`;
      });
      return one(say`it usually takes ${behind(", ", times)}`);
    },
    doc: null,
  };
  return [...docSaid(stage), ...saidBy(clauses, stage)];
}

function moved(words: Words, verb: string, to: string, cause: Occasion): Said[] {
  return one(say`a customer ${verb} ${{ kind: "stage", name: to }} when ${causeProse(words, cause)}`);
}
