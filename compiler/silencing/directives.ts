/**
 * Silencing at a declaration or line: `# playc: allow PLAY107 because the audit asks for it`. Alone on its line it
 * stands for the declaration that follows or, inside one, for the next line; behind other text, for its own line
 * (docs/language.md, section 13).
 */
import type { Comment } from "../../grammar/scan.ts";
import type { File, Span } from "../../grammar/tree.ts";
import { type Lines, linesOf } from "../diagnostics/lines.ts";

export interface Directive {
  /** Of the comment. */
  span: Span;
  /** Absent when the comment begins like a directive and cannot be read. */
  code?: { text: string; span: Span };
  reason?: string;
  target: Target | undefined;
}

/** What a directive stands for: everything of a declaration, by the offset of its beginning, or a line from 1. */
export type Target = { kind: "declaration"; start: number } | { kind: "line"; line: number };

const beginning = /^#(?!#)\s*playc\s*:/i;
const whole = /^#\s*playc\s*:\s*allow\s+(\S+)(?:\s+because(?:\s+(.*\S))?)?\s*$/i;

/** A file with its directives. */
export interface Silencings {
  path: string;
  directives: readonly Directive[];
  places: Places;
}

export function silencingsOf(file: File, comments: readonly Comment[]): Silencings {
  const places = new Places(file, comments);
  const found = comments.filter(({ text }) => beginning.test(text));
  const directives = found.map(({ text, span }): Directive => {
    const [, code, reason] = whole.exec(text) ?? [];
    return {
      span,
      ...(code === undefined ? {} : { code: { text: code, span: codeSpan(span, text, code) } }),
      ...(reason === undefined ? {} : { reason }),
      target: places.targetOf(span),
    };
  });
  return { path: file.path, directives, places };
}

function codeSpan(comment: Span, text: string, code: string): Span {
  const start = comment.start + text.search(/\ballow\b/i) + "allow".length;
  const at = start + text.slice(start - comment.start).indexOf(code);
  return { start: at, end: at + code.length };
}

/** Lines and declarations of a file, found by offset. */
export class Places {
  readonly #file: File;
  readonly #comments: readonly Comment[];
  #knownLines: Lines | undefined;
  #commentAt: ReadonlyMap<number, Span> | undefined;

  constructor(file: File, comments: readonly Comment[]) {
    this.#file = file;
    this.#comments = comments;
  }

  /** Of most files nobody asks. */
  get #lines(): Lines {
    this.#knownLines ??= linesOf(this.#file.text);
    return this.#knownLines;
  }

  lineOf(offset: number): number {
    return this.#lines.rangeOf({ start: offset, end: offset }).line;
  }

  /** The beginning of the declaration that an offset lies in. */
  declarationAt(offset: number): number | undefined {
    const { declarations } = this.#file;
    let low = 0;
    let high = declarations.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (declarations[middle]!.span.start <= offset) low = middle + 1;
      else high = middle;
    }
    const span = declarations[low - 1]?.span;
    return span && offset <= span.end ? span.start : undefined;
  }

  targetOf({ start, end }: Span): Target | undefined {
    const line = this.lineOf(start);
    const isAlone = this.#file.text.slice(this.#lines.bounds(line).start, start).trim() === "";
    if (!isAlone) return { kind: "line", line };
    const next = this.#nextWord(end);
    if (next === undefined) return undefined;
    return this.declarationAt(next) === next
      ? { kind: "declaration", start: next }
      : { kind: "line", line: this.lineOf(next) };
  }

  /** Where the text that is neither white space nor a comment goes on. */
  #nextWord(from: number): number | undefined {
    const { text } = this.#file;
    let at = from;
    this.#commentAt ??= new Map(this.#comments.map(({ span }) => [span.start, span]));
    while (at < text.length) {
      const comment = this.#commentAt.get(at);
      if (comment) at = comment.end;
      else if (/\s/.test(text[at]!)) at++;
      else return at;
    }
    return undefined;
  }
}
