/** Plays and their ladders in plain English (docs/language.md, section 8). */
import type { Escalation, Phase, PhaseStep, Play, Rung } from "../../schedule/types.ts";
import { scopeProse, type Works } from "./actions.ts";
import { type Clauses, saidBy } from "./clauses.ts";
import { conditionProse, inside } from "./conditions.ts";
import { onChangeSaid } from "./on-change.ts";
import { behind, heading, listed, named, type Prose, type Said, say } from "./prose.ts";
import { durationProse, rhythmProse, spanProse } from "./times.ts";
import { goalOf, share, type Words } from "./values.ts";
import { actionsSaid, asked, docSaid, one } from "./work.ts";

export function playSaid(words: Words, works: Works, play: Play): Said[] {
  const clauses: Clauses<Play> = {
    name: null,
    path: null,
    doc: null,
    scope: (scope) => one(say`it is for ${scopeProse(words, scope)}`),
    level: (level) => one(say`its level is ${level}`),
    start: (start) => asked(words, "it starts when", start),
    phases: (phases) => [
      heading(
        ["its phases"],
        phases.flatMap((phase) => phaseSaid(works, phase)),
      ),
    ],
    escalations: (names) =>
      names.length === 0 ? [] : one(say`beside the phases runs the ladder ${listed(named("escalation", names))}`),
    win: (win) => asked(words, "it is won when", win),
    lose: (lose) => asked(words, "it is lost when", lose),
    endAfter: (after) => one(say`whatever happens, it ends after ${durationProse(after)}`),
    again: (again) => one(say`after its end it can start again for that customer only after ${durationProse(again)}`),
    pauses: ({ cadences, plays }) => {
      const held = [...named("cadence", cadences), ...named("play", plays)];
      return held.length === 0
        ? []
        : one(say`while it runs, ${listed(held)} ${held.length === 1 ? "stands" : "stand"} still`);
    },
    liftsTo: (model) => one(say`while it runs, the customer is served at least as ${{ kind: "model", name: model }}`),
    target: ({ operator, ratio }) => one(say`of all its runs, ${goalOf(operator, share(ratio))} should be won`),
    onChange: onChangeSaid,
  };
  return saidBy(clauses, play);
}

function phaseSaid(works: Works, phase: Phase): Said[] {
  const clauses: Clauses<Phase> = {
    name: null,
    path: null,
    span: (span) => {
      const steps = phase.steps.flatMap((step) => phaseStepSaid(works, step));
      return [heading(say`${phase.name.replaceAll("_", " ")}, ${spanProse(span)}`, [...docSaid(phase), ...steps])];
    },
    steps: null,
    doc: null,
  };
  return saidBy(clauses, phase);
}

function phaseStepSaid(works: Works, step: PhaseStep): Said[] {
  const clauses: Clauses<PhaseStep> = {
    path: null,
    every: null,
    actions: (actions) => {
      const rhythm = rhythmProse(step);
      const done = [...actionsSaid(works, actions), ...docSaid(step)];
      return rhythm ? [heading(rhythm, done)] : done;
    },
    doc: null,
  };
  return saidBy(clauses, step);
}

/** When a rung is reached and what keeps it from acting; `ofPlays`: whose run it is, where that is not plain. */
export function rungProse(words: Words, { after, unless, while: only }: Rung, ofPlays: Prose = []): Prose {
  return say`${durationProse(after)} after the run${ofPlays} began${unless ? say`, unless ${inside(words, unless)}` : []}${
    only ? say`, as long as ${conditionProse(words, only)}` : []
  }`;
}

export function escalationSaid(words: Words, works: Works, escalation: Escalation): Said[] {
  const clauses: Clauses<Escalation> = {
    name: null,
    path: null,
    rungs: (rungs) => rungs.flatMap((rung) => rungSaid(words, works, rung)),
    stopOn: (events) =>
      events.length === 0
        ? []
        : one(
            say`it stops at once when ${behind(
              " or ",
              named("event", events).map((event) => [event]),
            )} happens`,
          ),
    onChange: onChangeSaid,
    doc: null,
  };
  return saidBy(clauses, escalation);
}

function rungSaid(words: Words, works: Works, rung: Rung): Said[] {
  const clauses: Clauses<Rung> = {
    path: null,
    after: () => [heading(rungProse(words, rung), [...actionsSaid(works, rung.actions), ...docSaid(rung)])],
    actions: null,
    unless: null,
    while: null,
    doc: null,
  };
  return saidBy(clauses, rung);
}
