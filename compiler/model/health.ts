/**
 * Health scores. First their names and sizes, so that conditions everywhere find them as metrics; then, when all names
 * are known, the conditions and values that give the points.
 */
import { componentName, scoreName } from "../../grammar/names.ts";
import type { HealthDeclaration, ScoreComponentSyntax, ScoreLineSyntax, Value } from "../../grammar/tree.ts";
import type { Expression, Metric, Quantity, Score, ScoreComponent, ScoreLine } from "../../schedule/types.ts";
import { onlyClause } from "../clauses.ts";
import { compact } from "../compact.ts";
import { checkCondition, checkExpression } from "../conditions/condition.ts";
import type { ConditionPlace } from "../conditions/place.ts";
import type { Checker } from "../program.ts";
import { baseUnitsOf, literalOf } from "../values/quantities.ts";
import { checkBands } from "./bands.ts";
import { isQuantity } from "./fields.ts";

/** Scores are out of a hundred, so that one can be compared with the next. */
const usualTotal = 100;
const baseUnitsOfPoint = 1_000_000;

/** The metrics of a score and its components. */
export function checkScoreMetrics(checker: Checker, declaration: HealthDeclaration): Metric[] {
  const name = scoreName(declaration);
  const components = componentsOf(checker, declaration);
  if (declaration.components.length === 0 && !checker.isBroken(declaration.span)) {
    checker.report("nothing-to-do", { what: `The score \`${name.text}\``, parts: "components" }, name.span);
  }
  const total = components.reduce((sum, component) => sum + component.total, 0);
  const isWhole = components.length === declaration.components.length && components.length > 0;
  if (isWhole && total !== usualTotal * baseUnitsOfPoint && !checker.isBroken(declaration.span)) {
    const sums = components.map((component) => `${component.name} ${points(component.total)}`).join(" + ");
    checker.report("total-not-hundred", { score: name.text, sums, total: points(total) }, name.span);
  }
  const level = { quantity: "points", kind: "level", missing: "unknown", computed: true } as const;
  const score: Metric = { name: name.text, ...level, range: { from: 0, to: total } };
  const bands = checkBands(checker, declaration.bands, score);
  return [
    compact<Metric>({ ...score, bands, doc: declaration.doc }),
    ...components.map(({ name, total, doc }) =>
      compact<Metric>({ name, ...level, range: { from: 0, to: total }, doc }),
    ),
  ];
}

type Component = Pick<ScoreComponent, "name" | "total" | "doc"> & { syntax: ScoreComponentSyntax };

/** Those whose names and totals are sound. */
function componentsOf(checker: Checker, declaration: HealthDeclaration): Component[] {
  const score = scoreName(declaration);
  return declaration.components.flatMap((syntax) => {
    if (!syntax.name) return [];
    const total = pointsOf(checker, syntax.total, `The total of \`${syntax.name.text}\``);
    const { text } = componentName(score, syntax.name);
    return total === undefined ? [] : [compact<Component>({ name: text, total, doc: syntax.doc, syntax })];
  });
}

/** The score as the schedule holds it. All names are known by now. */
export function checkScore(checker: Checker, declaration: HealthDeclaration): Score {
  const { text: name } = scoreName(declaration);
  const path = `health ${name}`;
  checker.record(path, declaration.span);
  const components = declaration.components.flatMap((syntax): ScoreComponent[] => {
    const metric = syntax.name && checker.program.metrics.get(`${name}.${syntax.name.text}`);
    if (!metric?.range || !syntax.name) return [];
    const total = metric.range.to;
    const componentPath = `${path}/component ${syntax.name.text}`;
    checker.record(componentPath, syntax.span);
    const lines = linesOf(checker, syntax, componentPath);
    if (lines.length === syntax.lines.length) checkSum(checker, syntax, lines, total);
    return [compact<ScoreComponent>({ name: metric.name, total, lines, doc: syntax.doc })];
  });
  const clause = onlyClause(checker, declaration.lost, "lost", `The score \`${name}\``);
  const lost = checkCondition(clause?.content, { checker, inLose: true });
  return compact<Score>({ name, path, components, lost, doc: declaration.doc });
}

function checkSum(checker: Checker, { name, span }: ScoreComponentSyntax, lines: ScoreLine[], total: number): void {
  const sum = lines.reduce((all, line) => all + line.points, 0);
  if (sum === total || !name || checker.isBroken(span)) return;
  const sums = lines.map((line) => points(line.points)).join(" + ") || "0";
  const parameters = { component: name.text, sums, sum: points(sum), total: points(total) };
  checker.report("points-do-not-add-up", parameters, name.span);
}

function linesOf(checker: Checker, { name, lines }: ScoreComponentSyntax, path: string): ScoreLine[] {
  const place: ConditionPlace = { checker };
  return lines.flatMap((syntax, index) => {
    const points = pointsOf(checker, syntax.points, `A line of \`${name?.text}\``);
    const linePath = `${path}/line/${index + 1}`;
    checker.record(linePath, syntax.span);
    const rule = ruleOf(syntax, place);
    return points === undefined || !rule
      ? []
      : [compact<ScoreLine>({ path: linePath, points, ...rule, doc: syntax.doc })];
  });
}

function ruleOf({ rule }: ScoreLineSyntax, place: ConditionPlace) {
  if (rule?.kind === "when") {
    const when = checkCondition(rule.when, place);
    return when && { kind: "when" as const, when };
  }
  if (rule?.kind !== "by") return undefined;
  const by = checkExpression(rule.by, place);
  if (!by || !isQuantity(by.type)) {
    if (by && rule.by) {
      const what = "What points are given by";
      const actual = `\`${by.text}\``;
      place.checker.report(
        "wrong-value",
        { what, expected: "a quantity", actual, example: "avg seats over 30d" },
        rule.by.span,
      );
    }
    return undefined;
  }
  const ends = scaleOf(by, by.type, [rule.from, rule.to], place);
  if (!ends) return undefined;
  const [from, to] = ends;
  if (from !== to) return { kind: "by" as const, by, from, to };
  place.checker.report("bad-range", { what: "this scale", why: "Both of its ends are the same." }, rule.span);
  return undefined;
}

function scaleOf(by: Expression, quantity: Quantity, ends: (Value | undefined)[], { checker }: ConditionPlace) {
  const [from, to] = ends.map((value) => {
    const literal = literalOf(checker, value);
    return literal && baseUnitsOf(checker, literal, quantity, `An end of the scale of \`${by.text}\``);
  });
  return from === undefined || to === undefined ? undefined : ([from, to] as const);
}

function pointsOf(checker: Checker, value: Value | undefined, what: string): number | undefined {
  const literal = literalOf(checker, value);
  const points = literal && baseUnitsOf(checker, literal, "points", what);
  if (points === undefined || points > 0) return points;
  checker.report("must-be-positive", { what, least: "1 point" }, literal!.span);
  return undefined;
}

function points(units: number): string {
  return String(units / baseUnitsOfPoint);
}
