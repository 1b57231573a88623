/** Bands: the ranges of a level by name, highest floor first. */
import type { BandSyntax, Span } from "../../grammar/tree.ts";
import type { Band, Metric } from "../../schedule/types.ts";
import type { Checker } from "../program.ts";
import { baseUnitsOf, literalOf } from "../values/quantities.ts";

/** The bands of a metric or score, in the order written; undefined when it has none. */
export function checkBands(checker: Checker, written: readonly BandSyntax[], metric: Metric): Band[] | undefined {
  const [first] = written;
  if (!first) return undefined;
  const report = (problem: string, span: Span) => checker.report("bad-bands", { metric: metric.name, problem }, span);
  if (metric.kind === "flow") {
    report("a flow is in no band, as its days add up", first.span);
    return undefined;
  }
  const bands: Band[] = [];
  const names = new Set<string>();
  for (const { name, floor: value, span } of written) {
    const literal = literalOf(checker, value);
    const floor = literal && baseUnitsOf(checker, literal, metric.quantity, "The floor of a band");
    if (floor === undefined) continue;
    const before = bands[bands.length - 1];
    if (names.has(name.text)) {
      checker.report("repeated-in-list", { what: "band", name: name.text }, name.span);
      continue;
    }
    if (before && floor >= before.floor) report(`\`${name.text}\` does not begin below \`${before.name}\``, span);
    else if (metric.range && (floor < metric.range.from || floor > metric.range.to)) {
      report(`the floor of \`${name.text}\` is outside the metric's range`, span);
    }
    names.add(name.text);
    bands.push({ name: name.text, floor });
  }
  return bands;
}
