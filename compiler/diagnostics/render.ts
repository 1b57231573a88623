/** A diagnostic for people: title, source with the place underlined, reason, hint and related places. */
import type { Diagnostic } from "./diagnostic.ts";
import { excerpt, printable } from "./excerpt.ts";
import { linesOf } from "./lines.ts";

/**
 * Several lines without colours and without a line end at the last one.
 * `sourceText` is the text of the diagnostic's file; `textOf` gives the text of other files that related places are
 * in. A related place whose text is not known is named by its file.
 */
export function render(
  diagnostic: Diagnostic,
  sourceText: string,
  textOf: (file: string) => string | undefined = () => undefined,
  linesIn = linesOf,
): string {
  const textIn = (file: string) => (file === diagnostic.file ? sourceText : textOf(file));
  const gutter = gutterOf(diagnostic, textIn, linesIn);
  const margin = " ".repeat(gutter);
  const place = linesIn(sourceText).rangeOf(diagnostic.span);
  const lines = [
    `${diagnostic.severity} ${diagnostic.code} ${printable(diagnostic.message)}`,
    `${margin} ┌ ${printable(diagnostic.file)}:${place.line}:${place.column}`,
    `${margin} │`,
    ...excerpt(sourceText, diagnostic.span, labelOf(diagnostic), gutter, linesIn(sourceText)),
  ];
  for (const related of diagnostic.related) {
    const text = textIn(related.file);
    const at = text === undefined ? undefined : linesIn(text).rangeOf(related.span);
    lines.push(`${margin} ├ ${printable(related.file)}${at ? `:${at.line}:${at.column}` : ""}`);
    if (text === undefined) lines.push(`${margin} │ ${printable(related.message)}`);
    else lines.push(...excerpt(text, related.span, printable(related.message), gutter, linesIn(text)));
  }
  lines.push(`${margin} │`);
  lines.push(`${margin} = why: ${printable(diagnostic.reason)}`);
  lines.push(`${margin} = fix: ${printable(diagnostic.hint)}`);
  return lines.join("\n");
}

/** What stands beside the underline: the likely correction, if there is one. */
function labelOf(diagnostic: Diagnostic): string {
  return diagnostic.suggestion === undefined ? "" : `did you mean \`${printable(diagnostic.suggestion)}\`?`;
}

/** Wide enough for the largest line number shown. */
function gutterOf(
  diagnostic: Diagnostic,
  textIn: (file: string) => string | undefined,
  linesIn: typeof linesOf,
): number {
  let last = 1;
  for (const { file, span } of [diagnostic, ...diagnostic.related]) {
    const text = textIn(file);
    if (text !== undefined) last = Math.max(last, linesIn(text).rangeOf(span).endLine);
  }
  return Math.max(2, String(last).length);
}
