/**
 * The lines of source around a span, with the span underlined. Safe for any text: control characters are shown as
 * `�`, tabs as spaces, long lines are cut around the span, wide characters take the cells a terminal gives them.
 */
import stringWidth from "string-width";
import type { Span } from "../../grammar/tree.ts";
import { linesOf } from "./lines.ts";

/** Cells of source shown in one line. */
const widest = 120;
/** Of a long span only its first and last lines are shown. */
const mostLines = 4;
/** Source characters looked at in one line; what is beyond cannot be shown anyway. */
const mostCharacters = 400;

/** Made when the first line is shown: making it takes longer than checking a small program that has nothing to show. */
let segmenter: Intl.Segmenter | undefined;

function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/** Lines such as `  12 │ when arr > 30%` and `     │      ^^^ label`; `gutter` is the width of the line numbers, `lines` are those of the text. */
export function excerpt(text: string, span: Span, label: string, gutter: number, lines = linesOf(text)): string[] {
  const { line: first, endLine } = lines.rangeOf(span);
  const endBounds = lines.bounds(endLine);
  const last = endLine > first && span.end <= endBounds.start ? endLine - 1 : endLine;
  const margin = `${" ".repeat(gutter)} │`;
  const shown: string[] = [];
  for (let line = first; line <= last; line++) {
    const isCut = last - first + 1 > mostLines && line > first + 1 && line < last;
    if (isCut) {
      if (line === first + 2) shown.push(`${margin} …`);
      continue;
    }
    const bounds = lines.bounds(line);
    const from = Math.max(span.start, bounds.start);
    const to = Math.min(span.end, bounds.end);
    const isBlank = text.slice(bounds.start, Math.min(bounds.end, bounds.start + mostCharacters)).trim() === "";
    if (isBlank && line !== first && line !== last) continue;
    const { source, underline } = underlined(text, bounds, from, to);
    shown.push(`${String(line).padStart(gutter)} │ ${source}`.trimEnd());
    shown.push(`${margin} ${underline}${line === last && label ? ` ${label}` : ""}`.trimEnd());
  }
  return shown;
}

/** One line and the carets under its part between two offsets. */
function underlined(
  text: string,
  bounds: { start: number; end: number },
  from: number,
  to: number,
): { source: string; underline: string } {
  const isLong = bounds.end - bounds.start > widest;
  const start = isLong ? Math.max(bounds.start, from - widest / 3) : bounds.start;
  const end = Math.min(bounds.end, start + mostCharacters);
  let source = start > bounds.start ? "…" : "";
  let cells = source.length;
  let underline = " ".repeat(cells);
  let seenCharacter = false;
  for (const { segment, index } of graphemesOf(text.slice(start, end))) {
    const shown = printable(segment);
    const width = stringWidth(shown);
    if (cells + width > widest) {
      source += "…";
      break;
    }
    const at = start + index;
    // Leading white space of a line inside a long span is not worth underlining.
    seenCharacter ||= shown.trim() !== "" && at >= from;
    const isMarked = at + segment.length > from && at < to && seenCharacter;
    source += shown;
    underline += (isMarked ? "^" : " ").repeat(width);
    cells += width;
  }
  return { source, underline: underline.includes("^") ? underline.trimEnd() : pointAt(source, text, start, from) };
}

/** A caret for an empty span, or one at the end of its line. */
function pointAt(source: string, text: string, start: number, from: number): string {
  const before = [...graphemesOf(text.slice(start, from))].map(({ segment }) => printable(segment)).join("");
  const lead = source.startsWith("…") ? 1 : 0;
  return `${" ".repeat(Math.min(stringWidth(before) + lead, widest))}^`;
}

/** A character as it may be printed: nothing that moves a cursor, hides or reorders text. */
export function printable(text: string): string {
  return text.replaceAll("\t", "  ").replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, "\uFFFD");
}
