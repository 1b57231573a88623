/** Touch models: read from top to bottom, the highest first; the first that matches is the customer's own. */
import type { ModelSyntax, ModelsDeclaration, Range } from "../../grammar/tree.ts";
import type { Coverage, NumberRange, TouchModel } from "../../schedule/types.ts";
import { onlyClause } from "../clauses.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import type { Checker } from "../program.ts";
import { wholeNumberOf } from "../values/quantities.ts";

export function checkTouchModels(checker: Checker, declaration: ModelsDeclaration): TouchModel[] {
  const models: TouchModel[] = [];
  let isDecided = false;
  for (const syntax of declaration.models) {
    const { name, when, otherwise, span, doc } = syntax;
    if (!name) continue;
    if (isDecided) checker.report("model-after-otherwise", { model: name.text }, name.span);
    isDecided ||= otherwise;
    const condition = checkCondition(when, { checker, inModels: true });
    checker.record(`model ${name.text}`, span);
    models.push(compact<TouchModel>({ name: name.text, when: condition, coverage: coverageOf(checker, syntax), doc }));
  }
  return models;
}

function coverageOf(checker: Checker, { name, clauses }: ModelSyntax): Coverage | undefined {
  const syntax = onlyClause(checker, clauses, "coverage", `The model \`${name?.text}\``)?.content;
  if (!syntax) return undefined;
  if (syntax.kind === "none") return { kind: "none" };
  const role = checker.resolve("role", syntax.role)?.name;
  const accounts = numbersOf(checker, syntax.accounts, "The number of accounts");
  if (syntax.kind === "dedicated")
    return role !== undefined && accounts ? { kind: "dedicated", role, accounts } : undefined;
  const people = numbersOf(checker, syntax.people, "The number of people");
  return role !== undefined && people && accounts ? { kind: "pooled", role, people, accounts } : undefined;
}

function numbersOf(checker: Checker, range: Range | undefined, what: string): NumberRange | undefined {
  const from = wholeNumberOf(checker, range?.from, what, 1);
  const to = range?.to === range?.from ? from : wholeNumberOf(checker, range?.to, what, 1);
  if (from === undefined || to === undefined) return undefined;
  if (from <= to) return { from, to };
  checker.report(
    "bad-range",
    { what: what.toLowerCase(), why: "Its second number is smaller than its first." },
    range!.span,
  );
  return undefined;
}
