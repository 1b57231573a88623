/** Places in texts: spans, words, and the text around a cursor. */
import type { Span } from "../../grammar/tree.ts";

/** A place in a file of the project, by its path as the program names it. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** The offset lies in the span or at one of its ends. */
export function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The spans share a place, or meet. */
export function overlap(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end;
}

/** The one span lies in the other. */
export function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

const isWordSign = (sign: string | undefined) => sign !== undefined && /[A-Za-z0-9_]/.test(sign);

/** The word that an offset stands in or beside; empty where there is none. */
export function wordAt(text: string, offset: number): Span {
  let start = Math.min(Math.max(offset, 0), text.length);
  let end = start;
  while (start > 0 && isWordSign(text[start - 1])) start--;
  while (isWordSign(text[end])) end++;
  return { start, end };
}

/** The line an offset stands in, without its end. */
export function lineAt(text: string, offset: number): Span {
  let start = Math.min(Math.max(offset, 0), text.length);
  let end = start;
  const isEnd = (sign: string | undefined) => sign === undefined || sign === "\n" || sign === "\r";
  while (start > 0 && !isEnd(text[start - 1])) start--;
  while (!isEnd(text[end])) end++;
  return { start, end };
}
