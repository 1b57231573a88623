/**
 * Rules on what starts a play: one that nothing starts, and one that starts by itself without a level. Phases before a
 * date have a priority of their own (docs/language.md, section 10), and what a trigger starts has the trigger's level.
 */
import type { PlayDeclaration } from "../../grammar/tree.ts";
import type { Play } from "../../schedule/types.ts";
import { reportMissing } from "../clauses.ts";
import { oncePer } from "../once.ts";
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
    const { hasStart, leadsToDate, hasLevel } = beginningOf(declaration);
    if (!hasStart && !leadsToDate && !startedByTriggers.has(play.name)) {
      checker.report("never-starts", { play: play.name }, declaration.name.span);
    } else if (hasStart && !leadsToDate && !hasLevel) {
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

const beginningOf = oncePer(({ clauses, phases }: PlayDeclaration) => ({
  hasStart: clauses.some(({ kind }) => kind === "start"),
  leadsToDate: phases.some(({ days }) => days?.kind === "before"),
  hasLevel: clauses.some(({ kind }) => kind === "level"),
}));
