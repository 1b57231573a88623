/** Clauses of a declaration: which may stand once, which must stand. */
import type { Clause, Span } from "../grammar/tree.ts";
import type { Checker } from "./program.ts";

type ClauseOf<Any, Kind> = Any extends { kind: infer Kinds }
  ? Kind extends Kinds
    ? Any & { kind: Kind }
    : never
  : never;

/** The first clause of a kind; further ones are reported. `what` begins a sentence: "The touch `qbr`". */
export function onlyClause<Any extends Clause<string, unknown>, Kind extends Any["kind"]>(
  checker: Checker,
  clauses: readonly Any[],
  kind: Kind,
  what: string,
): ClauseOf<Any, Kind> | undefined {
  const [first, ...more] = clauses.filter((clause) => clause.kind === kind);
  for (const clause of more) {
    const related = [{ message: "said here first", file: checker.file.path, span: first!.span }];
    checker.report("clause-twice", { what, clause: kind.replaceAll("_", " ") }, clause.span, { related });
  }
  return first as ClauseOf<Any, Kind> | undefined;
}

/** What is reported when a clause that must stand does not. */
export interface Requirement {
  /** Begins a sentence: "The touch `qbr`". */
  what: string;
  clause: string;
  reason: string;
  example: string;
}

/**
 * Reports a clause that must stand and does not, at the name of its declaration; not where the declaration could not be
 * read to its end.
 */
export function reportMissing(checker: Checker, requirement: Requirement, declaration: Span, place?: Span): void {
  if (checker.isBroken(declaration)) return;
  checker.report("missing-clause", requirement, place ?? firstWord(checker, declaration));
}

/** The word that begins a declaration, or all of an empty one. */
function firstWord(checker: Checker, span: Span): Span {
  const word = /^[a-z_]+/.exec(checker.file.text.slice(span.start, Math.min(span.end, span.start + 40)));
  return word ? { start: span.start, end: span.start + word[0].length } : span;
}

/** Reports names that stand in a list more than once, and returns each once, in the order written. */
export function withoutRepeats<Name extends { text: string; span: Span }>(
  checker: Checker,
  names: readonly Name[],
  what: string,
): Name[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    if (!seen.has(name.text)) {
      seen.add(name.text);
      return true;
    }
    checker.report("repeated-in-list", { what, name: name.text }, name.span);
    return false;
  });
}
