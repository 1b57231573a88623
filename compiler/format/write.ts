/**
 * Writes tokens and comments with new white space between them. What is written is decided from left to right: a
 * group is broken when it, and what clings to its end, does not fit on the line on which it begins.
 */
import { spanOfToken } from "../../grammar/literals.ts";
import type { Comment } from "../../grammar/scan.ts";
import type { Span } from "../../grammar/tree.ts";
import type { Group, Layout } from "./layout.ts";
import { wordsOf } from "./same-program.ts";
import { spaceBetween } from "./spacing.ts";

/** How wide a line may be; what has no place to break is left longer. */
const width = 120;

/** A comment that speaks to the compiler about its own line (docs/language.md, section 13). */
const directive = /^#(?!#)\s*playc\s*:/i;

/** Gives the whole text. `lineEnds` counts those the author had between two offsets. */
export function write(
  layout: Layout,
  comments: readonly Comment[],
  lineEnds: (from: number, to: number) => number,
): string {
  return new Writer(layout, commentsByGap(layout, comments), lineEnds).all();
}

/** For each gap, and for the end of the file, the comments in it. */
function commentsByGap({ tokens }: Layout, comments: readonly Comment[]): Comment[][] {
  let next = 0;
  return [...tokens.map((token) => token.startOffset), Infinity].map((end) => {
    const from = next;
    while (next < comments.length && comments[next]!.span.start < end) next++;
    return comments.slice(from, next);
  });
}

class Writer {
  private readonly parts: string[] = [];
  /** Width of the line so far. */
  private column = 0;
  private readonly spans: Span[];
  private readonly words: string[];
  /** The group that breaks at a gap. */
  private readonly owners = new Map<number, Group>();
  private readonly broken = new Set<Group>();
  /** Groups the next token is in, outermost first. */
  private readonly open: Group[];
  /** Up to and with each token on one line. */
  private readonly widths: number[] = [];
  /** How many gaps up to and with this one hold a comment, and so a line end. */
  private readonly commented: number[] = [];
  /** What follows each token before the next place for a line end. */
  private readonly clinging: number[] = [];
  /** Tokens of items that stay on one line however long, for the sake of the directive behind them. */
  private readonly held = new Set<number>();

  constructor(
    private readonly layout: Layout,
    private readonly comments: readonly Comment[][],
    private readonly lineEnds: (from: number, to: number) => number,
  ) {
    this.spans = layout.tokens.map(spanOfToken);
    this.words = layout.tokens.map(({ image }) => image);
    const file = layout.groups[0]!;
    this.open = [file];
    this.broken.add(file);
    for (const group of layout.groups) for (const gap of group.breaks) this.owners.set(gap, group);
    this.measure();
    for (const [gap, [comment]] of comments.entries())
      if (comment && directive.test(comment.text)) this.hold(gap, comment);
  }

  /** Holds the item before `gap` on the line it has to itself with the comment behind it. */
  private hold(gap: number, comment: Comment): void {
    const around = gap === this.words.length ? this.open[0] : this.owners.get(gap);
    if (around?.block === undefined) return;
    let first = gap - 1;
    while (first > 0 && this.owners.get(first) !== around) first--;
    if (first < 0 || this.lineEnds(this.spans[first]!.start, comment.span.start) > 0) return;
    for (let index = first; index < gap; index++) this.held.add(index);
  }

  private measure(): void {
    for (const [index, word] of this.words.entries()) {
      this.widths.push((this.widths[index - 1] ?? 0) + this.spaceAt(index).length + word.length);
      this.commented.push((this.commented[index - 1] ?? 0) + (this.comments[index]!.length > 0 ? 1 : 0));
    }
    for (let index = this.words.length - 2; index >= 0; index--) {
      const next = index + 1;
      const mayBreak = this.owners.has(next) || this.comments[next]!.length > 0;
      this.clinging[index] = mayBreak ? 0 : this.widths[next]! - this.widths[index]! + (this.clinging[next] ?? 0);
    }
  }

  private spaceAt(gap: number): string {
    return gap === 0 || gap === this.words.length ? "" : spaceBetween(this.words[gap - 1]!, this.words[gap]!);
  }

  all(): string {
    const starting = this.groupsByStart();
    for (const [index, word] of this.words.entries()) {
      this.leave(index);
      const groups = starting.get(index) ?? [];
      const owner = this.owners.get(index);
      // A member of a list is measured with the space before it.
      if (owner && groups.includes(owner)) this.begin(owner, this.spaceAt(index).length);
      this.gap(index, owner);
      for (const group of groups) if (group !== owner) this.begin(group, 0);
      this.put(word);
    }
    this.leave(this.words.length);
    this.gap(this.words.length, undefined);
    return this.parts.some((part) => part !== "") ? `${this.parts.join("")}\n` : "";
  }

  /** Closes the groups that end before token `index`. */
  private leave(index: number): void {
    while (this.open.at(-1)!.last < index) this.open.pop();
  }

  private groupsByStart(): Map<number, Group[]> {
    const starting = new Map<number, Group[]>();
    for (const group of this.layout.groups.slice(1)) {
      const list = starting.get(group.first);
      if (list) list.push(group);
      else starting.set(group.first, [group]);
    }
    for (const list of starting.values()) list.sort((a, b) => b.last - a.last);
    return starting;
  }

  /** Opens a group and decides whether it is broken; `before` is the white space it begins with. */
  private begin(group: Group, before: number): void {
    const { first, last, always } = group;
    this.open.push(group);
    const words = this.widths[last]! - this.widths[first]! + this.words[first]!.length;
    const fits = this.column + before + words + (this.clinging[last] ?? 0) <= width;
    const held = this.held.has(first) && this.held.has(last);
    if (always || !(fits || held) || this.holdsComment(group)) this.broken.add(group);
  }

  private holdsComment({ first, last, breaks }: Group): boolean {
    if (this.commented[last]! > this.commented[first]!) return true;
    return breaks[0] === first && this.comments[first]!.length > 0;
  }

  private put(text: string): void {
    this.parts.push(text);
    this.column += text.length;
  }

  /** The white space and comments before token `gap`, or at the end of the file. */
  private gap(gap: number, owner: Group | undefined): void {
    const comments = this.comments[gap]!;
    if (comments.length === 0 && !(owner && this.broken.has(owner))) {
      this.put(this.spaceAt(gap));
      return;
    }
    const { column, block } = owner ?? this.open.at(-1)!;
    let from = gap === 0 ? 0 : this.spans[gap - 1]!.end;
    // No blank line behind an opening brace, nor between words that belong to each other.
    let keepsBlank = block !== undefined && block.open !== gap - 1;
    for (const [index, comment] of comments.entries()) {
      const lineEnds = this.lineEnds(from, comment.span.start);
      // A doc comment belongs to what follows: it never stays behind what it is not about.
      if (index === 0 && gap > 0 && lineEnds === 0 && !comment.doc) this.put(" ");
      else {
        this.newLine(column, keepsBlank && lineEnds > 1);
        keepsBlank = block !== undefined;
      }
      this.put(wordsOf(comment));
      from = comment.span.end;
    }
    if (gap === this.words.length) return;
    if (block?.close === gap) this.newLine(block.column, false);
    else this.newLine(column, keepsBlank && this.lineEnds(from, this.spans[gap]!.start) > 1);
  }

  private newLine(column: number, blank: boolean): void {
    if (this.parts.length > 0) this.parts.push(blank ? "\n\n" : "\n");
    this.parts.push(" ".repeat(column));
    this.column = column;
  }
}
