/** Where journeys may break. */
import type { JourneyDeclaration, OccasionSyntax, StageClause } from "../../grammar/tree.ts";
import { layOutCondition } from "./conditions.ts";
import type { Layout } from "./layout.ts";

export function layOutJourney(layout: Layout, { span, stages }: JourneyDeclaration): void {
  const column = layout.block(
    span,
    0,
    [],
    stages.map((stage) => layout.firstOf(stage.span)),
  );
  for (const stage of stages) {
    const inside = layout.block(
      stage.span,
      column,
      [],
      stage.clauses.map((clause) => layout.firstOf(clause.span)),
    );
    for (const clause of stage.clauses) layOutClause(layout, clause, layout.item(clause.span, inside));
  }
}

function layOutClause(layout: Layout, clause: StageClause, behind: number): void {
  switch (clause.kind) {
    case "enter":
      if (clause.content?.kind === "after") layout.list(clause.content.stages, behind);
      else if (clause.content?.kind !== "from") layOutOccasion(layout, clause.content, behind);
      break;
    case "expect":
      layout.list(clause.content, behind);
      break;
    default:
      layOutOccasion(layout, clause.content?.occasion, behind);
  }
}

function layOutOccasion(layout: Layout, occasion: OccasionSyntax | undefined, behind: number): void {
  layOutCondition(layout, occasion?.kind === "when" ? occasion.when : occasion?.where, behind);
}
