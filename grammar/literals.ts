/** Literal tokens read into values. */

import type { IToken, TokenType } from "chevrotain";
import { readNumber } from "./numbers.ts";
import type { SyntaxProblem } from "./problems.ts";
import * as tokens from "./tokens.ts";
import type { ComparisonWord, DurationUnitWord, Literal, Span } from "./tree.ts";
import { literalWith, unitMeant, writtenWith } from "./units.ts";

/** What a literal token says. With a `problem` it is a mistake, and the `literal` is what is likely to be meant by it. */
export interface Reading {
  literal?: Literal;
  problem?: SyntaxProblem;
}

const currencies: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP" };
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The span of one token; a token that recovery made up, or the end of the file, has none of its own. */
export function spanOfToken(token: IToken): Span {
  const start = Number.isFinite(token.startOffset) ? token.startOffset : 0;
  return { start, end: start + token.image.length };
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
  if (!image.startsWith('"')) return readWronglyQuoted(image, span);
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

/** Quotes as word processors write them, or single ones. */
function readWronglyQuoted(image: string, span: Span): Reading {
  const value = image.slice(1, -1);
  const meant = `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
  return { literal: { kind: "text", value, span }, problem: { kind: "wrong_quotes", text: image, meant, span } };
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

/** `25k`, `30days`, `$1.5m`, `30 %`: what is likely to be meant, where that is one thing. */
function readBadNumber(image: string, span: Span): Reading {
  const [, sign = "", number = "", blank = "", unit = ""] = /^([$€£]?)(\d+(?:\.\d+)?)([ \t]*)(.*)$/.exec(image) ?? [];
  const meantUnit = unit === "%" ? "percent" : sign !== "" && unit === "m" ? "M" : unitMeant(unit);
  const suffix = meantUnit === "K" || meantUnit === "M" || meantUnit === "B";
  const known = meantUnit !== undefined && (sign === "" || suffix);
  const reason = blank !== "" ? "blank" : known && !suffix ? "unit" : "form";
  const meant = known && number !== "" ? writtenWith(number, meantUnit) : undefined;
  const literal = known && sign === "" ? literalWith(number, meantUnit, span) : undefined;
  const problem = { kind: "bad_number", text: image, reason, ...(meant && { meant: sign + meant }), span } as const;
  return literal ? { literal, problem } : { problem };
}

const comparisons = new Map<TokenType, ComparisonWord>([
  [tokens.Equal, "="],
  [tokens.NotEqual, "!="],
  [tokens.Less, "<"],
  [tokens.LessEqual, "<="],
  [tokens.Greater, ">"],
  [tokens.GreaterEqual, ">="],
]);

/** The comparison that a sign stands for, however it is written. */
export function comparisonOf(token: IToken): ComparisonWord | undefined {
  return comparisons.get(token.tokenType);
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
      return {
        problem: { kind: "bad_number", text: image, reason: "separator", meant: image.replaceAll(",", ""), span },
      };
    case tokens.BadDate:
      return { problem: { kind: "bad_date", text: image, span } };
    case tokens.SpacedRatio:
    case tokens.BadNumber:
      return readBadNumber(image, span);
    default:
      return undefined;
  }
}
