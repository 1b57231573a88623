/** Where answers came from, in a line above everything that hangs on them. */
import type { AnswersTaken } from "../../runtime/summary/types.ts";
import { counted } from "./figures.ts";
import { printable, printableName } from "./printable.ts";

/** `assumed, seed 1: email reply 9% within 3d; video attended 78%`; undefined where nothing asks for answers. */
export function answersText({ responses, events, assumed }: AnswersTaken): string | undefined {
  if (assumed) {
    const runs = assumed.runs > 1 ? `, ${counted(assumed.runs, "run")}` : "";
    return `assumed, seed ${assumed.seed}${runs}: ${assumed.lines.map(printable).join("; ")}`;
  }
  if (events.length === 0) return undefined;
  const names = events.map(printable).join(", ");
  return responses === "none" ? `none: nobody answers (${names})` : `as the history has them (${names})`;
}

/** What stands above a story: what was known too early, and answers that are not the history's. */
export function notesAbove(lookAhead: readonly string[], answers: AnswersTaken, run: number): string[] {
  const told = answers.responses === "history" ? undefined : answersText(answers);
  return [
    ...(lookAhead.length === 0
      ? []
      : [`LOOK-AHEAD ${lookAhead.map(printableName).join(", ")}: known only as of today, and used for the past`]),
    ...(told === undefined ? [] : [`answers ${answers.assumed ? `of run ${run}, ` : ""}${told}`]),
  ];
}
