/**
 * Warns of parts of a play that no run can come to: phases and rungs behind its end, steps longer than their phase, and
 * rungs that wait for an answer which only they, or what waits for them, would ask for (docs/language.md, section 8).
 */
import type { EscalationDeclaration } from "../../grammar/tree.ts";
import { eventsAwaited } from "../../schedule/conditions.ts";
import { settledCases } from "../../schedule/figures.ts";
import type { Action, Duration, Escalation, PhaseSpan, Play, Rung } from "../../schedule/types.ts";
import type { Placed } from "../model/model.ts";
import { fewestDays, mostDays } from "../values/durations.ts";
import type { CheckedPlay } from "./starts.ts";

interface CheckedLadders {
  checkedPlays: readonly CheckedPlay[];
  escalations: readonly Escalation[];
  /** The declarations of the escalations. */
  ladders: readonly Placed<"escalation">[];
}

/** Asked only of a program without errors. */
export function warnOfUnreachable({ checkedPlays, escalations, ladders }: CheckedLadders): void {
  for (const checked of checkedPlays) warnOfPhases(checked);
  const plays = checkedPlays.map(({ play }) => play);
  for (const { checker, declaration } of ladders) {
    const escalation = escalations.find(({ name }) => name === declaration.name?.text);
    const climbing = escalation ? plays.filter((play) => play.escalations.includes(escalation.name)) : [];
    if (!escalation || climbing.length === 0) continue;
    escalation.rungs.forEach((rung, index) => {
      const place = placeOfRung(declaration, index);
      const parameters = { escalation: escalation.name, plays: climbing.map(({ name }) => name) };
      if (climbing.every((play) => isBehindEnd(rung, play))) {
        checker.report("rung-never-asked", parameters, place);
      } else if (climbing.every((play) => waitsInVain(rung, play, escalations))) {
        checker.report("rung-waits-in-vain", { ...parameters, events: eventsAwaited(rung) }, place);
      }
    });
  }
}

function placeOfRung(declaration: EscalationDeclaration, index: number) {
  const rung = declaration.rungs[index];
  return rung?.after?.span ?? rung?.span ?? declaration.span;
}

function warnOfPhases({ checker, declaration, play }: CheckedPlay): void {
  for (const phase of play.phases) {
    const syntax = declaration.phases.find(({ name }) => name?.text === phase.name);
    if (!syntax) continue;
    const times = { span: phase.span, ...(play.endAfter ? { endAfter: play.endAfter } : {}) };
    const timings = settledCases(times, [play.scope]);
    if (
      timings.length > 0 &&
      timings.every(({ span, endAfter }) => endAfter && (daysOf(span)?.from ?? 0) > mostDays(endAfter))
    ) {
      const place = syntax.days?.range.span ?? syntax.span;
      checker.report("phase-never-reached", { phase: phase.name, play: play.name }, place);
      continue;
    }
    const cut = timings.find(({ span, endAfter }) => endAfter && lastDayOf(span) > mostDays(endAfter));
    if (cut?.endAfter) {
      const parameters = {
        phase: phase.name,
        play: play.name,
        last: lastDayOf(cut.span),
        end: mostDays(cut.endAfter) + 1,
      };
      checker.report("phase-cut-short", parameters, syntax.days?.range.span ?? syntax.span);
    }
    phase.steps.forEach(({ every }, index) => {
      if (!every || every.atOnce) return;
      const cases = settledCases({ span: phase.span, every: every.every });
      if (!cases.every((each) => isLonger(each.every, daysOf(each.span)))) return;
      const place = syntax.steps[index]?.every?.span ?? syntax.span;
      checker.report("step-never-comes", { phase: phase.name }, place);
    });
  }
}

/** Of a phase that counts the run's days; 0 of any other. */
function lastDayOf(span: PhaseSpan): number {
  return span.kind === "run" ? span.to : 0;
}

function isLonger(every: Duration, days: { from: number; to: number } | undefined): boolean {
  return days !== undefined && fewestDays(every) > days.to - days.from;
}

/** First and last day of a phase; of one before a date only when the number of its days is certain, from 0. */
function daysOf(span: PhaseSpan): { from: number; to: number } | undefined {
  if (span.kind === "run") return span;
  if (span.from.unit !== "days" || span.to.unit !== "days") return undefined;
  return { from: 0, to: span.from.amount - span.to.amount };
}

/** A rung of the day of the end is not asked, for the customers of any segment: ends come before rungs. */
function isBehindEnd({ after }: Rung, { endAfter, phases }: Play): boolean {
  if (endAfter) {
    const cases = settledCases({ after, endAfter });
    return cases.every((each) => fewestDays(each.after) >= mostDays(each.endAfter));
  }
  const last = phases[phases.length - 1];
  if (!last) return false;
  const cases = settledCases({ after, span: last.span });
  return cases.every((each) => each.span.kind === "run" && fewestDays(each.after) >= each.span.to);
}

/** Whether a rung waits for an answer to a touch that is not made before the rung itself was asked. */
function waitsInVain(rung: Rung, play: Play, escalations: readonly Escalation[]): boolean {
  const rungs = escalations.filter(({ name }) => play.escalations.includes(name)).flatMap((each) => each.rungs);
  const inPhases = play.phases.flatMap(({ steps }) => steps.flatMap(({ actions }) => expectedBy(actions)));
  const expected = new Set([...inPhases, ...rungs.flatMap(({ actions }) => expectedBy(actions))]);
  const asked = new Set(inPhases);
  let waiting = rungs;
  for (;;) {
    const free = waiting.filter((each) =>
      eventsAwaited(each).every((event) => asked.has(event) || !expected.has(event)),
    );
    if (free.includes(rung)) return false;
    if (free.length === 0) return true;
    for (const event of free.flatMap(({ actions }) => expectedBy(actions))) asked.add(event);
    waiting = waiting.filter((each) => !free.includes(each));
  }
}

function expectedBy(actions: readonly Action[]): string[] {
  return actions.flatMap(({ expects }) => (expects ? [expects.event] : []));
}
