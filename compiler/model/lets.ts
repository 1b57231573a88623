/** `let`: one name for one literal. */
import type { LetDeclaration, Literal } from "../../grammar/tree.ts";
import type { Checker } from "../program.ts";
import { problemOfDate } from "../values/dates.ts";
import { durationOfLiteral } from "../values/durations.ts";
import { baseUnitsOf } from "../values/quantities.ts";

/** Puts the literal into the program's lets; one that is broken is reported here, once, and not where it is used. */
export function checkLet(checker: Checker, declaration: LetDeclaration): void {
  const { name, value } = declaration;
  if (!name || !value || checker.program.lets.has(name.text)) return;
  if (value.kind === "name") {
    checker.report("let-of-let", { name: name.text, other: value.name.text }, value.span);
  } else if (isSound(checker, value)) {
    checker.program.lets.set(name.text, value);
  }
}

function isSound(checker: Checker, literal: Literal): boolean {
  const what = "The value of a let";
  switch (literal.kind) {
    case "money":
    case "ratio":
    case "points":
      return baseUnitsOf(checker, literal, literal.kind, what) !== undefined;
    case "number":
      // A bare number may stand for points, which have decimals.
      return baseUnitsOf(checker, literal, Number.isInteger(literal.value) ? "count" : "points", what) !== undefined;
    case "duration":
      return (
        durationOfLiteral(checker, literal, { what, clocks: ["elapsed", "calendar", "business"], zero: true }) !==
        undefined
      );
    case "date": {
      const why = problemOfDate(literal.value);
      if (why !== undefined) checker.report("bad-date", { written: literal.value, why }, literal.span);
      return why === undefined;
    }
    default:
      return true;
  }
}
