/** Metrics: a number a day. */
import type { MetricDeclaration } from "../../grammar/tree.ts";
import type { Metric } from "../../schedule/types.ts";
import { reportMissing } from "../clauses.ts";
import { compact } from "../compact.ts";
import type { Checker } from "../program.ts";
import { checkBands } from "./bands.ts";
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
  return compact<Metric>({ ...metric, bands: checkBands(checker, declaration.bands, metric), doc: declaration.doc });
}
