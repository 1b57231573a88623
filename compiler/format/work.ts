/** Where cadences, triggers, plays and escalations may break. */
import type {
  ActionSyntax,
  CadenceDeclaration,
  EscalationDeclaration,
  ExperimentDeclaration,
  PhaseSyntax,
  PlayClause,
  PlayDeclaration,
  RungSyntax,
  ScopeSyntax,
  Span,
  StepSyntax,
  TriggerClause,
  TriggerDeclaration,
} from "../../grammar/tree.ts";
import { layOutCondition } from "./conditions.ts";
import { type Layout, lineIndent } from "./layout.ts";

export function layOutCadence(layout: Layout, { span, scope, anchors, onChange, steps }: CadenceDeclaration): void {
  const breaks = [...scopeStarts(layout, scope), ...anchors.map((anchor) => layout.firstOf(anchor.span))];
  const column = layout.block(span, 0, breaks, startsOf(layout, [...onChange, ...steps]));
  layOutScope(layout, scope);
  for (const clause of onChange) layout.item(clause.span, column);
  for (const step of steps) layOutStep(layout, step, column);
}

export function layOutTrigger(layout: Layout, { span, scope, clauses }: TriggerDeclaration): void {
  const column = layout.block(span, 0, scopeStarts(layout, scope), startsOf(layout, clauses));
  layOutScope(layout, scope);
  for (const clause of clauses) layOutTriggerClause(layout, clause, layout.item(clause.span, column));
}

export function layOutPlay(layout: Layout, { span, scope, clauses, phases }: PlayDeclaration): void {
  const column = layout.block(span, 0, scopeStarts(layout, scope), startsOf(layout, [...clauses, ...phases]));
  layOutScope(layout, scope);
  for (const clause of clauses) layOutPlayClause(layout, clause, layout.item(clause.span, column));
  for (const phase of phases) layOutPhase(layout, phase, column);
}

export function layOutEscalation(layout: Layout, { span, rungs, stopOn, onChange }: EscalationDeclaration): void {
  // Several `stop on` are one list in the tree.
  const stops = runsOf(layout, stopOn).map((events) => ({ events, first: layout.firstOf(events[0]!.span) - 2 }));
  const column = layout.block(
    span,
    0,
    [],
    [...startsOf(layout, [...rungs, ...onChange]), ...stops.map(({ first }) => first)],
  );
  for (const clause of onChange) layout.item(clause.span, column);
  for (const { events, first } of stops) {
    layout.list(events, layout.line(first, layout.lastOf(events.at(-1)!.span), column));
  }
  for (const rung of rungs) layOutRung(layout, rung, column);
}

export function layOutExperiment(layout: Layout, { span, scope, arms }: ExperimentDeclaration): void {
  const column = layout.block(span, 0, scopeStarts(layout, scope), startsOf(layout, arms));
  layOutScope(layout, scope);
  for (const arm of arms) {
    const inside = layout.block(arm.span, column, [], startsOf(layout, arm.members));
    for (const member of arm.members) layout.item(member.span, inside);
  }
}

function startsOf(layout: Layout, nodes: readonly { span: Span }[]): number[] {
  return nodes.map(({ span }) => layout.firstOf(span));
}

// ---- scope -----------------------------------------------------------------------------------------------------

/** The words `for`, `during` and `where`, each before what it is about; `for` may stand several times. */
function scopeStarts(layout: Layout, { segments, during, where }: ScopeSyntax): number[] {
  const fors = startsOf(layout, segments).map((start) => start - 1);
  const others = [during, where].flatMap((part) => (part ? [layout.firstOf(part.span) - 1] : []));
  return [...fors.filter((start) => layout.isWord(start, "for")), ...others];
}

function layOutScope(layout: Layout, { segments, where }: ScopeSyntax): void {
  const behind = 2 * lineIndent;
  for (const run of runsOf(layout, segments)) layout.list(run, behind);
  layOutCondition(layout, where, behind);
}

/** Names that stand in one list, with commas between them. */
function runsOf<Member extends { span: Span }>(layout: Layout, members: readonly Member[]): Member[][] {
  const runs: Member[][] = [];
  for (const member of members) {
    const run = runs.at(-1);
    if (run && layout.isWord(layout.firstOf(member.span) - 1, ",")) run.push(member);
    else runs.push([member]);
  }
  return runs;
}

// ---- actions ---------------------------------------------------------------------------------------------------

/** Second and later actions can begin a line. */
function actionBreaks(layout: Layout, actions: readonly ActionSyntax[]): number[] {
  return startsOf(layout, actions.slice(1));
}

function layOutNames(layout: Layout, actions: readonly ActionSyntax[], column: number): void {
  const behind = actions.length > 1 ? column + lineIndent : column;
  for (const { names, needs = [] } of actions) {
    layout.list(names, behind);
    layout.list(needs, behind);
  }
}

// ---- clauses ---------------------------------------------------------------------------------------------------

/** `behind`: where the clause's further lines begin. */
function layOutTriggerClause(layout: Layout, clause: TriggerClause, behind: number): void {
  switch (clause.kind) {
    case "when":
    case "until":
      layOutCondition(layout, clause.content, behind);
      break;
    case "on":
      layOutCondition(layout, clause.content.where, behind);
      break;
    case "do":
      layout.group(
        layout.firstOf(clause.span),
        layout.lastOf(clause.span),
        behind,
        actionBreaks(layout, clause.content),
      );
      layOutNames(layout, clause.content, behind);
      break;
  }
}

function layOutPlayClause(layout: Layout, clause: PlayClause, behind: number): void {
  switch (clause.kind) {
    case "start":
    case "win":
    case "lose":
      layOutCondition(layout, clause.content, behind);
      break;
    case "pauses":
      layout.list(clause.content, behind);
      break;
  }
}

function layOutStep(layout: Layout, step: StepSyntax, column: number): void {
  const { span, actions, when, unless, notWithin } = step;
  const breaks = actionBreaks(layout, actions);
  for (const condition of [when, unless]) if (condition) breaks.push(layout.firstOf(condition.span) - 1);
  if (notWithin) breaks.push(layout.firstOf(notWithin.span));
  const behind = layout.item(span, column, breaks);
  layOutNames(layout, actions, behind);
  layOutCondition(layout, when, behind + lineIndent);
  layOutCondition(layout, unless, behind + lineIndent);
}

function layOutRung(layout: Layout, { span, actions, unless, while: as }: RungSyntax, column: number): void {
  const breaks = actionBreaks(layout, actions);
  for (const condition of [unless, as]) if (condition) breaks.push(layout.firstOf(condition.span) - 1);
  const behind = layout.item(span, column, breaks);
  layOutNames(layout, actions, behind);
  layOutCondition(layout, unless, behind + lineIndent);
  layOutCondition(layout, as, behind + lineIndent);
}

function layOutPhase(layout: Layout, { span, steps }: PhaseSyntax, column: number): void {
  const items = steps.flatMap((step): { span: Span }[] => (step.every ? [step] : step.actions));
  const inside = layout.block(span, column, [], startsOf(layout, items));
  for (const step of steps) layOutPhaseStep(layout, step, inside);
}

/** What is owed once is an item an action; what repeats is one item, since `every` holds for all of its actions. */
function layOutPhaseStep(layout: Layout, { every, span, actions }: PhaseSyntax["steps"][number], column: number): void {
  if (every) layOutNames(layout, actions, layout.item(span, column, actionBreaks(layout, actions)));
  else for (const action of actions) layOutNames(layout, [action], layout.item(action.span, column));
}
