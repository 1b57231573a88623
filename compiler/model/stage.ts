/** Stages: the days from a date of the account's for a while. */
import type { StageDeclaration } from "../../grammar/tree.ts";
import type { Stage } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import type { Checker } from "../program.ts";
import { durationOf } from "../values/durations.ts";
import { dateFieldOf } from "./date-field.ts";

export function checkStage(checker: Checker, declaration: StageDeclaration): Stage | undefined {
  const { name } = declaration;
  const from = dateFieldOf(checker, declaration.from, "The date a stage begins with");
  const lasts = durationOf(checker, declaration.lasts, { what: "The length of a stage", clocks: ["calendar"] });
  if (!name || from === undefined || !lasts) return undefined;
  checker.record(`stage ${name.text}`, declaration.span);
  return compact<Stage>({ name: name.text, from, lasts, doc: declaration.doc });
}
