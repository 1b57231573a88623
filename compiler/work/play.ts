/** Plays: runs of work with a start, a win, a loss and an end (docs/language.md, section 8). */

import type { PlayDeclaration } from "../../grammar/tree.ts";
import { compareText } from "../../schedule/order.ts";
import type { Play } from "../../schedule/types.ts";
import { onlyClause, reportMissing, withoutRepeats } from "../clauses.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import type { Checker } from "../program.ts";
import { lengthOf } from "../values/figures.ts";
import { shareOf } from "../values/quantities.ts";
import { checkPhases } from "./phases.ts";
import { checkScope } from "./scope.ts";
import { levelOf, onChangeOf } from "./words.ts";

export function checkPlay(checker: Checker, declaration: PlayDeclaration): Play | undefined {
  const { name, clauses } = declaration;
  if (!name) return undefined;
  const path = `play ${name.text}`;
  const what = `The play \`${name.text}\``;
  checker.record(path, declaration.span);
  const start = onlyClause(checker, clauses, "start", what);
  const win = onlyClause(checker, clauses, "win", what);
  const lose = onlyClause(checker, clauses, "lose", what);
  const end = onlyClause(checker, clauses, "end", what);
  const again = onlyClause(checker, clauses, "again", what);
  const scope = checkScope(checker, declaration.scope, "play");
  const phases = checkPhases(checker, declaration, path);
  const escalations = escalationsOf(checker, declaration);
  const pauses = pausesOf(checker, declaration);
  const hasWork =
    declaration.phases.length > 0 ||
    clauses.some(({ kind }) => kind === "escalation" || kind === "pauses" || kind === "lifts");
  if (!hasWork && !checker.isBroken(declaration.span)) {
    checker.report("nothing-to-do", { what, parts: "phases" }, name.span);
  }
  return compact<Play>({
    name: name.text,
    path,
    scope,
    level: levelOf(checker, onlyClause(checker, clauses, "level", what)?.content),
    start: checkCondition(start?.content, { checker }),
    win: checkCondition(win?.content, { checker, inRun: true }),
    lose: checkCondition(lose?.content, { checker, inRun: true, inLose: true }),
    endAfter: lengthOf(checker, end?.content, { what: "The length of a run", clocks: ["calendar"] }),
    again: lengthOf(checker, again?.content, { what: "The rest between runs", clocks: ["calendar"] }),
    pauses,
    liftsTo: checker.resolve("model", onlyClause(checker, clauses, "lifts", what)?.content)?.name,
    target: checkTarget(checker, declaration, what),
    phases,
    escalations,
    onChange: onChangeOf(
      checker,
      clauses.filter((clause) => clause.kind === "on_change"),
      what,
    ),
    doc: declaration.doc,
  });
}

function escalationsOf(checker: Checker, { clauses }: PlayDeclaration): string[] {
  const names = clauses.flatMap((clause) => (clause.kind === "escalation" && clause.content ? [clause.content] : []));
  return withoutRepeats(checker, names, "escalation")
    .map((name) => checker.resolve("escalation", name)?.name)
    .filter((name) => name !== undefined)
    .sort(compareText);
}

function pausesOf(checker: Checker, { name, clauses }: PlayDeclaration): Play["pauses"] {
  const pauses = { cadence: new Set<string>(), play: new Set<string>() };
  for (const paused of clauses.flatMap((clause) => (clause.kind === "pauses" ? clause.content : []))) {
    const found = checker.resolve(paused.kind, paused.name)?.name;
    if (found === undefined || !paused.name) continue;
    if (paused.kind === "play" && found === name?.text) {
      checker.report("pauses-itself", { play: found }, paused.name.span);
    } else if (pauses[paused.kind].has(found)) {
      checker.report("repeated-in-list", { what: paused.kind, name: found }, paused.name.span);
    } else pauses[paused.kind].add(found);
  }
  return { cadences: [...pauses.cadence].sort(compareText), plays: [...pauses.play].sort(compareText) };
}

function checkTarget(checker: Checker, declaration: PlayDeclaration, what: string): Play["target"] {
  const clause = onlyClause(checker, declaration.clauses, "target", what);
  if (!clause) return undefined;
  const { outcome, operator, ratio: value } = clause.content;
  if (outcome && outcome.text !== "win") {
    const parameters = { what: "outcome", word: outcome.text, allowed: ["win"], suggestion: "win" };
    checker.report("unknown-word", parameters, outcome.span, { suggestion: "win" });
  }
  if (!declaration.clauses.some(({ kind }) => kind === "win")) {
    const requirement = {
      what,
      clause: "win",
      reason: "Its `target` counts won runs, and without `win` none is ever won.",
      example: "win when health >= 80",
    };
    reportMissing(checker, requirement, declaration.span, clause.span);
  }
  const ratio = shareOf(checker, value, "The target");
  return outcome && operator && ratio !== undefined ? { outcome: "win", operator, ratio } : undefined;
}
