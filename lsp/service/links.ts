/** Files that a program names, as links: templates and days off. */
import type { Analysis } from "./analysis.ts";
import type { Place } from "./places.ts";

export interface Link extends Place {
  /** The file's path in the project. */
  readonly target: string;
}

/** Links to files that are there. */
export function linksIn(analysis: Analysis, path: string): Link[] {
  const declarations = analysis.parsed(path)?.file.declarations ?? [];
  return declarations.flatMap((declaration) => {
    if (declaration.kind !== "touch" && declaration.kind !== "policy") return [];
    return declaration.clauses.flatMap((clause): Link[] => {
      if (clause.kind !== "template" && clause.kind !== "holidays") return [];
      const { content } = clause;
      if (content?.kind !== "text" || !analysis.exists(content.value)) return [];
      const { start, end } = content.span;
      return [{ path, span: { start: start + 1, end: end - 1 }, target: content.value }];
    });
  });
}
