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

function readPlainNumber(token: IToken, span: Span): Reading {
  return quantity(token, span, token.image, (value) => ({ kind: "number", value, span }));
}

function readMoney(token: IToken, span: Span): Reading {
  const currency = currencies[token.image[0]!]!;
  const digits = token.image.slice(1).trimStart();
  return quantity(token, span, digits, (value) => ({ kind: "money", value, currency, span }));
}

function readRatio(token: IToken, span: Span): Reading {
  const digits = token.image.slice(0, -1);
  return quantity(token, span, digits, () => ({ kind: "ratio", value: Number(`${digits}e-2`), span }));
}

function readDate({ image }: IToken, span: Span, isReal: (text: string) => boolean): Reading {
  if (isReal(image)) return { literal: { kind: "date", value: image, span } };
  return { problem: { kind: "bad_date", text: image, span } };
}

function readTime({ image }: IToken, span: Span): Reading {
  if (isTime(image)) return { literal: { kind: "time", value: image, span } };
  return { problem: { kind: "bad_time", text: image, span } };
}

function readFlag({ image }: IToken, span: Span): Reading {
  return { literal: { kind: "flag", value: image === "true", span } };
}

function readSeparatedNumber({ image }: IToken, span: Span): Reading {
  const meant = image.replaceAll(",", "");
  return { problem: { kind: "bad_number", text: image, reason: "separator", meant, span } };
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

/** One for each type of literal token. */
const readers: ReadonlyMap<TokenType, (token: IToken, span: Span) => Reading> = new Map([
  [tokens.PlainNumber, readPlainNumber],
  [tokens.Money, readMoney],
  [tokens.Ratio, readRatio],
  [tokens.CompactDuration, readDuration],
  [tokens.FullDate, (token, span) => readDate(token, span, isDate)],
  [tokens.YearlyDate, (token, span) => readDate(token, span, isYearlyDate)],
  [tokens.BadDate, (token, span) => readDate(token, span, () => false)],
  [tokens.Time, readTime],
  [tokens.Text, readText],
  [tokens.keyword.true, readFlag],
  [tokens.keyword.false, readFlag],
  [tokens.SeparatedNumber, readSeparatedNumber],
  [tokens.SpacedRatio, ({ image }, span) => readBadNumber(image, span)],
  [tokens.BadNumber, ({ image }, span) => readBadNumber(image, span)],
]);

/** Reads a literal token; undefined for a token of any other type. */
export function readLiteral(token: IToken): Reading | undefined {
  return readers.get(token.tokenType)?.(token, spanOfToken(token));
}
