/**
 * What a name stands for and where else it stands: the base of going to a declaration, finding uses and renaming. Names
 * of the program are those that the compiler followed; names of accounts made up in a test are the test's own.
 */
import type { ProgramSymbol, SymbolKind } from "../../compiler/names/symbols.ts";
import type { Declaration, Name, Span, TestDeclaration } from "../../grammar/tree.ts";
import { keywordWords } from "../../grammar/vocabulary.ts";
import type { MappedKind, MappedName } from "../../project/mapped-names.ts";
import type { Analysis } from "./analysis.ts";
import { holds, overlap, type Place, wordAt } from "./places.ts";
import { projectFileName } from "./project.ts";

/** Something with a name. */
export interface Target {
  readonly name: string;
  /** In words: `touch`, `field of event ticket`, `account of a test`. */
  readonly kind: string;
  /** Of the name where it is declared; absent for a name that only `playc.yaml` knows. */
  readonly declared?: Place;
  /** Everywhere the name stands, its declaration and `playc.yaml` among them, by file and place. */
  readonly places: readonly Place[];
  readonly symbol?: ProgramSymbol;
  /** It is a part of the symbol: a field of the event, a value of the field, a band of the metric. */
  readonly member?: string;
}

/** What the name at a place stands for, and the span of the name. */
export function targetAt(analysis: Analysis, path: string, offset: number): { target: Target; span: Span } | undefined {
  const found = symbolAt(analysis, path, offset);
  if (found) {
    const target = targetOf(analysis, found.symbol, found.member);
    const place = target.places.find((each) => each.path === path && holds(each.span, offset));
    return { target, span: place?.span ?? found.span };
  }
  return accountAt(analysis, path, offset);
}

interface Found {
  symbol: ProgramSymbol;
  member?: string;
  span: Span;
}

function symbolAt(analysis: Analysis, path: string, offset: number): Found | undefined {
  if (path === projectFileName) return mappedAt(analysis, offset);
  const use = usesOfLibraries(analysis, path).find(({ span }) => holds(span, offset));
  if (use) return use;
  const uses = analysis.usesIn(path).filter(({ span }) => holds(span, offset));
  const declared = analysis.symbols.find(({ file, span }) => file.path === path && holds(span, offset));
  const used = uses.at(-1);
  if (used) {
    const { symbol, member, span } = used;
    // Of `health.usage` the first word is the score.
    const score = scoreOf(analysis, symbol);
    if (score && member === undefined && offset < span.end - partOf(symbol.name).length) {
      return { symbol: score, span: { start: span.start, end: span.start + score.name.length } };
    }
    return { symbol, span, ...(member === undefined ? {} : { member }) };
  }
  if (declared) return { symbol: declared, span: declared.span };
  return memberDeclaredAt(analysis, path, offset) ?? meantAt(analysis, path, offset);
}

/** In a part that could not be read: the declaration that its word names, whatever the kind. */
function meantAt(analysis: Analysis, path: string, offset: number): Found | undefined {
  const parsed = analysis.parsed(path);
  const declaration = analysis.declarationAt(path, offset);
  const isBroken = parsed?.problems.some(({ span }) => !declaration || overlap(span, declaration.span));
  if (!parsed || !isBroken || parsed.comments.some(({ span }) => holds(span, offset))) return undefined;
  const span = wordAt(parsed.file.text, offset);
  const word = parsed.file.text.slice(span.start, span.end);
  const symbol = isKeyword(word) ? undefined : analysis.examination.program.symbols.ofAnyKind(word);
  return symbol && { symbol, span };
}

const keywords: ReadonlySet<string> = new Set(keywordWords);
const isKeyword = (word: string) => keywords.has(word);

function targetOf(analysis: Analysis, symbol: ProgramSymbol, member: string | undefined): Target {
  const part = member ?? partOf(symbol.name);
  const itself = (span: Span): Span => ({ start: span.end - part.length, end: span.end });
  const uses = analysis.uses.filter((use) => use.symbol === symbol && use.member === member);
  const components = member === undefined ? componentUses(analysis, symbol) : [];
  const inLibraries = analysis.files.flatMap(({ path }) =>
    member === undefined
      ? usesOfLibraries(analysis, path).flatMap((use) => (use.symbol === symbol ? [{ path, span: use.span }] : []))
      : [],
  );
  const declared =
    member === undefined ? { path: symbol.file.path, span: symbol.span } : placeOfMember(analysis, symbol, member);
  const places = inOrder([
    ...(declared ? [declared] : []),
    ...uses.map(({ file, span }) => ({ path: file.path, span: itself(span) })),
    ...components,
    ...inLibraries,
    ...mappedPlaces(analysis, symbol, member),
  ]);
  return {
    name: part,
    kind: member === undefined ? symbol.kind : kindOfMember(symbol),
    ...(declared ? { declared } : {}),
    places,
    symbol,
    ...(member === undefined ? {} : { member }),
  };
}

function kindOfMember({ kind, name }: ProgramSymbol): string {
  if (kind === "event") return `field of event ${name}`;
  return kind === "metric" ? `band of ${name}` : `value of ${name}`;
}

/** By file and place, each once. */
function inOrder(places: readonly Place[]): Place[] {
  const sorted = [...places].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.span.start - b.span.start));
  return sorted.filter(({ path, span }, index) => {
    const before = sorted[index - 1];
    return !before || before.path !== path || before.span.start !== span.start;
  });
}

// ---- scores and their components ---------------------------------------------------------------------------------

/** `usage` of `health.usage`. */
function partOf(name: string): string {
  return name.slice(name.indexOf(".") + 1);
}

function scoreOf(analysis: Analysis, { name, kind }: ProgramSymbol): ProgramSymbol | undefined {
  const dot = name.indexOf(".");
  return kind === "metric" && dot > 0
    ? analysis.examination.program.symbols.get("metric", name.slice(0, dot))
    : undefined;
}

/** The score's name where one of its components is named. */
function componentUses(analysis: Analysis, { kind, name }: ProgramSymbol): Place[] {
  if (kind !== "metric" || name.includes(".")) return [];
  return analysis.uses
    .filter(
      ({ symbol, member }) => member === undefined && symbol.kind === "metric" && symbol.name.startsWith(`${name}.`),
    )
    .map(({ file, span }) => ({ path: file.path, span: { start: span.start, end: span.start + name.length } }));
}

// ---- members -----------------------------------------------------------------------------------------------------

/** Names inside the declaration of an event, field or metric that are parts of it. */
function membersOf(symbol: ProgramSymbol, declaration: Declaration): Name[] {
  switch (declaration.kind) {
    case "event": {
      const fields = declaration.fields.flatMap(({ name }) => (name ? [name] : []));
      const { key } = declaration;
      return key && !fields.some(({ text }) => text === key.text) ? [...fields, key] : fields;
    }
    case "account": {
      const field = declaration.fields.find(({ name }) => name?.text === symbol.name);
      return field?.type?.kind === "enum" ? field.type.members : [];
    }
    case "metric":
    case "health":
      return symbol.name.includes(".") ? [] : declaration.bands.map(({ name }) => name);
    default:
      return [];
  }
}

function placeOfMember(analysis: Analysis, symbol: ProgramSymbol, member: string): Place | undefined {
  const declaration = analysis.declarationOf(symbol);
  const name = declaration && membersOf(symbol, declaration).find(({ text }) => text === member);
  return name && { path: symbol.file.path, span: name.span };
}

function memberDeclaredAt(analysis: Analysis, path: string, offset: number): Found | undefined {
  for (const symbol of analysis.symbols) {
    if (symbol.file.path !== path || !["event", "field", "metric"].includes(symbol.kind)) continue;
    const declaration = analysis.declarationAt(path, offset);
    if (!declaration || !holds(declaration.span, symbol.span.start)) continue;
    const name = membersOf(symbol, declaration).find(({ span }) => holds(span, offset));
    if (name) return { symbol, member: name.text, span: name.span };
  }
  return undefined;
}

// ---- playc.yaml --------------------------------------------------------------------------------------------------

const mappedAs: Record<Exclude<MappedKind, "event field">, readonly SymbolKind[]> = {
  field: ["field"],
  event: ["event"],
  metric: ["metric"],
  person: ["role", "contact"],
  touch: ["touch", "task"],
};

function symbolOfMapped(analysis: Analysis, { kind, name, event }: MappedName): Omit<Found, "span"> | undefined {
  const { symbols } = analysis.examination.program;
  if (kind === "event field") {
    const symbol = symbols.get("event", event ?? "");
    return symbol && { symbol, member: name };
  }
  for (const each of mappedAs[kind]) {
    const symbol = symbols.get(each, name);
    if (symbol) return { symbol };
  }
  return undefined;
}

function mappedAt(analysis: Analysis, offset: number): Found | undefined {
  const { mapping } = analysis.projectFile;
  for (const mapped of mapping?.names ?? []) {
    const span = mapping!.placeOf(mapped.path);
    const found = holds(span, offset) ? symbolOfMapped(analysis, mapped) : undefined;
    if (found) return { ...found, span };
  }
  return undefined;
}

function mappedPlaces(analysis: Analysis, symbol: ProgramSymbol, member: string | undefined): Place[] {
  const { mapping } = analysis.projectFile;
  const name = member ?? symbol.name;
  return (mapping?.names ?? [])
    .filter((mapped) => mapped.name === name)
    .filter((mapped) => {
      const found = symbolOfMapped(analysis, mapped);
      return found?.symbol === symbol && found.member === member;
    })
    .map(({ path }) => ({ path: projectFileName, span: mapping!.placeOf(path) }));
}

// ---- libraries ---------------------------------------------------------------------------------------------------

/** What `use` takes by name. */
function usesOfLibraries(analysis: Analysis, path: string): Found[] {
  const { symbols } = analysis.examination.program;
  return (analysis.parsed(path)?.file.declarations ?? []).flatMap((declaration) =>
    declaration.kind !== "use"
      ? []
      : (declaration.items ?? []).flatMap(({ word, names }) =>
          names.flatMap(({ text, span }): Found[] => {
            const kind = word.text === "health" ? "metric" : word.text;
            const symbol = analysis.symbols.find((each) => each.kind === kind && each.name === text);
            return symbol && symbols.get(symbol.kind, text) === symbol ? [{ symbol, span }] : [];
          }),
        ),
  );
}

// ---- accounts of tests -------------------------------------------------------------------------------------------

function accountAt(analysis: Analysis, path: string, offset: number): { target: Target; span: Span } | undefined {
  const declaration = analysis.declarationAt(path, offset);
  if (declaration?.kind !== "test") return undefined;
  const names = accountsIn(declaration);
  const here = names.find(({ span }) => holds(span, offset));
  if (!here) return undefined;
  const places = inOrder(names.filter(({ text }) => text === here.text).map(({ span }): Place => ({ path, span })));
  const [declared] = places;
  return {
    target: { name: here.text, kind: "account of a test", places, ...(declared ? { declared } : {}) },
    span: here.span,
  };
}

/** Where accounts are named in a test. */
function accountsIn(test: TestDeclaration): Name[] {
  const declared = new Set(
    test.items.flatMap((item) => (item.kind === "account" && item.account ? [item.account.text] : [])),
  );
  const names: Name[] = [];
  for (const item of test.items) {
    if ("account" in item && item.account) names.push(item.account);
    if (item.kind !== "expect" || !item.expected) continue;
    const { expected } = item;
    if (expected.account) names.push(expected.account);
    // `acme is enterprise`: what stands before `is` is an account, unless the test has none of that name.
    const subject =
      expected.kind === "state" && expected.condition?.kind === "is" ? expected.condition.subject : undefined;
    if (subject && declared.has(subject.text)) names.push(subject);
  }
  return names;
}
