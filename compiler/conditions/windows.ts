/** Windows: the last days of a metric or of events. */
import { printExpression } from "../../grammar/print.ts";
import type { ExpressionSyntax, Name, Value } from "../../grammar/tree.ts";
import type { Aggregate, Duration, Expression, Metric } from "../../schedule/types.ts";
import { isQuantity } from "../model/fields.ts";
import type { Checker } from "../program.ts";
import { durationOf } from "../values/durations.ts";
import { wordsOfField } from "../values/type-words.ts";
import { checkFilter } from "./filter.ts";
import { reportUnknownValue } from "./names.ts";
import { type ConditionPlace, mayReadAccount } from "./place.ts";

type WindowSyntax = Extract<ExpressionSyntax, { kind: "window" }>;

/** The length of a window: whole calendar units, at least one, at most ten years. */
export function checkSpan(checker: Checker, value: Value | undefined): Duration | undefined {
  return durationOf(checker, value, { what: "A window", clocks: ["calendar"] });
}

export function checkWindow(syntax: WindowSyntax, place: ConditionPlace): Expression | undefined {
  if (!mayReadAccount(place, "a window of days", syntax.span)) return undefined;
  const over = checkSpan(place.checker, syntax.over);
  const component = componentOf(syntax, place.checker);
  if (component) return metricWindow({ ...syntax, of: component }, over, place);
  return syntax.field ? eventValues(syntax, syntax.field, over, place) : metricWindow(syntax, over, place);
}

/** `avg health.usage over 30d` is a window of a score's component, not of an event's field. */
function componentOf({ of, field }: WindowSyntax, checker: Checker): Name | undefined {
  if (!of || !field) return undefined;
  const text = `${of.text}.${field.text}`;
  const span = { start: of.span.start, end: field.span.end };
  return checker.program.symbols.get("metric", text) && { text, span };
}

function metricWindow(syntax: WindowSyntax, over: Duration | undefined, place: ConditionPlace): Expression | undefined {
  const { checker } = place;
  if (!syntax.of) return undefined;
  const isKnown = ["field", "metric"].some((kind) => checker.program.symbols.get(kind as "field", syntax.of!.text));
  if (!isKnown && !checker.program.symbols.get("event", syntax.of.text)) {
    reportUnknownValue(syntax.of, place, ["metric"]);
    return undefined;
  }
  const symbol = checker.resolve("metric", syntax.of);
  const metric = symbol && checker.program.metrics.get(symbol.name);
  if (syntax.where) {
    const parameters = {
      clause: "where",
      where: "a window of a metric",
      reason: "A metric is one number a day, with nothing in it to choose from.",
      hint: "Remove it, or count the days: `days with (...) over 14d`.",
    };
    checker.report("clause-not-here", parameters, syntax.where.span);
  }
  if (!metric || !over) return undefined;
  const aggregate = aggregateOf(syntax, metric, checker);
  if (!aggregate) return undefined;
  const text = printExpression(syntax);
  return { node: "window", aggregate, metric: metric.name, over, type: metric.quantity, text };
}

/** A flow is added up; of a level the average, least or greatest value is asked. */
function aggregateOf(syntax: WindowSyntax, metric: Metric, checker: Checker): Aggregate | undefined {
  const written = syntax.aggregate;
  const { name } = metric;
  if (metric.kind === "flow") {
    if (written === undefined || written === "sum") return "sum";
    const why = `\`${name}\` is a flow (\`per day\`): its days add up, and a window of it is their sum.`;
    const instead = `Compare the sum, \`${name} over 30d\`, or count days: \`days with (${name} > 0) over 30d\`.`;
    checker.report("wrong-window", { name, why, instead }, syntax.span);
    return undefined;
  }
  if (written !== undefined && written !== "sum") return written;
  const why = `\`${name}\` is a level (\`snapshot\`): its values do not add up over days.`;
  const instead = `Say which value of the window is meant: \`avg ${name} over 7d\`, \`min\` or \`max\`.`;
  checker.report("wrong-window", { name, why, instead }, syntax.span);
  return undefined;
}

function eventValues(
  syntax: WindowSyntax,
  fieldName: Name,
  over: Duration | undefined,
  place: ConditionPlace,
): Expression | undefined {
  const { checker } = place;
  const symbol = checker.resolve("event", syntax.of);
  const event = symbol && checker.program.events.get(symbol.name);
  if (!event) return undefined;
  const filter = checkFilter(syntax.where, event, place);
  const field = event.fields.find((each) => each.name === fieldName.text);
  if (!field) {
    reportUnknownValue(fieldName, { checker, event }, []);
    return undefined;
  }
  checker.useMember("event", event.name, fieldName);
  if (!isQuantity(field.type)) {
    const what = `\`${event.name}.${field.name}\` in a window`;
    const parameters = { field: field.name, actual: wordsOfField(field), expected: "a quantity", what };
    checker.report("wrong-field-type", parameters, fieldName.span);
    return undefined;
  }
  if (!syntax.aggregate) {
    const name = `${event.name}.${field.name}`;
    const why = "Several events can lie in the window, each with its own value.";
    const instead = `Say which value is meant: \`avg ${name} over 30d\`, \`sum\`, \`min\` or \`max\`.`;
    checker.report("wrong-window", { name, why, instead }, syntax.span);
    return undefined;
  }
  if (!over || filter === "reported") return undefined;
  return {
    node: "event_values",
    aggregate: syntax.aggregate,
    event: event.name,
    field: field.name,
    ...filter,
    over,
    type: field.type,
    text: printExpression(syntax),
  };
}
