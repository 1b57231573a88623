/**
 * Where lines may break. A layout is a list of nested groups of tokens; each names the gaps at which it breaks, all of
 * them or none, and the column at which its lines then begin. The syntax tree makes the groups (declarations.ts), the
 * writer decides which of them fit on their line (write.ts).
 *
 * Tokens and gaps are numbered alike: gap n is the white space before token n.
 */
import type { IToken } from "chevrotain";
import { spanOfToken } from "../../grammar/literals.ts";
import { LeftBrace } from "../../grammar/tokens.ts";
import type { Span } from "../../grammar/tree.ts";

/** How far the items of a block stand inside it. */
const blockIndent = 2;
/** How far the second line of something stands behind its first: more than a block, to be told from its items. */
export const lineIndent = 4;
/** Nesting beyond this is not shown: there would be no room left for words. */
const deepestColumn = 40;

export interface Group {
  /** Its first and last token. */
  first: number;
  last: number;
  /** Where its lines begin once it is broken. */
  column: number;
  /** Gaps at which it breaks. Its own first gap may be one: then the group is one more member of a list. */
  breaks: readonly number[];
  /** It is broken whether it fits or not. */
  always: boolean;
  /** For a block: its braces. The closing one stands at `column`, and blank lines between items are kept. */
  block?: { open: number; close: number; column: number };
}

export class Layout {
  /** Outer groups come before the groups inside them. */
  readonly groups: Group[] = [];
  private readonly byStart: ReadonlyMap<number, number>;
  private readonly byEnd: ReadonlyMap<number, number>;

  constructor(
    readonly tokens: readonly IToken[],
    declarations: readonly { span: Span }[],
    /** Whether the author had a line end between two offsets. */
    private readonly hasLineEnd: (from: number, to: number) => boolean,
  ) {
    const spans = tokens.map(spanOfToken);
    this.byStart = new Map(spans.map(({ start }, index) => [start, index]));
    this.byEnd = new Map(spans.map(({ end }, index) => [end, index]));
    this.groups.push(this.wholeFile(declarations));
  }

  /** The first token of what has this span. */
  firstOf(span: Span): number {
    return indexOf(this.byStart, span.start);
  }

  /** The last one. */
  lastOf(span: Span): number {
    return indexOf(this.byEnd, span.end);
  }

  /** Whether token `index` is written like this. */
  isWord(index: number, word: string): boolean {
    return this.tokens[index]?.image === word;
  }

  /** Tokens `first` to `last` on one line or, when they do not fit, with a line for each break. */
  group(first: number, last: number, column: number, breaks: readonly number[]): void {
    this.groups.push({ first, last, column: Math.min(column, deepestColumn), breaks, always: false });
  }

  /** Something that begins a line at `column`; its further lines stand behind. Gives their column. */
  item(span: Span, column: number, breaks: readonly number[] = []): number {
    return this.line(this.firstOf(span), this.lastOf(span), column, breaks);
  }

  /** The same for what has no span: from one token to another. */
  line(first: number, last: number, column: number, breaks: readonly number[] = []): number {
    this.group(first, last, column + lineIndent, breaks);
    return column + lineIndent;
  }

  /**
   * `head { items }` beginning at `column`: on one line if the author had the braces on one and it fits, else an item a
   * line. `headBreaks` and `items` are the first tokens of what can stand on a line of its own. Gives the items' column.
   */
  block(span: Span, column: number, headBreaks: readonly number[], items: readonly number[]): number {
    const first = this.firstOf(span);
    const close = this.lastOf(span);
    const open = this.openBrace(first, close);
    const inside = column + blockIndent;
    if (open === undefined) {
      this.line(first, close, column, headBreaks);
      return inside;
    }
    const always = this.hasLineEnd(spanOfToken(this.tokens[open]!).end, spanOfToken(this.tokens[close]!).start);
    // Nothing to set apart: `{}`.
    const breaks = close === open + 1 ? [] : [...items, close];
    this.groups.push({ first, last: close, column: inside, breaks, always, block: { open, close, column } });
    this.line(first, open, column, headBreaks);
    return inside;
  }

  /** Members of a list, each beginning at one of `starts`, with as many on a line as fit. The first is never moved. */
  fill(starts: readonly number[], last: number, column: number): void {
    for (const [index, start] of starts.entries()) {
      if (index > 0) this.group(start, (starts[index + 1] ?? last + 1) - 1, column, [start]);
    }
  }

  /** A list of things with spans and commas, or nothing at all, between them. */
  list(members: readonly { span: Span }[], column: number): void {
    const last = members.at(-1);
    if (last === undefined) return;
    this.fill(
      members.map(({ span }) => this.firstOf(span)),
      this.lastOf(last.span),
      column,
    );
  }

  /** The file is a block whose braces are its ends, and whose items begin in the first column. */
  private wholeFile(declarations: readonly { span: Span }[]): Group {
    const close = this.tokens.length;
    const breaks = declarations.map(({ span }) => this.firstOf(span));
    return { first: 0, last: close, column: 0, breaks, always: true, block: { open: -1, close, column: 0 } };
  }

  private openBrace(first: number, last: number): number | undefined {
    for (let index = first; index <= last; index++) if (this.tokens[index]!.tokenType === LeftBrace) return index;
    return undefined;
  }
}

function indexOf(places: ReadonlyMap<number, number>, offset: number): number {
  const index = places.get(offset);
  if (index === undefined) throw new Error(`no token at ${offset}`);
  return index;
}
