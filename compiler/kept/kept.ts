/**
 * What the checks of single declarations gave, kept for the next program that holds the same declarations: an editor
 * checks a project anew at each edit, of which most is as it was. A check is not made again when everything that it
 * looked up is the same; what it reported and recorded is then said again, of all declarations of a kind in a file at
 * once where nothing that any of them looked up has changed.
 */
import type { Declaration, File } from "../../grammar/tree.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ProgramSymbol } from "../names/symbols.ts";
import type { Checker, NameUse, PlacedPath, Program } from "../program.ts";
import { KeptSymbols } from "./symbols.ts";
import { changed, type Look, Watch } from "./watch.ts";

/** What is said beside what is given. */
interface Said {
  readonly diagnostics: readonly Diagnostic[];
  readonly places: readonly PlacedPath[];
  readonly uses: readonly NameUse[];
  readonly used: readonly ProgramSymbol[];
  /** What it took of the program's budgets. */
  readonly comparisons: number;
  readonly text: number;
}

/** What one check gave, and what that hangs on. */
interface Given {
  readonly node: unknown;
  said: Said;
  readonly looks: readonly Look[];
  /** Whether what has changed of what it looked up can be told by names alone. */
  readonly isByNames: boolean;
  /** Whether it may be given again: it wrote into no table, and was within the budgets. */
  readonly isKept: boolean;
}

/** What one check gave of all declarations of its kind in a file. */
interface Batch {
  readonly settings: string;
  readonly declarations: readonly Declaration[];
  readonly given: readonly Given[];
  readonly nodes: readonly unknown[];
  readonly said: Said;
  /** Whether what has changed of what any of them looked up can be told by names alone. */
  readonly isByNames: boolean;
  /** The program that it was last found to be right for. */
  round: number;
}

interface KeptFile {
  /** By check. */
  readonly batches: Map<unknown, Batch>;
  /** What the checks of the file's declarations have looked up, or had once. */
  readonly keys: Set<string>;
}

/** What some files gave together. */
interface OfFiles {
  readonly files: readonly File[];
  readonly settings: string;
  readonly looks: readonly Look[];
  readonly result: unknown;
}

/** For one project that is checked again and again. Holds nothing of files that are gone. */
export class Kept {
  readonly files = new WeakMap<File, KeptFile>();
  /** By the first of the files. */
  readonly ofFiles = new WeakMap<File, OfFiles>();
  readonly symbols = new KeptSymbols();
  /** Counts programs. */
  round = 0;
  /** Of the last program. */
  watch: Watch | undefined;
}

/** What is kept, as the checks of one program use it. */
export class Keeping {
  readonly #kept: Kept;
  readonly watch: Watch;
  #used = new Set<ProgramSymbol>();
  #settings: { hangingOn: string; endsField: string | undefined; hasReviews: boolean; all: string } | undefined;
  /** Whether a file has looked up any of so many things that differ. */
  readonly #touched = new Map<File, { differences: number; is: boolean }>();

  constructor(kept: Kept) {
    this.#kept = kept;
    this.watch = new Watch(kept.watch);
    kept.watch = this.watch;
    kept.symbols.begin();
    kept.round++;
  }

  /** What the check gives of each declaration; made only where something that it hangs on has changed. */
  check<Each extends Declaration, Node>(
    checker: Checker,
    declarations: readonly Each[],
    check: Check<Each, Node>,
    { as, hangingOn }: Also,
  ): readonly Node[] {
    // A part of what another check does is kept with that.
    if (this.watch.isListening) return declarations.map((declaration) => check(checker, declaration));
    const { program, file } = checker;
    const kept = this.#keptOf(file);
    const settings = this.#settingsOf(program, hangingOn);
    const known = kept.batches.get(as);
    const before = known?.settings === settings && known.declarations === declarations ? known : undefined;
    if (before && this.#isUntouched(before, kept, file) && isAffordable(before.said, program)) {
      before.round = this.#kept.round;
      spend(before.said, program);
      tell(before.said, program);
      // What a check has given is of its own type.
      return before.nodes as readonly Node[];
    }
    const given = declarations.map((declaration, index) => {
      const earlier = before?.given[index];
      if (!earlier || !this.#isRight(earlier, program)) return this.#made(checker, () => check(checker, declaration));
      spend(earlier.said, program);
      return earlier;
    });
    const said = together(given.map((each) => each.said));
    const nodes = given.map(({ node }) => node);
    const isByNames = given.every((each) => each.isKept && each.isByNames);
    kept.batches.set(as, { settings, declarations, given, nodes, said, isByNames, round: this.#kept.round });
    for (const { looks } of given) for (const { key } of looks) kept.keys.add(key);
    this.#touched.delete(file);
    tell(said, program);
    return nodes as readonly Node[];
  }

  /** What the work gives, which hangs on these files, on what it looks up, and on the currency; it says nothing. */
  ofFiles<Result>({ currency }: Program, files: readonly File[], work: () => Result): Result {
    const [first] = files;
    if (!first || this.watch.isListening) return work();
    const settings = `${currency.code} ${currency.minorDigits}`;
    const known = this.#kept.ofFiles.get(first);
    const isRight =
      known?.settings === settings &&
      known.files.length === files.length &&
      files.every((file, index) => file === known.files[index]) &&
      known.looks.every((look) => this.watch.again(look) !== changed);
    // What a work has given is of its own type: no two of them are of the same files.
    if (isRight) return known.result as Result;
    const { result, looks } = this.watch.during(work);
    if (looks) this.#kept.ofFiles.set(first, { files, settings, looks, result });
    return result;
  }

  get symbols(): KeptSymbols {
    return this.#kept.symbols;
  }

  /** A symbol was marked as used. */
  used(symbol: ProgramSymbol): void {
    if (this.watch.isListening) this.#used.add(symbol);
  }

  /** What any check may read beside the tables, and what this one reads besides. */
  #settingsOf({ currency, endsField, hasReviews }: Program, hangingOn: string): string {
    const last = this.#settings;
    if (last?.hangingOn === hangingOn && last.endsField === endsField && last.hasReviews === hasReviews)
      return last.all;
    const all = `${currency.code} ${currency.minorDigits} ${hasReviews} ${endsField ?? ""} ${hangingOn}`;
    this.#settings = { hangingOn, endsField, hasReviews, all };
    return all;
  }

  #keptOf(file: File): KeptFile {
    let kept = this.#kept.files.get(file);
    if (!kept) {
      kept = { batches: new Map(), keys: new Set() };
      this.#kept.files.set(file, kept);
    }
    return kept;
  }

  /** Whether nothing that the checks looked up has changed since the program before. */
  #isUntouched({ isByNames, round }: Batch, { keys }: KeptFile, file: File): boolean {
    const { differences } = this.watch;
    if (!isByNames || round !== this.#kept.round - 1 || !differences) return false;
    const known = this.#touched.get(file);
    if (known?.is || known?.differences === differences.length) return !known.is;
    const is = differences.slice(known?.differences ?? 0).some((key) => keys.has(key));
    this.#touched.set(file, { differences: differences.length, is });
    return !is;
  }

  #made({ program, file }: Checker, work: () => unknown): Given {
    const { comparisonsLeft, textLeft } = program;
    const diagnosticsBefore = program.diagnostics.length;
    this.#used = new Set();
    let [uses, places]: [Said["uses"], Said["places"]] = [[], []];
    const { result: node, looks } = this.watch.during(() => {
      let result: unknown;
      uses = program.uses.apart(() => {
        places = program.places.apart(() => {
          result = work();
        });
      });
      return result;
    });
    const diagnostics = program.diagnostics.splice(diagnosticsBefore);
    const isKept =
      looks !== undefined &&
      program.comparisonsLeft >= 0 &&
      program.textLeft >= 0 &&
      // Other places move without anything else being changed.
      diagnostics.every(({ related }) => related.every((place) => place.file === file.path));
    const said = {
      ...{ diagnostics, uses, places, used: [...this.#used] },
      ...{ comparisons: comparisonsLeft - program.comparisonsLeft, text: textLeft - program.textLeft },
    };
    const all = looks ?? [];
    return { node, said, looks: all, isByNames: all.every((look) => this.watch.isCompared(look)), isKept };
  }

  /** Whether all that the check looked up is the same, and the budgets reach; names then stand for the symbols of this program. */
  #isRight(given: Given, program: Program): boolean {
    if (!given.isKept || !isAffordable(given.said, program)) return false;
    let isMoved = false;
    for (const look of given.looks) {
      const now = this.watch.again(look);
      if (now === changed) return false;
      if (now === look.seen) continue;
      // Lists of names are made anew for everybody who asks.
      isMoved ||= !Array.isArray(now);
      look.seen = now;
    }
    if (isMoved) {
      const { symbols } = program;
      const nowOf = (symbol: ProgramSymbol) => symbols.get(symbol.kind, symbol.name) ?? symbol;
      const { uses, used } = given.said;
      given.said = {
        ...given.said,
        uses: uses.map((use) => ({ ...use, symbol: nowOf(use.symbol) })),
        used: used.map(nowOf),
      };
    }
    return true;
  }
}

function isAffordable({ comparisons, text }: Said, { comparisonsLeft, textLeft }: Program): boolean {
  return comparisonsLeft >= comparisons && textLeft >= text;
}

function spend({ comparisons, text }: Said, program: Program): void {
  program.comparisonsLeft -= comparisons;
  program.textLeft -= text;
}

function tell({ diagnostics, uses, places, used }: Said, program: Program): void {
  for (const each of diagnostics) program.diagnostics.push(each);
  program.uses.pushAll(uses);
  program.places.pushAll(places);
  program.symbols.markAllUsed(used);
}

function together(all: readonly Said[]): Said {
  return {
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
    places: all.flatMap(({ places }) => places),
    uses: all.flatMap(({ uses }) => uses),
    used: [...new Set(all.flatMap(({ used }) => used))],
    comparisons: all.reduce((sum, { comparisons }) => sum + comparisons, 0),
    text: all.reduce((sum, { text }) => sum + text, 0),
  };
}

type Check<Each extends Declaration, Node> = (checker: Checker, declaration: Each) => Node;

/** `as`: by which a check that is no function of its module is known. `hangingOn`: what it is given, as text. */
interface Also {
  readonly as: unknown;
  readonly hangingOn: string;
}

/**
 * What the check of each declaration of a file gives, in their order, kept where the program keeps such. The check is a
 * function of its module and writes into no table.
 */
export function checkKept<Each extends Declaration, Node>(
  { checker, declarations }: { readonly checker: Checker; readonly declarations: readonly Each[] },
  check: Check<Each, Node>,
  also: Also = { as: check, hangingOn: "" },
): readonly Node[] {
  const { keeping } = checker.program;
  return keeping
    ? keeping.check(checker, declarations, check, also)
    : declarations.map((declaration) => check(checker, declaration));
}
