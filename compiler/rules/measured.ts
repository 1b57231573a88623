/** Whether what measures and the return count can happen at all: runs that are won, touches that are made. */
import type { Name } from "../../grammar/tree.ts";
import type { Action } from "../../schedule/types.ts";
import type { Declared } from "../model/model.ts";
import { type Checker, libraryOf } from "../program.ts";
import type { CheckedWork } from "../work/work.ts";

interface Measured {
  checker: Checker;
  /** Where they are named. */
  wonPlay?: Name | undefined;
  touch?: Name | undefined;
}

function measuredIn(declared: Declared): Measured[] {
  const figures = declared("measure").flatMap(({ checker, declaration }) =>
    declaration.figures.map((figure): Measured => {
      if (figure.kind === "runs") return { checker, wonPlay: figure.play };
      return figure.kind === "touches" || figure.kind === "change" ? { checker, touch: figure.touch } : { checker };
    }),
  );
  const lines = declared("roi").flatMap(({ checker, declaration }) =>
    declaration.lines.map(({ per }): Measured => {
      if (per?.kind === "won") return { checker, wonPlay: per.play };
      return per?.kind === "touch" ? { checker, touch: per.touch } : { checker };
    }),
  );
  return [...figures, ...lines];
}

/** A play without `win` is never won. */
export function checkWonPlays(declared: Declared): void {
  const named = measuredIn(declared).filter(({ wonPlay }) => wonPlay);
  if (named.length === 0) return;
  const winless = new Set(
    declared("play").flatMap(({ checker, declaration }) => {
      const { name, clauses, span } = declaration;
      return name && !checker.isBroken(span) && !clauses.some(({ kind }) => kind === "win") ? name.text : [];
    }),
  );
  for (const { checker, wonPlay } of named) {
    if (wonPlay && winless.has(wonPlay.text)) checker.report("never-won", { play: wonPlay.text }, wonPlay.span);
  }
}

/** Asked only of a program without errors. */
export function warnOfMeasuredTouches(declared: Declared, work: CheckedWork): void {
  const measured = measuredIn(declared);
  if (measured.length === 0) return;
  const made = new Set(actionsOf(work).flatMap(({ kind, names }) => (kind === "touch" ? names : [])));
  for (const { checker, touch } of measured) {
    if (!touch || made.has(touch.text) || libraryOf(checker.program, checker.file.path)) continue;
    checker.report("measured-never-done", { touch: touch.text }, touch.span);
  }
}

function actionsOf({ cadences, triggers, plays, escalations }: CheckedWork): Action[] {
  return [
    ...cadences.flatMap(({ steps }) => steps),
    ...triggers,
    ...plays.flatMap(({ phases }) => phases.flatMap(({ steps }) => steps)),
    ...escalations.flatMap(({ rungs }) => rungs),
  ].flatMap(({ actions }) => actions);
}
