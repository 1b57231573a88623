/** Warns of a play that lifts to the lowest touch model: every customer has it or a higher one. */
import type { TouchModel } from "../../schedule/types.ts";
import type { CheckedPlay } from "./starts.ts";

/** Asked only of a program without errors. */
export function warnOfLifts(plays: readonly CheckedPlay[], models: readonly TouchModel[]): void {
  const lowest = models.at(-1)?.name;
  for (const { checker, declaration, play } of plays) {
    if (play.liftsTo === undefined || play.liftsTo !== lowest) continue;
    const clause = declaration.clauses.find(({ kind }) => kind === "lifts");
    const place = clause?.kind === "lifts" && clause.content ? clause.content.span : declaration.span;
    checker.report("lifts-nobody", { play: play.name, model: lowest }, place);
  }
}
