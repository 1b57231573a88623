/** Conditions with the values they stood on, asked as the engine asks them. */
import type { Condition, Rung } from "../../schedule/types.ts";
import type { Moment, RunView } from "../conditions/index.ts";
import { viewOfRun } from "../engine/questions.ts";
import { closeOf } from "../engine/scope.ts";
import type { AccountState, Run } from "../engine/state.ts";
import type { EpochDay } from "../histories/types.ts";
import type { Grounds } from "./types.ts";

/** A condition and its values at a moment. */
export function groundsOf(state: AccountState, condition: Condition, moment: Moment, run?: RunView): Grounds {
  return { condition: condition.text, values: state.program.conditions.values(condition, state.view, moment, run) };
}

/** Why an account is in its segment; in the one of `otherwise`, why it is in none of the others. */
export function segmentGrounds(state: AccountState, name: string, moment: Moment): Grounds | undefined {
  const { segments } = state.program.schedule;
  const own = segments.find((segment) => segment.name === name)?.when;
  if (own) return groundsOf(state, own, moment);
  const others = segments.flatMap(({ when }) => when ?? []);
  if (others.length === 0) return undefined;
  const values = others.flatMap((when) => Object.entries(groundsOf(state, when, moment).values));
  return {
    condition: ["otherwise", ...others.map(({ text }) => `not (${text})`)].join(", "),
    values: Object.fromEntries(values),
  };
}

/** What kept a rung from acting, or would have; undefined where it has no conditions. */
export function rungGrounds(
  state: AccountState,
  run: Run,
  rung: Pick<Rung, "unless" | "while">,
  day: EpochDay,
): Grounds | undefined {
  const asked = [
    { word: "unless", condition: rung.unless },
    { word: "while", condition: rung.while },
  ].flatMap(({ word, condition }) => (condition ? [{ word, condition }] : []));
  if (asked.length === 0) return undefined;
  const told = asked.map(({ condition }) => groundsOf(state, condition, closeOf(day), viewOfRun(state, run)));
  return {
    condition: asked.map(({ word, condition }) => `${word} ${condition.text}`).join(" "),
    values: Object.fromEntries(told.flatMap(({ values }) => Object.entries(values))),
  };
}
