/** What every word is, for colouring: by what the compiler followed it to, else by the vocabulary. */
import type { SymbolKind } from "../../compiler/names/symbols.ts";
import { scan } from "../../grammar/scan.ts";
import * as tokens from "../../grammar/tokens.ts";
import type { Span } from "../../grammar/tree.ts";
import { keywordWords, vocabulary } from "../../grammar/vocabulary.ts";
import type { Analysis } from "./analysis.ts";
import { overlap } from "./places.ts";

/** Names of the protocol's own types, so that every theme has colours for them. */
export const colourTypes = [
  "keyword",
  "comment",
  "string",
  "number",
  "operator",
  "function",
  "class",
  "variable",
  "property",
  "event",
  "enumMember",
  "namespace",
  "interface",
  "type",
] as const;
export type ColourType = (typeof colourTypes)[number];

export const colourModifiers = ["declaration", "readonly", "documentation"] as const;
export type ColourModifier = (typeof colourModifiers)[number];

export interface Colour {
  readonly span: Span;
  readonly type: ColourType;
  readonly modifiers: readonly ColourModifier[];
}

/** How the name of a declaration is coloured, by its kind. */
export const colourOfSymbols: Record<SymbolKind, ColourType> = {
  let: "variable",
  field: "property",
  metric: "variable",
  event: "event",
  contact: "interface",
  role: "interface",
  calendar: "namespace",
  stage: "enumMember",
  journey: "class",
  segment: "enumMember",
  model: "enumMember",
  touch: "function",
  task: "function",
  cadence: "class",
  trigger: "class",
  play: "class",
  escalation: "class",
  experiment: "class",
  measure: "variable",
};

const literals = new Set([
  tokens.Money,
  tokens.Ratio,
  tokens.SpacedRatio,
  tokens.FullDate,
  tokens.YearlyDate,
  tokens.Time,
  tokens.CompactDuration,
  tokens.PlainNumber,
  tokens.SeparatedNumber,
  tokens.BadNumber,
  tokens.BadDate,
]);
const signs = new Set([
  tokens.Equal,
  tokens.NotEqual,
  tokens.Less,
  tokens.LessEqual,
  tokens.Greater,
  tokens.GreaterEqual,
  tokens.DotDot,
]);
const keywords: ReadonlySet<string> = new Set(keywordWords);
const typeWords: ReadonlySet<string> = new Set(vocabulary.flatMap(({ word, role }) => (role === "type" ? [word] : [])));
const listedWords: ReadonlySet<string> = new Set(
  vocabulary.flatMap(({ word, role }) =>
    ["channel", "purpose", "kind", "level", "change", "weekday"].includes(role) ? [word] : [],
  ),
);

/** Every coloured span of a file, in the order of the text; none overlap, none is longer than its line. */
export function coloursOf(analysis: Analysis, path: string, within?: Span): Colour[] {
  const text = analysis.textOf(path) ?? "";
  const named = namesIn(analysis, path);
  const scanned = scan(text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text);
  const colours: Colour[] = scanned.comments.map(({ span, doc }) => ({
    span,
    type: "comment",
    modifiers: doc ? ["documentation"] : [],
  }));
  for (const { startOffset, image, tokenType } of scanned.tokens) {
    const span = { start: startOffset, end: startOffset + image.length };
    const name = named.get(startOffset);
    const type =
      tokenType === tokens.Text
        ? "string"
        : literals.has(tokenType)
          ? "number"
          : signs.has(tokenType)
            ? "operator"
            : undefined;
    const word = wordColour(image);
    if (name) colours.push({ ...name, span });
    else if (type) colours.push({ span, type, modifiers: [] });
    else if (word) colours.push({ span, type: word, modifiers: [] });
  }
  return colours.filter(({ span }) => !within || overlap(span, within)).sort((a, b) => a.span.start - b.span.start);
}

/** What a word of the language is where no name stands. */
export function wordColour(word: string): ColourType | undefined {
  if (listedWords.has(word)) return keywords.has(word) ? "keyword" : "enumMember";
  if (typeWords.has(word)) return "type";
  return keywords.has(word) ? "keyword" : undefined;
}

/** Colours of names, by where each of their words begins. */
function namesIn(analysis: Analysis, path: string): Map<number, Omit<Colour, "span">> {
  const found = new Map<number, Omit<Colour, "span">>();
  const add = (start: number, kind: SymbolKind, modifiers: readonly ColourModifier[], type = colourOfSymbols[kind]) =>
    found.set(start, { type, modifiers: kind === "let" ? [...modifiers, "readonly"] : modifiers });
  for (const { span, symbol, member } of analysis.usesIn(path)) {
    if (member !== undefined) add(span.start, symbol.kind, [], symbol.kind === "event" ? "property" : "enumMember");
    else {
      add(span.start, symbol.kind, []);
      const dot = symbol.name.indexOf(".");
      if (dot > 0) add(span.start + dot + 1, symbol.kind, []);
    }
  }
  for (const { file, span, kind } of analysis.symbols) if (file.path === path) add(span.start, kind, ["declaration"]);
  return found;
}
