/** The names a project declares, whichever file they stand in. */
import type { File, Span } from "../../grammar/tree.ts";

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
  /** Adds a symbol, or returns the one that already has its name. */
  add(symbol: ProgramSymbol): ProgramSymbol | undefined;
  get(kind: SymbolKind, name: string): ProgramSymbol | undefined;
  /** The first kind, in a fixed order, that has the name. */
  ofAnyKind(name: string): ProgramSymbol | undefined;
  names(kind: SymbolKind): string[];
  /** Every name once, kind by kind. */
  all(): ProgramSymbol[];
  markUsed(symbol: ProgramSymbol): void;
  /** Symbols of a kind that nothing has named. */
  unused(kind: SymbolKind): ProgramSymbol[];
}

export class SymbolTable implements Symbols {
  readonly #byKind = new Map(symbolKinds.map((kind) => [kind, new Map<string, ProgramSymbol>()]));
  readonly #used = new Set<ProgramSymbol>();

  add(symbol: ProgramSymbol): ProgramSymbol | undefined {
    for (const kind of kindsSharingScope(symbol.kind)) {
      const first = this.get(kind, symbol.name);
      if (first) return first;
    }
    this.#byKind.get(symbol.kind)!.set(symbol.name, symbol);
    return undefined;
  }

  get(kind: SymbolKind, name: string): ProgramSymbol | undefined {
    return this.#byKind.get(kind)?.get(name);
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

  /** Those of a kind by name, now and later. */
  named(kind: SymbolKind): ReadonlyMap<string, ProgramSymbol> {
    return this.#byKind.get(kind)!;
  }

  all(): ProgramSymbol[] {
    return [...this.#byKind.values()].flatMap((names) => [...names.values()]);
  }

  markUsed(symbol: ProgramSymbol): void {
    this.#used.add(symbol);
  }

  unused(kind: SymbolKind): ProgramSymbol[] {
    return [...this.named(kind).values()].filter((symbol) => !this.#used.has(symbol));
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
    add: (symbol) => symbols.add(symbol),
    get: (kind, name) => symbols.get(kind, name),
    ofAnyKind: (name) => symbols.ofAnyKind(name),
    names: (kind) => symbols.names(kind),
    all: () => symbols.all(),
    markUsed: (symbol) => {
      onUse(symbol);
      symbols.markUsed(symbol);
    },
    unused: (kind) => symbols.unused(kind),
  };
}
