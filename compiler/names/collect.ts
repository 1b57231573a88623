/** Collects the names of all files before anything is checked, and reports those that are declared twice. */

import { componentName, scoreName } from "../../grammar/names.ts";
import type { Declaration, File, Name, Span } from "../../grammar/tree.ts";
import { isReserved } from "../../grammar/vocabulary.ts";
import { oncePer } from "../once.ts";
import { Checker, libraryOf, type Program } from "../program.ts";
import { kindsSharingScope, Names, type ProgramSymbol, type SymbolKind } from "./symbols.ts";

/** Kinds of declaration of which a project has one. */
const singular = ["account", "segments", "models", "policy", "team", "roi", "assume"] as const;

/** `files` sorted by path, so that "first" means the same for any order they were handed in. */
export function collectNames(program: Program, files: readonly File[]): void {
  const seen = new Map<string, { file: File; declaration: Declaration }>();
  for (const file of files) {
    for (const name of journeyStagesIn(file.declarations)) program.journeyStages.add(name);
    for (const declaration of oneOfOneIn(file.declarations)) {
      // What a library adds to the project's `account` is a declaration of its own.
      if (libraryOf(program, file.path)) continue;
      const { kind } = declaration;
      const first = seen.get(kind);
      if (first) {
        const related = [{ message: "the first one", file: first.file.path, span: first.declaration.span }];
        new Checker(program, file).report("declared-again", { kind }, wordOf(declaration), { related });
      } else seen.set(kind, { file, declaration });
    }
  }
  program.symbols.adopt(namesIn(program, files));
}

/** The names of the stages of journeys. */
const journeyStagesIn = oncePer((declarations: readonly Declaration[]): string[] =>
  declarations
    .flatMap((each) => (each.kind === "journey" ? each.stages : []))
    .flatMap(({ name }) => (name ? [name.text] : [])),
);

/** Declarations of which a project has one. */
const oneOfOneIn = oncePer((declarations: readonly Declaration[]): Declaration[] =>
  declarations.filter(({ kind }) => singular.some((each) => each === kind)),
);

/** Where a declaration's first word stands. */
function wordOf({ kind, span: { start }, replaces }: Declaration): Span {
  return replaces?.span ?? { start, end: start + kind.length };
}

/** Words that stand before `is` by themselves: `segment is smb` asks for the customer's segment, `model is` for the model. */
const subjectWords: ReadonlySet<string> = new Set(["segment", "model"]);

/** What files that declare the same names make is kept, as long as there is nothing to be said of them. */
function namesIn(program: Program, files: readonly File[]): Names {
  const symbols = files.map((file) => program.keeping?.symbols.of(file, symbolsOf) ?? symbolsOf(file));
  const kept = program.keeping?.symbols.namesOf(symbols);
  if (kept) return kept;
  const names = new Names();
  const hasModels = files.some(({ declarations }) => declarations.some(({ kind }) => kind === "models"));
  let isSound = true;
  for (const [index, file] of files.entries()) {
    const checker = new Checker(program, file);
    for (const symbol of symbols[index]!.flat()) isSound = declare(checker, symbol, names, hasModels) && isSound;
  }
  program.keeping?.symbols.keepNames(symbols, isSound ? names : undefined);
  return names;
}

/**
 * Adds the symbol. False when something is or might be said of it. Nothing that can stand before `is` may be called
 * `segment` or, in a project with touch models, `model`.
 */
function declare(checker: Checker, symbol: ProgramSymbol, names: Names, hasModels: boolean): boolean {
  const { kind, name, span } = symbol;
  const isSubject = subjectWords.has(name) && kindsSharingScope(kind).includes("field");
  const isTaken = isReserved(name) || (isSubject && (hasModels || name === "segment"));
  if (isTaken) checker.report("reserved-name", { kind, name }, span);
  const first = names.add(symbol);
  if (!first) return !isTaken && !isSubject;
  const related = [
    { message: `the ${first.kind} \`${first.name}\` is declared here`, file: first.file.path, span: first.span },
  ];
  checker.report("duplicate-name", { kind, name, firstKind: first.kind }, span, { related });
  return false;
}

/** Declaration by declaration. */
function symbolsOf(file: File): ProgramSymbol[][] {
  return file.declarations.map((declaration) =>
    namesOf(declaration).map(([kind, { text, span }]) => ({ kind, name: text, file, span })),
  );
}

/** The names that a declaration declares. */
export function namesOf(declaration: Declaration): [SymbolKind, Name][] {
  switch (declaration.kind) {
    case "account":
      return declaration.fields.flatMap((field) => named("field", field.name));
    case "segments":
      return declaration.segments.flatMap((segment) => named("segment", segment.name));
    case "models":
      return declaration.models.flatMap((model) => named("model", model.name));
    case "journey":
      return [
        ...named("journey", declaration.name),
        ...declaration.stages.flatMap((stage) => named("stage", stage.name)),
      ];
    case "event":
      return declaration.names.map((name): [SymbolKind, Name] => ["event", name]);
    case "health":
      return namesOfHealth(declaration);
    case "contact":
      return declaration.names.map((name): [SymbolKind, Name] => ["contact", name]);
    case "policy":
    case "team":
    case "assume":
    case "cover":
    case "test":
    case "use":
    case "roi":
      return [];
    default:
      return named(declaration.kind, declaration.name);
  }
}

/** The score, and its components under the score's name. */
function namesOfHealth(declaration: Extract<Declaration, { kind: "health" }>): [SymbolKind, Name][] {
  const score = scoreName(declaration);
  const components = declaration.components.flatMap(({ name }) => named("metric", name && componentName(score, name)));
  return [["metric", score], ...components];
}

function named(kind: SymbolKind, name: Name | undefined): [SymbolKind, Name][] {
  return name ? [[kind, name]] : [];
}
