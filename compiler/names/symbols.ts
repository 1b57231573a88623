/** The names a project declares, whichever file they stand in. */
import type { File, Span } from "../../grammar/tree.ts";
import { Gathered } from "../gathered.ts";

export type SymbolKind =
  | "let"
  | "field"
  | "metric"
  | "event"
  | "contact"
  | "role"
  | "calendar"
  | "stage"
  | "journey"
  | "segment"
  | "model"
  | "touch"
  | "task"
  | "cadence"
  | "trigger"
  | "play"
  | "escalation"
  | "experiment"
  | "measure";

export interface ProgramSymbol {
  kind: SymbolKind;
  name: string;
  file: File;
  /** Of the name itself. */
  span: Span;
}

/**
 * Kinds whose names may be written at the same places without a word that tells them apart: `logins > 3` (a field, metric,
 * event or let), `to csm` (a role or contact), `during launch` (a stage or calendar), `for smb` (a segment or model). They share one scope.
 */
const sharedScopes: readonly (readonly SymbolKind[])[] = [
  ["field", "metric", "event", "let"],
  ["contact", "role"],
  ["stage", "calendar"],
  ["segment", "model"],
];

const scopeOf = new Map(sharedScopes.flatMap((scope) => scope.map((kind) => [kind, scope])));

/** Kinds among which a name of this kind must be unique; itself included. */
export function kindsSharingScope(kind: SymbolKind): readonly SymbolKind[] {
  return scopeOf.get(kind) ?? [kind];
}

/** What checks ask of the names. */
export interface Symbols {
  /** Says what is called how: before, nothing is. Nobody adds to the names any more. */
  adopt(names: Names): void;
  get(kind: SymbolKind, name: string): ProgramSymbol | undefined;
  /** The first kind, in a fixed order, that has the name. */
  ofAnyKind(name: string): ProgramSymbol | undefined;
  names(kind: SymbolKind): string[];
  /** Every name once, kind by kind. */
  all(): ProgramSymbol[];
  markUsed(symbol: ProgramSymbol): void;
  /** Several at once, of a list that nobody changes any more. */
  markAllUsed(symbols: readonly ProgramSymbol[]): void;
  /** Symbols that nothing has named, kind by kind. */
  unused(kinds: readonly SymbolKind[]): ProgramSymbol[];
}

/** Symbols by what they are called. */
export class Names {
  readonly #byKind = new Map(symbolKinds.map((kind) => [kind, new Map<string, ProgramSymbol>()]));
  /** Of kinds that share a scope one for all of them, else that of the kind. */
  readonly #inScope: ReadonlyMap<SymbolKind, Map<string, ProgramSymbol>>;

  constructor() {
    const shared = new Map(
      sharedScopes.flatMap((scope) => {
        const names = new Map<string, ProgramSymbol>();
        return scope.map((kind) => [kind, names] as const);
      }),
    );
    this.#inScope = new Map([...this.#byKind, ...shared]);
  }

  /** Adds a symbol, or returns the one that already has its name. */
  add(symbol: ProgramSymbol): ProgramSymbol | undefined {
    const { kind, name } = symbol;
    const scope = this.#inScope.get(kind)!;
    const first = scope.get(name);
    if (first) return first;
    scope.set(name, symbol);
    const alike = this.named(kind);
    if (alike !== scope) alike.set(name, symbol);
    return undefined;
  }

  /** Those of a kind by name, now and later. */
  named(kind: SymbolKind): Map<string, ProgramSymbol> {
    return this.#byKind.get(kind)!;
  }
}

export class SymbolTable implements Symbols {
  #names = new Names();
  readonly #used = new Gathered<ProgramSymbol>();

  adopt(names: Names): void {
    this.#names = names;
  }

  get(kind: SymbolKind, name: string): ProgramSymbol | undefined {
    return this.named(kind).get(name);
  }

  ofAnyKind(name: string): ProgramSymbol | undefined {
    for (const kind of symbolKinds) {
      const symbol = this.get(kind, name);
      if (symbol) return symbol;
    }
    return undefined;
  }

  names(kind: SymbolKind): string[] {
    return [...this.named(kind).keys()];
  }

  /** Those of a kind by name. */
  named(kind: SymbolKind): ReadonlyMap<string, ProgramSymbol> {
    return this.#names.named(kind);
  }

  all(): ProgramSymbol[] {
    return symbolKinds.flatMap((kind) => [...this.named(kind).values()]);
  }

  markUsed(symbol: ProgramSymbol): void {
    this.#used.push(symbol);
  }

  markAllUsed(symbols: readonly ProgramSymbol[]): void {
    this.#used.pushAll(symbols);
  }

  unused(kinds: readonly SymbolKind[]): ProgramSymbol[] {
    const used = new Set(this.#used);
    return kinds.flatMap((kind) => [...this.named(kind).values()].filter((symbol) => !used.has(symbol)));
  }
}

/** In the order in which a name is looked for among all. */
export const symbolKinds: readonly SymbolKind[] = [
  "field",
  "metric",
  "event",
  "let",
  "touch",
  "task",
  "segment",
  "model",
  "play",
  "cadence",
  "trigger",
  "escalation",
  "experiment",
  "measure",
  "role",
  "contact",
  "stage",
  "journey",
  "calendar",
];

/** The same names, with somebody told of each that is used. */
export function observed(symbols: Symbols, onUse: (symbol: ProgramSymbol) => void): Symbols {
  return {
    adopt: (names) => symbols.adopt(names),
    get: (kind, name) => symbols.get(kind, name),
    ofAnyKind: (name) => symbols.ofAnyKind(name),
    names: (kind) => symbols.names(kind),
    all: () => symbols.all(),
    markUsed: (symbol) => {
      onUse(symbol);
      symbols.markUsed(symbol);
    },
    markAllUsed: (used) => {
      for (const symbol of used) onUse(symbol);
      symbols.markAllUsed(used);
    },
    unused: (kinds) => symbols.unused(kinds),
  };
}
