/**
 * What each declaration of a library needs of the others: every name that checking it looks up. So nothing here knows
 * the kinds of declarations, and none can be forgotten.
 */
import { checkMeasures } from "../measures/measures.ts";
import { checkModel, declaredAt } from "../model/model.ts";
import { collectNames } from "../names/collect.ts";
import { observed } from "../names/symbols.ts";
import { checkPolicies } from "../policy/policies.ts";
import { Checker, createProgram, type Program } from "../program.ts";
import { checkTemplates } from "../templates/check.ts";
import { checkTouch } from "../work/touch.ts";
import { checkWork } from "../work/work.ts";
import { filesOf, type Unit } from "./units.ts";

/** Per unit the keys that it names. The library is checked by itself; what is wrong in it is not told here. */
export function needsOf(units: readonly Unit[], around: Program): Map<Unit, ReadonlySet<string>> {
  const library = createProgram(
    around.currency,
    around.projectFiles,
    { spans: around.brokenSpans, words: new Set() },
    around.libraries,
  );
  collectNames(library, filesOf(units));
  const needs = new Map<Unit, ReadonlySet<string>>();
  const placed = units.map((unit) => {
    const keys = new Set(dependsOnLife.has(unit.declaration.kind) ? ["account"] : []);
    needs.set(unit, keys);
    const symbols = observed(library.symbols, ({ kind, name }) => keys.add(`${kind} ${name}`));
    // Names are not compared: nobody reads the suggestions.
    const program = { ...library, symbols, comparisonsLeft: 0 };
    return { checker: new Checker(program, unit.file), declaration: withoutPauses(unit.declaration) };
  });
  const declared = declaredAt(placed);
  checkModel(library, declared);
  checkWork(declared);
  checkPolicies(declared);
  checkMeasures(declared);
  for (const { checker, declaration } of declared("touch")) {
    const touch = checkTouch(checker, declaration);
    if (touch) checkTemplates(checker.program, [touch]);
  }
  return needs;
}

/** When a customer begins and ends is part of what these say. */
const dependsOnLife: ReadonlySet<Unit["declaration"]["kind"]> = new Set([
  "account",
  "cadence",
  "trigger",
  "play",
  "measure",
  "roi",
]);

/** What a play pauses it does without: taking the play is no reason to run that. */
function withoutPauses(declaration: Unit["declaration"]): Unit["declaration"] {
  if (declaration.kind !== "play") return declaration;
  return { ...declaration, clauses: declaration.clauses.filter(({ kind }) => kind !== "pauses") };
}
