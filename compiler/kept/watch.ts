/**
 * What the checks of one program look up, told to whoever keeps what they give. Every table that they share tells each
 * look into it, so that no check has to say what it hangs on, and none can forget to.
 */
import { isSameNode } from "../../grammar/same-node.ts";
import { type ProgramSymbol, type SymbolKind, type Symbols, type SymbolTable, symbolKinds } from "../names/symbols.ts";
import type { Lookup, ProjectFiles, Words } from "../program.ts";

/** One look: into which table, under which key (a name, or all that the table holds), and what was there. */
export interface Look {
  readonly table: string;
  readonly key: string;
  seen: unknown;
}

interface Table {
  /** What is there now; nobody is told. */
  now(key: string): unknown;
  /** Whether a check would say the same of both. */
  isSame(seen: unknown, now: unknown): boolean;
  /** What is there by name, and the keys of looks at all of it; absent where that is not known, as of files. */
  readonly all?: Content;
}

interface Content {
  readonly named: ReadonlyMap<string, unknown> | ReadonlySet<string>;
  readonly keys: readonly string[];
  /** Whether two values are the same, where it is not enough to ask whether they are one. */
  isSame?(before: unknown, now: unknown): boolean;
}

const nothing: ReadonlySet<string> = new Set();

/** Told in place of what has changed. */
export const changed = Symbol("changed");

export class Watch {
  readonly #tables = new Map<string, Table>();
  /** By table and key, while somebody listens. */
  #looks: Map<string, Map<string, unknown>> | undefined;
  #isWritten = false;
  #before: ReadonlyMap<string, Table> | undefined;

  /** `before`: the watch of the program before, whose tables are asked for what has changed since. */
  constructor(before?: Watch) {
    this.#before = before && new Map(before.#tables);
  }

  /** Whether looks into the table are among those that `differences` knows of. */
  isCompared({ table }: Look): boolean {
    return this.#tables.get(table)?.all !== undefined;
  }

  /**
   * The keys under which something is not what it was in the program before, or may not be; to be asked once, when
   * nothing is written any more. Undefined when there was none.
   */
  differences(): Set<string> | undefined {
    const before = this.#before;
    this.#before = undefined;
    if (!before) return undefined;
    const found = new Set<string>();
    for (const [name, { all }] of this.#tables) {
      if (!all) continue;
      const earlier = before.get(name)?.all?.named ?? nothing;
      const names = [...differing(earlier, all)];
      for (const key of names) found.add(key);
      if (all.keys.length === 0) continue;
      // Who looks at all of them sees their order, too. That others have been found to differ under a name says nothing here.
      const isSame = names.length === 0 && areSameNames([...earlier.keys()], [...all.named.keys()]);
      if (!isSame) for (const key of all.keys) found.add(key);
    }
    return found;
  }

  /** Whether somebody listens already. */
  get isListening(): boolean {
    return this.#looks !== undefined;
  }

  /** What the work gives, and what it looked up, each once; without the latter when it wrote into a table. */
  during<Result>(work: () => Result): { result: Result; looks: Look[] | undefined } {
    const tables = new Map<string, Map<string, unknown>>();
    this.#looks = tables;
    this.#isWritten = false;
    try {
      const result = work();
      if (this.#isWritten) return { result, looks: undefined };
      const looks = [...tables].flatMap(([table, keys]) =>
        [...keys].map(([key, seen]): Look => ({ table, key, seen })),
      );
      return { result, looks };
    } finally {
      this.#looks = undefined;
    }
  }

  /** What is there now for an earlier look; `changed` where a check could say something else of it. */
  again({ table, key, seen }: Look): unknown {
    const found = this.#tables.get(table)!;
    const now = found.now(key);
    return now === seen || found.isSame(seen, now) ? now : changed;
  }

  looked(table: string, key: string, seen: unknown): void {
    if (!this.#looks) return;
    let keys = this.#looks.get(table);
    if (!keys) {
      keys = new Map();
      this.#looks.set(table, keys);
    }
    keys.set(key, seen);
  }

  written(): void {
    if (this.#looks) this.#isWritten = true;
  }

  // ---- tables --------------------------------------------------------------------------------------------------

  /** What is told of a name: a value of syntax or of the schedule. `ignored`: members that change nothing. */
  map<Value>(table: string, ignored: ReadonlySet<string> = nothing): Lookup<Value> {
    const map = new Map<string, Value>();
    const [everyKey, everything] = [`*keys of ${table}`, `*${table}`];
    const now = (key: string) =>
      key === everyKey ? [...map.keys()] : key === everything ? [...map.entries()] : map.get(key);
    const look = (key: string) => {
      if (this.#looks) this.looked(table, key, now(key));
    };
    const isSame = (seen: unknown, now: unknown) => isSameNode(seen, now, ignored);
    this.#tables.set(table, { now, isSame, all: { named: map, keys: [everyKey, everything], isSame: areSame } });
    return {
      get: (key) => {
        look(key);
        return map.get(key);
      },
      has: (key) => {
        look(key);
        return map.has(key);
      },
      set: (key, value) => {
        this.written();
        map.set(key, value);
      },
      keys: () => {
        look(everyKey);
        return map.keys();
      },
      values: () => {
        look(everything);
        return map.values();
      },
      entries: () => {
        look(everything);
        return map.entries();
      },
    };
  }

  words(table: string, given: Iterable<string>): Words {
    const words = new Set(given);
    this.#tables.set(table, { now: (word) => words.has(word), isSame: () => false, all: { named: words, keys: [] } });
    return {
      has: (word) => {
        const is = words.has(word);
        this.looked(table, word, is);
        return is;
      },
      add: (word) => {
        this.written();
        words.add(word);
      },
    };
  }

  /** A symbol is the same as long as it has its name and kind, wherever it stands. */
  symbols(symbols: SymbolTable): Symbols {
    const isSame = (seen: unknown, now: unknown) => isSymbol(seen) && isSymbol(now) && seen.kind === now.kind;
    // What differs in it differs in the table of a kind.
    const anyKind = "symbols";
    this.#tables.set(anyKind, { now: (name) => symbols.ofAnyKind(name), isSame, all: { named: nothing, keys: [] } });
    for (const kind of symbolKinds) {
      const { one, all } = tableOf[kind];
      const named = symbols.named(kind);
      this.#tables.set(one, { now: (name) => symbols.get(kind, name), isSame, all: { named, keys: [all] } });
      this.#tables.set(all, {
        now: () => symbols.names(kind),
        isSame: areSameNames,
        all: { named: nothing, keys: [] },
      });
    }
    return {
      add: (symbol) => {
        this.written();
        return symbols.add(symbol);
      },
      get: (kind, name) => {
        const found = symbols.get(kind, name);
        this.looked(tableOf[kind].one, name, found);
        return found;
      },
      ofAnyKind: (name) => {
        const found = symbols.ofAnyKind(name);
        this.looked(anyKind, name, found);
        return found;
      },
      names: (kind) => {
        const found = symbols.names(kind);
        this.looked(tableOf[kind].all, tableOf[kind].all, found);
        return found;
      },
      // Asked of a whole program, by nobody who checks one declaration.
      all: () => symbols.all(),
      markUsed: (symbol) => symbols.markUsed(symbol),
      unused: (kind) => symbols.unused(kind),
    };
  }

  /** Files beside the program. `where` tells folders apart. */
  files(folder: ProjectFiles, where: string): ProjectFiles {
    const [texts, existing] = [`texts ${where}`, `files ${where}`];
    const isSame = (): boolean => false;
    this.#tables.set(texts, { now: (path) => folder.readText(path), isSame });
    this.#tables.set(existing, { now: (path) => folder.exists(path), isSame });
    return {
      readText: (path) => {
        const text = folder.readText(path);
        this.looked(texts, path, text);
        return text;
      },
      exists: (path) => {
        const is = folder.exists(path);
        this.looked(existing, path, is);
        return is;
      },
    };
  }
}

/** Names that only one holds, or under which they hold something else. */
function* differing(before: Content["named"], { named, isSame }: Content): Generator<string> {
  for (const name of named.keys()) {
    const [earlier, now] = [valueIn(before, name), valueIn(named, name)];
    if (earlier !== now && !isSame?.(earlier, now)) yield name;
  }
  for (const name of before.keys()) if (!named.has(name)) yield name;
}

function valueIn(named: Content["named"], name: string): unknown {
  return "get" in named ? named.get(name) : named.has(name);
}

/** To the last place: who looks decides what of it counts. */
function areSame(one: unknown, other: unknown): boolean {
  return isSameNode(one, other, nothing);
}

function isSymbol(value: unknown): value is ProgramSymbol {
  return typeof value === "object" && value !== null && "kind" in value;
}

function areSameNames(seen: unknown, now: unknown): boolean {
  return (
    Array.isArray(seen) &&
    Array.isArray(now) &&
    seen.length === now.length &&
    seen.every((name, index) => name === now[index])
  );
}

const tableOf = Object.fromEntries(
  symbolKinds.map((kind) => [kind, { one: `symbols ${kind}`, all: `*names ${kind}` }]),
) as Record<SymbolKind, { one: string; all: string }>;
