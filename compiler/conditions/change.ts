/** Changes of a metric: falls, rises, and becoming a band. */
import { printCondition } from "../../grammar/print.ts";
import type { ConditionSyntax, Literal, Name } from "../../grammar/tree.ts";
import type { Baseline, Condition, Metric } from "../../schedule/types.ts";
import { likely } from "../diagnostics/suggest.ts";
import type { Checker } from "../program.ts";
import { compareDurations, durationOf } from "../values/durations.ts";
import { baseUnitsOf, canBe, literalOf } from "../values/quantities.ts";
import { wordsOfType, wordsOfValue } from "../values/type-words.ts";
import { type ConditionPlace, mayReadAccount } from "./place.ts";
import { checkSpan } from "./windows.ts";

type ChangeSyntax = Extract<ConditionSyntax, { kind: "change" }>;
type Threshold = NonNullable<Extract<Condition, { node: "change" }>["threshold"]>;

export function checkChange(syntax: ChangeSyntax, place: ConditionPlace): Condition | undefined {
  return syntax.anyComponent ? anyComponent(syntax, place) : changeOf(syntax, place);
}

/** `any component of health falls`: one of them at least does. */
function anyComponent(syntax: ChangeSyntax, place: ConditionPlace): Condition | undefined {
  const { checker } = place;
  const score = metricOf(syntax.subject, place);
  if (!score) return undefined;
  const components = [...checker.program.metrics.keys()].filter((name) => name.startsWith(`${score.name}.`)).sort();
  const operands = components.map((text) => {
    const { anyComponent: _, ...change } = syntax;
    return changeOf({ ...change, subject: { text, span: syntax.subject.span } }, place);
  });
  if (!operands.every((operand) => operand !== undefined)) return undefined;
  if (operands.length > 0) return { node: "or", operands, text: printCondition(syntax) };
  checker.report("no-components", { metric: score.name }, syntax.subject.span);
  return undefined;
}

function changeOf(syntax: ChangeSyntax, place: ConditionPlace): Condition | undefined {
  const metric = metricOf(syntax.subject, place);
  if (!metric) return undefined;
  const against = checkBaseline(syntax, metric, place);
  const literal = literalOf(place.checker, syntax.threshold?.amount);
  const amount = literal && checkAmount(place.checker, literal, metric);
  if (amount) warnOfBareNumber(syntax, metric, place.checker);
  if (!against || (syntax.threshold && !amount)) return undefined;
  const threshold = syntax.threshold && amount ? { operator: syntax.threshold.operator, ...amount } : undefined;
  const { direction } = syntax;
  const text = printCondition(syntax);
  return { node: "change", metric: metric.name, direction, ...(threshold ? { threshold } : {}), against, text };
}

/** `%` is always a share of what was before; else an amount of the metric's type. */
function checkAmount(
  checker: Checker,
  literal: Literal,
  metric: Metric,
): Pick<Threshold, "relative" | "amount"> | undefined {
  const relative = literal.kind === "ratio";
  if (!relative && !canBe(literal, metric.quantity)) {
    const type = wordsOfType(metric.quantity);
    checker.report("wrong-amount", { metric: metric.name, type, actual: wordsOfValue(literal) }, literal.span);
    return undefined;
  }
  const amount = baseUnitsOf(checker, literal, relative ? "ratio" : metric.quantity, "The change");
  return amount === undefined ? undefined : { relative, amount };
}

/** A number that is most often meant as a share: `falls > 30`. One that a `let` names is meant as it is. */
function warnOfBareNumber(syntax: ChangeSyntax, metric: Metric, checker: Checker): void {
  const amount = syntax.threshold?.amount;
  if (amount?.kind !== "number" || amount.value % 5 !== 0 || amount.value < 5 || amount.value > 100) return;
  if (!/^\d/.test(checker.file.text.slice(amount.span.start, amount.span.end))) return;
  const parameters = { metric: metric.name, direction: syntax.direction, number: String(amount.value) };
  checker.report("bare-change", parameters, amount.span);
}

function checkBaseline(syntax: ChangeSyntax, metric: Metric, place: ConditionPlace): Baseline | undefined {
  const { checker } = place;
  const refuse = (what: string, reason: string, hint: string) =>
    checker.report("wrong-baseline", { what, reason, hint }, syntax.span);
  const { against } = syntax;
  if (against?.kind === "since_start") return sinceStart(syntax, metric, place);
  const over =
    against?.kind === "week_over_week" ? ({ unit: "days", amount: 7 } as const) : checkSpan(checker, against?.over);
  if (against && !over) return undefined;
  if (!syntax.usual) {
    if (over) return { kind: "span", over };
    if (checker.isBroken(syntax.span)) return undefined;
    const hint = `Add a span, for example \`${metric.name} ${syntax.direction} > 30% over 7d\`.`;
    refuse(`The change of \`${metric.name}\``, "Nothing says what today is compared with.", hint);
    return undefined;
  }
  const usual = durationOf(checker, syntax.usual, { what: "The usual time", clocks: ["calendar"] });
  if (!usual) return undefined;
  if (metric.kind === "level") {
    if (!over) return { kind: "usual", usual };
    const reason =
      "It is a level: today's value is compared with the middle of the values of the time before, day by day.";
    refuse(`\`${metric.name}\` against usual`, reason, "Leave out the span and keep `against usual`.");
    return undefined;
  }
  if (!over) {
    const reason = "It is a flow: the sum of some days is compared with the sums of as many days before.";
    const hint = `Say how many days: \`${metric.name} ${syntax.direction} > 30% over 1w against usual 12w\`.`;
    refuse(`\`${metric.name}\` against usual`, reason, hint);
    return undefined;
  }
  if (compareDurations(usual, over) < 0) {
    const reason = "The usual time is shorter than the span, so that no earlier span lies in it.";
    refuse("This span", reason, "Make the usual time several times as long as the span.");
    return undefined;
  }
  return { kind: "usual", over, usual };
}

function sinceStart(syntax: ChangeSyntax, metric: Metric, place: ConditionPlace): Baseline | undefined {
  const { checker } = place;
  if (!place.inRun) {
    checker.report("only-in-run", { what: "`since start`" }, syntax.against!.span);
  } else if (metric.kind === "flow" || syntax.usual) {
    const what = `\`${metric.name}\` since the start`;
    const reason = "`since start` compares today's value of a level with its value on the run's first day.";
    const hint = "Name a `snapshot` metric, or compare spans with `over 7d`.";
    checker.report("wrong-baseline", { what, reason, hint }, syntax.span);
  } else return { kind: "since_start" };
  return undefined;
}

/** `health becomes yellow from green`. */
export function checkBecomes(
  syntax: Extract<ConditionSyntax, { kind: "becomes" }>,
  place: ConditionPlace,
): Condition | undefined {
  const metric = metricOf(syntax.subject, place);
  if (!metric) return undefined;
  if (!metric.bands) {
    place.checker.report("no-bands", { metric: metric.name }, syntax.subject.span);
    return undefined;
  }
  const band = bandOf(syntax.to, metric, place);
  const from = bandOf(syntax.from, metric, place);
  if (band === undefined || (syntax.from && from === undefined)) return undefined;
  if (syntax.from && from === band) {
    place.checker.report("repeated-in-list", { what: "band", name: band }, syntax.from.span);
    return undefined;
  }
  const text = printCondition(syntax);
  return { node: "becomes", metric: metric.name, band, ...(from === undefined ? {} : { from }), text };
}

function bandOf(name: Name | undefined, metric: Metric, place: ConditionPlace): string | undefined {
  if (!name) return undefined;
  const members = metric.bands?.map((band) => band.name) ?? [];
  if (members.includes(name.text)) {
    place.checker.useMember("metric", metric.name, name);
    return name.text;
  }
  const found = likely(name.text, members);
  const parameters = { name: name.text, of: metric.name, members, suggestion: found.suggestion };
  place.checker.report("unknown-member", parameters, name.span, found);
  return undefined;
}

function metricOf(name: Name, place: ConditionPlace): Metric | undefined {
  if (!mayReadAccount(place, "a metric", name.span)) return undefined;
  const symbol = place.checker.resolve("metric", name);
  return symbol && place.checker.program.metrics.get(symbol.name);
}
