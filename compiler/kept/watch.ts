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
  /** Whether it says something of names that are known already. */
  readonly told?: true;
}

interface Content {
  named(): ReadonlyMap<string, unknown> | ReadonlySet<string>;
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
  readonly #settled = new Set<string>();
  #differences: string[] | undefined;

  /** `before`: the watch of the program before, whose tables are asked for what has changed since. */
  constructor(before?: Watch) {
    this.#before = before && new Map(before.#tables);
    this.#differences = before && [];
  }

  /** Whether looks into the table are among those that `differences` knows of by now. */
  isCompared({ table }: Look): boolean {
    return this.#settled.has(table);
  }

  /**
   * The keys under which something in the settled tables is not what it was in the program before, or may not be.
   * Undefined when there was none, or when somebody wrote into a table that was to be settled.
   */
  get differences(): readonly string[] | undefined {
    return this.#differences;
  }

  /** From here on nobody writes into these tables. */
  settle(...tables: readonly string[]): void {
    for (const name of tables) this.#settle(name);
  }

  /** The same of all tables of names and words: what is told of names may still be to come. */
  settleNames(): void {
    for (const [name, { told }] of this.#tables) if (!told) this.#settle(name);
  }

  /** The same of all tables. The program before is let go. */
  settleAll(): void {
    for (const name of this.#tables.keys()) this.#settle(name);
    this.#before = undefined;
  }

  #settle(name: string): void {
    const all = this.#tables.get(name)?.all;
    if (!all || this.#settled.has(name)) return;
    this.#settled.add(name);
    if (!this.#before || !this.#differences) return;
    const [earlier, now] = [this.#before.get(name)?.all?.named() ?? nothing, all.named()];
    if (earlier === now) return;
    const names = [...differing(earlier, now, all.isSame)];
    for (const each of names) this.#differences.push(each);
    if (all.keys.length === 0) return;
    // Who looks at all of them sees their order, too.
    const isSame = names.length === 0 && areSameNames([...earlier.keys()], [...now.keys()]);
    if (!isSame) this.#differences.push(...all.keys);
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

  written(table: string): void {
    if (this.#looks) this.#isWritten = true;
    if (this.#settled.has(table)) this.#differences = undefined;
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
    this.#tables.set(table, {
      now,
      isSame,
      all: { named: () => map, keys: [everyKey, everything], isSame },
      told: true,
    });
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
        this.written(table);
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
    this.#tables.set(table, {
      now: (word) => words.has(word),
      isSame: () => false,
      all: { named: () => words, keys: [] },
    });
    return {
      has: (word) => {
        const is = words.has(word);
        this.looked(table, word, is);
        return is;
      },
      add: (word) => {
        this.written(table);
        words.add(word);
      },
    };
  }

  /** A symbol is the same as long as it has its name and kind, wherever it stands. */
  symbols(symbols: SymbolTable): Symbols {
    const isSame = (seen: unknown, now: unknown) => isSymbol(seen) && isSymbol(now) && seen.kind === now.kind;
    // What differs in it differs in the table of a kind.
    const anyKind = "symbols";
    this.#tables.set(anyKind, {
      now: (name) => symbols.ofAnyKind(name),
      isSame,
      all: { named: () => nothing, keys: [] },
    });
    for (const kind of symbolKinds) {
      const { one, all } = tableOf[kind];
      const named = () => symbols.named(kind);
      this.#tables.set(one, { now: (name) => symbols.get(kind, name), isSame, all: { named, keys: [all] } });
      this.#tables.set(all, {
        now: () => symbols.names(kind),
        isSame: areSameNames,
        all: { named: () => nothing, keys: [] },
      });
    }
    return {
      adopt: (names) => symbols.adopt(names),
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
      markAllUsed: (used) => symbols.markAllUsed(used),
      unused: (kinds) => symbols.unused(kinds),
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

type Named = ReturnType<Content["named"]>;

/** Names that only one holds, or under which they hold something else. */
function* differing(before: Named, now: Named, isSame: Content["isSame"]): Generator<string> {
  for (const name of now.keys()) {
    const [earlier, later] = [valueIn(before, name), valueIn(now, name)];
    if (earlier !== later && !isSame?.(earlier, later)) yield name;
  }
  for (const name of before.keys()) if (!now.has(name)) yield name;
}

function valueIn(named: Named, name: string): unknown {
  return "get" in named ? named.get(name) : named.has(name);
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
