/** Hints between the words: what a `let` stands for where it is used, and what steps that repeat come to in a year. */
import type { Span } from "../../grammar/tree.ts";
import type { Analysis } from "./analysis.ts";
import { costOfActions, minutesOf } from "./describe.ts";
import { holds } from "./places.ts";
import { nextDates, timesAYear, yearText } from "./rhythm.ts";

export interface Hint {
  readonly offset: number;
  readonly text: string;
  /** What it means, when asked. */
  readonly doc?: string;
}

export function hintsIn(analysis: Analysis, path: string, within: Span): Hint[] {
  return [...lets(analysis, path), ...steps(analysis, path), ...triggers(analysis, path)]
    .filter(({ offset }) => holds(within, offset))
    .sort((a, b) => a.offset - b.offset);
}

function lets(analysis: Analysis, path: string): Hint[] {
  return analysis.usesIn(path).flatMap(({ symbol, span }) => {
    const declaration = symbol.kind === "let" ? analysis.declarationOf(symbol) : undefined;
    if (declaration?.kind !== "let" || !declaration.value || declaration.value.kind === "by_segment") return [];
    const { start, end } = declaration.value.span;
    return [{ offset: span.end, text: ` = ${symbol.file.text.slice(start, end)}` }];
  });
}

function steps(analysis: Analysis, path: string): Hint[] {
  const declarations = analysis.parsed(path)?.file.declarations ?? [];
  return declarations.flatMap((declaration) => {
    if (declaration.kind !== "cadence") return [];
    const cadence = analysis.examination.work.cadences.find(({ name }) => name === declaration.name?.text);
    // Steps that were not understood are not in the schedule: then nobody knows which is which.
    if (!cadence || cadence.steps.length !== declaration.steps.length) return [];
    return declaration.steps.flatMap(({ timing }, index): Hint[] => {
      const step = cadence.steps[index]!;
      const times = timing?.kind === "every" ? timesAYear(step) : undefined;
      if (!timing || times === undefined || times === 0) return [];
      const minutes = step.actions.reduce((sum, action) => sum + minutesOf(analysis, action), 0) * times;
      const dates = nextDates(step, "2025-01-31", 4).join(", ");
      const doc = `For one account, if every step comes. From ${cadence.anchor.field} 2025-01-31: ${dates}, ...`;
      return [{ offset: timing.span.end, text: ` (${yearText(times, minutes)})`, doc }];
    });
  });
}

/** What people do each time it fires. */
function triggers(analysis: Analysis, path: string): Hint[] {
  const declarations = analysis.parsed(path)?.file.declarations ?? [];
  return declarations.flatMap((declaration): Hint[] => {
    if (declaration.kind !== "trigger" || !declaration.name) return [];
    const trigger = analysis.examination.work.triggers.find(({ name }) => name === declaration.name?.text);
    if (!trigger || trigger.actions.every((action) => minutesOf(analysis, action) === 0)) return [];
    return [{ offset: declaration.name.span.end, text: ` (${costOfActions(analysis, trigger.actions)} a time)` }];
  });
}
