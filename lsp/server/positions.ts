/** Positions of the protocol (lines and columns from 0, in the units that were agreed on) and offsets of texts. */

import type { Position, Range, TextDocumentContentChangeEvent } from "vscode-languageserver";
import { lineAt } from "../../grammar/source.ts";
import type { Span } from "../../grammar/tree.ts";

/** What a column counts: bytes of UTF-8, or units of UTF-16. */
export type Encoding = "utf-8" | "utf-16";

/** One text, asked about many times. */
export interface TextPositions {
  /** Places outside of the text are moved to its nearest end, columns beyond a line to the line's end. */
  offsetOf(position: Position): number;
  positionOf(offset: number): Position;
  rangeOf(span: Span): Range;
  spanOf(range: Range): Span;
}

export function positionsIn(text: string, encoding: Encoding): TextPositions {
  // A byte order mark belongs to the first line: editors that keep it count it.
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  const lineOf = (offset: number): number => lineAt(starts, offset);
  const endOf = (line: number): number => {
    let end = starts[line + 1] ?? text.length;
    if (line + 1 < starts.length) end -= text.startsWith("\r\n", end - 2) && end - 2 >= starts[line]! ? 2 : 1;
    return end;
  };
  const offsetOf = ({ line, character }: Position): number => {
    const at = whole(line);
    if (at >= starts.length) return text.length;
    const start = starts[at]!;
    const end = endOf(at);
    const column = whole(character);
    return encoding === "utf-16" ? Math.min(start + column, end) : offsetOfByte(text, start, end, column);
  };
  const positionOf = (offset: number): Position => {
    const inside = Math.min(whole(offset), text.length);
    const line = lineOf(inside);
    const before = text.slice(starts[line], inside);
    return { line, character: encoding === "utf-16" ? before.length : byteLength(before) };
  };
  const rangeOf = ({ start, end }: Span) => ({ start: positionOf(start), end: positionOf(Math.max(start, end)) });
  const spanOf = ({ start, end }: Range) => {
    const from = offsetOf(start);
    return { start: from, end: Math.max(from, offsetOf(end)) };
  };
  return { offsetOf, positionOf, rangeOf, spanOf };
}

/** The text after the changes of one notification, in their order (LSP 3.17, `textDocument/didChange`). */
export function changed(text: string, changes: readonly TextDocumentContentChangeEvent[], encoding: Encoding): string {
  return changes.reduce((before, change) => {
    // Clients have sent worse than what the protocol allows.
    if (typeof change?.text !== "string") return before;
    if (!("range" in change)) return change.text;
    const { start, end } = positionsIn(before, encoding).spanOf(change.range);
    return before.slice(0, start) + change.text + before.slice(end);
  }, text);
}

/** Whatever a client sends as a number. */
function whole(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.floor(value)) : 0;
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const sign of text) bytes += bytesOf(sign.codePointAt(0) ?? 0);
  return bytes;
}

function bytesOf(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** A byte inside of a sign stands for its beginning. */
function offsetOfByte(text: string, start: number, end: number, column: number): number {
  let offset = start;
  let left = column;
  while (offset < end) {
    const code = text.codePointAt(offset) ?? 0;
    left -= bytesOf(code);
    if (left < 0) break;
    offset += code > 0xffff ? 2 : 1;
  }
  return Math.min(offset, end);
}
