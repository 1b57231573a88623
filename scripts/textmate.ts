/**
 * The TextMate grammar of `.play`: what an editor colours before the language server answers, and where there is none. Made from
 * the lexer's own patterns and the vocabulary. It follows no name, so it colours names only where their place says what
 * they are; everywhere else it leaves them to the server (lsp/service/semantic.ts), which it never contradicts.
 */
import type { TokenType } from "chevrotain";
import type { SymbolKind } from "../compiler/names/symbols.ts";
import * as tokens from "../grammar/tokens.ts";
import { isReserved, keywordWords, vocabulary, type WordRole, wordsOf } from "../grammar/vocabulary.ts";
import { type ColourType, colourOfSymbols, wordColour } from "../lsp/service/semantic.ts";

/** Of each colour of the server the scope that VS Code takes for it, so that no theme draws the two differently. */
export const scopeOf: Readonly<Record<ColourType, string>> = {
  keyword: "keyword.control",
  comment: "comment",
  string: "string.quoted",
  number: "constant.numeric",
  operator: "keyword.operator",
  function: "entity.name.function",
  class: "entity.name.type.class",
  variable: "variable.other.readwrite",
  property: "variable.other.property",
  event: "variable.other.event",
  enumMember: "variable.other.enummember",
  namespace: "entity.name.namespace",
  interface: "entity.name.type.interface",
  type: "support.type",
};

export interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Readonly<Record<string, Rule>>;
  readonly patterns?: readonly Rule[];
}

export interface TextMateGrammar {
  readonly name: string;
  readonly scopeName: string;
  readonly fileTypes: readonly string[];
  readonly patterns: readonly Rule[];
}

const scoped = (colour: ColourType, more: string) => `${scopeOf[colour]}.${more}.play`;
const anyOf = (words: Iterable<string>) => `(?:${[...words].join("|")})`;

const reserved = vocabulary.flatMap(({ word }) => (isReserved(word) ? [word] : []));
/** A name, as far as a reader without the rest of the program can tell; in `1 touch per 14d` there is none. */
const name = `(?!${anyOf(new Set([...reserved, "per"]))}\\b)[A-Za-z_]\\w*`;
/** A name that no word of the language is. */
const ownName = `(?!${anyOf(keywordWords)}\\b)[A-Za-z_]\\w*`;

/** Of kinds whose word stands before their names. */
function coloursOf(...kinds: SymbolKind[]): Readonly<Record<string, ColourType>> {
  return Object.fromEntries(kinds.map((kind) => [kind, colourOfSymbols[kind]]));
}

/** Words after which names of one kind stand, wherever they are. */
const wordsBeforeNames: Readonly<Record<string, ColourType>> = {
  ...coloursOf("touch", "task", "cadence", "trigger", "play", "escalation", "experiment", "journey", "measure"),
  alert: colourOfSymbols.role,
};
/** Words that begin a declaration of names at the beginning of a line; elsewhere they may mean something else. */
const wordsOfDeclarations = coloursOf("metric", "let", "event", "contact", "role", "calendar", "stage");

const comments: readonly Rule[] = [
  { name: "comment.line.documentation.play", match: "##(?!#).*$" },
  { name: "comment.line.number-sign.play", match: "#.*$" },
  { name: "invalid.illegal.comment.play", match: sourceOf(tokens.ForeignComment) },
];

const texts: readonly Rule[] = [
  {
    name: scoped("string", "double"),
    begin: '"',
    end: '"|$',
    patterns: [
      { name: "constant.character.escape.play", match: '\\\\["\\\\]' },
      { name: "invalid.illegal.escape.play", match: "\\\\." },
    ],
  },
  // Other quotes: read as texts, and told to be mistakes.
  { name: scoped("string", "other"), match: sourceOf(tokens.Text).split("|").slice(-2).join("|") },
];

/** In the order of the lexer, and with its patterns. */
const literals: readonly Rule[] = (
  [
    ["grouped", tokens.SeparatedNumber],
    ["money", tokens.Money],
    ["ratio", tokens.Ratio],
    ["ratio", tokens.SpacedRatio],
    ["date", tokens.BadDate],
    ["date", tokens.FullDate],
    ["date", tokens.YearlyDate],
    ["time", tokens.Time],
    ["duration", tokens.CompactDuration],
    ["plain", tokens.PlainNumber],
    ["other", tokens.BadNumber],
  ] as const
).map(([kind, token]) => ({ name: scoped("number", kind), match: sourceOf(token) }));

const signs: readonly Rule[] = [
  { name: scoped("operator", "range"), match: sourceOf(tokens.DotDot) },
  ...[tokens.NotEqual, tokens.LessEqual, tokens.GreaterEqual, tokens.Equal, tokens.Less, tokens.Greater].map(
    (token) => ({
      name: scoped("operator", "comparison"),
      match: sourceOf(token),
    }),
  ),
  { name: "punctuation.section.braces.play", match: "[{}]" },
  { name: "punctuation.section.parens.play", match: "[()]" },
  { name: "punctuation.separator.play", match: "," },
];

/** `touch check_in`, `pauses cadence a, b`: the word, and the names after it. */
function namesAfter(word: string, colour: ColourType, before: string): Rule {
  const another = `\\s*,\\s*(?!${anyOf(Object.keys(wordsBeforeNames))}\\s+${name})${name}`;
  return {
    match: `${before}\\b(${word})\\s+(${name}(?:${another})*)(?![\\w.])`,
    captures: {
      1: { name: scopeOfWord(word, "declaration") },
      2: { patterns: [{ name: scoped(colour, word), match: "\\w+" }] },
    },
  };
}

const places: readonly Rule[] = [
  // A field, as an account or an event declares it.
  {
    match: `^\\s*(?!${anyOf(wordsOf("declaration"))}\\b)(${name})(?=\\s+${anyOf(wordsOf("type"))}\\b)`,
    captures: { 1: { name: scoped("property", "declaration") } },
  },
  // `enterprise when ...`, `smb otherwise`: segments and touch models.
  {
    match: `^\\s*(?!(?:start|win|lose|lost|enter|leave)\\b)(${name})(?=\\s+(?:when|otherwise)\\b)`,
    captures: { 1: { name: scoped("enumMember", "segment") } },
  },
  // `plan is pro`, `back to value`, `then recovery`: members, segments, bands and stages.
  {
    match: `\\b(is)\\s+(?:(not)\\s+)?(?!(?:in|zero)\\b)(${name})(?![\\w.])`,
    captures: {
      1: { name: scopeOfWord("is", "condition") },
      2: { name: scopeOfWord("not", "condition") },
      3: { name: scoped("enumMember", "member") },
    },
  },
  {
    match: `\\b(?:(back|skip)\\s+(to)|(then)(?!\\s+drop\\b))\\s+(${name})(?![\\w.])`,
    captures: {
      1: { name: scopeOfWord("back", "clause") },
      2: { name: scopeOfWord("to", "clause") },
      3: { name: scopeOfWord("then", "clause") },
      4: { name: scoped("enumMember", "stage") },
    },
  },
  // `for enterprise, smb` of a declaration; elsewhere it may be the accounts of a test, and `all` is no name.
  {
    match: `^\\s*(?:(replace)\\s+)?(cadence|experiment|play|trigger)\\s+(${name})\\s+(for)\\s+(${name}(?:\\s*,\\s*${name})*)`,
    captures: {
      1: { name: scopeOfWord("replace", "declaration") },
      2: { name: scopeOfWord("play", "declaration") },
      3: { name: scoped("class", "declaration") },
      4: { name: scopeOfWord("for", "condition") },
      5: { patterns: [{ name: scoped("enumMember", "segment"), match: "\\w+" }] },
    },
  },
  {
    match: `\\b(?:(for)(?!\\s+all\\b)|(during)|(outside))\\s+${name}`,
    captures: {
      1: { name: scopeOfWord("for", "condition") },
      2: { name: scopeOfWord("during", "condition") },
      3: { name: scopeOfWord("outside", "condition") },
    },
  },
  // `health` begins a declaration and is the name of what it declares.
  {
    match: `^\\s*(?:(replace)\\s+)?(health)\\s+(${ownName})(?=\\s*\\{)`,
    captures: {
      1: { name: scopeOfWord("replace", "declaration") },
      2: { name: scopeOfWord("health", "declaration") },
      3: { name: scoped("variable", "health") },
    },
  },
  { match: "\\bhealth\\b" },
  ...Object.entries(wordsBeforeNames).map(([word, colour]) => namesAfter(word, colour, "")),
  ...Object.entries(wordsOfDeclarations).map(([word, colour]) => namesAfter(word, colour, "^\\s*(?:replace\\s+)?")),
  // A path is followed by the server as a whole: no part of it is a word of the language.
  { match: `${name}(?:\\.[A-Za-z_]\\w*)+` },
];

function scopeOfWord(word: string, role: WordRole): string {
  return scoped(wordColour(word) ?? "keyword", role);
}

/** All other words, by their first role: a word has one colour, whatever it does. */
const words: readonly Rule[] = (() => {
  const byScope = new Map<string, string[]>();
  for (const { word, role } of vocabulary) {
    if ([...byScope.values()].some((known) => known.includes(word))) continue;
    const scope = scopeOfWord(word, role);
    byScope.set(scope, [...(byScope.get(scope) ?? []), word]);
  }
  return [...byScope].map(([scope, list]) => ({ name: scope, match: `\\b${anyOf(list)}\\b` }));
})();

/** What the editor reads: `extension/syntaxes/play.tmLanguage.json`. */
export function textMateGrammar(): TextMateGrammar {
  return {
    name: "Playbook",
    scopeName: "source.play",
    fileTypes: ["play"],
    // Any other name is read as a whole, so that no number or word is found inside.
    patterns: [...comments, ...texts, ...places, ...literals, ...signs, ...words, { match: "[A-Za-z_]\\w*" }],
  };
}

function sourceOf({ PATTERN }: TokenType): string {
  if (PATTERN instanceof RegExp) return PATTERN.source;
  return typeof PATTERN === "string" ? PATTERN.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : "";
}
