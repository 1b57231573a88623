/**
 * What the checks of single declarations gave, kept for the next program that holds the same declarations: an editor
 * checks a project anew at each edit, of which most is as it was. A check is not made again when everything that it
 * looked up is the same; what it reported and recorded is then said again.
 */
import type { Declaration, File } from "../../grammar/tree.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ProgramSymbol } from "../names/symbols.ts";
import type { Checker, NameUse, Program } from "../program.ts";
import { changed, type Look, Watch } from "./watch.ts";

/** What one check gave, and what that hangs on. */
interface Given {
  readonly check: unknown;
  readonly file: File;
  readonly settings: string;
  readonly looks: readonly Look[];
  /** Whether what has changed of what it looked up can be told by names alone. */
  readonly isByNames: boolean;
  /** The program that it was last found to be right for. */
  round: number;
  readonly node: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly places: Program["places"];
  uses: readonly NameUse[];
  used: readonly ProgramSymbol[];
  /** What it took of the program's budgets. */
  readonly comparisons: number;
  readonly text: number;
}

/** For one project that is checked again and again. Holds nothing of declarations that are gone. */
export class Kept {
  /** Most declarations have one check, some two. */
  readonly given = new WeakMap<Declaration, Given[]>();
  /** The keys that the checks of a file's declarations have looked up, or had once. */
  readonly keys = new WeakMap<File, Set<string>>();
  /** Declaration by declaration. */
  readonly symbols = new WeakMap<File, readonly (readonly ProgramSymbol[])[]>();
  /** Counts programs. */
  round = 0;
  /** Of the last program. */
  watch: Watch | undefined;
}

/** What is kept, as the checks of one program use it. */
export class Keeping {
  readonly #kept: Kept;
  readonly watch: Watch;
  #used: ProgramSymbol[] = [];
  #differences: ReadonlySet<string> | undefined;
  readonly #touched = new Map<File, boolean>();

  constructor(kept: Kept) {
    this.#kept = kept;
    this.watch = new Watch(kept.watch);
    kept.watch = this.watch;
    kept.round++;
  }

  /** All that checks share is known: from here on what has changed since the program before is known, too. */
  modelIsKnown(): void {
    this.#differences = this.watch.differences();
  }

  /** Whether something that a check of the file has looked up may have changed. */
  #isTouched(file: File): boolean {
    const differences = this.#differences;
    if (!differences) return true;
    let is = this.#touched.get(file);
    if (is === undefined) {
      const keys = this.#kept.keys.get(file) ?? new Set();
      is = [...differences].some((key) => keys.has(key));
      this.#touched.set(file, is);
    }
    return is;
  }

  /** What the check gives; made only where something that it hangs on has changed. */
  check<Each extends Declaration, Node>(
    checker: Checker,
    declaration: Each,
    check: Check<Each, Node>,
    { as, hangingOn }: Also,
  ): Node {
    // A part of what another check does is kept with that.
    if (this.watch.isListening) return check(checker, declaration);
    const all = this.#kept.given.get(declaration) ?? [];
    const before = all.find((each) => each.check === as && each.file === checker.file);
    const settings = settingsOf(checker.program, hangingOn);
    // What a check has given is of its own type.
    if (before?.settings === settings && this.#saidAgain(before, checker.program)) return before.node as Node;
    // What is taken of a library stands in a file that is made anew for each program: what it gave there goes, too.
    const others = all.filter((each) => each.check !== as);
    const { node, given } = this.#made(checker, () => check(checker, declaration), { check: as, settings });
    this.#kept.given.set(declaration, given ? [...others, given] : others);
    return node;
  }

  /** The symbols of a file, declaration by declaration: one that has not changed has those that it had. */
  symbols(file: File, make: (file: File) => ProgramSymbol[][]): readonly (readonly ProgramSymbol[])[] {
    const symbols = this.#kept.symbols.get(file) ?? make(file);
    this.#kept.symbols.set(file, symbols);
    return symbols;
  }

  /** A symbol was marked as used. */
  used(symbol: ProgramSymbol): void {
    if (this.watch.isListening) this.#used.push(symbol);
  }

  #made<Node>(
    { program, file }: Checker,
    work: () => Node,
    known: Pick<Given, "check" | "settings">,
  ): { node: Node; given: Given | undefined } {
    const { comparisonsLeft, textLeft } = program;
    const [diagnostics, uses, places] = [program.diagnostics.length, program.uses.length, program.places.length];
    this.#used = [];
    const { result: node, looks } = this.watch.during(work);
    const said = program.diagnostics.slice(diagnostics);
    const isKept =
      looks !== undefined &&
      program.comparisonsLeft >= 0 &&
      program.textLeft >= 0 &&
      // Other places move without anything else being changed.
      said.every(({ related }) => related.every((place) => place.file === file.path));
    const all = looks ?? [];
    this.#rememberKeys(file, all);
    const given: Given = {
      ...known,
      file,
      looks: all,
      isByNames: all.every((look) => this.watch.isCompared(look)),
      round: this.#kept.round,
      node,
      diagnostics: said,
      places: program.places.slice(places),
      uses: program.uses.slice(uses),
      used: this.#used,
      comparisons: comparisonsLeft - program.comparisonsLeft,
      text: textLeft - program.textLeft,
    };
    return { node, given: isKept ? given : undefined };
  }

  /** False when something is not as it was, or the budgets do not reach; then nothing was said. */
  #saidAgain(given: Given, program: Program): boolean {
    const { comparisons, text } = given;
    if (program.comparisonsLeft < comparisons || program.textLeft < text) return false;
    const { round } = this.#kept;
    const isUntouched = given.isByNames && given.round === round - 1 && !this.#isTouched(given.file);
    if (!isUntouched && !this.#isRight(given, program)) return false;
    given.round = round;
    program.comparisonsLeft -= comparisons;
    program.textLeft -= text;
    for (const each of given.diagnostics) program.diagnostics.push(each);
    for (const each of given.uses) program.uses.push(each);
    for (const each of given.places) program.places.push(each);
    for (const each of given.used) program.symbols.markUsed(each);
    return true;
  }

  /** Whether all that the check looked up is the same; names then stand for the symbols of this program. */
  #isRight(given: Given, { symbols }: Program): boolean {
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
      const nowOf = (symbol: ProgramSymbol) => symbols.get(symbol.kind, symbol.name) ?? symbol;
      given.uses = given.uses.map((use) => ({ ...use, symbol: nowOf(use.symbol) }));
      given.used = given.used.map(nowOf);
    }
    return true;
  }

  #rememberKeys(file: File, looks: readonly Look[]): void {
    let keys = this.#kept.keys.get(file);
    if (!keys) {
      keys = new Set();
      this.#kept.keys.set(file, keys);
    }
    for (const { key } of looks) keys.add(key);
  }
}

/** What any check may read beside the tables, and what this one reads besides. */
function settingsOf({ currency, endsField, hasReviews }: Program, hangingOn: string): string {
  return `${currency.code} ${currency.minorDigits} ${hasReviews} ${endsField ?? ""} ${hangingOn}`;
}

type Check<Each extends Declaration, Node> = (checker: Checker, declaration: Each) => Node;

/** `as`: by which a check that is no function of its module is known. `hangingOn`: what it is given, as text. */
interface Also {
  readonly as: unknown;
  readonly hangingOn: string;
}

/** What the check of a declaration gives, kept where the program keeps such. The check is a function of its module. */
export function checkKept<Each extends Declaration, Node>(
  checker: Checker,
  declaration: Each,
  check: Check<Each, Node>,
  also: Also = { as: check, hangingOn: "" },
): Node {
  const { keeping } = checker.program;
  return keeping ? keeping.check(checker, declaration, check, also) : check(checker, declaration);
}
