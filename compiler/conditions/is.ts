/** `is`: members of enums, segments and bands; and whether something is known. */
import { printCondition } from "../../grammar/print.ts";
import type { ConditionSyntax, Name } from "../../grammar/tree.ts";
import type { Condition, Expression } from "../../schedule/types.ts";
import { withoutRepeats } from "../clauses.ts";
import { likely } from "../diagnostics/suggest.ts";
import { wordsOfField, wordsOfMetric } from "../values/type-words.ts";
import { findValue, type NamedValue, reportUnknownValue } from "./names.ts";
import { type ConditionPlace, mayReadAccount } from "./place.ts";
import { checkOverdue, isOverdue } from "./stages.ts";

type IsSyntax = Extract<ConditionSyntax, { kind: "is" }>;

export function checkIs(syntax: IsSyntax, place: ConditionPlace): Condition | undefined {
  const text = printCondition({ ...syntax, negated: false });
  const check = isOfCustomer(syntax, place) ? customerIs : isOverdue(syntax, place) ? checkOverdue : valueIs;
  const positive = check(syntax, text, place);
  if (!positive || !syntax.negated) return positive;
  return { node: "not", operand: positive, text: printCondition(syntax) };
}

/** `segment is smb` and, in a project with touch models, `model is low_touch` ask for what the customer is in. */
function isOfCustomer({ subject }: IsSyntax, { checker, event }: ConditionPlace): boolean {
  if (event) return false;
  const { symbols } = checker.program;
  return (
    subject.text === "segment" ||
    (subject.text === "model" && !symbols.get("field", "model") && !symbols.get("metric", "model"))
  );
}

function customerIs(syntax: IsSyntax, text: string, place: ConditionPlace): Condition | undefined {
  return syntax.subject.text === "segment" ? segmentIs(syntax, text, place) : modelIs(syntax, text, place);
}

function modelIs(syntax: IsSyntax, text: string, place: ConditionPlace): Condition | undefined {
  const what = "the customer's touch model";
  if (place.inSegments) place.checker.report("segment-reads", { what }, syntax.span);
  else if (place.inModels) place.checker.report("model-reads", { what }, syntax.span);
  if (place.inSegments || place.inModels) return undefined;
  const names = withoutRepeats(place.checker, syntax.values, "model");
  const values = names.map((name) => place.checker.resolve("model", name)?.name);
  if (values.length === 0 || !values.every((value) => value !== undefined)) return undefined;
  return { node: "model", values, text };
}

function segmentIs(syntax: IsSyntax, text: string, place: ConditionPlace): Condition | undefined {
  if (place.inSegments) {
    place.checker.report("segment-reads", { what: "the customer's segment" }, syntax.span);
    return undefined;
  }
  const names = withoutRepeats(place.checker, syntax.values, "segment");
  const values = names.map((name) => place.checker.resolve("segment", name)?.name);
  if (values.length === 0 || !values.every((value) => value !== undefined)) return undefined;
  return { node: "segment", values, text };
}

function valueIs(syntax: IsSyntax, text: string, place: ConditionPlace): Condition | undefined {
  const { subject } = syntax;
  const found = subjectOf(subject, place);
  if (!found || found.kind === "reported") return undefined;
  if (found.kind === "metric") {
    const { metric } = found;
    if (!metric.bands) return reportNoMembers(subject, wordsOfMetric(metric), place);
    const names = metric.bands.map((band) => band.name);
    const values = membersOf(syntax.values, subject, names, "band", place);
    for (const name of syntax.values) place.checker.useMember("metric", metric.name, name);
    return values && { node: "band", metric: metric.name, values, text };
  }
  const { field } = found;
  if (!field.members) return reportNoMembers(subject, wordsOfField(field), place);
  const values = membersOf(syntax.values, subject, field.members, "value", place);
  if (found.kind === "field") for (const name of syntax.values) place.checker.useMember("field", field.name, name);
  const of: Expression = { node: found.kind, field: field.name, type: field.type, text: subject.text };
  return values && { node: "member", of, values, text };
}

/** The values named, each once; undefined when one is no member. */
function membersOf(
  names: readonly Name[],
  subject: Name,
  members: readonly string[],
  what: string,
  place: ConditionPlace,
): string[] | undefined {
  const values = withoutRepeats(place.checker, names, what).map((name) => name.text);
  const unknown = names.filter((name) => !members.includes(name.text));
  for (const name of unknown) {
    const found = likely(name.text, members);
    const parameters = { name: name.text, of: subject.text, members, suggestion: found.suggestion };
    place.checker.report("unknown-member", parameters, name.span, found);
  }
  return unknown.length === 0 && values.length > 0 ? values : undefined;
}

/** `notice_given is known`: of a field, or of a metric's value of the day. */
export function checkKnown(
  syntax: Extract<ConditionSyntax, { kind: "known" }>,
  place: ConditionPlace,
): Condition | undefined {
  const found = subjectOf(syntax.subject, place);
  if (!found || found.kind === "reported") return undefined;
  const text = syntax.subject.text;
  const of: Expression =
    found.kind === "metric"
      ? { node: "metric", metric: found.metric.name, type: found.metric.quantity, text }
      : { node: found.kind, field: found.field.name, type: found.field.type, text };
  const known: Condition = { node: "known", of, text: printCondition({ ...syntax, known: true }) };
  return syntax.known ? known : { node: "not", operand: known, text: printCondition(syntax) };
}

function subjectOf(name: Name, place: ConditionPlace): NamedValue | undefined {
  const found = findValue(name, place);
  if (found) return found;
  if (place.checker.program.symbols.get("event", name.text) && !mayReadAccount(place, "other events", name.span)) {
    return undefined;
  }
  reportUnknownValue(name, place, ["field", "metric"]);
  return undefined;
}

function reportNoMembers(name: Name, actual: string, place: ConditionPlace): undefined {
  place.checker.report("has-no-members", { name: name.text, actual }, name.span);
}
