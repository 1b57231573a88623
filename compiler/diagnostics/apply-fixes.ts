/**
 * Makes the safe fixes of a program: round by round, as one mend can bring the next mistake to light, and only as long
 * as every round makes the program better. Pure: the changed texts are handed back.
 */
import type { Diagnostic, Edit } from "./diagnostic.ts";
import { edited } from "./edited.ts";

export interface SourceFile {
  path: string;
  text: string;
}

/** A fix that was made. */
export interface MadeFix {
  /** What it mended, at its place in the text as it was before its round. */
  diagnostic: Diagnostic;
  /** The files as they were then. */
  files: readonly SourceFile[];
}

export interface FixedFiles {
  /** All files, changed or not, in the order given. */
  files: readonly SourceFile[];
  made: MadeFix[];
}

/** More rounds than any text needs; each one makes the number of errors, or of diagnostics, smaller. */
const mostRounds = 20;
/** When the fixes of a round do not go together they are tried one by one, so many at most. */
const mostSingles = 10;

/** `check` says what is wrong with files; it is called often. */
export function applySafeFixes(
  given: readonly SourceFile[],
  check: (files: readonly SourceFile[]) => readonly Diagnostic[],
): FixedFiles {
  let files = given;
  let found = check(files);
  const made: MadeFix[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const chosen = withoutOverlaps(found.filter((diagnostic) => isApplicable(diagnostic, files)));
    if (chosen.length === 0) break;
    const better = improved(files, chosen, found, check);
    if (!better) break;
    for (const diagnostic of better.chosen) made.push({ diagnostic, files });
    ({ files, found } = better);
  }
  return { files, made };
}

/** The files with all of the fixes made or, when that does not make things better, with the first that does. */
function improved(
  files: readonly SourceFile[],
  chosen: readonly Diagnostic[],
  before: readonly Diagnostic[],
  check: (files: readonly SourceFile[]) => readonly Diagnostic[],
) {
  const singles = chosen.length > 1 ? chosen.slice(0, mostSingles).map((each) => [each]) : [];
  for (const some of [chosen, ...singles]) {
    const changed = withEdits(
      files,
      some.flatMap(({ fix }) => fix?.edits ?? []),
    );
    const found = check(changed);
    if (isBetter(found, before)) return { files: changed, found, chosen: some };
  }
  return undefined;
}

/**
 * Whether more of the text can be read or, when as much can, fewer things are wrong, errors first. Text that could not be read hides
 * what else is wrong in it: that this is now told makes nothing worse.
 */
export function isBetter(after: readonly Diagnostic[], before: readonly Diagnostic[]): boolean {
  const unread = unreadIn(after) - unreadIn(before);
  if (unread !== 0) return unread < 0;
  // Most warnings are asked only of programs without errors: those that the last mend brings to light are no harm.
  const errors = errorsIn(after) - errorsIn(before);
  return errors < 0 || (errors === 0 && after.length < before.length);
}

function errorsIn(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === "error").length;
}

/** Problems of syntax, whose codes are 0xx; those of the project file, without which nothing else is read, weigh more. */
function unreadIn(diagnostics: readonly Diagnostic[]): number {
  const inProjectFile = diagnostics.filter(({ code }) => /^PLAY41[1-5]$/.test(code)).length;
  return inProjectFile * 1_000_000 + diagnostics.filter(({ code }) => code.startsWith("PLAY0")).length;
}

/** Safe, and of files that are at hand. */
function isApplicable({ fix }: Diagnostic, files: readonly SourceFile[]): boolean {
  return fix?.safe === true && fix.edits.every(({ file }) => files.some(({ path }) => path === file));
}

/** Of fixes that touch the same text, the first; diagnostics come sorted by place. */
function withoutOverlaps(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const takenUpTo = new Map<string, number>();
  return diagnostics.filter(({ fix }) => {
    const edits = fix?.edits ?? [];
    if (edits.some(({ file, span }) => span.start <= (takenUpTo.get(file) ?? -1))) return false;
    for (const { file, span } of edits) takenUpTo.set(file, Math.max(span.end, takenUpTo.get(file) ?? -1));
    return true;
  });
}

function withEdits(files: readonly SourceFile[], edits: readonly Edit[]): SourceFile[] {
  return files.map((file) => {
    const own = edits.filter((edit) => edit.file === file.path);
    return own.length === 0 ? file : { ...file, text: edited(file.text, own) };
  });
}
