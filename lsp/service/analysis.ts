/**
 * What is known of a project at one moment: every feature of the editor reads this and changes nothing in it. What
 * takes long is worked out when it is first asked for.
 */
import { type Examination, examine } from "../../compiler/compile.ts";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { fromProject } from "../../compiler/diagnostics/from-project.ts";
import type { Kept } from "../../compiler/kept/kept.ts";
import type { Library } from "../../compiler/libraries/library.ts";
import { unitsOf } from "../../compiler/libraries/units.ts";
import { namesOf } from "../../compiler/names/collect.ts";
import type { ProgramSymbol } from "../../compiler/names/symbols.ts";
import type { NameUse } from "../../compiler/program.ts";
import type { Parsed } from "../../grammar/parser.ts";
import type { Declaration, File } from "../../grammar/tree.ts";
import type { readProjectFile } from "../../project/read.ts";
import type { ProjectProblem } from "../../project/types.ts";
import type { Task, Touch } from "../../schedule/types.ts";
import type { FolderContent, TextFile, UnreadableFile } from "./disk.ts";
import { holds } from "./places.ts";

interface Given {
  folder: FolderContent;
  projectFile: ReturnType<typeof readProjectFile>;
  files: readonly TextFile[];
  libraries: readonly Library[];
  /** Libraries that are not there. */
  missing: readonly ProjectProblem[];
  otherFiles: () => readonly string[];
  parse: (path: string, text: string) => Parsed;
  kept: Kept;
}

/** What is wrong, with what cannot be read as text. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly unreadable: readonly UnreadableFile[];
}

/** Without a project file nobody says what belongs together, so only what is wrong in the text itself is told. */
const textual = /^PLAY0/;

export class Analysis {
  readonly examination: Examination;
  readonly #given: Given;
  readonly #parsed: ReadonlyMap<string, Parsed>;
  #uses: ReadonlyMap<string, readonly NameUse[]> | undefined;
  #symbols: readonly ProgramSymbol[] | undefined;
  #touches: ReadonlyMap<string, Touch> | undefined;
  #tasks: ReadonlyMap<string, Task> | undefined;
  #steps: Generator<void, readonly Diagnostic[]> | undefined;
  #all: Findings | undefined;

  constructor(given: Given) {
    const { folder, projectFile, files, libraries, parse, kept } = given;
    const { project, mapping } = projectFile;
    this.#given = given;
    this.examination = examine({
      files,
      libraries,
      // Of a broken project file nothing is known; what is wrong in it is all that is told then.
      currency: project?.currency ?? "USD",
      ...(project ? { currencySpan: project.currencySpan, severities: project.diagnostics } : {}),
      ...(mapping ? { mapping } : {}),
      readText: folder.readText,
      exists: folder.exists,
      parse,
      kept,
    });
    const parsed = [...this.examination.files, ...this.examination.libraryFiles];
    this.#parsed = new Map(parsed.map((each) => [each.file.path, each]));
  }

  // ---- files ---------------------------------------------------------------------------------------------------

  get standsAlone(): boolean {
    return !this.#given.folder.exists("playc.yaml");
  }

  get projectFile(): Given["projectFile"] {
    return this.#given.projectFile;
  }

  /** A file as it was read; undefined for one that is no `.play` file of the program. */
  parsed(path: string): Parsed | undefined {
    return this.#parsed.get(path);
  }

  /** The text of any file that the program names. */
  textOf(path: string): string | undefined {
    return this.#parsed.get(path)?.file.text ?? this.#given.folder.readText(path);
  }

  exists(path: string): boolean {
    return this.#given.folder.exists(path);
  }

  /** The project's own files, by path. */
  get files(): readonly File[] {
    return this.examination.files.map(({ file }) => file);
  }

  /** A file of a library, which is changed where it comes from and not here. */
  isOfLibrary(path: string): boolean {
    return this.#given.libraries.some(({ prefix }) => path.startsWith(prefix));
  }

  /** What a library declares: the words of `use`, and names where there are any. */
  offeredBy(library: string): { kind: string; name: string }[] {
    const files = this.#given.libraries.find(({ name }) => name === library)?.files ?? [];
    return files
      .flatMap(({ path, text }) => unitsOf(this.#given.parse(path, text).file))
      .map(({ declaration, keys: [key] }) => ({ kind: declaration.kind, name: key.slice(key.indexOf(" ") + 1) }));
  }

  /** Paths of files that are no `.play` files. */
  otherFiles(): readonly string[] {
    return this.#given.otherFiles();
  }

  declarationAt(path: string, offset: number): Declaration | undefined {
    const declarations = this.parsed(path)?.file.declarations ?? [];
    // At the place where two meet it is the second.
    return declarations.findLast(({ span }) => holds(span, offset));
  }

  /** A test is written there, as far as can be told. */
  isOfTest(path: string, offset: number): boolean {
    return this.declarationAt(path, offset)?.kind === "test";
  }

  // ---- names ---------------------------------------------------------------------------------------------------

  /** Names of a file that stand for something, in the order of the text, each once. */
  usesIn(path: string): readonly NameUse[] {
    this.#uses ??= byFile(this.examination.program.uses);
    return this.#uses.get(path) ?? [];
  }

  get uses(): readonly NameUse[] {
    this.#uses ??= byFile(this.examination.program.uses);
    return [...this.#uses.values()].flat();
  }

  /** Every name that is declared; of a name declared twice the first. */
  get symbols(): readonly ProgramSymbol[] {
    this.#symbols ??= this.examination.program.symbols.all();
    return this.#symbols;
  }

  /** A touch that could be understood. */
  touch(name: string): Touch | undefined {
    this.#touches ??= new Map(this.examination.work.touches.map((touch) => [touch.name, touch]));
    return this.#touches.get(name);
  }

  task(name: string): Task | undefined {
    this.#tasks ??= new Map(this.examination.work.tasks.map((task) => [task.name, task]));
    return this.#tasks.get(name);
  }

  /** The declaration that a symbol comes from. */
  declarationOf({ kind, name, file, span }: ProgramSymbol): Declaration | undefined {
    return file.declarations.find(
      (declaration) =>
        holds(declaration.span, span.start) &&
        namesOf(declaration).some(([itsKind, its]) => itsKind === kind && its.text === name),
    );
  }

  // ---- what is wrong -------------------------------------------------------------------------------------------

  /** What is known at once. */
  get first(): Findings {
    return this.#findings(this.examination.said.diagnostics);
  }

  /** Whether all is known already. */
  get isComplete(): boolean {
    return this.#all !== undefined;
  }

  /** Goes one step on towards all that is wrong; true when there is no further step. */
  proceed(): boolean {
    this.#steps ??= this.#finish();
    const step = this.#steps.next();
    if (step.done) this.#all ??= this.#findings(step.value);
    return step.done === true;
  }

  /** All that is wrong, as `playc check` says it. */
  get all(): Findings {
    while (!this.#all) this.proceed();
    return this.#all;
  }

  *#finish(): Generator<void, readonly Diagnostic[]> {
    const { diagnostics } = yield* this.examination.finish();
    return diagnostics;
  }

  #findings(ofProgram: readonly Diagnostic[]): Findings {
    const { folder, projectFile, missing } = this.#given;
    if (this.standsAlone) return { diagnostics: ofProgram.filter(({ code }) => textual.test(code)), unreadable: [] };
    const { problems: unreadable } = folder;
    if (unreadable.some(({ file }) => file === "playc.yaml")) return { diagnostics: [], unreadable };
    if (!projectFile.project || unreadable.length > 0) {
      return { diagnostics: projectFile.problems.map(fromProject), unreadable };
    }
    return { diagnostics: missing.length > 0 ? missing.map(fromProject) : ofProgram, unreadable };
  }
}

/** Of several names for one place, all but repetitions. */
function byFile(uses: Iterable<NameUse>): Map<string, readonly NameUse[]> {
  const files = new Map<string, NameUse[]>();
  for (const use of uses) {
    const list = files.get(use.file.path);
    if (list) list.push(use);
    else files.set(use.file.path, [use]);
  }
  for (const [path, list] of files) {
    list.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    files.set(
      path,
      list.filter((use, index) => !list.slice(Math.max(0, index - 8), index).some((other) => isSame(use, other))),
    );
  }
  return files;
}

function isSame(a: NameUse, b: NameUse): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.symbol === b.symbol && a.member === b.member;
}
