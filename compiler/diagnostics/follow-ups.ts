/**
 * What only follows from text that could not be read: `health drops 30%` is one mistake, and that `health` is no
 * condition is not worth a second report.
 */
import type { File, Span } from "../../grammar/tree.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** `problems`: where syntax problems are, by file. */
export function withoutFollowUps(
  diagnostics: readonly Diagnostic[],
  files: readonly File[],
  problems: ReadonlyMap<string, readonly Span[]>,
): Diagnostic[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return diagnostics.filter(({ code, file, span }) => {
    // What is wrong with types and meaning; unknown names are mistakes of their own.
    if (!/^PLAY[23]/.test(code)) return true;
    const text = texts.get(file) ?? "";
    const broken = problems.get(file) ?? [];
    return !broken.some((problem) => touches(text, span, problem));
  });
}

/** The problem lies in the text, or right behind it: there, what was said may have gone on. */
function touches(text: string, span: Span, problem: Span): boolean {
  if (problem.start < span.start) return problem.end > span.start;
  if (problem.start <= span.end) return true;
  return (
    problem.start - span.end < 100 && text.slice(span.end, problem.start).trim() === "" && !isSeparator(text, problem)
  );
}

/** `;` and `,` end what stands before them. */
function isSeparator(text: string, { start, end }: Span): boolean {
  return /^[;,:]$/.test(text.slice(start, end));
}
