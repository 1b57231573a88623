/** Phases: the parts of a play, counted in days of the run or in days before a date. */
import type { PhaseSyntax, PlayDeclaration } from "../../grammar/tree.ts";
import type { Phase, PhaseStep } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import { dateFieldOf } from "../model/date-field.ts";
import type { Checker } from "../program.ts";
import { compareDurations, durationOf } from "../values/durations.ts";
import { wholeNumberOf } from "../values/quantities.ts";
import { checkActions } from "./action.ts";

type PhaseSpan = Phase["span"];

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

function checkSpan(checker: Checker, { days }: PhaseSyntax, phase: string): PhaseSpan | undefined {
  if (!days) return undefined;
  const { range } = days;
  const reversed = () => checker.report("phase-reversed", { phase }, range.span);
  if (days.kind === "run") {
    const from = wholeNumberOf(checker, range.from, "The first day of a phase", 1);
    const to = range.to ? wholeNumberOf(checker, range.to, "The last day of a phase", 1) : from;
    if (from === undefined || to === undefined) return undefined;
    if (to > 3653) checker.report("too-long", { what: "The time up to the end of this phase" }, range.span);
    else if (from <= to) return { kind: "run", from, to };
    else reversed();
    return undefined;
  }
  const use = { what: "The bound of a phase", clocks: ["calendar"] as const, zero: true };
  const from = durationOf(checker, range.from, use);
  const to = range.to ? durationOf(checker, range.to, use) : from;
  const field = dateFieldOf(checker, days.field, "The date a phase leads up to");
  if (!from || !to || field === undefined) return undefined;
  if (compareDurations(from, to) >= 0) return { kind: "before", from, to, field };
  reversed();
  return undefined;
}

/** Whether a phase begins after the one written before it is over. */
function checkOrder(checker: Checker, before: Phase, phase: Phase, syntax: PhaseSyntax, play: string): void {
  const place = syntax.days?.range.span ?? syntax.span;
  const [first, second] = [before.span, phase.span];
  const isOneKind =
    (first.kind === "run" && second.kind === "run") ||
    (first.kind === "before" && second.kind === "before" && first.field === second.field);
  if (!isOneKind) {
    checker.report("phases-mixed", { phase: phase.name, play }, place);
    return;
  }
  const follows =
    first.kind === "run" && second.kind === "run"
      ? second.from > first.to
      : first.kind === "before" && second.kind === "before" && compareDurations(first.to, second.from) > 0;
  if (!follows) checker.report("phases-out-of-order", { first: before.name, second: phase.name }, place);
}

function checkStep(checker: Checker, syntax: PhaseSyntax["steps"][number], path: string): PhaseStep | undefined {
  checker.record(path, syntax.span);
  const place = { where: "a phase", path, repeats: syntax.every !== undefined } as const;
  const actions = checkActions(checker, syntax.actions, place);
  const use = { what: "The time between two steps", clocks: ["calendar"] as const };
  const every = durationOf(checker, syntax.every?.every, use);
  if (syntax.every && !every) return undefined;
  return compact<PhaseStep>({
    path,
    every: every && { every, atOnce: syntax.every?.atOnce ?? false },
    actions,
    doc: syntax.doc,
  });
}
