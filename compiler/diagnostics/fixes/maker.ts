/** What makes a fix of one kind of diagnostic, and edits that several of them make. */
import type { Span } from "../../../grammar/tree.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { ParametersOf, Slug } from "../table.ts";

export interface Place {
  diagnostic: Diagnostic;
  /** Of the whole file. */
  text: string;
  /** The text under the diagnostic's span. */
  written: string;
  /** The declaration it lies in, if any. */
  declaration: Span | undefined;
}

export interface Made {
  title: string;
  edits: { span: Span; text: string }[];
  safe?: boolean;
}

/** Undefined where the text is not as the fix needs it. */
type FixMaker<Parameters> = (place: Place, parameters: Parameters) => Made | undefined;

/** Makers by the kind of diagnostic they mend. */
export type FixMakers = { [S in Slug]?: FixMaker<ParametersOf<S>> };

/** Puts other text in the place of what is written. */
export function replaced({ diagnostic }: Place, text: string, safe = false): Made {
  return { title: `Write \`${text}\``, edits: [{ span: diagnostic.span, text }], safe };
}

/** Takes away what is written, and the blanks before it or, at the start of a line, its whole line. */
export function removal(text: string, span: Span): { span: Span; text: string } {
  let { start, end } = span;
  while (start > 0 && isBlank(text[start - 1])) start--;
  const isFirst = start === 0 || isLineEnd(text[start - 1]);
  while (isBlank(text[end])) end++;
  const isLast = end >= text.length || isLineEnd(text[end]);
  if (isFirst && isLast) {
    if (text.startsWith("\r\n", end)) end += 2;
    else if (end < text.length) end++;
    return { span: { start, end }, text: "" };
  }
  return { span: isLast ? { start, end: span.end } : { start: span.start, end }, text: "" };
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function isLineEnd(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}
