/** Values that may be another one for each segment (docs/language.md section 4): what a `let` by segment stands for. */
import type { Literal, Value } from "../../grammar/tree.ts";
import type { BySegment, Figure } from "../../schedule/figures.ts";
import type { Duration } from "../../schedule/types.ts";
import type { Related } from "../diagnostics/diagnostic.ts";
import type { ProgramSymbol } from "../names/symbols.ts";
import type { Checker, FiguresBySegment } from "../program.ts";
import { type DurationUse, durationOf } from "./durations.ts";

type Values = readonly (Value | undefined)[];

/**
 * What `make` makes of values as they are written; where names of lets by segment are among them, that for each segment.
 * Of several mistakes in the figures of one place the first is reported, where the name is used, and says whose it is.
 */
export function figureOf<T extends object>(
  checker: Checker,
  values: Values,
  make: (values: Values) => T | undefined,
): Figure<T> | undefined {
  const named = values.map((value) => figuresNamed(checker, value));
  const figures = named.flatMap((each) => each?.figures ?? []);
  if (figures.length === 0) return make(values);
  const madeFor = (segment: string | undefined): T | undefined => {
    const literals = named.map((each) => each && literalFor(each.figures, segment));
    const reported = checker.program.diagnostics.length;
    const made = make(
      values.map((value, index) => {
        const literal = literals[index];
        return literal && value ? { ...literal, span: value.span } : value;
      }),
    );
    const related = named.flatMap((each, index): Related[] => {
      const literal = literals[index];
      const message = `\`${each?.symbol.name}\` of ${segment ?? "all others"}`;
      return each && literal ? [{ message, file: each.symbol.file.path, span: literal.span }] : [];
    });
    for (const diagnostic of checker.program.diagnostics.slice(reported)) diagnostic.related.push(...related);
    return made;
  };
  const segments = [...new Set(figures.flatMap(({ listed }) => listed.map(({ segment }) => segment)))];
  const found: BySegment<T>["bySegment"] = [];
  for (const segment of segments) {
    const is = madeFor(segment);
    if (!is) return undefined;
    found.push({ segment, is });
  }
  if (!figures.every(({ otherwise }) => otherwise)) return { bySegment: found };
  const otherwise = madeFor(undefined);
  return otherwise && { bySegment: found, otherwise };
}

/** The figure of a segment, or that of all others. */
function literalFor({ listed, otherwise }: FiguresBySegment, segment: string | undefined): Literal | undefined {
  return listed.find((each) => each.segment === segment)?.literal ?? otherwise;
}

/** What a name stands for, if that is by segment; the name counts as used. */
function figuresNamed(
  checker: Checker,
  value: Value | undefined,
): { figures: FiguresBySegment; symbol: ProgramSymbol } | undefined {
  if (value?.kind !== "name") return undefined;
  const figures = checker.program.figures.get(value.name.text);
  const symbol = checker.program.symbols.get("let", value.name.text);
  if (!figures || !symbol) return undefined;
  checker.use(symbol, value.name);
  return { figures, symbol };
}

/** A length of time, by segment where a `let` says so. */
export function lengthOf(checker: Checker, value: Value | undefined, use: DurationUse): Figure<Duration> | undefined {
  return figureOf(checker, [value], ([written]) => durationOf(checker, written, use));
}
