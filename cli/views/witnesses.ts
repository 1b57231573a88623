/** Histories that show a change, for a terminal: what each program does, and the test that says so. */
import { styleText } from "node:util";
import { subjectText } from "../../review/sentences.ts";
import type { Witness, WitnessFound } from "../../review/witness/types.ts";
import { counted } from "./figures.ts";
import type { Style } from "./layout.ts";
import { printable } from "./printable.ts";

/** A paragraph for each, and an empty line behind it; none without witnesses. */
export function witnessLines(witnesses: readonly Witness[], style: Style): string[] {
  if (witnesses.length === 0)
    return ["No change does anything to an account alone: there is no history to look for.", ""];
  return witnesses.flatMap((witness) => {
    const title = printable(`A history that shows it: ${subjectText(witness)}`);
    const { found } = witness;
    return [style.colour ? styleText("bold", title) : title, ...(found ? foundLines(found) : [notFound(witness)]), ""];
  });
}

function foundLines({ before, after, test, history }: WitnessFound): string[] {
  const lines = (text: string) =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => `    ${printable(line)}`.trimEnd());
  return [
    `  before: ${printable(before)}`,
    `  after: ${printable(after)}`,
    ...(test === null ? ["  No test can ask for that: this is the history alone.", ...lines(history)] : lines(test)),
  ];
}

/** Never that there is none. */
function notFound({ tried: { histories, days }, cutShort }: Witness): string {
  if (histories === 0) return "  Not looked for: too much changed. Compare fewer changes at a time.";
  const said = `${`${histories} ${histories === 1 ? "history" : "histories"}`} of ${counted(days, "day")} in all`;
  const why = cutShort ? "the search was ended there" : "nothing more was thought of";
  return `  None was found among ${said}; ${why}. That does not say that there is none.`;
}
