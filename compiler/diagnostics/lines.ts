/** From offsets to lines and columns. Lines end with LF, CRLF or CR; a byte order mark is no part of the first line. */
import { byteOrderMark, lineAt } from "../../grammar/source.ts";
import type { Span } from "../../grammar/tree.ts";

/** 1-based, columns in UTF-16 code units; the end is exclusive. */
export interface LineRange {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** Finds lines in one text; made once a file, as a text is asked about many times. */
export interface Lines {
  /** Number of lines; a text without a line end has one. */
  readonly count: number;
  /** Offset of the first character of a line (1-based), and of the end of its text without the line end. */
  bounds(line: number): { start: number; end: number };
  /** Offsets outside the text are moved to its ends. */
  rangeOf(span: Span): LineRange;
}

/** As `linesOf`, for whoever asks many times about some texts: what was found of each is kept. */
export function keptLines(): (text: string) => Lines {
  const known = new Map<string, Lines>();
  return (text) => {
    const lines = known.get(text) ?? linesOf(text);
    known.set(text, lines);
    return lines;
  };
}

export function linesOf(text: string): Lines {
  const starts = [text.startsWith(byteOrderMark) ? 1 : 0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);

  function positionOf(offset: number): { line: number; column: number } {
    const inside = Math.min(Math.max(Number.isFinite(offset) ? offset : 0, starts[0]!), text.length);
    const line = 1 + lineAt(starts, inside);
    return { line, column: inside - starts[line - 1]! + 1 };
  }

  return {
    count: starts.length,
    bounds(line) {
      const start = starts[line - 1] ?? text.length;
      const next = starts[line];
      if (next === undefined) return { start, end: text.length };
      return { start, end: text.endsWith("\r\n", next) ? next - 2 : next - 1 };
    },
    rangeOf(span) {
      const from = positionOf(span.start);
      const to = positionOf(Math.max(span.start, span.end));
      return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
    },
  };
}
