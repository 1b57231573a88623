/** Where declarations may break: their clauses, steps and fields, and what is long in those. */
import type {
  Declaration,
  FieldSyntax,
  PolicyClause,
  ScoreComponentSyntax,
  Span,
  WorkDeclaration,
} from "../../grammar/tree.ts";
import { layOutCondition, layOutExpression } from "./conditions.ts";
import { layOutJourney } from "./journeys.ts";
import { type Layout, lineIndent } from "./layout.ts";
import { layOutMeasure, layOutReturn } from "./measures.ts";
import { layOutTest } from "./tests.ts";
import { layOutCadence, layOutEscalation, layOutExperiment, layOutPlay, layOutTrigger } from "./work.ts";

type Of<Kind extends Declaration["kind"]> = Extract<Declaration, { kind: Kind }>;

/** Makes the groups of one declaration, which begins a line. */
export function layOutDeclaration(layout: Layout, declaration: Declaration): void {
  switch (declaration.kind) {
    case "account":
      layOutAccount(layout, declaration);
      break;
    case "metric":
      layOutMetric(layout, declaration);
      break;
    case "health":
      layOutHealth(layout, declaration);
      break;
    case "event":
      layOutEvent(layout, declaration);
      break;
    case "contact":
      layOutContact(layout, declaration);
      break;
    case "role":
      layout.item(declaration.span, 0, startsOf(layout, declaration.clauses));
      break;
    case "calendar":
      layOutItems(layout, declaration.span, declaration.ranges);
      break;
    case "segments":
      layOutSegments(layout, declaration);
      break;
    case "models":
      layOutModels(layout, declaration);
      break;
    case "journey":
      layOutJourney(layout, declaration);
      break;
    case "touch":
    case "task":
      layOutWork(layout, declaration);
      break;
    case "cadence":
      layOutCadence(layout, declaration);
      break;
    case "trigger":
      layOutTrigger(layout, declaration);
      break;
    case "play":
      layOutPlay(layout, declaration);
      break;
    case "escalation":
      layOutEscalation(layout, declaration);
      break;
    case "experiment":
      layOutExperiment(layout, declaration);
      break;
    case "measure":
      layOutMeasure(layout, declaration);
      break;
    case "roi":
      layOutReturn(layout, declaration);
      break;
    case "policy":
      layOutPolicy(layout, declaration);
      break;
    case "team":
      layOutItems(layout, declaration.span, declaration.members);
      break;
    case "assume":
      layOutAssume(layout, declaration);
      break;
    case "test":
      layOutTest(layout, declaration);
      break;
    case "use":
      layOutUse(layout, declaration);
      break;
    case "let":
      layOutLet(layout, declaration);
      break;
    case "stage":
    case "cover":
      layout.item(declaration.span, 0);
  }
}

function layOutLet(layout: Layout, { span, value }: Of<"let">): void {
  const behind = layout.item(span, 0);
  if (value?.kind === "by_segment") layout.list(value.figures, behind);
}

function startsOf(layout: Layout, nodes: readonly { span: Span }[]): number[] {
  return nodes.map(({ span }) => layout.firstOf(span));
}

function layOutContact(layout: Layout, { span, names, vacant }: Of<"contact">): void {
  if (!vacant) {
    layout.list(names, layout.item(span, 0));
    return;
  }
  const column = layout.block(span, 0, [], startsOf(layout, vacant));
  layout.list(names, 2 * lineIndent);
  for (const clause of vacant) layout.item(clause.span, column);
}

/** A block whose items are short. */
function layOutItems(layout: Layout, span: Span, items: readonly { span: Span }[]): void {
  const column = layout.block(span, 0, [], startsOf(layout, items));
  for (const item of items) layout.item(item.span, column);
}

function layOutFields(layout: Layout, fields: readonly FieldSyntax[], column: number): void {
  for (const field of fields) {
    const behind = layout.item(field.span, column);
    if (field.type?.kind === "enum") layout.list(field.type.members, behind);
  }
}

function layOutAccount(layout: Layout, { span, fields, begins, ends }: Of<"account">): void {
  const ranges = [...begins, ...ends];
  const column = layout.block(span, 0, [], startsOf(layout, [...fields, ...ranges]));
  layOutFields(layout, fields, column);
  for (const clause of ranges) layout.item(clause.span, column);
}

function layOutMetric(layout: Layout, { span, missing, bands }: Of<"metric">): void {
  const breaks = missing ? [layout.firstOf(missing.span)] : [];
  // The word `bands` stands before the first of them.
  if (bands[0]) breaks.push(layout.firstOf(bands[0].span) - 1);
  layout.list(bands, layout.item(span, 0, breaks));
}

function layOutHealth(layout: Layout, { span, components, bands, lost }: Of<"health">): void {
  // The word `bands` stands before the first of them.
  const first = bands[0] && layout.firstOf(bands[0].span) - 1;
  const items = startsOf(layout, [...components, ...lost]);
  const column = layout.block(span, 0, [], first === undefined ? items : [...items, first]);
  for (const clause of lost) layOutCondition(layout, clause.content, layout.item(clause.span, column));
  for (const component of components) layOutComponent(layout, component, column);
  if (first !== undefined) layout.list(bands, layout.line(first, layout.lastOf(bands.at(-1)!.span), column));
}

function layOutComponent(layout: Layout, { span, lines }: ScoreComponentSyntax, column: number): void {
  const inside = layout.block(span, column, [], startsOf(layout, lines));
  for (const line of lines) {
    const behind = layout.item(line.span, inside, line.rule ? [layout.firstOf(line.rule.span)] : []);
    if (line.rule?.kind === "when") layOutCondition(layout, line.rule.when, behind);
    if (line.rule?.kind === "by") layOutExpression(layout, line.rule.by, behind);
  }
}

function layOutEvent(layout: Layout, { span, names, fields, key, closedBy }: Of<"event">): void {
  // `key FIELD` and `closed by EVENT` have no span of their own.
  const others = [
    ...(key ? [{ first: layout.firstOf(key.span) - 1, last: layout.lastOf(key.span) }] : []),
    ...(closedBy ? [{ first: layout.firstOf(closedBy.span) - 2, last: layout.lastOf(closedBy.span) }] : []),
  ];
  const items = [...startsOf(layout, fields), ...others.map(({ first }) => first)];
  const column = layout.block(span, 0, [], items);
  layout.list(names, lineIndent);
  layOutFields(layout, fields, column);
  for (const { first, last } of others) layout.line(first, last, column);
}

function layOutModels(layout: Layout, { span, models }: Of<"models">): void {
  const column = layout.block(span, 0, [], startsOf(layout, models));
  for (const model of models) {
    const inside = layout.block(model.span, column, [], startsOf(layout, model.clauses));
    layOutCondition(layout, model.when, column + lineIndent);
    for (const clause of model.clauses) layout.item(clause.span, inside);
  }
}

function layOutSegments(layout: Layout, { span, reviewed, segments }: Of<"segments">): void {
  const breaks = reviewed ? [layout.firstOf(reviewed.span)] : [];
  const column = layout.block(span, 0, breaks, startsOf(layout, segments));
  for (const segment of segments) layOutCondition(layout, segment.when, layout.item(segment.span, column));
}

function layOutWork(layout: Layout, { span, clauses }: WorkDeclaration): void {
  const column = layout.block(span, 0, [], startsOf(layout, clauses));
  for (const clause of clauses) {
    const behind = layout.item(clause.span, column);
    if (clause.kind === "purpose") layout.list(clause.content, behind);
    if (clause.kind === "target") layout.list(clause.content.segments ?? [], behind);
    // `video or phone`: a line begins with the `or`.
    if (clause.kind === "channel") {
      const starts = startsOf(layout, clause.content).map((start, index) => (index === 0 ? start : start - 1));
      layout.fill(starts, layout.lastOf(clause.span), behind);
    }
  }
}

function layOutPolicy(layout: Layout, { span, clauses }: Of<"policy">): void {
  const column = layout.block(span, 0, [], startsOf(layout, clauses));
  for (const clause of clauses) layout.list(listIn(clause), layout.item(clause.span, column));
}

function layOutAssume(layout: Layout, { span, lines }: Of<"assume">): void {
  const column = layout.block(span, 0, [], startsOf(layout, lines));
  for (const line of lines) layout.list(line.whom, layout.item(line.span, column));
}

function layOutUse(layout: Layout, { span, items = [] }: Of<"use">): void {
  const column = layout.block(span, 0, [], startsOf(layout, items));
  for (const item of items) layout.list(item.names, layout.item(item.span, column));
}

function listIn(clause: PolicyClause): readonly { span: Span }[] {
  switch (clause.kind) {
    case "limit":
    case "quiet":
    case "spread":
      return clause.content.except;
    case "consent":
      return clause.content;
    case "hours":
      return clause.content.days.map(({ from }) => from);
    default:
      return [];
  }
}
