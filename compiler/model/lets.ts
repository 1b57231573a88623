/** `let`: one name for one literal, or for one a segment. */

import type { LetDeclaration, Literal, Name, SegmentFigures, Value } from "../../grammar/tree.ts";
import { compareText } from "../../schedule/order.ts";
import { withoutRepeats } from "../clauses.ts";
import type { Checker, FiguresBySegment, Program } from "../program.ts";
import { problemOfDate } from "../values/dates.ts";
import { durationOfLiteral } from "../values/durations.ts";
import { baseUnitsOf } from "../values/quantities.ts";
import { wordsOfValue } from "../values/type-words.ts";

/** What a `let` stands for. */
export type Let = { readonly name: string } & (
  | { readonly literal: Literal; readonly figures?: never }
  | { readonly figures: FiguresBySegment; readonly literal?: never }
);

/** What is broken is reported here, once, and not where it is used. */
export function checkLet(checker: Checker, { name, value }: LetDeclaration): Let | undefined {
  if (!name || !value) return undefined;
  if (value.kind === "by_segment") {
    const figures = checkFigures(checker, name, value);
    return figures && { name: name.text, figures };
  }
  const literal = soundLiteral(checker, name, value);
  return literal && { name: name.text, literal };
}

/** Puts what `let`s stand for into the program. Of several of a name the first counts. */
export function setLets({ lets, figures }: Program, all: readonly Let[]): void {
  for (const each of all) {
    if (lets.has(each.name) || figures.has(each.name)) continue;
    if (each.figures) figures.set(each.name, each.figures);
    else lets.set(each.name, each.literal);
  }
}

function soundLiteral(checker: Checker, name: Name, value: Value): Literal | undefined {
  if (value.kind !== "name") return isSound(checker, value) ? value : undefined;
  checker.report("let-of-let", { name: name.text, other: value.name.text }, value.span);
  return undefined;
}

/** Undefined when something in it was reported. */
function checkFigures(checker: Checker, name: Name, syntax: SegmentFigures): FiguresBySegment | undefined {
  const segments = withoutRepeats(
    checker,
    syntax.figures.map(({ segment }) => segment),
    "segment",
  );
  const values = [...syntax.figures.map(({ value }) => value), ...(syntax.otherwise ? [syntax.otherwise] : [])];
  const literals = values.map((value) => value && soundLiteral(checker, name, value));
  const known = segments.every((segment) => checker.resolve("segment", segment) !== undefined);
  if (!known || segments.length < syntax.figures.length || !areOfOneType(checker, literals)) return undefined;
  const listed = segments.map(({ text }, index) => ({ segment: text, literal: literals[index]! }));
  if (syntax.otherwise) return { listed, otherwise: literals.at(-1)! };
  const missing = checker.program.symbols
    .names("segment")
    .filter((each) => !segments.some(({ text }) => text === each));
  if (missing.length === 0) return { listed };
  checker.report("segment-without-figure", { name: name.text, missing: missing.sort(compareText) }, name.span);
  return undefined;
}

function areOfOneType(checker: Checker, literals: readonly (Literal | undefined)[]): literals is readonly Literal[] {
  const [first] = literals;
  if (!first || !literals.every((literal) => literal !== undefined)) return false;
  const other = literals.find(({ kind }) => kind !== first.kind);
  if (!other) return true;
  const expected = wordsOfValue(first);
  const parameters = { what: "A figure for a segment", expected, actual: wordsOfValue(other), example: "30d" };
  checker.report("wrong-value", parameters, other.span);
  return false;
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
