/** `roi`: what the programme costs and brings in (docs/language.md, section 17). */

import { printReturnLine } from "../../grammar/print-measures.ts";
import type { PerSyntax, ReturnDeclaration, ReturnLineSyntax } from "../../grammar/tree-measures.ts";
import { wordsOf } from "../../grammar/vocabulary.ts";
import type { Per, Return, ReturnLine } from "../../schedule/measures.ts";
import { onlyClause, reportMissing } from "../clauses.ts";
import { compact } from "../compact.ts";
import { fieldOf } from "../model/date-field.ts";
import type { Checker } from "../program.ts";
import { baseUnitsOf, literalOf } from "../values/quantities.ts";
import { checkGoal, returnScale } from "./goal.ts";

const what = "`roi`";

export function checkReturn(checker: Checker, declaration: ReturnDeclaration): Return {
  checker.record("roi", declaration.span);
  const seen = new Set<string>();
  const lines = declaration.lines.flatMap((syntax) => {
    const line = checkLine(checker, syntax);
    if (syntax.name && seen.has(`${syntax.side} ${syntax.name.text}`)) {
      checker.report("repeated-in-list", { what: syntax.side, name: syntax.name.text }, syntax.name.span);
      return [];
    }
    seen.add(`${syntax.side} ${syntax.name?.text}`);
    return line ?? [];
  });
  const examples = {
    cost: "cost salaries $65 per hour of csm",
    benefit: "benefit recovered 30% of arr per won at_risk",
  };
  for (const side of ["cost", "benefit"] as const) {
    if (declaration.lines.some((line) => line.side === side)) continue;
    const reason = "A return is what comes in less what it costs, as a share of the costs.";
    reportMissing(checker, { what, clause: side, reason, example: examples[side] }, declaration.span);
  }
  const target = onlyClause(checker, declaration.targets, "target", what);
  const { goal, goalText } = checkGoal(checker, target, returnScale, what);
  return compact<Return>({ lines, goal, goalText, doc: declaration.doc });
}

function checkLine(checker: Checker, syntax: ReturnLineSyntax): ReturnLine | undefined {
  const { name, side, span, doc } = syntax;
  if (!name) return undefined;
  const path = `${side} ${name.text}`;
  checker.record(path, span);
  const per = checkPer(checker, syntax.per);
  const amount = checkAmount(checker, syntax, per);
  if (!per || !amount) return undefined;
  // What is assumed is told beside the result: the figure, and not the name of a let.
  const text = printReturnLine(compact<ReturnLineSyntax>({ ...syntax, amount: literalOf(checker, syntax.amount) }));
  return compact<ReturnLine>({ name: name.text, path, side, text, amount, per, doc });
}

function checkAmount(
  checker: Checker,
  { name, amount: value, of }: ReturnLineSyntax,
  per: Per | undefined,
): ReturnLine["amount"] | undefined {
  const of_ = `The amount of \`${name?.text}\``;
  const literal = literalOf(checker, value);
  if (!of) {
    if (literal?.kind === "ratio") {
      const reason = "A share by itself is of nothing.";
      const requirement = { what: of_, clause: "of", reason, example: "30% of arr" };
      reportMissing(checker, requirement, literal.span, literal.span);
      return undefined;
    }
    const money = literal && baseUnitsOf(checker, literal, "money", of_);
    return money === undefined ? undefined : { kind: "money", money };
  }
  const field = fieldOf(checker, of, `What ${of_.replace("The", "the")} is a share of`, "money", "an amount of money");
  const ratio = literal && baseUnitsOf(checker, literal, "ratio", of_);
  if (per?.kind === "hour" || per?.kind === "period")
    checker.report("share-of-no-customer", { field: of.text }, of.span);
  else if (field && ratio !== undefined) return { kind: "share", ratio, field: field.name };
  return undefined;
}

const months = { month: 1, quarter: 3, year: 12 } as const;

function checkPer(checker: Checker, syntax: PerSyntax | undefined): Per | undefined {
  switch (syntax?.kind) {
    case undefined:
      return undefined;
    case "hour": {
      const role = checker.resolve("role", syntax.role)?.name;
      return role === undefined ? undefined : { kind: "hour", role };
    }
    case "period":
      return { kind: "period", months: months[syntax.unit] };
    case "touch": {
      const touch = checker.resolve("touch", syntax.touch)?.name;
      return touch === undefined ? undefined : { kind: "touch", touch };
    }
    case "won": {
      const play = checker.resolve("play", syntax.play)?.name;
      return play === undefined ? undefined : { kind: "won", play };
    }
    case "named": {
      const { name } = syntax;
      if (name && wordsOf("channel").includes(name.text)) return { kind: "channel", channel: name.text };
      const event = checker.resolve("event", name)?.name;
      return event === undefined ? undefined : { kind: "event", event };
    }
  }
}
