/**
 * What the checks of one compilation share: the names, the model as far as it is known, what was reported, and where
 * every node of the schedule stands. A check that has reported a mistake returns `undefined` for the node, and whoever
 * needs the node stays silent: a root cause is reported once.
 */
import type { File, Literal, Name, Span } from "../grammar/tree.ts";
import type { MappedKind } from "../project/mapped-names.ts";
import type { EventType, Field, Metric, Path } from "../schedule/types.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import { likely } from "./diagnostics/suggest.ts";
import { diagnostic, type Extra, type ParametersOf, type Slug } from "./diagnostics/table.ts";
import { Gathered } from "./gathered.ts";
import { Keeping, type Kept } from "./kept/kept.ts";
import type { Library } from "./libraries/library.ts";
import { type ProgramSymbol, type SymbolKind, type Symbols, SymbolTable } from "./names/symbols.ts";
import { lengthMeant, valueMeant } from "./values/slips.ts";

export interface Currency {
  code: string;
  minorDigits: number;
}

/** Reads of the project folder, handed in by whoever compiles. Paths are relative to it, with `/`. */
export interface ProjectFiles {
  /** The file's text, or undefined when there is none. */
  readText(path: string): string | undefined;
  exists(path: string): boolean;
}

/** A name, and the declaration it stands for. */
export interface NameUse {
  readonly file: File;
  /** Of the name as it is written there. */
  readonly span: Span;
  readonly symbol: ProgramSymbol;
  /** What it stands for is a part of that: a field of the event, a value of the field, a band of the metric. */
  readonly member?: string;
}

/** One literal for each segment listed, and what holds for all others. All are of one type. */
export interface FiguresBySegment {
  readonly listed: readonly { readonly segment: string; readonly literal: Literal }[];
  readonly otherwise?: Literal;
}

/** What is told of names. */
export interface Lookup<Value> {
  get(name: string): Value | undefined;
  has(name: string): boolean;
  set(name: string, value: Value): void;
  keys(): IterableIterator<string>;
  values(): IterableIterator<Value>;
  entries(): IterableIterator<[string, Value]>;
}

export interface Words {
  has(word: string): boolean;
  add(word: string): void;
}

export interface Program {
  readonly currency: Currency;
  readonly projectFiles: ProjectFiles;
  /** Those that are used. */
  readonly libraries: readonly Library[];
  readonly symbols: Symbols;
  /** Literals that `let`s stand for; one whose value is broken is missing. */
  readonly lets: Lookup<Literal>;
  /** What `let`s stand for that have a figure for each segment. */
  readonly figures: Lookup<FiguresBySegment>;
  readonly fields: Lookup<Field>;
  /** Fields of which a library and the project say different things: reported there, and known to nobody. */
  readonly clashingFields: Words;
  readonly metrics: Lookup<Metric>;
  readonly events: Lookup<EventType>;
  /** The same without what closes them: all there is while that is looked for. */
  readonly openEvents: Lookup<EventType>;
  /** Names of the stages of journeys; the others are of the calendar. */
  readonly journeyStages: Words;
  /** The field that `ends` names. */
  endsField: string | undefined;
  /** Whether `segments` say when customers are ranked. */
  hasReviews: boolean;
  /** Where syntax problems are, by file. */
  readonly brokenSpans: ReadonlyMap<string, readonly Span[]>;
  /** What `playc.yaml` gives data for, each as `metric logins`. */
  readonly mappedNames: Words;
  /** Words inside declarations with a syntax problem: names that may be declared there without being seen. */
  readonly brokenWords: Words;
  readonly diagnostics: Diagnostic[];
  /** How many names may still be compared with unknown ones, so that a huge broken project is told of in time. */
  comparisonsLeft: number;
  /** How many characters conditions may still have, each times the levels of its parts. */
  textLeft: number;
  /** What earlier checks gave, for whoever keeps it. */
  readonly keeping: Keeping | undefined;
  /** Where names stand for declarations, in the order met; what is checked twice is there twice. */
  readonly uses: Gathered<NameUse>;
  /** In the order met; of a path that is met again the last one counts. */
  readonly places: Gathered<PlacedPath>;
}

/** A node of the schedule, and where it is written. */
export type PlacedPath = readonly [Path, { readonly file: File; readonly span: Span }];

export function createProgram(
  currency: Currency,
  projectFiles: ProjectFiles,
  known: { spans: ReadonlyMap<string, readonly Span[]>; words: ReadonlySet<string>; mapped?: ReadonlySet<string> },
  libraries: readonly Library[] = [],
  kept?: Kept,
): Program {
  const keeping = kept && new Keeping(kept);
  const watch = keeping?.watch;
  const map = <Value>(table: string, ignored?: ReadonlySet<string>): Lookup<Value> =>
    watch ? watch.map(table, ignored) : new Map<string, Value>();
  const words = (table: string, given: ReadonlySet<string> = new Set()): Words =>
    watch ? watch.words(table, given) : new Set(given);
  const symbols = new SymbolTable();
  return {
    currency,
    projectFiles: watch ? watch.files(projectFiles, "") : projectFiles,
    libraries: watch
      ? libraries.map((library) => ({ ...library, ...watch.files(library, library.prefix) }))
      : libraries,
    symbols: watch ? watch.symbols(symbols) : symbols,
    lets: map("lets", placesOfLiterals),
    figures: map("figures", placesOfLiterals),
    fields: map("fields"),
    clashingFields: words("clashing fields"),
    metrics: map("metrics"),
    events: map("events"),
    openEvents: map("events without their closing"),
    journeyStages: words("stages of journeys"),
    endsField: undefined,
    hasReviews: false,
    brokenSpans: known.spans,
    brokenWords: words("broken words", known.words),
    mappedNames: words("mapped names", known.mapped),
    diagnostics: [],
    comparisonsLeft: 5_000_000,
    textLeft: 20_000_000,
    uses: new Gathered(),
    places: new Gathered(),
    keeping,
  };
}

/** Where a literal stands is told only beside a report, and such a report is not kept. */
const placesOfLiterals: ReadonlySet<string> = new Set(["span"]);

/** The library that a file belongs to, by its path as the whole program names it. */
export function libraryOf({ libraries }: Program, path: string): Library | undefined {
  return libraries.find(({ prefix }) => path.startsWith(prefix));
}

/** The text of a file, by its path as the whole program names it. */
export function textOf(program: Program, path: string): string | undefined {
  const library = libraryOf(program, path);
  return library ? library.readText(path.slice(library.prefix.length)) : program.projectFiles.readText(path);
}

/** The checks' view of one file: reports go to its places. */
export class Checker {
  constructor(
    readonly program: Program,
    readonly file: File,
  ) {}

  /** The folder that paths of this file lead from: the library's for a file of one. */
  get folder(): ProjectFiles {
    return libraryOf(this.program, this.file.path) ?? this.program.projectFiles;
  }

  /** A path of this file as the whole program names it. */
  pathOf(path: string): string {
    return `${libraryOf(this.program, this.file.path)?.prefix ?? ""}${path}`;
  }

  report<S extends Slug>(slug: S, parameters: ParametersOf<S>, span: Span, extra?: Extra): void {
    this.program.diagnostics.push(diagnostic(slug, parameters, this.file.path, span, extra));
  }

  /** Whether a part of the text could not be read: what seems to be missing there may only be unreadable. */
  isBroken(span: Span): boolean {
    const broken = this.program.brokenSpans.get(this.file.path) ?? [];
    return broken.some((problem) => problem.start <= span.end && problem.end >= span.start);
  }

  /** Remembers where a node of the schedule is written. */
  record(path: Path, span: Span): void {
    this.program.places.push([path, { file: this.file, span }]);
  }

  /**
   * The symbol a name stands for, marked as used. An unknown name is reported, with the nearest one of the same kinds,
   * unless it may be declared in a part that could not be read.
   */
  resolve(kinds: SymbolKind | readonly SymbolKind[], name: Name | undefined): ProgramSymbol | undefined {
    if (!name) return undefined;
    const wanted = typeof kinds === "string" ? [kinds] : kinds;
    const { symbols } = this.program;
    for (const kind of wanted) {
      const symbol = symbols.get(kind, name.text);
      if (!symbol) continue;
      this.use(symbol, name);
      return symbol;
    }
    this.reportUnknown(wanted, name);
    return undefined;
  }

  /** Marks a symbol as used, by a name of this file. Names that the compiler makes up stand for no text. */
  use(symbol: ProgramSymbol, { text, span }: Name): void {
    this.program.symbols.markUsed(symbol);
    this.program.keeping?.used(symbol);
    if (this.file.text.startsWith(text, span.start)) this.program.uses.push({ file: this.file, span, symbol });
  }

  /** A name that stands for a field of an event, a value of a field or a band of a metric. */
  useMember(kind: "event" | "field" | "metric", owner: string, { text, span }: Name): void {
    const symbol = this.program.symbols.get(kind, owner);
    if (symbol) this.program.uses.push({ file: this.file, span, symbol, member: text });
  }

  /** What to write where data is there already and only the declaration is missing. */
  private declarationMeant(wanted: readonly SymbolKind[], name: string): string | undefined {
    const has = (kind: SymbolKind & MappedKind) =>
      wanted.includes(kind) && this.program.mappedNames.has(`${kind} ${name}`);
    if (has("metric")) return `declare it, for example \`metric ${name} count per day missing is zero\``;
    if (has("event")) return `declare it: \`event ${name}\``;
    return has("field") ? `add a line to \`account\`, for example \`${name} text\`` : undefined;
  }

  reportUnknown(wanted: readonly SymbolKind[], name: Name): void {
    const { symbols, brokenWords } = this.program;
    const kind = wanted.join(" or ");
    const length = wanted.includes("let") ? lengthMeant(name.text) : undefined;
    if (length !== undefined) {
      this.report("length-without-number", { text: name.text, meant: length }, name.span, { suggestion: length });
      return;
    }
    if (brokenWords.has(name.text)) return;
    const other = symbols.ofAnyKind(name.text);
    if (other) {
      this.use(other, name);
      const related = [{ message: `\`${name.text}\` is declared here`, file: other.file.path, span: other.span }];
      this.report("wrong-kind", { kind, name: name.text, actual: other.kind }, name.span, { related });
      return;
    }
    const candidates = wanted.flatMap((each) => symbols.names(each));
    this.program.comparisonsLeft -= candidates.length;
    const value = valueMeant(name.text);
    const near = this.program.comparisonsLeft < 0 ? {} : likely(name.text, candidates);
    const declaration = this.declarationMeant(wanted, name.text);
    const found = value !== undefined ? { suggestion: value } : declaration === undefined ? near : {};
    const parameters = { kind, name: name.text, suggestion: found.suggestion, declaration };
    this.report("unknown-name", parameters, name.span, found);
  }
}
