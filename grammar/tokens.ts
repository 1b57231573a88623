/**
 * The tokens of `.play`. Keyword tokens are made from the vocabulary: a reserved word is a token of its own, every other
 * keyword is also a name, so that a touch may be called `call` and a field `level`.
 */

import { createToken, Lexer, type TokenType } from "chevrotain";
import { isReserved, type KeywordWord, keywordWords, wordsOf } from "./vocabulary.ts";

/** A number ends where a word or another number would begin: `30d` is one token, `30days` is a mistake. */
const endOfNumber = "(?![A-Za-z0-9_]|\\.\\d)";

function category(name: string, label: string, parents: TokenType[] = []): TokenType {
  return createToken({ name, label, pattern: Lexer.NA, categories: parents });
}

function literal(name: string, label: string, pattern: string): TokenType {
  return createToken({ name, label, pattern: new RegExp(pattern) });
}

function punctuation(name: string, sign: string, pattern: string | RegExp = sign): TokenType {
  return createToken({ name, label: `\`${sign}\``, pattern });
}

/** Any word that can be a name: an identifier or a keyword that is not reserved. */
export const Name = category("Name", "a name");
/** A word that names the type of a field. */
export const TypeWord = category("TypeWord", "a type");
/** A word that begins a declaration. */
export const DeclarationWord = category("DeclarationWord", "a declaration");
/** `mon` to `sun`. */
export const Weekday = category("Weekday", "a weekday");

/** The first character decides which patterns are tried, so the lists stay short. */
export const Identifier = createToken({
  name: "Identifier",
  label: "a name",
  pattern: /[A-Za-z_][A-Za-z0-9_]*/,
  categories: [Name],
});

const typeWords = new Set(wordsOf("type"));
const declarationWords = new Set(wordsOf("declaration"));
const weekdayWords = new Set(wordsOf("weekday"));

/**
 * Keywords have no pattern of their own: the lexer reads a word and looks it up, which is faster than a hundred patterns.
 * Their categories are said afterwards: `createToken` goes through all of a category's tokens for each that joins it, the
 * parser once for all.
 */
function keywordToken(word: KeywordWord): TokenType {
  const categories: TokenType[] = [];
  if (!isReserved(word)) categories.push(Name);
  if (typeWords.has(word)) categories.push(TypeWord);
  if (declarationWords.has(word)) categories.push(DeclarationWord);
  if (weekdayWords.has(word)) categories.push(Weekday);
  const token = createToken({ name: `keyword_${word}`, label: `\`${word}\``, pattern: Lexer.NA });
  token.CATEGORIES = categories;
  return token;
}

/** The token of each keyword. */
export const keyword = Object.fromEntries(keywordWords.map((word) => [word, keywordToken(word)])) as Readonly<
  Record<KeywordWord, TokenType>
>;

export const WhiteSpace = createToken({
  name: "WhiteSpace",
  pattern: /[ \t\r\n\f\v\u00a0]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
export const Comment = createToken({ name: "Comment", pattern: /#[^\n\r]*/, group: "comments" });

/** Stands where an editor's cursor is: no rule takes it, so that the parser says what could stand there (grammar/cursor.ts). */
export const Cursor = createToken({ name: "Cursor", label: "the cursor", pattern: Lexer.NA });

/** A run of characters no other token begins with, so that the lexer itself never fails. */
const BadCharacter = createToken({
  name: "BadCharacter",
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  pattern: /[\u0000-\u0008\u000e-\u001f%&'*+\-/:;@[\\\]^`|~\u007f-\u009f\u00a1\u00a2\u00a4-\u20ab\u20ad-\uffff]+|!/,
  group: "bad",
  line_breaks: false,
});

/** A comment as other languages write it: one mistake, not one for each of its words. */
export const ForeignComment = createToken({
  name: "ForeignComment",
  pattern: /\/\/[^\n\r]*|\/\*[^\n\r]*?\*\/|--[ \t][^\n\r]*/,
  group: "bad",
});

/**
 * A text up to its closing quote or, when that is missing, to the end of the line. Other quotes are read as one mistake,
 * not as one each.
 */
export const Text = literal(
  "Text",
  "a text",
  String.raw`"(?:[^"\\\n\r]+|\\[^\n\r]?)*"?|[\u201c\u201d\u201e][^"\u201c\u201d\u201e\n\r]*["\u201c\u201d]|'[^'\n\r]*'`,
);
export const Money = literal("Money", "an amount of money", `[$€£] ?\\d+(?:\\.\\d+)?[KMB]?${endOfNumber}`);
export const Ratio = literal("Ratio", "a ratio", "\\d+(?:\\.\\d+)?%");
/** `30 %`: read as one mistake. */
export const SpacedRatio = literal("SpacedRatio", "a ratio", "\\d+(?:\\.\\d+)?[ \\t]+%");
/** `21.11.2026`, `11/21/2026`, `2026/11/21`: read as one mistake, not as three numbers. */
export const BadDate = literal(
  "BadDate",
  "a date",
  "\\d{1,2}(?:\\.\\d{1,2}\\.|\\/\\d{1,2}\\/|-\\d{1,2}-)\\d{2,4}(?![A-Za-z0-9_.])|\\d{4}(?:\\/\\d{1,2}\\/|\\.\\d{1,2}\\.)\\d{1,2}(?![A-Za-z0-9_.])",
);
export const FullDate = literal("FullDate", "a date", `\\d{4}-\\d{2}-\\d{2}${endOfNumber}`);
export const YearlyDate = literal("YearlyDate", "a date", `\\d{2}-\\d{2}${endOfNumber}`);
export const Time = literal("Time", "a time of day", `\\d{1,2}:\\d{2}${endOfNumber}`);
export const CompactDuration = literal("CompactDuration", "a duration", `\\d+(?:min|h|d|w)${endOfNumber}`);
/** `1,000`: read as one mistake, not as three tokens. */
export const SeparatedNumber = literal(
  "SeparatedNumber",
  "a number",
  `[$€£]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?[KMB%]?${endOfNumber}`,
);
export const PlainNumber = literal("PlainNumber", "a number", `\\d+(?:\\.\\d+)?[KMB]?${endOfNumber}`);
/** Whatever else begins with a digit or a currency sign. */
export const BadNumber = literal("BadNumber", "a number", "[$€£]?\\d+(?:\\.\\d+)?[A-Za-z0-9_]*|[$€£]");

export const LeftBrace = punctuation("LeftBrace", "{");
export const RightBrace = punctuation("RightBrace", "}");
export const LeftParenthesis = punctuation("LeftParenthesis", "(");
export const RightParenthesis = punctuation("RightParenthesis", ")");
export const Comma = punctuation("Comma", ",");
export const DotDot = punctuation("DotDot", "..");
export const Dot = punctuation("Dot", ".");
/** Everything of a kind: `touch *`. */
export const Star = punctuation("Star", "*", /\*(?![^\s,}#])/);
export const Question = punctuation("Question", "?");
// What other languages write for these signs is read as the sign that is meant, and told (grammar/scan.ts).
export const Equal = punctuation("Equal", "=", /===?|=/);
export const NotEqual = punctuation("NotEqual", "!=", /!==?|<>/);
export const Less = punctuation("Less", "<");
export const LessEqual = punctuation("LessEqual", "<=", /<=|=</);
export const Greater = punctuation("Greater", ">");
export const GreaterEqual = punctuation("GreaterEqual", ">=", />=|=>/);

/** In the order the lexer tries them. */
export const allTokens: TokenType[] = [
  WhiteSpace,
  Comment,
  ForeignComment,
  Text,
  SeparatedNumber,
  Money,
  Ratio,
  SpacedRatio,
  BadDate,
  FullDate,
  YearlyDate,
  Time,
  CompactDuration,
  PlainNumber,
  BadNumber,
  ...keywordWords.map((word) => keyword[word]),
  Identifier,
  LeftBrace,
  RightBrace,
  LeftParenthesis,
  RightParenthesis,
  Comma,
  DotDot,
  Dot,
  Question,
  Star,
  NotEqual,
  LessEqual,
  GreaterEqual,
  Equal,
  Less,
  Greater,
  BadCharacter,
  Cursor,
  Name,
  TypeWord,
  DeclarationWord,
  Weekday,
];

const byName: ReadonlyMap<string, TokenType> = new Map(allTokens.map((type) => [type.name, type]));

/** The type of a name that one of `allTokens` has. */
export function tokenNamed(name: string): TokenType {
  const type = byName.get(name);
  if (!type) throw new Error(`no token is called ${name}`);
  return type;
}
