/**
 * What every part of the parser stands on: spans, names, and recovery.
 *
 * Recovery is by hand, on top of chevrotain's rules, because a file under an editor's cursor is broken most of the
 * time and the words of the language say well where to go on: a broken clause is skipped up to the next word that
 * begins a clause of the same block, a broken declaration up to the next declaration. One cause gives one problem:
 * nothing is reported where a recovery has just ended, nor right behind characters the lexer already complained of.
 */

import {
  EmbeddedActionsParser,
  EOF,
  type IToken,
  isRecognitionException,
  type TokenType,
  tokenMatcher,
} from "chevrotain";
import { type Choices, decisionsOf } from "./choices.ts";
import { compiledChoices } from "./compiled-choices.ts";
import { expectedWords, wordProvider } from "./expected.ts";
import { spanOfToken } from "./literals.ts";
import { type Decision, oneToken } from "./lookahead.ts";
import type { SyntaxProblem } from "./problems.ts";
import type { Scan } from "./scan.ts";
import * as tokens from "./tokens.ts";
import { allTokens, keyword } from "./tokens.ts";
import type { Name, Span } from "./tree.ts";
import { isReserved } from "./vocabulary.ts";

declare module "chevrotain" {
  /** What chevrotain's parsers have and its types do not say: the numbers of rules, the decisions of places, and that all is there. */
  interface EmbeddedActionsParser {
    fullRuleNameToShort: Readonly<Record<string, number>>;
    setLaFuncCache(place: number, decision: Decision): void;
    selfAnalysisDone: boolean;
  }
}

/** After so many problems a text is not `.play`, and the rest of it is not read. */
export const problemLimit = 1000;

/** Declarations whose brace follows their word. */
export const nameless: readonly TokenType[] = [
  keyword.account,
  keyword.segments,
  keyword.models,
  keyword.policy,
  keyword.team,
  keyword.roi,
  keyword.assume,
];

/** No place where something may be longer. */
const nowhere = { at: -1, words: [], contexts: [] };

/** Thrown to leave a text with too many problems. */
export class TooManyProblems extends Error {}

/** Declarations that say whom they are for. */
const scopedWords = [keyword.play, keyword.trigger, keyword.cadence, keyword.experiment];

export interface ParserSettings {
  /** Has chevrotain hold the grammar to its own rules. */
  validated?: boolean;
  /** The table of the grammar; without one chevrotain works it out. */
  choices?: Choices | "none" | undefined;
}

/** How the items of a block, in which the parser is, begin. */
type ItemStart = () => boolean;

export class ParserBase extends EmbeddedActionsParser {
  /** Replaced for each text. */
  protected source = "";
  protected problems: SyntaxProblem[] = [];
  private docs: Map<number, string> = new Map();
  private balanced = true;
  /** What the lexer complained of, in order, and how many of those lie behind. */
  private lexical: SyntaxProblem[] = [];
  private lexicalBehind = 0;
  /** What is being written, outermost first: "trigger login_drop", "`when`". */
  private readonly contexts: string[] = [];
  private readonly blocks: ItemStart[] = [];
  /** What could have gone on at an offset, and what was being written there: the end of something that may be longer. */
  private continuation: { at: number; words: string[]; contexts: readonly string[] } = nowhere;
  /** Where the last recovery ended, as an offset. */
  private recoveredAt = -1;

  /** How the grammar decides, where that need not be worked out. */
  private readonly choices: Choices | "none";

  /** The grammar is not validated at every start: a test does it, with a parser of its own. */
  constructor({ validated = false, choices = compiledChoices ?? "none" }: ParserSettings = {}) {
    super(allTokens, {
      maxLookahead: 1,
      recoveryEnabled: false,
      errorMessageProvider: wordProvider,
      ...(validated ? {} : { lookaheadStrategy: oneToken, skipValidations: true }),
    });
    this.choices = validated ? "none" : choices;
  }

  /** Takes the decisions from the table, if there is one. */
  protected override performSelfAnalysis(): void {
    if (this.choices === "none") {
      super.performSelfAnalysis();
      return;
    }
    for (const [place, decision] of decisionsOf(this.choices)) this.setLaFuncCache(place, decision);
    this.selfAnalysisDone = true;
  }

  protected begin(text: string, scanned: Scan): void {
    this.source = text;
    this.problems = [...scanned.problems];
    this.lexical = scanned.problems;
    this.lexicalBehind = 0;
    this.docs = scanned.docs;
    this.balanced = scanned.balanced;
    this.contexts.length = 0;
    this.blocks.length = 0;
    this.continuation = nowhere;
    this.recoveredAt = -1;
    this.input = scanned.tokens;
  }

  // ---- looking -------------------------------------------------------------------------------------------------

  protected next(type: TokenType, ahead = 1): boolean {
    return tokenMatcher(this.LA(ahead), type);
  }

  protected nextIsOneOf(types: readonly TokenType[]): boolean {
    return types.some((type) => this.next(type));
  }

  /** The next token is the first on its line: a hint of layout, used in broken texts only. */
  protected opensLine(): boolean {
    let offset = this.LA(1).startOffset - 1;
    while (offset >= 0 && (this.source[offset] === " " || this.source[offset] === "\t")) offset--;
    return offset < 0 || this.source[offset] === "\n" || this.source[offset] === "\r";
  }

  private opensColumn(): boolean {
    const before = this.source[this.LA(1).startOffset - 1];
    return before === undefined || before === "\n" || before === "\r" || before === "\uFEFF";
  }

  /** A declaration seems to begin here: its word at the start of a line, or its word with what only it is followed by. */
  protected seemsDeclaration(): boolean {
    if (!this.next(tokens.DeclarationWord)) return false;
    return this.opensColumn() || this.hasDeclarationShape();
  }

  private hasDeclarationShape(): boolean {
    const word = this.LA(1).tokenType;
    if (nameless.includes(word)) return this.next(tokens.LeftBrace, 2);
    if (word === keyword.replace) return this.next(tokens.DeclarationWord, 2);
    if (word === keyword.health && this.next(tokens.LeftBrace, 2)) return true;
    if (word === keyword.test && this.next(tokens.Text, 2)) return true;
    if (!this.next(tokens.Name, 2)) return false;
    // In a test: what is expected, of a trigger or play that is declared elsewhere.
    if ([keyword.expect, keyword.no].includes(this.LA(0).tokenType)) return false;
    if (word === keyword.let) return this.next(tokens.Equal, 3);
    if (word === keyword.metric) return this.next(tokens.TypeWord, 3);
    if (word === keyword.cover) return this.next(keyword.away, 3);
    if (this.next(tokens.LeftBrace, 3)) return true;
    return scopedWords.some((scoped) => word === scoped) && this.next(keyword.for, 3);
  }

  /** A declaration begins inside a block, which therefore has lost its brace. */
  protected blockIsOver(): boolean {
    return !this.balanced && this.seemsDeclaration();
  }

  // ---- spans, names, docs --------------------------------------------------------------------------------------

  /** From a token to the last one consumed. */
  protected spanFrom(first: IToken): Span {
    if (this.RECORDING_PHASE) return { start: 0, end: 0 };
    const { start, end } = spanOfToken(first);
    return { start, end: Math.max(end, spanOfToken(this.LA(0)).end) };
  }

  protected nameOf(token: IToken): Name {
    if (this.RECORDING_PHASE) return { text: "", span: { start: 0, end: 0 } };
    return { text: token.image, span: spanOfToken(token) };
  }

  /** The doc comment before the next token, for one owner: the outermost node that begins there. */
  protected takeDoc(): { doc?: string } {
    const offset = this.LA(1).startOffset;
    const doc = this.docs.get(offset);
    if (doc === undefined) return {};
    this.docs.delete(offset);
    return { doc };
  }

  // ---- problems ------------------------------------------------------------------------------------------------

  private static wordsFor(contexts: readonly string[]): string {
    return contexts.toReversed().join(" of ");
  }

  private get context(): string {
    return ParserBase.wordsFor(this.contexts);
  }

  /** What is being written, outermost: "trigger login_drop". */
  protected get declarationWritten(): string {
    return this.contexts[0] ?? "";
  }

  /** Runs `parse` with `label` as what is being written. */
  protected writing<Result>(label: string, parse: () => Result): Result {
    this.contexts.push(label);
    try {
      return parse();
    } finally {
      this.contexts.pop();
    }
  }

  protected add(problem: SyntaxProblem): void {
    this.problems.push(problem);
    if (this.problems.length - this.lexical.length < problemLimit) return;
    this.problems.push({ kind: "too_many", limit: problemLimit, span: problem.span });
    throw new TooManyProblems();
  }

  /** Where the parser is: the offset of the next token. */
  private get position(): number {
    return this.atEnd() ? this.source.length : this.LA(1).startOffset;
  }

  private get found(): string {
    return this.atEnd() ? "the end of the file" : this.LA(1).image.slice(0, 60);
  }

  protected atEnd(): boolean {
    return this.LA(1).tokenType === EOF;
  }

  private spanOfNext(): Span {
    if (!this.atEnd()) return spanOfToken(this.LA(1));
    const end = spanOfToken(this.LA(0)).end;
    return { start: end, end };
  }

  /** Something the lexer complained of lies between the last token and the next, or is the next. */
  private behindLexicalProblem(): boolean {
    const from = spanOfToken(this.LA(0)).start;
    const to = this.position;
    while ((this.lexical[this.lexicalBehind]?.span.end ?? Infinity) <= from) this.lexicalBehind++;
    return (this.lexical[this.lexicalBehind]?.span.start ?? Infinity) <= to;
  }

  /** Says that the next token should not stand where it does, unless that follows from what was said before. */
  protected unexpected(expected: string[]): void {
    if (this.position === this.recoveredAt || this.behindLexicalProblem()) return;
    if (this.endsInsideBlock()) return;
    this.recoveredAt = this.position;
    const continued = this.continuation.at === this.position;
    this.add({
      kind: "unexpected",
      found: this.found,
      reserved: isReserved(this.LA(1).image),
      expected: continued ? [...new Set([...this.continuation.words, ...expected])] : expected,
      context: continued ? ParserBase.wordsFor(this.continuation.contexts) : this.context,
      span: this.spanOfNext(),
    });
  }

  /** Remembers what could have stood here, for when the next token turns out to be nothing at all. */
  protected mayContinue(words: string[]): void {
    const { at, words: before, contexts } = this.continuation;
    const here = at === this.position;
    this.continuation = {
      at: this.position,
      words: here ? [...before, ...words] : words,
      contexts: here ? contexts : [...this.contexts],
    };
  }

  /** Something that ends here may be longer. */
  protected get mayHaveContinued(): boolean {
    return this.continuation.at === this.position;
  }

  /** Says that no declaration is called like the next word. */
  protected unknownDeclaration(token: IToken): void {
    if (this.position === this.recoveredAt || this.behindLexicalProblem()) return;
    this.add({ kind: "unknown_declaration", word: token.image, span: spanOfToken(token) });
  }

  /** The end of the file inside a block is the block's to report: it knows where its brace is. */
  private endsInsideBlock(): boolean {
    return this.atEnd() && this.blocks.length > 0;
  }

  private unclosed(bracket: "{" | "(", open: IToken): void {
    if (this.position === this.recoveredAt || this.behindLexicalProblem()) return;
    this.recoveredAt = this.position;
    this.add({
      kind: "unclosed",
      bracket,
      opened: spanOfToken(open),
      found: this.found,
      context: this.context,
      span: this.spanOfNext(),
    });
  }

  // ---- recovery ------------------------------------------------------------------------------------------------

  /** Runs `parse`; when it fails, says so, goes on at the next item of the block, and gives undefined. */
  protected attempt<Result>(parse: () => Result, stop?: () => boolean): Result | undefined {
    if (this.RECORDING_PHASE) return parse();
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof Error) || !isRecognitionException(error)) throw error;
      this.unexpected(expectedWords(error));
      this.resynchronise(stop);
      return undefined;
    }
  }

  /** Skips to where an item of the block, the block's end or a declaration begins, or `stop` says so. */
  protected resynchronise(stop: () => boolean = () => false): void {
    const startsItem = this.blocks.at(-1) ?? (() => false);
    let depth = 0;
    while (!this.atEnd()) {
      if (this.blocks.length === 0 ? depth === 0 && this.seemsDeclaration() : this.blockIsOver()) break;
      if (depth === 0 && (stop() || startsItem())) break;
      if (this.next(tokens.RightBrace)) {
        if (depth === 0 && this.blocks.length > 0) break;
        depth = Math.max(0, depth - 1);
      } else if (this.next(tokens.LeftBrace)) depth++;
      this.skip();
    }
    if (!this.endsInsideBlock()) this.recoveredAt = this.position;
  }

  /** Consumes a token whatever it is. */
  protected skip(): void {
    this.SKIP_TOKEN();
  }

  /**
   * `{ items }`. An item that cannot be parsed is skipped up to where `startsItem` holds. `before` names what else
   * could have stood in the place of a missing opening brace.
   */
  protected block(item: () => void, startsItem: ItemStart, before: string[] = []): void {
    if (this.RECORDING_PHASE) {
      this.CONSUME(tokens.LeftBrace);
      item();
      this.CONSUME(tokens.RightBrace);
      return;
    }
    this.blocks.push(startsItem);
    try {
      const open = this.openBlock(before);
      if (open) this.items(item, open);
    } finally {
      this.blocks.pop();
    }
  }

  private openBlock(before: string[]): IToken | undefined {
    if (!this.next(tokens.LeftBrace)) {
      this.unexpected(["`{`", ...before]);
      this.resynchronise(() => this.next(tokens.LeftBrace));
      if (!this.next(tokens.LeftBrace)) return this.startsBlockItem() ? this.LA(0) : undefined;
    }
    const open = this.LA(1);
    this.skip();
    return open;
  }

  private startsBlockItem(): boolean {
    return this.blocks.at(-1)?.() === true && !this.blockIsOver();
  }

  private items(item: () => void, open: IToken): void {
    while (!this.next(tokens.RightBrace)) {
      if (this.atEnd() || this.blockIsOver() || this.outerItemBegins()) {
        this.unclosed("{", open);
        return;
      }
      const before = this.position;
      this.attempt(item);
      if (this.position === before && !this.next(tokens.RightBrace) && !this.blockIsOver() && !this.atEnd()) {
        this.skip();
        this.resynchronise();
      }
    }
    this.skip();
  }

  /** An item of the block around begins, and none of this one: its brace is missing. */
  private outerItemBegins(): boolean {
    if (this.balanced) return false;
    const [outer, inner] = this.blocks.slice(-2);
    return outer !== undefined && inner !== undefined && !inner() && outer();
  }

  /** `)`, or the problem that it is missing; then parsing goes on as if it stood there. */
  protected closeParenthesis(open: IToken): void {
    if (this.RECORDING_PHASE) this.CONSUME(tokens.RightParenthesis);
    else if (this.next(tokens.RightParenthesis)) this.skip();
    else this.unclosed("(", open);
  }
}
