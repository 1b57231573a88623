/** Literal tokens read into values. Numbers are decimal and are read with their suffix at once, so that `1.1M` is exact. */

import type { IToken } from "chevrotain";
import type { SyntaxProblem } from "./problems.ts";
import * as tokens from "./tokens.ts";
import type { DurationUnitWord, Literal, Span } from "./tree.ts";

/** What a literal token says; without a `literal` it is a mistake, which `problem` tells. */
export interface Reading {
  literal?: Literal;
  problem?: SyntaxProblem;
}

const currencies: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP" };
const exponents: Readonly<Record<string, number>> = { K: 3, M: 6, B: 9 };
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The span of one token; a token that recovery made up, or the end of the file, has none of its own. */
export function spanOfToken(token: IToken): Span {
  const start = Number.isFinite(token.startOffset) ? token.startOffset : 0;
  return { start, end: start + token.image.length };
}

/** Reads `25`, `2.5`, `25K`; undefined when it is beyond what a whole number can hold exactly. */
export function readNumber(text: string): number | undefined {
  const exponent = exponents[text.at(-1) ?? ""];
  const value = Number(exponent === undefined ? text : `${text.slice(0, -1)}e${exponent}`);
  return value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

function isMonthDay(month: number, day: number): boolean {
  return day >= 1 && day <= (daysOfMonth[month - 1] ?? 0);
}

function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isMonthDay(month, day) && (leap || month !== 2 || day < 29);
}

function isYearlyDate(text: string): boolean {
  const [month = 0, day = 0] = text.split("-").map(Number);
  return isMonthDay(month, day);
}

/** `24:00` is the end of a day. */
function isTime(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
}

function readText(token: IToken, span: Span): Reading {
  const { image } = token;
  let value = "";
  for (let index = 1; index < image.length; index++) {
    const sign = image[index]!;
    if (sign === '"') return { literal: { kind: "text", value, span } };
    if (sign !== "\\") {
      const end = nextSpecial(image, index);
      value += image.slice(index, end);
      index = end - 1;
      continue;
    }
    const escaped = image[index + 1] ?? "";
    if (escaped !== '"' && escaped !== "\\" && escaped !== "") {
      const at = span.start + index;
      return {
        problem: { kind: "bad_escape", escape: `\\${escaped}`, span: { start: at, end: at + 2 } },
      };
    }
    value += escaped;
    index++;
  }
  return { problem: { kind: "unterminated_text", span } };
}

function nextSpecial(image: string, from: number): number {
  let end = from;
  while (end < image.length && image[end] !== '"' && image[end] !== "\\") end++;
  return end;
}

function quantity(token: IToken, span: Span, digits: string, literal: (value: number) => Literal): Reading {
  const value = readNumber(digits);
  if (value === undefined) return { problem: { kind: "bad_number", text: token.image, reason: "size", span } };
  return { literal: literal(value) };
}

function readDuration(token: IToken, span: Span): Reading {
  const unit = token.image.replace(/^\d+/, "") as DurationUnitWord;
  const digits = token.image.slice(0, -unit.length);
  return quantity(token, span, digits, (value) => ({ kind: "duration", value, unit, span }));
}

/** Reads a literal token; undefined for a token of any other type. */
export function readLiteral(token: IToken): Reading | undefined {
  const span = spanOfToken(token);
  const { image } = token;
  switch (token.tokenType) {
    case tokens.PlainNumber:
      return quantity(token, span, image, (value) => ({ kind: "number", value, span }));
    case tokens.Money: {
      const currency = currencies[image[0]!]!;
      return quantity(token, span, image.slice(1).trimStart(), (value) => ({ kind: "money", value, currency, span }));
    }
    case tokens.Ratio:
      return quantity(token, span, image.slice(0, -1), () => ({
        kind: "ratio",
        value: Number(`${image.slice(0, -1)}e-2`),
        span,
      }));
    case tokens.CompactDuration:
      return readDuration(token, span);
    case tokens.FullDate:
      return isDate(image)
        ? { literal: { kind: "date", value: image, span } }
        : { problem: { kind: "bad_date", text: image, span } };
    case tokens.YearlyDate:
      return isYearlyDate(image)
        ? { literal: { kind: "date", value: image, span } }
        : { problem: { kind: "bad_date", text: image, span } };
    case tokens.Time:
      return isTime(image)
        ? { literal: { kind: "time", value: image, span } }
        : { problem: { kind: "bad_time", text: image, span } };
    case tokens.Text:
      return readText(token, span);
    case tokens.keyword.true:
    case tokens.keyword.false:
      return { literal: { kind: "flag", value: image === "true", span } };
    case tokens.SeparatedNumber:
      return { problem: { kind: "bad_number", text: image, reason: "separator", span } };
    case tokens.BadNumber:
      return { problem: { kind: "bad_number", text: image, reason: "form", span } };
    default:
      return undefined;
  }
}
