/**
 * From text to tokens, in one pass: of the types that may begin with the next sign the first that matches is taken.
 * chevrotain's own lexer would do the same, and works out at every start with which signs each pattern can begin; here
 * that is written down, and a test holds both to each other.
 */
import { type IToken, Lexer, type TokenType } from "chevrotain";
import * as types from "./tokens.ts";
import { allTokens, keyword } from "./tokens.ts";

const digits = "0123456789";
const currencies = "$€£";
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";

/** The signs with which a type can begin; one that is not here is tried everywhere. */
const beginnings: ReadonlyMap<TokenType, string> = new Map([
  [types.WhiteSpace, " \t\r\n\f\v\u00a0"],
  [types.Comment, "#"],
  [types.ForeignComment, "/-"],
  [types.Text, "\"'\u201c\u201d\u201e"],
  [types.SeparatedNumber, digits + currencies],
  [types.Money, currencies],
  ...[types.Ratio, types.SpacedRatio, types.BadDate, types.FullDate, types.YearlyDate, types.Time].map(
    (type) => [type, digits] as const,
  ),
  [types.CompactDuration, digits],
  [types.PlainNumber, digits],
  [types.BadNumber, digits + currencies],
  [types.Identifier, letters],
  [types.Star, "*"],
  [types.Equal, "="],
  [types.NotEqual, "!<"],
  [types.LessEqual, "<="],
  [types.GreaterEqual, ">="],
]);

/** A type with what reads it: the offset behind the token that begins at an offset, or the same offset. */
interface Reader {
  type: TokenType;
  group: string | undefined;
  end(text: string, from: number): number;
}

const readers = allTokens.flatMap(readerOf);

function readerOf(type: TokenType): Reader[] {
  const { PATTERN: pattern, GROUP: group } = type;
  if (typeof pattern === "string") {
    return [{ type, group, end: (text, from) => (text.startsWith(pattern, from) ? from + pattern.length : from) }];
  }
  if (!(pattern instanceof RegExp) || pattern === Lexer.NA) return [];
  const sticky = new RegExp(pattern.source, "y");
  const end = (text: string, from: number) => {
    sticky.lastIndex = from;
    return sticky.test(text) ? sticky.lastIndex : from;
  };
  return [{ type, group, end }];
}

/** Signs beyond ASCII share one list. */
const beyond = 128;
const readersBySign: readonly (readonly Reader[])[] = Array.from({ length: beyond + 1 }, (_, code) =>
  readers.filter(({ type }) => {
    const signs = typeof type.PATTERN === "string" ? type.PATTERN.charAt(0) : beginnings.get(type);
    if (signs === undefined) return true;
    return code < beyond ? signs.includes(String.fromCharCode(code)) : /[^\0-\x7f]/.test(signs);
  }),
);

const keywordOf: ReadonlyMap<string, TokenType> = new Map(Object.entries(keyword));

export interface Lexed {
  tokens: IToken[];
  comments: IToken[];
  /** Runs of signs that no token begins with, and comments as other languages write them. */
  bad: IToken[];
}

/** The tokens of a text, with the offset and text of each: lines and columns are asked for rarely (grammar/source.ts). */
export function tokenize(text: string): Lexed {
  const lexed: Lexed = { tokens: [], comments: [], bad: [] };
  let offset = 0;
  while (offset < text.length) {
    const { reader, end } = readAt(text, offset);
    if (reader.group !== Lexer.SKIPPED) listFor(reader.group, lexed).push(tokenOf(reader.type, text, offset, end));
    offset = end;
  }
  return lexed;
}

function readAt(text: string, offset: number): { reader: Reader; end: number } {
  for (const reader of readersBySign[Math.min(text.charCodeAt(offset), beyond)]!) {
    const end = reader.end(text, offset);
    if (end > offset) return { reader, end };
  }
  throw new Error(`no token begins with the sign at ${offset}`);
}

function listFor(group: string | undefined, lexed: Lexed): IToken[] {
  if (group === undefined) return lexed.tokens;
  return group === "comments" ? lexed.comments : lexed.bad;
}

function tokenOf(type: TokenType, text: string, start: number, end: number): IToken {
  const image = text.slice(start, end);
  const tokenType = type === types.Identifier ? (keywordOf.get(image) ?? type) : type;
  return { image, startOffset: start, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0, tokenType };
}
