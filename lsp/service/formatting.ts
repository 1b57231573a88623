/** Formatting in an editor: the formatter's text as edits, of a whole file or of some of its declarations. */
import { format } from "../../compiler/format/format.ts";
import { parse } from "../../grammar/parser.ts";
import type { Span } from "../../grammar/tree.ts";
import { overlap } from "./places.ts";

export interface TextChange {
  readonly span: Span;
  readonly text: string;
}

/** None where the file cannot be read, or is formatted already. */
export function formatFile(path: string, text: string): TextChange[] {
  const formatted = format(path, text);
  if (formatted.kind !== "formatted" || formatted.text === text) return [];
  return [smallest(text, { start: 0, end: text.length }, formatted.text)];
}

/** Only declarations that share a place with `within`. */
export function formatRange(path: string, text: string, within: Span): TextChange[] {
  const formatted = format(path, text);
  if (formatted.kind !== "formatted") return [];
  const before = parse(path, text).file.declarations;
  // The formatter moves nothing, so that the declarations are the same ones in the same order.
  const after = parse(path, formatted.text).file.declarations;
  return before.flatMap((declaration, index) => {
    const { span } = declaration;
    const to = after[index]?.span;
    if (!to || !overlap(span, within)) return [];
    const laidOut = formatted.text.slice(to.start, to.end);
    return laidOut === text.slice(span.start, span.end) ? [] : [smallest(text, span, laidOut)];
  });
}

/** After a `}`: the declaration that it closes. */
export function formatTyped(path: string, text: string, offset: number): TextChange[] {
  const closed = parse(path, text).file.declarations.find(({ span }) => span.end === offset);
  return closed ? formatRange(path, text, { start: closed.span.start, end: offset }) : [];
}

/** Without what stays at the beginning and the end, so that cursors stay where they are. */
function smallest(text: string, { start, end }: Span, replacement: string): TextChange {
  const most = Math.min(end - start, replacement.length);
  let head = 0;
  while (head < most && text[start + head] === replacement[head]) head++;
  let tail = 0;
  while (tail < most - head && text[end - 1 - tail] === replacement[replacement.length - 1 - tail]) tail++;
  return { span: { start: start + head, end: end - tail }, text: replacement.slice(head, replacement.length - tail) };
}
