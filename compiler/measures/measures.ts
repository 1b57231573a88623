/** Goals: measures of the whole programme, and its return (docs/language.md, section 17). */

import { printFigure } from "../../grammar/print-measures.ts";
import type { MeasureDeclaration } from "../../grammar/tree-measures.ts";
import type { Measure, Return } from "../../schedule/measures.ts";
import { onlyClause, reportMissing } from "../clauses.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import { checkEach, type Declared } from "../model/model.ts";
import type { Checker } from "../program.ts";
import { checkFigure, scaleOf } from "./figure.ts";
import { checkGoal } from "./goal.ts";
import { checkReturn } from "./return.ts";

export interface CheckedMeasures {
  measures: Measure[];
  roi: Return | undefined;
}

export function checkMeasures(declared: Declared): CheckedMeasures {
  const [roi] = checkEach(declared.byFile("roi"), checkReturn);
  return { measures: checkEach(declared.byFile("measure"), checkMeasure), roi };
}

function checkMeasure(checker: Checker, declaration: MeasureDeclaration): Measure | undefined {
  const { name, clauses, figures, span, doc } = declaration;
  if (!name) return undefined;
  const what = `The measure \`${name.text}\``;
  const path = `measure ${name.text}`;
  checker.record(path, span);
  const [syntax, ...more] = figures;
  for (const figure of more) {
    const related = [{ message: "said here first", file: checker.file.path, span: syntax!.span }];
    checker.report("clause-twice", { what, clause: "figure" }, figure.span, { related });
  }
  if (!syntax) {
    const reason = "Without a figure there is nothing to measure.";
    const example = "share of accounts when health is green";
    const clause = "share`, `gross`, `net`, `median` or `mean";
    reportMissing(checker, { what, clause, reason, example }, span, name.span);
  }
  const figure = syntax && checkFigure(checker, syntax);
  const among = checkCondition(onlyClause(checker, clauses, "among", what)?.content, { checker });
  const by = checkCondition(onlyClause(checker, clauses, "by", what)?.content, { checker });
  const target = onlyClause(checker, clauses, "target", what);
  if (!syntax || !figure) return undefined;
  const goal = checkGoal(checker, target, scaleOf(checker, figure), `\`${name.text}\``);
  return compact<Measure>({
    name: name.text,
    path,
    text: printFigure(syntax),
    figure,
    among,
    by,
    goal: goal.goal,
    goalText: goal.goalText,
    doc,
  });
}
