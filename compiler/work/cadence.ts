/** Cadences: steps that come round by the calendar (docs/language.md, section 7). */
import type { CadenceDeclaration, StepSyntax, TimingSyntax, Value } from "../../grammar/tree.ts";
import type { Figure } from "../../schedule/figures.ts";
import type { Cadence, Step, StepTiming } from "../../schedule/types.ts";
import { reportMissing } from "../clauses.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import { dateFieldOf } from "../model/date-field.ts";
import type { Checker } from "../program.ts";
import { durationOf } from "../values/durations.ts";
import { figureOf, lengthOf } from "../values/figures.ts";
import { wholeNumberOf } from "../values/quantities.ts";
import { lengthMeant } from "../values/slips.ts";
import { checkActions } from "./action.ts";
import { checkScope } from "./scope.ts";
import { onChangeOf } from "./words.ts";

/** The last day a step may stand on: ten years. */
const lastDay = 3653;

export function checkCadence(checker: Checker, declaration: CadenceDeclaration): Cadence | undefined {
  const { name } = declaration;
  if (!name) return undefined;
  const path = `cadence ${name.text}`;
  checker.record(path, declaration.span);
  const scope = checkScope(checker, declaration.scope, "cadence");
  const anchor = checkAnchor(checker, declaration);
  const kind = declaration.anchors[0]?.kind;
  const steps = declaration.steps
    .map((step, index) => checkStep(checker, step, `${path}/step/${index + 1}`, { name: name.text, kind }))
    .filter((step) => step !== undefined);
  if (declaration.steps.length === 0 && !checker.isBroken(declaration.span)) {
    checker.report("nothing-to-do", { what: `The cadence \`${name.text}\``, parts: "steps" }, name.span);
  }
  const onChange = onChangeOf(checker, declaration.onChange, `The cadence \`${name.text}\``);
  if (onChange === "restart" && kind === "before") {
    checker.report("restart-of-countdown", { cadence: name.text }, declaration.onChange[0]!.span);
  }
  return anchor && compact<Cadence>({ name: name.text, path, scope, anchor, onChange, steps, doc: declaration.doc });
}

function checkAnchor(checker: Checker, declaration: CadenceDeclaration): Cadence["anchor"] | undefined {
  const what = `The cadence \`${declaration.name?.text}\``;
  const [anchor, ...more] = declaration.anchors;
  if (!anchor) {
    const requirement = {
      what,
      clause: "from",
      reason: "Its steps are counted from a date of the account, or back from one.",
      example: "from contract_start` or `before renewal",
    };
    reportMissing(checker, requirement, declaration.span, declaration.name?.span);
  }
  for (const { span } of more) checker.report("clause-twice", { what, clause: "from` or `before" }, span);
  const field = dateFieldOf(checker, anchor?.field, "What a cadence is counted from");
  return anchor && field !== undefined ? { kind: anchor.kind, field } : undefined;
}

function checkStep(
  checker: Checker,
  syntax: StepSyntax,
  path: string,
  cadence: { name: string; kind: "from" | "before" | undefined },
): Step | undefined {
  checker.record(path, syntax.span);
  const timing = checkTiming(checker, syntax.timing);
  const counts = syntax.timing?.kind === "before" ? "before" : "from";
  if (syntax.timing && cadence.kind && counts !== cadence.kind && !isUncounted(syntax.timing)) {
    const problem = counts === "before" ? "A length of time counted back" : `\`${syntax.timing.kind}\``;
    checker.report("wrong-step", { problem, cadence: cadence.name }, syntax.timing.span);
  }
  const repeats = syntax.timing === undefined || syntax.timing.kind === "every";
  const actions = checkActions(checker, syntax.actions, { where: "a cadence", path, repeats });
  return (
    timing &&
    compact<Step>({
      path,
      timing,
      actions,
      when: checkCondition(syntax.when, { checker }),
      unless: checkCondition(syntax.unless, { checker }),
      notWithin: checkNotWithin(checker, syntax),
      doc: syntax.doc,
    })
  );
}

/** `weekly`: what is wrong with it is its being no length of time. */
function isUncounted(timing: TimingSyntax): boolean {
  return (
    timing.kind === "before" && timing.before.kind === "name" && lengthMeant(timing.before.name.text) !== undefined
  );
}

function checkTiming(checker: Checker, syntax: TimingSyntax | undefined): Figure<StepTiming> | undefined {
  switch (syntax?.kind) {
    case undefined:
      return undefined;
    case "every": {
      const { from, atOnce } = syntax;
      return figureOf<StepTiming>(checker, [syntax.every, from?.number], ([written, number]) => {
        const every = durationOf(checker, written, { what: "The time between two steps", clocks: ["calendar"] });
        if (!from) return every && { kind: "every", every, atOnce };
        const day = dayOf(checker, from.unit, number);
        return every && day !== undefined ? { kind: "every_from", day, every } : undefined;
      });
    }
    case "day":
    case "week":
      return figureOf<StepTiming>(checker, [syntax.number], ([number]) => {
        const day = dayOf(checker, syntax.kind, number);
        if (day === undefined) return undefined;
        return syntax.kind === "day" ? { kind: "day", day } : { kind: "week", week: (day + 6) / 7 };
      });
    case "before":
      return figureOf<StepTiming>(checker, [syntax.before], ([written]) => {
        const use = { what: "The time before the date", clocks: ["calendar"] as const, zero: true };
        const before = durationOf(checker, written, use);
        return before && { kind: "before", before };
      });
  }
}

/** The day, or the first day of the week; both counted from 1. */
function dayOf(checker: Checker, unit: "day" | "week", number: Value | undefined): number | undefined {
  const what = unit === "day" ? "The number of the day" : "The number of the week";
  const written = wholeNumberOf(checker, number, what, 1);
  if (written === undefined || !number) return undefined;
  const day = unit === "day" ? written : 7 * (written - 1) + 1;
  if (day <= lastDay) return day;
  checker.report("too-long", { what: `The time up to this ${unit}` }, number.span);
  return undefined;
}

function checkNotWithin(checker: Checker, { notWithin }: StepSyntax): Step["notWithin"] {
  if (!notWithin) return undefined;
  const over = lengthOf(checker, notWithin.over, { what: "The distance to another touch", clocks: ["calendar"] });
  const touch = checker.resolve("touch", notWithin.touch)?.name;
  return over && touch !== undefined ? { over, touch } : undefined;
}
