/** Where measures and the return may break. */
import type { FigureSyntax, MeasureDeclaration, ReturnDeclaration } from "../../grammar/tree-measures.ts";
import { layOutCondition } from "./conditions.ts";
import type { Layout } from "./layout.ts";

export function layOutMeasure(layout: Layout, { span, figures, clauses }: MeasureDeclaration): void {
  const starts = [...figures, ...clauses].map((item) => layout.firstOf(item.span));
  const column = layout.block(span, 0, [], starts);
  for (const figure of figures) layOutFigure(layout, figure, layout.item(figure.span, column));
  for (const clause of clauses) {
    const behind = layout.item(clause.span, column);
    if (clause.kind !== "target") layOutCondition(layout, clause.content, behind);
  }
}

function layOutFigure(layout: Layout, figure: FigureSyntax, behind: number): void {
  if (figure.kind === "accounts") layOutCondition(layout, figure.when, behind);
  if (figure.kind === "events" || figure.kind === "followed" || figure.kind === "time") {
    layOutCondition(layout, figure.where, behind);
  }
  if (figure.kind === "events") layOutCondition(layout, figure.minus?.where, behind);
}

export function layOutReturn(layout: Layout, { span, lines, targets }: ReturnDeclaration): void {
  const items = [...lines, ...targets];
  const column = layout.block(
    span,
    0,
    [],
    items.map((item) => layout.firstOf(item.span)),
  );
  for (const item of items) layout.item(item.span, column);
}
