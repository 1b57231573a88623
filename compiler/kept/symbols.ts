/** The names of a project's files from one program to the next: what is still called so is still the same symbol. */
import type { File } from "../../grammar/tree.ts";
import type { Names, ProgramSymbol } from "../names/symbols.ts";

/** Declaration by declaration. */
export type SymbolsOfFile = readonly (readonly ProgramSymbol[])[];

export class KeptSymbols {
  /** The names that the symbols of all files make, where no two of them share one. */
  #known: { readonly of: readonly SymbolsOfFile[]; readonly names: Names } | undefined;
  /** By path, of the program before and of this one. */
  #before: ReadonlyMap<string, { file: File; symbols: SymbolsOfFile }> = new Map();
  #now = new Map<string, { file: File; symbols: SymbolsOfFile }>();

  /** Another program begins. */
  begin(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  /**
   * A file that has not changed has the symbols that it had. In one that has, a name that was there keeps its symbol,
   * which moves to where it stands now: so nobody who knows it has to look at what only moved.
   */
  of(file: File, make: (file: File) => ProgramSymbol[][]): SymbolsOfFile {
    const before = this.#before.get(file.path);
    const symbols = before?.file === file ? before.symbols : moved(make(file), before?.symbols ?? []);
    this.#now.set(file.path, { file, symbols });
    return symbols;
  }

  /** The names that these symbols make, if the files of the program before had the same, each at its turn. */
  namesOf(all: readonly SymbolsOfFile[]): Names | undefined {
    const known = this.#known;
    if (known?.of.length !== all.length) return undefined;
    if (!all.every((symbols, index) => areSame(symbols, known.of[index]!))) return undefined;
    this.keepNames(all, known.names);
    return known.names;
  }

  /** `names`: undefined when something was to be said of them. */
  keepNames(all: readonly SymbolsOfFile[], names: Names | undefined): void {
    this.#known = names && { of: all, names };
  }
}

/** Whether both are the same symbols in the same order, whatever declares them. */
function areSame(one: SymbolsOfFile, other: SymbolsOfFile): boolean {
  if (one === other) return true;
  const [left, right] = [one.flat(), other.flat()];
  return left.length === right.length && left.every((symbol, index) => symbol === right[index]);
}

function moved(made: readonly ProgramSymbol[][], before: SymbolsOfFile): SymbolsOfFile {
  const known = new Map<string, ProgramSymbol[]>();
  for (const symbol of before.flat()) {
    const alike = known.get(keyOf(symbol));
    if (alike) alike.push(symbol);
    else known.set(keyOf(symbol), [symbol]);
  }
  return made.map((symbols) =>
    symbols.map((symbol) => {
      const earlier = known.get(keyOf(symbol))?.shift();
      return earlier ? Object.assign(earlier, symbol) : symbol;
    }),
  );
}

function keyOf({ kind, name }: ProgramSymbol): string {
  return `${kind} ${name}`;
}
