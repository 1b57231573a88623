/** Whom a cadence, trigger or play is for. */

import type { ScopeSyntax } from "../../grammar/tree.ts";
import { compareText } from "../../schedule/order.ts";
import type { Scope } from "../../schedule/types.ts";
import { withoutRepeats } from "../clauses.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import type { SymbolKind } from "../names/symbols.ts";
import type { Checker } from "../program.ts";

/** `kind` is the declaration's; triggers and plays have no `where`. Segments and models are sorted, as their order says nothing. */
export function checkScope(
  checker: Checker,
  syntax: ScopeSyntax,
  kind: "cadence" | "trigger" | "play" | "experiment" | "assume",
): Scope {
  const whom = withoutRepeats(checker, syntax.segments, "segment")
    .map((name) => checker.resolve(kindsOfWhom(checker), name))
    .filter((symbol) => symbol !== undefined);
  const namesOf = (kind: SymbolKind) =>
    whom
      .filter((symbol) => symbol.kind === kind)
      .map(({ name }) => name)
      .sort(compareText);
  const segments = namesOf("segment");
  const models = namesOf("model");
  if (syntax.where && (kind === "trigger" || kind === "play")) {
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
    models: models.length > 0 ? models : undefined,
    stage: checker.resolve("stage", syntax.during)?.name,
    where: checkCondition(syntax.where, { checker }),
  });
}

/** Whoever has no touch models is not told of them. */
export function kindsOfWhom({ program }: Checker): readonly SymbolKind[] {
  return program.symbols.names("model").length > 0 ? ["segment", "model"] : ["segment"];
}
