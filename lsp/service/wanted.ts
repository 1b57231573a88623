/**
 * What the compiler wants where a name is half written: a word that nothing is called takes its place, the one
 * declaration is checked, and what is said of that word says what could have stood there. So completion knows no more
 * and no less of the language's meaning than `check`.
 */

import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { Gathered } from "../../compiler/gathered.ts";
import { checkMeasures } from "../../compiler/measures/measures.ts";
import { checkModel, declaredAt } from "../../compiler/model/model.ts";
import type { SymbolKind } from "../../compiler/names/symbols.ts";
import { checkPolicies } from "../../compiler/policy/policies.ts";
import { Checker, type Program } from "../../compiler/program.ts";
import { checkTests } from "../../compiler/testing/tests.ts";
import { checkWork } from "../../compiler/work/work.ts";
import { parse } from "../../grammar/parser.ts";
import type { Declaration, File, Span } from "../../grammar/tree.ts";
import type { Analysis } from "./analysis.ts";
import { holds, overlap } from "./places.ts";

/** Nothing is called so. */
const placeholder = "a_name_nobody_gave";

export interface Wanted {
  /** Names of these kinds. */
  readonly kinds: readonly SymbolKind[];
  /** Words that the place has of its own: values of a field, channels, types. */
  readonly words: readonly string[];
  /** Fields of this event. */
  readonly fieldsOf?: string;
}

/**
 * How what is begun may go on: `count of |` is no expression before its window is written, and the compiler is asked of
 * what can be read alone.
 */
const endings = ["", " 1", " > 1d", " over 7d > 1", " on 2026-01-01", " 1 from 2026-01-01 to 2026-01-02"];

/** What a name in place of `word` could be. */
export function wantedAt(analysis: Analysis, path: string, text: string, word: Span): Wanted {
  const span = { start: word.start, end: word.start + placeholder.length };
  let wanted: Wanted = { kinds: [], words: [] };
  // An expectation is read when its account is named.
  const account = /\baccount\s+([A-Za-z_]\w*)/.exec(
    analysis.isOfTest(path, word.start) ? text.slice(0, word.start) : "",
  )?.[1];
  const expected = account === undefined ? [] : [` for ${account} by 2026-01-01`];
  for (const ending of [...endings, ...expected]) {
    const { file } = parse(path, text.slice(0, word.start) + placeholder + ending + text.slice(word.end));
    const declaration = file.declarations.find((each) => holds(each.span, span.start));
    const found = declaration ? saidOf(analysis, file, declaration) : [];
    wanted = found.filter((each) => overlap(each.span, span)).reduce(merged, wanted);
    // A word of a list can be nothing else.
    if (wanted.words.length > 0 || wanted.fieldsOf !== undefined) break;
    // Only a field may be the beginning of something longer, of other kinds than it is alone.
    if (ending === "" && wanted.kinds.length > 0 && !wanted.kinds.includes("field")) break;
  }
  return wanted;
}

/** The clauses that the declaration around a place must have and has not, as their first words. */
export function missingAt(analysis: Analysis, path: string, text: string, word: Span): string[] {
  const { file } = parse(path, text.slice(0, word.start) + " ".repeat(word.end - word.start) + text.slice(word.end));
  const declaration = file.declarations.find((each) => holds(each.span, word.start));
  if (!declaration) return [];
  return saidOf(analysis, file, declaration).flatMap((each) =>
    each.slug === "missing-clause" ? textsOf(each, "clause").map((clause) => clause.split(" ")[0]!) : [],
  );
}

/** What is wrong with one declaration, checked by itself among the names that are known. */
function saidOf(analysis: Analysis, file: File, declaration: Declaration): readonly Diagnostic[] {
  const { program: known, model, work } = analysis.examination;
  const program: Program = {
    ...known,
    lets: new Map(known.lets.entries()),
    figures: new Map(known.figures.entries()),
    fields: new Map(known.fields.entries()),
    metrics: new Map(known.metrics.entries()),
    events: new Map(known.events.entries()),
    openEvents: new Map(known.openEvents.entries()),
    brokenSpans: new Map(),
    brokenWords: new Set(),
    keeping: undefined,
    // Nobody reads what is suggested.
    comparisonsLeft: 0,
    diagnostics: [],
    uses: new Gathered(),
    places: new Gathered(),
  };
  const declared = declaredAt([{ checker: new Checker(program, file), declaration }]);
  checkModel(program, declared);
  checkWork(declared);
  checkMeasures(declared);
  checkPolicies(declared);
  const rungs = new Map(work.escalations.map((escalation) => [escalation.name, escalation.rungs.length]));
  const { journeys, account } = model;
  checkTests(declared, { begins: account.begins, rungs, journeys, experiments: work.experiments });
  return program.diagnostics;
}

function merged(before: Wanted, diagnostic: Diagnostic): Wanted {
  const words = [...new Set([...before.words, ...wordsIn(diagnostic)])];
  if (diagnostic.slug !== "unknown-name") return { ...before, words };
  const [kind = ""] = textsOf(diagnostic, "kind");
  const event = /^field of `(.+)`$/.exec(kind)?.[1];
  if (event !== undefined) return { ...before, words, fieldsOf: event };
  return { ...before, words, kinds: [...new Set([...before.kinds, ...(kind.split(" or ") as SymbolKind[])])] };
}

function wordsIn(diagnostic: Diagnostic): string[] {
  switch (diagnostic.slug) {
    case "unknown-member":
      return textsOf(diagnostic, "members");
    case "unknown-word":
      return textsOf(diagnostic, "allowed");
    case "unknown-type":
      return textsOf(diagnostic, "allowed").flatMap((allowed) => allowed.split(", "));
    default:
      return [];
  }
}

/** A parameter of the diagnostic: a text, or texts. */
function textsOf({ parameters }: Diagnostic, key: string): string[] {
  const value: unknown = Reflect.get(parameters, key);
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((each) => typeof each === "string");
}
