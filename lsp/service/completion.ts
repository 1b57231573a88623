/**
 * Completion: which words fit is asked of the grammar (`grammar/cursor.ts`), which names fit of the compiler
 * (`wanted.ts`). It needs no sound text: half a line, a missing brace and an empty file are where it is asked most.
 */
import type { SymbolKind } from "../../compiler/names/symbols.ts";
import { expectedAt } from "../../grammar/cursor.ts";
import type { Span } from "../../grammar/tree.ts";
import { keywordWords, vocabulary, wordsOf } from "../../grammar/vocabulary.ts";
import type { Analysis } from "./analysis.ts";
import { templateCompletions } from "./completion-templates.ts";
import { docOf, lineOf } from "./describe.ts";
import { lineAt, wordAt } from "./places.ts";
import { snippetsOf } from "./snippets.ts";
import { missingAt, wantedAt } from "./wanted.ts";

export interface Completion {
  readonly label: string;
  readonly kind: SymbolKind | "word" | "value" | "snippet" | "file" | "event field" | "library";
  /** Beside the label. */
  readonly detail?: string;
  /** Markdown, shown when it is chosen from. */
  readonly doc?: string;
  /** What is written, where that is not the label. */
  readonly insert?: string;
  /** Its text has places to fill in; `plain` for editors that have none. */
  readonly isSnippet?: true;
  readonly plain?: string;
  /** Smaller comes first. */
  readonly rank: number;
  /** What it takes the place of. */
  readonly span: Span;
}

type Offer = Omit<Completion, "span">;

/** Ranks, from what most likely is meant on. */
const rank = { missing: 0, name: 1, word: 2, snippet: 3, far: 4 } as const;

export function completionsAt(analysis: Analysis, path: string, offset: number): Completion[] {
  const text = analysis.textOf(path) ?? "";
  if (!path.endsWith(".play")) return templateCompletions(analysis, path, text, offset);
  const word = wordAt(text, offset);
  if (isInComment(text, offset)) return [];
  const quoted = quotedAt(text, offset);
  if (quoted) return fileCompletions(analysis, text, quoted);
  const span = { start: word.start, end: word.end };
  const offers = /^\d+$/.test(text.slice(word.start, offset))
    ? unitsBehind(text.slice(word.start, offset))
    : (memberOffers(analysis, text, word) ?? offersAt(analysis, path, near(analysis, path, text, offset), word));
  return once(offers).map((offer) => ({ ...offer, span }));
}

/**
 * The text with blanks in place of all but the declaration around the offset, or before it, and the one behind: what
 * could stand there hangs on nothing further away, and the parser reads the text several times.
 */
function near(analysis: Analysis, path: string, text: string, offset: number): string {
  const declarations = analysis.parsed(path)?.file.declarations ?? [];
  const index = declarations.findLastIndex(({ span }) => span.start <= offset);
  const from = declarations[index]?.span.start ?? 0;
  const to = declarations[index + 2]?.span.start ?? text.length;
  return " ".repeat(from) + text.slice(from, to);
}

function offersAt(analysis: Analysis, path: string, text: string, word: Span): Offer[] {
  const use = libraryOffers(analysis, text, word);
  if (use) return use;
  const labels = expectedAt(text, word);
  const before = wordBefore(text, word.start);
  const given = givenClauses(analysis, path, word.start);
  const missing = labels.size > 0 ? new Set(missingAt(analysis, path, text, word)) : new Set<string>();
  const words = [...labels].flatMap((label) => wordsIn(label)).filter((each) => !given.has(each.split(" ")[0]!));
  const keywords = words.map((each) => wordOffer(each, missing.has(each) ? rank.missing : rank.word));
  const declarations = labels.has("a declaration")
    ? [...wordsOf("declaration").map((each) => wordOffer(each, rank.word)), ...snippetOffers(analysis)]
    : [];
  const types = labels.has("a type") ? wordsOf("type").map((each) => wordOffer(each, rank.name)) : [];
  const weekdays = labels.has("a weekday") ? wordsOf("weekday").map((each) => wordOffer(each, rank.name)) : [];
  const names = labels.has("a declaration") ? [] : nameOffers(analysis, path, text, word, labels);
  const values = labels.has("a duration") ? valueOffers(before) : [];
  // Where a declaration's own name is written nobody knows it but the writer; a type stands behind it.
  const isNew = labels.has("a name") && names.length === 0 && declarations.length === 0;
  const behind = isNew && values.length > 0 && labels.has("a type") ? [] : values;
  return [...names, ...behind, ...keywords, ...types, ...weekdays, ...declarations, ...comparisons(labels)];
}

// ---- words -------------------------------------------------------------------------------------------------------

const known: ReadonlySet<string> = new Set(keywordWords);
const docs = new Map(vocabulary.map(({ word, doc }) => [word, doc]));

/** Of "`owns accounts`" all that is written; signs are for the writer to type. */
function wordsIn(label: string): string[] {
  const words = /^`([a-z_ ]+)`$/.exec(label)?.[1];
  return words?.split(" ").every((each) => known.has(each)) ? [words] : [];
}

function wordOffer(word: string, at: number): Offer {
  const doc = docs.get(word.split(" ")[0]!);
  return { label: word, kind: "word", rank: at, ...(doc === undefined ? {} : { doc }) };
}

/** Behind a name in a condition, where the parser looks further than one word. */
function comparisons(labels: ReadonlySet<string>): Offer[] {
  if (!labels.has("`becomes`")) return [];
  const signs = ["=", "!=", "<", "<=", ">", ">="].map(
    (sign): Offer => ({ label: sign, kind: "value", rank: rank.word }),
  );
  return [...signs, wordOffer("over", rank.word)];
}

/** Clauses that stand once and are there already, by their first words. */
function givenClauses(analysis: Analysis, path: string, offset: number): ReadonlySet<string> {
  const declaration = analysis.declarationAt(path, offset);
  const clauses = declaration && "clauses" in declaration ? declaration.clauses : [];
  const written = clauses.filter(({ span }) => span.end < offset || span.start > offset);
  const once = written.map(({ kind }) => kind.split("_")[0]!).filter((kind) => !mayRepeat.has(kind));
  return new Set(declaration?.kind === "task" ? [...once, ...ofTouchesAlone] : once);
}

/** The parser reads a task as it reads a touch, and the checker says what it has no use for. */
const ofTouchesAlone = ["channel", "purpose", "kind", "template", "target", "never"];

const mayRepeat: ReadonlySet<string> = new Set([
  ..."do limit quiet consent pauses target escalation vacant cost benefit enter leave back skip expect among".split(
    " ",
  ),
]);

function snippetOffers(analysis: Analysis): Offer[] {
  return snippetsOf(analysis).map(({ word, text, plain }) => ({
    label: `${word} ...`,
    kind: "snippet",
    detail: `a whole ${word}`,
    insert: text,
    plain,
    isSnippet: true,
    rank: rank.snippet,
  }));
}

// ---- names -------------------------------------------------------------------------------------------------------

function nameOffers(analysis: Analysis, path: string, text: string, word: Span, labels: ReadonlySet<string>): Offer[] {
  const { kinds, words, fieldsOf } = wantedAt(analysis, path, text, word);
  const own = words.map((each): Offer => ({ ...wordOffer(each, rank.name), kind: known.has(each) ? "word" : "value" }));
  if (fieldsOf !== undefined) return [...own, ...eventFieldOffers(analysis, fieldsOf)];
  const more = alsoPossible(kinds, labels);
  return [
    ...own,
    ...symbolOffers(analysis, kinds, rank.name, dateWanted(text, word.start, kinds)),
    ...symbolOffers(analysis, more, rank.far, false),
  ];
}

/** A condition begins with more than what can stand alone in it, and a value may be a `let`. */
function alsoPossible(kinds: readonly SymbolKind[], labels: ReadonlySet<string>): SymbolKind[] {
  if (!kinds.includes("field")) return [];
  const isCondition = labels.has("`during`") && labels.has("`not`");
  const isValue = labels.has("`count`") && labels.has("a number");
  const also: SymbolKind[] = [
    ...(isCondition ? (["metric", "event"] as const) : []),
    ...(isValue ? (["let"] as const) : []),
  ];
  return also.filter((kind) => !kinds.includes(kind));
}

/** `time since`, `from` and the like are of dates. */
function dateWanted(text: string, offset: number, kinds: readonly SymbolKind[]): boolean {
  const dated = ["since", "to", "from", "before", "begins", "ends"];
  return kinds.length === 1 && kinds[0] === "field" && dated.includes(wordBefore(text, offset));
}

function symbolOffers(analysis: Analysis, kinds: readonly SymbolKind[], at: number, datesOnly: boolean): Offer[] {
  const { fields } = analysis.examination.program;
  return analysis.symbols
    .filter(({ kind, name }) => kinds.includes(kind) && !(datesOnly && fields.get(name)?.type !== "date"))
    .map((symbol): Offer => {
      const doc = docOf(analysis, symbol);
      return {
        label: symbol.name,
        kind: symbol.kind,
        detail: lineOf(analysis, symbol),
        rank: at,
        ...(doc === undefined ? {} : { doc }),
      };
    });
}

function eventFieldOffers(analysis: Analysis, event: string): Offer[] {
  const type = analysis.examination.program.events.get(event);
  return (type?.fields ?? []).map(({ name, type: its, members, doc }) => ({
    label: name,
    kind: "event field",
    detail: `field of ${event} · ${members ? `one of ${members.join(", ")}` : its}`,
    rank: rank.name,
    ...(doc === undefined ? {} : { doc }),
  }));
}

/** Behind a dot: fields of the event, or components of the score. */
function memberOffers(analysis: Analysis, text: string, word: Span): Offer[] | undefined {
  const owner = /([A-Za-z_][A-Za-z0-9_]*)\.$/.exec(text.slice(Math.max(0, word.start - 200), word.start))?.[1];
  if (owner === undefined) return undefined;
  const components = analysis.symbols
    .filter(({ kind, name }) => kind === "metric" && name.startsWith(`${owner}.`))
    .map((symbol): Offer => {
      const detail = `component of ${owner}`;
      return { label: symbol.name.slice(owner.length + 1), kind: "metric", detail, rank: rank.name };
    });
  return [...eventFieldOffers(analysis, owner), ...components];
}

/** `use LIBRARY { KIND NAMES }` */
function libraryOffers(analysis: Analysis, text: string, word: Span): Offer[] | undefined {
  const before = text.slice(0, word.start);
  const head = /(?:^|\n)[ \t]*use[ \t]+(?:([A-Za-z_]\w*)[ \t]*(\{[^{}]*)?)?$/.exec(before);
  if (!head) return undefined;
  const [, library, inside] = head;
  if (library === undefined || inside === undefined) {
    return (analysis.projectFile.project?.libraries ?? []).map(({ name }) => ({
      label: name,
      kind: "library",
      rank: rank.name,
    }));
  }
  const offered = analysis.offeredBy(library);
  const kind = /([a-z]+)[ \t]+(?:[A-Za-z_]\w*[ \t]*,[ \t]*)*$/.exec(inside)?.[1];
  const names = offered.filter((each) => each.kind === kind);
  if (kind !== undefined && names.length > 0) {
    return names.map(({ name }) => ({ label: name, kind: "value", detail: `${kind} of ${library}`, rank: rank.name }));
  }
  return [...new Set(offered.map((each) => each.kind))].map((each) => wordOffer(each, rank.name));
}

// ---- values ------------------------------------------------------------------------------------------------------

const shortLengths = ["15min", "30min", "45min", "1h"];
const deadlines = ["24h", "48h", "7d", "14d", "2 business days"];
const lengths = ["7d", "14d", "30d", "90d", "1 month", "1 quarter"];
const afterWord: Readonly<Record<string, readonly string[]>> = {
  effort: shortLengths,
  prep: shortLengths,
  within: deadlines,
  over: lengths,
  rest: lengths,
  after: lengths,
  for: lengths,
  usual: ["4w", "8w", "12w"],
  every: ["1 week", "2 weeks", "1 month", "1 quarter"],
  per: lengths,
};

/** Usual lengths of time behind the words that take one. */
function valueOffers(before: string): Offer[] {
  return (afterWord[before] ?? []).map((label) => ({ label, kind: "value", rank: rank.word }));
}

/** What a number that has just been written can be. */
function unitsBehind(number: string): Offer[] {
  const meant: [string, string][] = [
    ["d", "days"],
    ["w", "weeks"],
    ["h", "hours"],
    ["min", "minutes"],
    ["%", "a ratio"],
    ["K", "thousand"],
    ["M", "million"],
    [" weeks", "weeks"],
    [" months", "calendar months"],
    [" quarters", "three months each"],
    [" years", "calendar years"],
    [" business days", "working days"],
    [" points", "of a score"],
  ];
  const isOne = number === "1";
  return meant.map(([unit, detail]) => ({
    label: `${number}${isOne && unit.startsWith(" ") ? unit.replace(/s$/, "") : unit}`,
    kind: "value",
    detail,
    rank: rank.name,
  }));
}

// ---- the text around the cursor ----------------------------------------------------------------------------------

function wordBefore(text: string, offset: number): string {
  return /([A-Za-z_]+)\s*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[1] ?? "";
}

function isInComment(text: string, offset: number): boolean {
  const { start } = lineAt(text, offset);
  return /^(?:[^"#]|"(?:[^"\\]|\\.)*")*#/.test(text.slice(start, offset));
}

/** The text between quotes that the offset stands in, if it does. */
function quotedAt(text: string, offset: number): Span | undefined {
  const line = lineAt(text, offset);
  const before = text.slice(line.start, offset);
  if ((before.match(/"/g)?.length ?? 0) % 2 === 0) return undefined;
  const start = line.start + before.lastIndexOf('"') + 1;
  const end = text.indexOf('"', offset);
  return { start, end: end < 0 || end > line.end ? line.end : end };
}

function fileCompletions(analysis: Analysis, text: string, span: Span): Completion[] {
  const clause = wordBefore(text, span.start - 1);
  const isWanted = { template: /\.(?:md|txt|html)$/, holidays: /\.ya?ml$/ }[clause];
  if (!isWanted) return [];
  return analysis
    .otherFiles()
    .filter((path) => isWanted.test(path) && path !== "playc.yaml")
    .map((label) => ({ label, kind: "file", rank: rank.name, span }));
}

/** Of several offers of one text the first. */
function once(offers: readonly Offer[]): Offer[] {
  const seen = new Set<string>();
  const best = [...offers].sort((a, b) => a.rank - b.rank);
  return best.filter(({ label }) => !seen.has(label) && seen.add(label));
}
