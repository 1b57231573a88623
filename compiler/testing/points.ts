/** What tests expect a score or a component of one to have: the points it surely has, and those it may have. */
import type { ExpectedSyntax } from "../../grammar/tree.ts";
import type { Checker } from "../program.ts";
import { baseUnitsOf, literalOf } from "../values/quantities.ts";

/** `health.usage is 10..30`; undefined when something was reported. */
export function checkPoints(
  checker: Checker,
  { score: name, range }: Extract<ExpectedSyntax, { kind: "points" }>,
): { kind: "points"; score: string; low: number; high: number } | undefined {
  const symbol = checker.resolve("metric", name);
  const metric = symbol && checker.program.metrics.get(symbol.name);
  const [low, high] = [range?.from, range?.to].map((value) => {
    const literal = literalOf(checker, value);
    return literal && baseUnitsOf(checker, literal, "points", "An end of this range");
  });
  if (!metric || low === undefined || high === undefined) return undefined;
  if (!metric.computed) {
    checker.report("not-a-score", { metric: metric.name }, name.span);
    return undefined;
  }
  if (low > high) {
    const why = "Its second end is less than its first.";
    checker.report("bad-range", { what: "these points", why }, range!.span);
    return undefined;
  }
  return { kind: "points", score: metric.name, low, high };
}
