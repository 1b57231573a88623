/** Phases: the parts of a play, counted in days of the run or in days before a date. */
import type { PhaseSyntax, PlayDeclaration, Value } from "../../grammar/tree.ts";
import { type Figure, type Settled, settledCases } from "../../schedule/figures.ts";
import type { Phase, PhaseSpan, PhaseStep } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import { dateFieldOf } from "../model/date-field.ts";
import type { Checker } from "../program.ts";
import { compareDurations, durationOf } from "../values/durations.ts";
import { figureOf, lengthOf } from "../values/figures.ts";
import { wholeNumberOf } from "../values/quantities.ts";
import { checkActions } from "./action.ts";

export function checkPhases(checker: Checker, declaration: PlayDeclaration, playPath: string): Phase[] {
  const phases: Phase[] = [];
  const names = new Set<string>();
  for (const syntax of declaration.phases) {
    const phase = checkPhase(checker, syntax, playPath);
    if (!phase) continue;
    if (names.has(phase.name)) {
      checker.report("repeated-in-list", { what: "phase", name: phase.name }, syntax.name?.span ?? syntax.span);
      continue;
    }
    names.add(phase.name);
    const before = phases[phases.length - 1];
    if (before) checkOrder(checker, before, phase, syntax, declaration.name?.text ?? "");
    phases.push(phase);
  }
  return phases;
}

function checkPhase(checker: Checker, syntax: PhaseSyntax, playPath: string): Phase | undefined {
  const { name } = syntax;
  if (!name) return undefined;
  const path = `${playPath}/phase ${name.text}`;
  checker.record(path, syntax.span);
  const span = checkSpan(checker, syntax, name.text);
  const steps = syntax.steps
    .map((step, index) => checkStep(checker, step, `${path}/step/${index + 1}`))
    .filter((step) => step !== undefined);
  return span && compact<Phase>({ name: name.text, path, span, steps, doc: syntax.doc });
}

function checkSpan(checker: Checker, { days }: PhaseSyntax, phase: string): Figure<PhaseSpan> | undefined {
  if (!days) return undefined;
  const { from, to } = days.range;
  return figureOf<PhaseSpan>(checker, [from, to], ([first, last]) => spanOf(checker, days, first, last, phase));
}

function spanOf(
  checker: Checker,
  days: NonNullable<PhaseSyntax["days"]>,
  first: Value | undefined,
  last: Value | undefined,
  phase: string,
): PhaseSpan | undefined {
  const { range } = days;
  const reversed = () => checker.report("phase-reversed", { phase }, range.span);
  if (days.kind === "run") {
    const from = wholeNumberOf(checker, first, "The first day of a phase", 1);
    const to = last ? wholeNumberOf(checker, last, "The last day of a phase", 1) : from;
    if (from === undefined || to === undefined) return undefined;
    if (to > 3653) checker.report("too-long", { what: "The time up to the end of this phase" }, range.span);
    else if (from <= to) return { kind: "run", from, to };
    else reversed();
    return undefined;
  }
  const use = { what: "The bound of a phase", clocks: ["calendar"] as const, zero: true };
  const from = durationOf(checker, first, use);
  const to = last ? durationOf(checker, last, use) : from;
  const field = dateFieldOf(checker, days.field, "The date a phase leads up to");
  if (!from || !to || field === undefined) return undefined;
  if (compareDurations(from, to) >= 0) return { kind: "before", from, to, field };
  reversed();
  return undefined;
}

/** Whether a phase begins after the one written before it is over, for the customers of each segment. */
function checkOrder(checker: Checker, before: Phase, phase: Phase, syntax: PhaseSyntax, play: string): void {
  const place = syntax.days?.range.span ?? syntax.span;
  const cases = settledCases({ first: before.span, second: phase.span });
  if (!cases.every(isOneKind)) checker.report("phases-mixed", { phase: phase.name, play }, place);
  else if (!cases.every(follows)) {
    checker.report("phases-out-of-order", { first: before.name, second: phase.name }, place);
  }
}

type TwoSpans = Settled<{ first: PhaseSpan; second: PhaseSpan }>;

function isOneKind({ first, second }: TwoSpans): boolean {
  return first.kind === second.kind && (first.kind === "run" || ("field" in second && first.field === second.field));
}

function follows({ first, second }: TwoSpans): boolean {
  if (first.kind === "run") return second.kind === "run" && second.from > first.to;
  return second.kind === "before" && compareDurations(first.to, second.from) > 0;
}

function checkStep(checker: Checker, syntax: PhaseSyntax["steps"][number], path: string): PhaseStep | undefined {
  checker.record(path, syntax.span);
  const place = { where: "a phase", path, repeats: syntax.every !== undefined } as const;
  const actions = checkActions(checker, syntax.actions, place);
  const use = { what: "The time between two steps", clocks: ["calendar"] as const };
  const every = lengthOf(checker, syntax.every?.every, use);
  if (syntax.every && !every) return undefined;
  return compact<PhaseStep>({
    path,
    every: every && { every, atOnce: syntax.every?.atOnce ?? false },
    actions,
    doc: syntax.doc,
  });
}
