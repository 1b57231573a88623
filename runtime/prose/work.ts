/** Triggers and cadences in plain English (docs/language.md, section 7). */
import type { Action, Cadence, Condition, Step, Trigger } from "../../schedule/types.ts";
import { actionProse, scopeProse, type Works } from "./actions.ts";
import { type Clauses, saidBy } from "./clauses.ts";
import { conditionProse, conditionSaid, inside } from "./conditions.ts";
import { onChangeSaid } from "./on-change.ts";
import { behind, heading, type Prose, type Said, say, sentence } from "./prose.ts";
import { durationProse, timingProse } from "./times.ts";
import type { Words } from "./values.ts";

export function actionsSaid(works: Works, actions: readonly Action[]): Said[] {
  return actions.map((action) => ({ text: sentence(actionProse(works, action)) }));
}

export function one(text: Prose): Said[] {
  return [{ text: sentence(text) }];
}

/** A condition behind its title, and where it is made of several, the parts below. */
export function asked(words: Words, title: string | Prose, condition: Condition): Said[] {
  const { text, items } = conditionSaid(words, condition);
  return items ? [heading(say`${title} ${text}`, items)] : one(say`${title} ${text}`);
}

// ---- triggers ----------------------------------------------------------------------------------------------------

/** What makes it fire: `logins fell by more than 30% from one week to the next`, `the event champion left happens`. */
export function causeProse(words: Words, cause: Trigger["cause"]): Prose {
  if (cause.kind === "when") return conditionProse(words, cause.when);
  const where = cause.where ? say`, and ${conditionProse(words, cause.where)}` : [];
  return say`the event ${{ kind: "event", name: cause.event }} happens${where}`;
}

/** All that a reader in a hurry wants to know of it, in one sentence or two. */
export function triggerProse(words: Words, works: Works, { scope, cause, actions, rest }: Trigger): Prose {
  const does = behind(
    "; ",
    actions.map((action) => actionProse(works, action)),
  );
  const asks = sentence(say`when ${causeProse(words, cause)}, for ${scopeProse(words, scope)}: ${does}`);
  return rest === undefined ? asks : say`${asks} At most once in ${durationProse(rest)} for one customer.`;
}

export function triggerSaid(words: Words, works: Works, trigger: Trigger): Said[] {
  const clauses: Clauses<Trigger> = {
    name: null,
    path: null,
    doc: null,
    scope: (scope) => one(say`it watches ${scopeProse(words, scope)}`),
    cause: (cause) =>
      cause.kind === "when"
        ? asked(words, "it fires when", cause.when)
        : one(say`it fires each time that ${causeProse(words, cause)}`),
    level: (level) => one(say`its level is ${level}`),
    actions: (actions) => [heading(["then"], actionsSaid(works, actions))],
    rest: (rest) => one(say`after that it is silent for ${durationProse(rest)}, for that customer`),
    until: (until) => asked(words, "it can fire again for that customer only when", until),
  };
  return saidBy(clauses, trigger);
}

// ---- cadences ----------------------------------------------------------------------------------------------------

/** When a step comes and what keeps it away, without what it does. */
export function stepProse(words: Words, { anchor }: Pick<Cadence, "anchor">, step: Step): Prose {
  const { timing, when, unless, notWithin } = step;
  return say`${timingProse(timing, anchor.field)}${when ? say`, if ${conditionProse(words, when)}` : []}${
    unless ? say`, unless ${inside(words, unless)}` : []
  }${notWithin ? say`, but not within ${durationProse(notWithin.over)} of ${{ kind: "touch", name: notWithin.touch }}` : []}`;
}

export function cadenceSaid(words: Words, works: Works, cadence: Cadence): Said[] {
  const clauses: Clauses<Cadence> = {
    name: null,
    path: null,
    doc: null,
    scope: (scope) => one(say`it runs for ${scopeProse(words, scope)}`),
    anchor: ({ kind, field }) =>
      one(
        say`its steps are counted ${kind === "from" ? "from" : "back from"} the customer's ${{ kind: "field", name: field }}`,
      ),
    steps: (steps) => [
      heading(
        ["its steps"],
        steps.flatMap((step) => stepSaid(words, works, cadence, step)),
      ),
    ],
    onChange: onChangeSaid,
  };
  return saidBy(clauses, cadence);
}

function stepSaid(words: Words, works: Works, cadence: Cadence, step: Step): Said[] {
  const clauses: Clauses<Step> = {
    path: null,
    // With `when`, `unless` and `not within`, which say whether it comes.
    timing: () => [heading(stepProse(words, cadence, step), [...actionsSaid(works, step.actions), ...docSaid(step)])],
    actions: null,
    when: null,
    unless: null,
    notWithin: null,
    doc: null,
  };
  return saidBy(clauses, step);
}

/** A comment on a part of a declaration, below what the part says. */
export function docSaid({ doc }: { doc?: string }): Said[] {
  return doc === undefined ? [] : [{ text: [doc.trim().replace(/\s+/g, " ")], isNote: true }];
}
