/**
 * What could stand where an editor's cursor is, in words: the parser reads the whole text with a token there that no
 * rule takes, and says at each decision what it would have taken. So the answer cannot be behind the grammar.
 */
import { type IToken, type TokenType, tokenLabel } from "chevrotain";
import { FileParser } from "./parser.ts";
import { scan } from "./scan.ts";
import { Cursor } from "./tokens.ts";
import type { Span } from "./tree.ts";

class CursorParser extends FileParser {
  readonly labels = new Set<string>();

  override couldStandAtCursor(types: readonly TokenType[]): void {
    for (const type of types) this.labels.add(tokenLabel(type));
  }

  protected override unexpected(expected: string[]): void {
    if (this.next(Cursor)) for (const label of expected) this.labels.add(label);
    super.unexpected(expected);
  }

  protected override mayContinue(words: string[]): void {
    if (this.next(Cursor)) for (const label of words) this.labels.add(label);
    super.mayContinue(words);
  }
}

let parser: CursorParser | undefined;

/**
 * `word`: what is half written there, which the answer takes no notice of; empty where nothing is. Labels as in
 * messages: "`within`", "a name", "a value". Never throws.
 */
export function expectedAt(text: string, word: Span): ReadonlySet<string> {
  const blank = " ".repeat(word.end - word.start);
  const readable = text.slice(0, word.start) + blank + text.slice(word.end);
  const scanned = scan(readable.startsWith("\uFEFF") ? ` ${readable.slice(1)}` : readable);
  const mark: IToken = {
    image: "",
    startOffset: word.start,
    tokenTypeIdx: Cursor.tokenTypeIdx ?? 0,
    tokenType: Cursor,
  };
  const after = scanned.tokens.findIndex(({ startOffset }) => startOffset >= word.start);
  const at = after < 0 ? scanned.tokens.length : after;
  const tokens = [...scanned.tokens.slice(0, at), mark, ...scanned.tokens.slice(at)];
  parser ??= new CursorParser();
  parser.labels.clear();
  // What is wrong with single tokens would hide what is said of the cursor.
  parser.read(readable, { ...scanned, tokens, problems: [] });
  return new Set(parser.labels);
}
