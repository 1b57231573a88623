/**
 * From text to the tokens the parser gets: what is wrong with a single token is found here, nesting is cut where it is
 * deeper than anything should recurse, and comments are put aside.
 */

import type { IToken, TokenType } from "chevrotain";
import { tokenize } from "./lexer.ts";
import { comparisonOf, readLiteral, spanOfToken } from "./literals.ts";
import type { SyntaxProblem } from "./problems.ts";
import * as tokens from "./tokens.ts";
import type { Span } from "./tree.ts";

/** A comment as it stands in the text, `#` included; `doc` for `## text`. */
export interface Comment {
  text: string;
  span: Span;
  doc: boolean;
}

export interface Scan {
  tokens: IToken[];
  comments: Comment[];
  problems: SyntaxProblem[];
  /** Doc comments by the offset of the token they stand before. */
  docs: Map<number, string>;
  /** False when some brace has no partner: then the parser looks for declarations that begin inside others. */
  balanced: boolean;
}

/** How deep `(`, `{` and `not` may nest. */
export const depthLimit = 256;

/** Reads a text into tokens. Never throws; the tokens' nesting is at most `depthLimit`. */
export function scan(text: string): Scan {
  const lexed = tokenize(text);
  const problems: SyntaxProblem[] = lexed.bad.map(badCharacters);
  for (const token of lexed.tokens) {
    const problem = readLiteral(token)?.problem ?? foreignSign(token);
    if (problem) problems.push(problem);
  }
  const comments = lexed.comments.map(commentOf);
  const kept = cutDepth(lexed.tokens, problems);
  problems.sort((a, b) => a.span.start - b.span.start);
  return { tokens: kept, comments, problems, docs: attachDocs(comments, kept), balanced: isBalanced(kept) };
}

/** Of a comment as other languages write it only the signs that make it one are told. */
function badCharacters(token: IToken): SyntaxProblem {
  const { start, end } = spanOfToken(token);
  const [mark] = /^(?:\/\/|--)(?=[ \t]|[^\n\r]*$)/.exec(token.image) ?? [];
  const isLine = mark !== undefined && token.image.length > mark.length;
  return isLine
    ? { kind: "bad_character", characters: mark, meant: "#", span: { start, end: start + mark.length } }
    : { kind: "bad_character", characters: token.image, span: { start, end } };
}

/** `==` for `=`, `<>` for `!=`, `=>` for `>=`: the parser takes them for what is meant. */
function foreignSign(token: IToken): SyntaxProblem | undefined {
  const meant = comparisonOf(token);
  if (meant === undefined || meant === token.image) return undefined;
  return { kind: "bad_character", characters: token.image, meant, span: spanOfToken(token) };
}

/** `##` makes a doc comment; a line of more signs is a rule drawn across the page. */
function commentOf(token: IToken): Comment {
  return { text: token.image, span: spanOfToken(token), doc: /^##(?!#)/.test(token.image) };
}

function attachDocs(comments: readonly Comment[], following: readonly IToken[]): Map<number, string> {
  const docs = new Map<number, string>();
  let index = 0;
  for (const comment of comments) {
    if (!comment.doc) continue;
    while (index < following.length && following[index]!.startOffset < comment.span.start) index++;
    const token = following[index];
    if (token === undefined) break;
    const line = comment.text.slice(2).trim();
    const before = docs.get(token.startOffset);
    docs.set(token.startOffset, before === undefined ? line : `${before}\n${line}`);
  }
  return docs;
}

function isBalanced(list: readonly IToken[]): boolean {
  let depth = 0;
  for (const { tokenType } of list) {
    if (tokenType === tokens.LeftBrace) depth++;
    else if (tokenType === tokens.RightBrace && --depth < 0) return false;
  }
  return depth === 0;
}

/**
 * Leaves out what is nested deeper than the limit, so that nobody who walks the tree runs out of stack.
 * A `not` nests until its operand begins, and through a bracket that follows it.
 */
function cutDepth(list: IToken[], problems: SyntaxProblem[]): IToken[] {
  const nesting = new Nesting();
  let cutting = false;
  const kept = list.filter((token) => {
    const fits = nesting.enter(token.tokenType);
    if (!fits && !cutting) problems.push({ kind: "too_deep", limit: depthLimit, span: spanOfToken(token) });
    cutting = !fits;
    return fits;
  });
  return kept.length === list.length ? list : kept;
}

/** How deep the token that is being read stands. */
class Nesting {
  /** The open brackets, each with the depth that closing it gives back. */
  private readonly open: { brace: boolean; gives: number }[] = [];
  private depth = 0;
  /** `not`s whose operand has not begun. */
  private nots = 0;
  /** Open brackets beyond the limit. */
  private beyond = 0;

  /** Takes the next token; false when it is too deep to be kept. */
  enter(type: TokenType): boolean {
    if (type === tokens.LeftParenthesis || type === tokens.LeftBrace)
      return this.enterBracket(type === tokens.LeftBrace);
    if (type === tokens.RightParenthesis || type === tokens.RightBrace) return this.leave(type === tokens.RightBrace);
    if (this.beyond > 0) return false;
    if (type === tokens.keyword.not) {
      if (this.depth >= depthLimit) return false;
      this.depth++;
      this.nots++;
      return true;
    }
    this.forgetNots();
    return true;
  }

  private enterBracket(brace: boolean): boolean {
    if (this.beyond > 0 || this.depth >= depthLimit) {
      this.beyond++;
      return false;
    }
    this.open.push({ brace, gives: this.nots + 1 });
    this.nots = 0;
    this.depth++;
    return true;
  }

  /** A brace also closes the parentheses left open inside it; a bracket without a partner closes nothing. */
  private leave(brace: boolean): boolean {
    if (this.beyond > 0) {
      this.beyond--;
      return false;
    }
    this.forgetNots();
    if (brace && !this.open.some((bracket) => bracket.brace)) return true;
    while (brace && this.open.at(-1)?.brace === false) this.close();
    if (this.open.at(-1)?.brace === brace) this.close();
    return true;
  }

  private close(): void {
    this.depth -= this.open.pop()?.gives ?? 0;
  }

  private forgetNots(): void {
    this.depth -= this.nots;
    this.nots = 0;
  }
}
