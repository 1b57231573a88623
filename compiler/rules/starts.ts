/**
 * Rules on what starts a play: one that nothing starts, and one that starts by itself without a level. Phases before a
 * date have a priority of their own (docs/language.md, section 10), and what a trigger starts has the trigger's level.
 */
import type { PlayDeclaration } from "../../grammar/tree.ts";
import type { Play } from "../../schedule/types.ts";
import { reportMissing } from "../clauses.ts";
import type { Checker } from "../program.ts";

export interface CheckedPlay {
  checker: Checker;
  declaration: PlayDeclaration;
  play: Play;
}

/** `startedByTriggers`: names of plays that some trigger starts, as written. */
export function checkStarts(plays: readonly CheckedPlay[], startedByTriggers: ReadonlySet<string>): void {
  for (const { checker, declaration, play } of plays) {
    if (checker.isBroken(declaration.span) || !declaration.name) continue;
    const hasStart = declaration.clauses.some((clause) => clause.kind === "start");
    const leadsToDate = declaration.phases.some((phase) => phase.days?.kind === "before");
    const startsItself = hasStart || leadsToDate;
    if (!startsItself && !startedByTriggers.has(play.name)) {
      checker.report("never-starts", { play: play.name }, declaration.name.span);
    } else if (hasStart && !leadsToDate && !declaration.clauses.some((clause) => clause.kind === "level")) {
      const requirement = {
        what: `The play \`${play.name}\``,
        clause: "level",
        reason: "It starts by itself, and the level decides what comes first when not everything can be done.",
        example: "level yellow",
      };
      reportMissing(checker, requirement, declaration.span, declaration.name.span);
    }
  }
}
