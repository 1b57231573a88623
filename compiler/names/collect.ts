/** Collects the names of all files before anything is checked, and reports those that are declared twice. */

import { componentName, scoreName } from "../../grammar/names.ts";
import type { Declaration, File, Name, Span } from "../../grammar/tree.ts";
import { isReserved } from "../../grammar/vocabulary.ts";
import { Checker, libraryOf, type Program } from "../program.ts";
import { kindsSharingScope, type ProgramSymbol, type SymbolKind } from "./symbols.ts";

/** Kinds of declaration of which a project has one. */
const singular = ["account", "segments", "models", "policy", "team", "roi", "assume"] as const;

/** `files` sorted by path, so that "first" means the same for any order they were handed in. */
export function collectNames(program: Program, files: readonly File[]): void {
  const seen = new Map<string, { file: File; declaration: Declaration }>();
  const hasModels = files.some(({ declarations }) => declarations.some(({ kind }) => kind === "models"));
  const subjects = new Set(hasModels ? ["segment", "model"] : ["segment"]);
  for (const file of files) {
    const checker = new Checker(program, file);
    for (const { name } of file.declarations.flatMap((each) => (each.kind === "journey" ? each.stages : []))) {
      if (name) program.journeyStages.add(name.text);
    }
    const symbols = program.keeping?.symbols(file, symbolsOf) ?? symbolsOf(file);
    for (const [index, declaration] of file.declarations.entries()) {
      if (isOneOfOne(program, file, declaration)) {
        const first = seen.get(declaration.kind);
        if (first) {
          const related = [{ message: "the first one", file: first.file.path, span: first.declaration.span }];
          checker.report("declared-again", { kind: declaration.kind }, wordOf(declaration), { related });
        } else seen.set(declaration.kind, { file, declaration });
      }
      for (const symbol of symbols[index]!) declare(checker, symbol, subjects);
    }
  }
}

/** What a library adds to the project's `account` is a declaration of its own. */
function isOneOfOne(program: Program, file: File, { kind }: Declaration): boolean {
  return singular.some((each) => each === kind) && !libraryOf(program, file.path);
}

/** Where a declaration's first word stands. */
function wordOf({ kind, span: { start }, replaces }: Declaration): Span {
  return replaces?.span ?? { start, end: start + kind.length };
}

/**
 * `subjects`: words that stand before `is` by themselves. `segment is smb` asks for the customer's segment and, in a project
 * with touch models, `model is` for the model, so nothing that can stand before `is` may be called so.
 */
function declare(checker: Checker, symbol: ProgramSymbol, subjects: ReadonlySet<string>): void {
  const { kind, name, span } = symbol;
  const isTaken = subjects.has(name) && kindsSharingScope(kind).includes("field");
  if (isTaken || isReserved(name)) checker.report("reserved-name", { kind, name }, span);
  const first = checker.program.symbols.add(symbol);
  if (!first) return;
  const related = [
    { message: `the ${first.kind} \`${first.name}\` is declared here`, file: first.file.path, span: first.span },
  ];
  checker.report("duplicate-name", { kind, name, firstKind: first.kind }, span, { related });
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
