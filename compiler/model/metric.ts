/** Metrics: a number a day. */
import type { MetricDeclaration, Span } from "../../grammar/tree.ts";
import type { Band, Metric } from "../../schedule/types.ts";
import { reportMissing } from "../clauses.ts";
import { compact } from "../compact.ts";
import type { Checker } from "../program.ts";
import { baseUnitsOf, literalOf } from "../values/quantities.ts";
import { checkType, isQuantity, quantities } from "./fields.ts";

export function checkMetric(checker: Checker, declaration: MetricDeclaration): Metric | undefined {
  const { name, measure, missing } = declaration;
  if (!name) return undefined;
  const type = declaration.type && checkType(checker, declaration.type, quantities);
  if (!measure) {
    const requirement = {
      what: `The metric \`${name.text}\``,
      clause: "per day",
      reason: "The values of a flow add up over days; of a level the last one stands.",
      example: "per day` or `snapshot",
    };
    reportMissing(checker, requirement, declaration.span, name.span);
  }
  if (!type || !measure || !isQuantity(type.type)) return undefined;
  const rule = missing?.rule;
  if (missing && (missing.rule === "zero") !== (measure.kind === "flow")) {
    const kind = measure.kind === "flow" ? "a flow (`per day`)" : "a level (`snapshot`)";
    const written = missing.rule === "zero" ? "is zero" : "carries";
    checker.report("missing-rule-misfit", { metric: name.text, rule: written, kind }, missing.span);
  }
  const metric: Metric = {
    name: name.text,
    quantity: type.type,
    ...(type.range ? { range: type.range } : {}),
    kind: measure.kind,
    missing: rule ?? "unknown",
  };
  checker.record(`metric ${name.text}`, declaration.span);
  return compact<Metric>({ ...metric, bands: checkBands(checker, declaration, metric), doc: declaration.doc });
}

function checkBands(checker: Checker, declaration: MetricDeclaration, metric: Metric): Band[] | undefined {
  const [first] = declaration.bands;
  if (!first) return undefined;
  const report = (problem: string, span: Span) => checker.report("bad-bands", { metric: metric.name, problem }, span);
  if (metric.kind === "flow") {
    report("a flow is in no band, as its days add up", first.span);
    return undefined;
  }
  const bands: Band[] = [];
  const names = new Set<string>();
  for (const { name, floor: value, span } of declaration.bands) {
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
