/** Escalations: ladders of rungs that a play climbs (docs/language.md, section 8). */

import type { EscalationDeclaration, RungSyntax } from "../../grammar/tree.ts";
import { settledCases } from "../../schedule/figures.ts";
import { compareText } from "../../schedule/order.ts";
import type { Escalation, Rung } from "../../schedule/types.ts";
import { withoutRepeats } from "../clauses.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import type { Checker } from "../program.ts";
import { compareDurations } from "../values/durations.ts";
import { lengthOf } from "../values/figures.ts";
import { checkActions } from "./action.ts";
import { onChangeOf } from "./words.ts";

export function checkEscalation(checker: Checker, declaration: EscalationDeclaration): Escalation | undefined {
  const { name } = declaration;
  if (!name) return undefined;
  const path = `escalation ${name.text}`;
  checker.record(path, declaration.span);
  const rungs: Rung[] = [];
  declaration.rungs.forEach((syntax, index) => {
    const rung = checkRung(checker, syntax, `${path}/rung/${index + 1}`);
    if (!rung) return;
    const before = rungs[rungs.length - 1];
    if (before && isBefore(rung, before)) {
      checker.report("rungs-out-of-order", { escalation: name.text }, syntax.after?.span ?? syntax.span);
    }
    rungs.push(rung);
  });
  if (declaration.rungs.length === 0 && !checker.isBroken(declaration.span)) {
    checker.report("nothing-to-do", { what: `The escalation \`${name.text}\``, parts: "rungs" }, name.span);
  }
  const stopOn = withoutRepeats(checker, declaration.stopOn, "event")
    .map((event) => checker.resolve("event", event)?.name)
    .filter((event) => event !== undefined)
    .sort(compareText);
  const onChange = onChangeOf(checker, declaration.onChange, `The escalation \`${name.text}\``);
  return compact<Escalation>({ name: name.text, path, rungs, stopOn, onChange, doc: declaration.doc });
}

/** Whether the first comes before the second, for the customers of any segment. */
function isBefore({ after: one }: Rung, { after: other }: Rung): boolean {
  return settledCases({ one, other }).some((length) => compareDurations(length.one, length.other) < 0);
}

function checkRung(checker: Checker, syntax: RungSyntax, path: string): Rung | undefined {
  checker.record(path, syntax.span);
  const after = lengthOf(checker, syntax.after, { what: "The time up to a rung", clocks: ["calendar"] });
  const actions = checkActions(checker, syntax.actions, { where: "a rung", path, repeats: false });
  const unless = checkCondition(syntax.unless, { checker, inRun: true });
  const only = checkCondition(syntax.while, { checker, inRun: true });
  return after && compact<Rung>({ path, after, actions, unless, while: only, doc: syntax.doc });
}
