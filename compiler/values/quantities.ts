/** Literals of quantities: money, counts, ratios and points in base units. */
import type { Literal, Value } from "../../grammar/tree.ts";
import type { Quantity } from "../../schedule/types.ts";
import { amountIn, isCurrency } from "../currency.ts";
import type { Checker } from "../program.ts";
import { toBaseUnits } from "./base-units.ts";
import { wordsOfType, wordsOfValue } from "./type-words.ts";

/** Millionths. */
const ratioDigits = 6;

const examples: Record<Quantity, string> = { money: "25K", count: "3", ratio: "30%", points: "15 points" };

/** The literal a value is or, if it is the name of a `let`, stands for, at the place where the name is written. */
export function literalOf(checker: Checker, value: Value | undefined): Literal | undefined {
  if (value?.kind !== "name") return value;
  const symbol = checker.resolve("let", value.name);
  if (symbol && checker.program.figures.has(symbol.name)) {
    checker.report("figure-by-segment-here", { name: symbol.name }, value.span);
    return undefined;
  }
  const literal = symbol && checker.program.lets.get(symbol.name);
  return literal && { ...literal, span: value.span };
}

/** Whether a literal may stand for a quantity: of the same type, or a bare number for counts and points. */
export function canBe(literal: Literal, quantity: Quantity): boolean {
  if (literal.kind === "number") return quantity === "count" || quantity === "points";
  return literal.kind === quantity;
}

/** The literal in base units of the quantity; undefined when it was reported. `what` begins a sentence. */
export function baseUnitsOf(checker: Checker, literal: Literal, quantity: Quantity, what: string): number | undefined {
  if (!canBe(literal, quantity)) {
    const expected = wordsOfType(quantity);
    const example = quantity === "money" ? amountIn(checker.program.currency.code, examples.money) : examples[quantity];
    checker.report("wrong-value", { what, expected, actual: wordsOfValue(literal), example }, literal.span);
    return undefined;
  }
  const { code, minorDigits } = checker.program.currency;
  // When the project's own currency is none, that is what there is to mend.
  if (literal.kind === "money" && literal.currency !== code) {
    if (!isCurrency(code)) return undefined;
    const example = amountIn(code, amountOf(checker.file.text.slice(literal.span.start, literal.span.end)));
    checker.report("wrong-currency", { written: literal.currency, currency: code, example }, literal.span);
    return undefined;
  }
  const digits = { money: minorDigits, count: 0, ratio: ratioDigits, points: 6 }[quantity];
  const units = toBaseUnits(literal.value as number, digits);
  if (units === "too-large") checker.report("too-large", { what }, literal.span);
  else if (units !== "too-fine") return units;
  else if (quantity === "count") checker.report("not-whole", { what }, literal.span);
  else {
    const written = quantity === "money" ? `${code} money` : quantity === "ratio" ? "a ratio" : "a number of points";
    const shown = quantity === "ratio" ? digits - 2 : digits;
    checker.report("too-fine", { what: capitalised(written), digits: shown }, literal.span);
  }
  return undefined;
}

/** `1200` of `$1200`; of the name of a `let` any amount. */
function amountOf(written: string): string {
  return /^(?:[$€£]|[A-Z]{3}) ?(\d+(?:\.\d+)?[KMB]?)$/.exec(written)?.[1] ?? examples.money;
}

/** A whole number that is at least `least`. */
export function wholeNumberOf(
  checker: Checker,
  value: Value | undefined,
  what: string,
  least: number,
): number | undefined {
  const literal = literalOf(checker, value);
  if (!literal) return undefined;
  const number = baseUnitsOf(checker, literal, "count", what);
  if (number === undefined || number >= least) return number;
  checker.report("must-be-positive", { what, least: String(least) }, literal.span);
  return undefined;
}

/** A ratio in millionths, not above 100%. */
export function shareOf(checker: Checker, value: Value | undefined, what: string): number | undefined {
  const literal = literalOf(checker, value);
  if (!literal) return undefined;
  const ratio = baseUnitsOf(checker, literal, "ratio", what);
  if (ratio === undefined || ratio <= 1_000_000) return ratio;
  checker.report("out-of-range", { value: "This ratio", what, from: "0%", to: "100%" }, literal.span);
  return undefined;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
