/** How plays, escalations and experiments are compared and said. */
import type { Figure } from "../../../schedule/figures.ts";
import type { Arm, Escalation, Experiment, Phase, PhaseSpan, PhaseStep, Play, Rung } from "../../../schedule/types.ts";
import { parts } from "../parts.ts";
import { byTable, type NodeRule, type Rename } from "../rule.ts";
import { clause, condition, doc, identity, name, names } from "../rules.ts";
import { figureText, lengthText, line, mappedFigure, shareText } from "../words.ts";
import { actions, actionsLabel, length, onChange, scope, segmentsOf } from "./actions.ts";

const phaseStep: NodeRule<PhaseStep> = byTable<PhaseStep>({
  path: identity(),
  every: clause<PhaseStep["every"], PhaseStep>(
    "every",
    ({ every, atOnce }) => `every ${figureText(every, lengthText)}${atOnce ? " at once" : ""}`,
    ({ every, atOnce }, rename) => ({ every: segmentsOf(every, rename), atOnce }),
  ),
  actions: actions(),
  doc: doc(),
});

function spanText(span: PhaseSpan): string {
  if (span.kind === "run") return `day ${span.from}..${span.to}`;
  return `${lengthText(span.from)}..${lengthText(span.to)} before ${span.field}`;
}

function renamedSpan(figure: Figure<PhaseSpan>, rename: Rename): Figure<PhaseSpan> {
  return mappedFigure(
    figure,
    (segment) => rename("segment", segment),
    (span) => (span.kind === "run" ? span : { ...span, field: rename("field", span.field) }),
  );
}

const phase: NodeRule<Phase> = byTable<Phase>(
  {
    name: identity(),
    path: identity(),
    span: clause<Figure<PhaseSpan>, Phase>("days", (span) => figureText(span, spanText), renamedSpan),
    steps: parts({ clause: "step", rule: phaseStep, label: (each) => actionsLabel(each.actions), isOrdered: true }),
    doc: doc(),
  },
  (node, words) =>
    line(
      `phase ${node.name} ${figureText(node.span, spanText)} {`,
      ...node.steps.map((each) => phaseStep.text(each, words)),
      "}",
    ),
);

function pausesText({ cadences, plays }: Play["pauses"]): string {
  const said = [...cadences.map((each) => `cadence ${each}`), ...plays.map((each) => `play ${each}`)];
  return said.length === 0 ? "" : `pauses ${said.join(", ")}`;
}

export const play: NodeRule<Play> = byTable<Play>({
  name: identity(),
  path: identity(),
  scope: scope(),
  level: clause("level", (level) => `level ${level}`),
  start: condition("start when"),
  win: condition("win when", "false"),
  lose: condition("lose when", "false"),
  endAfter: length("end after"),
  again: length("again after"),
  pauses: clause("pauses", pausesText, ({ cadences, plays }, rename) => ({
    cadences: names("cadence", true)(cadences, rename),
    plays: names("play", true)(plays, rename),
  })),
  liftsTo: clause("lifts to", (model) => `lifts to ${model}`, name("model")),
  target: clause("target", ({ outcome, operator, ratio }) => `target ${outcome} ${operator} ${shareText(ratio)}`),
  phases: parts({
    clause: "phase",
    rule: phase,
    label: ({ name: called }) => called,
    nameOf: ({ name: called }) => called,
    isOrdered: true,
  }),
  escalations: clause(
    "escalation",
    (all) => all.map((each) => `escalation ${each}`).join(" "),
    names("escalation", true),
  ),
  onChange: onChange(),
  doc: doc(),
});

const rung: NodeRule<Rung> = byTable<Rung>({
  path: identity(),
  after: length("after"),
  actions: actions(),
  unless: condition("unless", "false"),
  while: condition("while", "true"),
  doc: doc(),
});

export const escalation: NodeRule<Escalation> = byTable<Escalation>({
  name: identity(),
  path: identity(),
  rungs: parts({ clause: "rung", rule: rung, label: (each) => actionsLabel(each.actions), isOrdered: true }),
  stopOn: clause(
    "stop on",
    (events) => (events.length === 0 ? "" : `stop on ${events.join(", ")}`),
    names("event", true),
  ),
  onChange: onChange(),
  doc: doc(),
});

const arm: NodeRule<Arm> = byTable<Arm>(
  {
    name: identity(),
    share: clause("share", shareText),
    cadences: clause("cadences", namesText("cadence"), names("cadence", true)),
    triggers: clause("triggers", namesText("trigger"), names("trigger", true)),
    doc: doc(),
  },
  ({ name: called, share, cadences, triggers }) =>
    line(`arm ${called} ${shareText(share)} {`, namesText("cadence")(cadences), namesText("trigger")(triggers), "}"),
);

function namesText(kind: string): (all: readonly string[]) => string {
  return (all) => all.map((each) => `${kind} ${each}`).join(" ");
}

export const experiment: NodeRule<Experiment> = byTable<Experiment>({
  name: identity(),
  path: identity(),
  scope: scope(),
  arms: parts({
    clause: "arm",
    rule: arm,
    label: ({ name: called }) => called,
    nameOf: ({ name: called }) => called,
    isOrdered: false,
  }),
  doc: doc(),
});
