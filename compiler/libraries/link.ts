/**
 * Puts a project and what it takes of its libraries together (docs/language.md, "Libraries"): what `use` names and what
 * that needs, except where the project says `replace` or declares the same itself.
 */
import { isSameNode } from "../../grammar/same-node.ts";
import type { Declaration, File, PlayDeclaration, UseDeclaration } from "../../grammar/tree.ts";
import { likely } from "../diagnostics/suggest.ts";
import { oncePer } from "../once.ts";
import { Checker, type Program } from "../program.ts";
import { areAlike } from "./alike.ts";
import type { Library } from "./library.ts";
import { Offer } from "./offer.ts";
import { filesOf, placeOfUnit, type Unit, unitsOf, wordsOfUnit } from "./units.ts";

/** A library with its files read. */
export interface ReadLibrary {
  library: Library;
  files: readonly File[];
}

interface Use {
  checker: Checker;
  declaration: UseDeclaration;
}

/** What is taken of one library. */
interface Taken {
  offer: Offer;
  /** Named by `use`. */
  roots: ReadonlySet<Unit>;
  /** The roots and what they need, were nothing replaced. */
  reach: ReadonlySet<Unit>;
}

/** The names of the libraries that a project's files use. */
export function librariesUsed(files: readonly File[]): Set<string> {
  return new Set(usesIn(files).flatMap(({ declaration: { name } }) => (name ? [name.text] : [])));
}

/** The files to be checked: the project's, and those of its libraries with nothing but what is taken. */
export function link(program: Program, files: readonly File[], libraries: readonly ReadLibrary[]): File[] {
  const uses = usesIn(files).map(({ file, declaration }) => ({ checker: new Checker(program, file), declaration }));
  const known = new Map(libraries.map(({ library }) => [library.name, library]));
  for (const { checker, declaration } of uses) reportUnknown(checker, declaration, [...known.keys()]);
  // Most projects stand by themselves.
  const replaces = files.some(({ declarations }) => declarations.some((each) => each.replaces));
  if (libraries.length === 0 && !replaces) return [...files];
  const own = new OwnDeclarations(program, files);
  const taken = libraries.flatMap(({ library, files: theirs }) => {
    const here = uses.filter(({ declaration }) => declaration.name?.text === library.name);
    return here.length === 0 ? [] : [takenOf(program, library, theirs, here)];
  });
  own.reportIdleReplacements(taken);
  const isNamed = (name: string) => files.some(({ declarations }) => wordsIn(declarations).has(name));
  const chosen = new Map<string, { unit: Unit; library: string }>();
  const live = taken.flatMap((each) => liveOf(program, each, own, isNamed, chosen));
  const isThere = (key: string) => chosen.has(key) || own.has(key);
  return [...files, ...filesOf(live.map((unit) => withoutAbsentPauses(unit, isThere)))];
}

function usesIn(files: readonly File[]): { file: File; declaration: UseDeclaration }[] {
  return files.flatMap((file) =>
    file.declarations.filter((each) => each.kind === "use").map((declaration) => ({ file, declaration })),
  );
}

function reportUnknown(checker: Checker, { name }: UseDeclaration, known: readonly string[]): void {
  if (!name || known.includes(name.text)) return;
  const near = likely(name.text, [...known]);
  checker.report("unknown-library", { library: name.text, suggestion: near.suggestion }, name.span, near);
}

function takenOf(program: Program, library: Library, files: readonly File[], uses: readonly Use[]): Taken {
  for (const { file, declaration } of usesIn(files)) {
    new Checker(program, file).report("library-uses-library", { library: library.name }, declaration.span);
  }
  const offer = new Offer(library, files, program);
  const roots = new Set(uses.flatMap(({ checker, declaration }) => offer.named(checker, declaration)));
  return { offer, roots, reach: offer.reached(roots, () => false) };
}

/**
 * What of a library is checked and runs. The project may also name what it has put out of use by a `replace`, as long as
 * it was taken: the touches of a replaced play, say.
 */
function liveOf(
  program: Program,
  { offer, roots, reach }: Taken,
  own: OwnDeclarations,
  isNamed: (name: string) => boolean,
  chosen: Map<string, { unit: Unit; library: string }>,
): Unit[] {
  const named = [...reach].filter((unit) => roots.has(unit) || unit.keys.some((key) => isNamed(nameIn(key))));
  const reached = offer.reached(named, (unit) => own.takesPlaceOf(unit));
  const { name } = offer.library;
  const live: Unit[] = [];
  // In the order of the library's text, so that no order of `use` can be seen in what is made.
  for (const unit of offer.units) {
    if (!reached.has(unit)) continue;
    const [key] = unit.keys;
    if (own.takesPlaceOf(unit)) {
      own.reportClash(unit, name);
      continue;
    }
    const other = key === "cover" ? undefined : chosen.get(key);
    if (other) {
      if (!areAlike(other.unit, unit)) reportTwoLibraries(program, unit, name, other);
      continue;
    }
    for (const each of unit.keys) chosen.set(each, { unit, library: name });
    live.push(unit);
  }
  return live;
}

/** The name of `touch qbr`. */
function nameIn(key: string): string {
  return key.slice(key.indexOf(" ") + 1);
}

function reportTwoLibraries(
  program: Program,
  unit: Unit,
  second: string,
  { unit: other, library: first }: { unit: Unit; library: string },
): void {
  const related = [{ message: `the one of \`${first}\``, file: other.file.path, span: placeOfUnit(other) }];
  const parameters = { what: wordsOfUnit(unit), first, second };
  new Checker(program, unit.file).report("libraries-clash", parameters, placeOfUnit(unit), { related });
}

/** A play that pauses what nobody has taken pauses nothing there. */
function withoutAbsentPauses(unit: Unit, isThere: (key: string) => boolean): Unit {
  const { declaration } = unit;
  if (declaration.kind !== "play") return unit;
  const clauses = declaration.clauses.map((clause) => {
    if (clause.kind !== "pauses") return clause;
    const content = clause.content.filter(({ kind, name }) => name && isThere(`${kind} ${name.text}`));
    return content.length === clause.content.length ? clause : { ...clause, content };
  });
  if (clauses.every((clause, index) => clause === declaration.clauses[index])) return unit;
  const last = lastWithout.get(declaration);
  if (last && isSameNode(last.clauses, clauses)) return { ...unit, declaration: last };
  const without = { ...declaration, clauses };
  lastWithout.set(declaration, without);
  return { ...unit, declaration: without };
}

/** A play without its absent pauses is the same object as long as the same are absent. */
const lastWithout = new WeakMap<PlayDeclaration, PlayDeclaration>();

/** Every name that stands in a project's declarations, whatever it stands for. */
const wordsIn = oncePer((declarations: readonly Declaration[]): ReadonlySet<string> => {
  const words = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("text" in node && typeof node.text === "string") words.add(node.text);
    for (const part of Object.values(node)) visit(part);
  };
  for (const each of declarations) if (each.kind !== "use") visit(each);
  return words;
});

/** What the project declares itself. */
class OwnDeclarations {
  readonly #byKey = new Map<string, Unit>();
  readonly #program: Program;
  /** Whether the project's account has a `begins` or `ends`: then these are all there are. */
  readonly #saysLife: boolean;

  constructor(program: Program, files: readonly File[]) {
    this.#program = program;
    for (const unit of files.flatMap(unitsOf)) {
      const [key] = unit.keys;
      if (!this.#byKey.has(key)) this.#byKey.set(key, unit);
    }
    this.#saysLife = files.some(({ declarations }) =>
      declarations.some((each) => each.kind === "account" && each.begins.length + each.ends.length > 0),
    );
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  private replaces(key: string): boolean {
    return this.#byKey.get(key)?.declaration.replaces !== undefined;
  }

  /** Several `cover`s stand beside each other, unless the project replaces them. */
  takesPlaceOf({ declaration, keys: [key] }: Unit): boolean {
    if (declaration.kind === "account" && this.replaces("account")) return true;
    if (key === "account") return this.#saysLife;
    return key === "cover" ? this.replaces(key) : this.has(key);
  }

  /** The project's declaration stands in the place of a taken one and must say so, unless both say the same. */
  reportClash(taken: Unit, library: string): void {
    const own = this.#byKey.get(taken.keys[0]);
    if (!own || taken.keys[0] === "account" || own.declaration.replaces || areAlike(own, taken)) return;
    const checker = new Checker(this.#program, own.file);
    const span = placeOfUnit(own);
    const related = [{ message: `the one of \`${library}\``, file: taken.file.path, span: placeOfUnit(taken) }];
    const what = wordsOfUnit(taken);
    if (taken.declaration.kind === "account") {
      const field = nameIn(taken.keys[0]);
      this.#program.clashingFields.add(field);
      checker.report("field-types-differ", { field, library }, span, { related });
    } else checker.report("needs-replace", { what, library }, span, { related });
  }

  /** `replace` of what no library gives to this project. */
  reportIdleReplacements(taken: readonly Taken[]): void {
    const given = new Set(taken.flatMap(({ reach }) => [...reach].map(whatIsReplaced)));
    for (const unit of this.#byKey.values()) {
      const { replaces } = unit.declaration;
      const [key] = unit.keys;
      if (!replaces || key !== whatIsReplaced(unit) || given.has(key)) continue;
      const library = taken.find(({ offer }) => offer.has(key))?.offer.library.name;
      const parameters = { what: wordsOfUnit(unit), library };
      new Checker(this.#program, unit.file).report("replaces-nothing", parameters, replaces.span);
    }
  }
}

/** An account is replaced as a whole. */
function whatIsReplaced({ declaration, keys: [key] }: Unit): string {
  return declaration.kind === "account" ? "account" : key;
}
