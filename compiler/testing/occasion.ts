/** When something of a test's history happens: a day, and perhaps a time of it. */
import type { Value } from "../../grammar/tree.ts";
import type { Checker } from "../program.ts";
import { literalOf } from "../values/quantities.ts";
import { wordsOfValue } from "../values/type-words.ts";
import { dateOf } from "./days.ts";

/** `minutes` after midnight, null where only the day is told; either is undefined when it was reported. `what` begins a sentence. */
export function occasionOf(
  checker: Checker,
  { on, at }: { on?: Value; at?: Value },
  what: string,
): { day: string | undefined; minutes: number | null | undefined } {
  return { day: dateOf(checker, on, what), minutes: minutesOf(checker, at) };
}

function minutesOf(checker: Checker, at: Value | undefined): number | null | undefined {
  if (!at) return null;
  const literal = literalOf(checker, at);
  if (literal?.kind === "time") {
    const [hours = 0, minutes = 0] = literal.value.split(":").map(Number);
    return 60 * hours + minutes;
  }
  if (literal) {
    const actual = wordsOfValue(literal);
    const parameters = { what: "When it happens", expected: "a time of day", actual, example: "14:30" };
    checker.report("wrong-value", parameters, literal.span);
  }
  return undefined;
}
