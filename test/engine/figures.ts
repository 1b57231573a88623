/** Puts figures by segment into the times of a program, and takes them out again for one segment: a second reading. */
import fc from "fast-check";
import type { BySegment, Figure, Standing } from "../../schedule/figures.ts";
import type { Action, Duration, PhaseSpan, Schedule, StepTiming } from "../../schedule/types.ts";
import { model } from "./model.ts";

/** The shared model with segments that may be unknown. */
export const segmented = model
  .replace("vip flag = false", "vip flag = false  tier one of gold, silver, bronze?")
  .replace(
    /segments \{.*\}/,
    "segments { gold when tier is gold  silver when tier is silver  copper when tier is bronze }",
  );

/** What decides, one number a place, over and over: how a figure is written, and its values. */
export const choices = fc.array(fc.nat(999), { minLength: 12, maxLength: 40 });

/** The program with figures in some of its times, as the numbers say. */
export function withFigures(schedule: Schedule, numbers: readonly number[]): Schedule {
  let at = 0;
  const next = (below: number) => numbers[at++ % numbers.length]! % below;
  const days = (): Duration => ({ unit: "days", amount: 1 + next(9) });
  const figure = <T>(plain: T, make: () => T): Figure<T> => {
    const listed = (...names: string[]) => names.map((segment) => ({ segment, is: make() }));
    switch (next(6)) {
      case 0:
        return { bySegment: listed("big", "mid") };
      case 1:
        return { bySegment: listed("big"), otherwise: make() };
      case 2:
        return { bySegment: listed("mid", "big"), otherwise: plain };
      case 3:
        return { bySegment: listed("mid") };
      default:
        return plain;
    }
  };
  const timing = (plain: StepTiming) => (): StepTiming => {
    switch (plain.kind) {
      case "every":
        return { ...plain, every: days() };
      case "every_from":
        return { ...plain, day: 1 + next(9), every: days() };
      case "day":
        return { ...plain, day: 1 + next(20) };
      case "week":
        return { ...plain, week: 1 + next(4) };
      case "before":
        return { ...plain, before: days() };
    }
  };
  const span = (plain: PhaseSpan) => (): PhaseSpan =>
    plain.kind === "run" ? { ...plain, to: 1 + next(9) } : { ...plain, from: { unit: "days", amount: 3 + next(12) } };
  const action = (each: Action): Action => ({ ...each, within: figure(days(), days) });
  const asking = (each: Action): Action =>
    next(2) === 0 ? action(each) : { ...action(each), expects: { event: "reply", within: figure(days(), days) } };
  const settled = <T>(value: Figure<T>): T => value as T;
  return structuredClone({
    ...schedule,
    cadences: schedule.cadences.map((cadence) => ({
      ...cadence,
      steps: cadence.steps.map((step) => ({
        ...step,
        timing: figure(settled(step.timing), timing(settled(step.timing))),
        ...(step.notWithin && { notWithin: { ...step.notWithin, over: figure(days(), days) } }),
        actions: step.actions.map(action),
      })),
    })),
    triggers: schedule.triggers.map((trigger) => ({
      ...trigger,
      ...(trigger.rest && { rest: figure(days(), days) }),
      actions: trigger.actions.map(action),
    })),
    plays: schedule.plays.map((play) => ({
      ...play,
      ...(play.endAfter && { endAfter: figure(days(), days) }),
      ...(play.again && { again: figure(days(), days) }),
      phases: play.phases.map((phase) => ({
        ...phase,
        span: figure(settled(phase.span), span(settled(phase.span))),
        steps: [
          ...phase.steps.map((step) => ({ ...step, actions: step.actions.map(asking) })),
          {
            path: `${phase.path}/again`,
            every: { every: figure(days(), days), atOnce: false },
            actions: [action({ path: `${phase.path}/again/do/1`, kind: "task", names: ["notes"], inTurn: false })],
          },
        ],
      })),
      escalations: ["ladder"],
    })),
    escalations: [
      {
        name: "ladder",
        path: "escalation ladder",
        stopOn: [],
        rungs: [1, 2].map((place) => ({
          path: `escalation ladder/rung/${place}`,
          after: figure(days(), days),
          actions: [
            asking({ path: `escalation ladder/rung/${place}/do/1`, kind: "touch", names: ["call"], inTurn: false }),
          ],
        })),
      },
    ],
  });
}

/**
 * The program as it is written for the customers of one segment, in plain times: what has no figure for them is not
 * written at all, and what has no end, rest or phases for them is for nobody.
 */
export function plainFor(schedule: Schedule, standing: Standing): Schedule {
  const value = <T>(figure: Figure<T> | undefined): T | undefined => {
    if (!isFigure(figure)) return figure;
    if (standing === undefined) return undefined;
    const own = figure.bySegment.filter(({ segment }) => segment === standing);
    return own.length > 0 ? own[0]!.is : figure.otherwise;
  };
  const isLost = <T>(figure: Figure<T> | undefined) => figure !== undefined && value(figure) === undefined;
  const actions = (all: readonly Action[]): Action[] =>
    all
      .filter(({ within, expects }) => !isLost(within) && !isLost(expects?.within))
      .map(({ within, expects, ...rest }) => ({
        ...rest,
        ...(within && { within: value(within)! }),
        ...(expects && { expects: { ...expects, within: value(expects.within)! } }),
      }));
  const nobody = { segments: [] };
  return structuredClone({
    ...schedule,
    cadences: schedule.cadences.map((cadence) => ({
      ...cadence,
      steps: cadence.steps
        .filter(({ timing, notWithin }) => !isLost(timing) && !isLost(notWithin?.over))
        .map(({ notWithin, ...step }) => ({
          ...step,
          timing: value(step.timing)!,
          ...(notWithin && { notWithin: { ...notWithin, over: value(notWithin.over)! } }),
          actions: actions(step.actions),
        })),
    })),
    triggers: schedule.triggers.map(({ rest, ...trigger }) => ({
      ...trigger,
      ...(rest && !isLost(rest) && { rest: value(rest)! }),
      scope: isLost(rest) ? nobody : trigger.scope,
      actions: actions(trigger.actions),
    })),
    plays: schedule.plays.map(({ endAfter, again, phases, ...play }) => {
      const isOff = isLost(endAfter) || isLost(again) || phases.some(({ span }) => isLost(span));
      if (isOff) return { ...play, scope: nobody, phases: [] };
      return {
        ...play,
        ...(endAfter && { endAfter: value(endAfter)! }),
        ...(again && { again: value(again)! }),
        phases: phases.map((phase) => ({
          ...phase,
          span: value(phase.span)!,
          steps: phase.steps
            .filter(({ every }) => !isLost(every?.every))
            .map(({ every, ...step }) => ({
              ...step,
              ...(every && { every: { ...every, every: value(every.every)! } }),
              actions: actions(step.actions),
            })),
        })),
      };
    }),
    escalations: schedule.escalations.map((escalation) => ({
      ...escalation,
      rungs: escalation.rungs
        .filter(({ after }) => !isLost(after))
        .map((rung) => ({ ...rung, after: value(rung.after)!, actions: actions(rung.actions) })),
    })),
  });
}

function isFigure<T>(value: Figure<T> | undefined): value is BySegment<T> {
  return typeof value === "object" && value !== null && "bySegment" in value;
}
