/** Whom a cadence, trigger or play is for. */
import type { ScopeSyntax } from "../../grammar/tree.ts";
import type { Scope } from "../../schedule/types.ts";
import { withoutRepeats } from "../clauses.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import { compareText } from "../diagnostics/sort.ts";
import type { Checker } from "../program.ts";

/** `kind` is the declaration's; only a cadence has a `where`. Segments are sorted, as their order says nothing. */
export function checkScope(checker: Checker, syntax: ScopeSyntax, kind: "cadence" | "trigger" | "play"): Scope {
  const segments = withoutRepeats(checker, syntax.segments, "segment")
    .map((name) => checker.resolve("segment", name)?.name)
    .filter((name) => name !== undefined)
    .sort(compareText);
  if (syntax.where && kind !== "cadence") {
    const parameters = {
      clause: "where",
      where: `the scope of a ${kind}`,
      reason: `A ${kind} has conditions of its own.`,
      hint: "Put it into the condition, joined by `and`.",
    };
    checker.report("clause-not-here", parameters, syntax.where.span);
  }
  return compact<Scope>({
    segments: segments.length > 0 ? segments : undefined,
    stage: checker.resolve("stage", syntax.during)?.name,
    where: checkCondition(syntax.where, { checker }),
  });
}
