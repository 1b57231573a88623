/** What declarations have in common: a head with a name, and clauses that begin with a keyword. */

import type { TokenType } from "chevrotain";
import { ConditionParser } from "./parser-conditions.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { Literal, Name, Span } from "./tree.ts";

export class DeclarationParser extends ConditionParser {
  /** Reads the name behind a declaration's word and, with it as what is being written, the rest. */
  protected declared<Result>(kind: string, rest: (name: { name?: Name }) => Result): Result {
    const label = this.next(tokens.Name) ? `${kind} ${this.LA(1).image}` : kind;
    return this.writing(label, () => {
      const name = this.attempt(
        () => this.SUBRULE9(this.name),
        () => this.next(tokens.LeftBrace),
      );
      return rest(name ? { name } : {});
    });
  }

  /** What stands before a declaration's brace; when it is broken, parsing goes on at the brace. */
  protected head(parse: () => void): void {
    this.attempt(parse, () => this.next(tokens.LeftBrace));
  }

  /** One clause: its keyword and its content, which is `missing` when it is broken. */
  protected clause<Kind extends string, Content, Missing = undefined>(
    kind: Kind,
    word: TokenType,
    content: () => Content,
    missing?: Missing,
  ): { kind: Kind; content: Content | Missing; span: Span } {
    const first = this.CONSUME(word);
    const parsed = this.writing(`\`${first.image}\``, () => this.attempt(content)) ?? (missing as Missing);
    return { kind, content: parsed, span: this.spanFrom(first) };
  }

  /** The clause in a list. */
  protected clauses<Kind extends string, Content>(kind: Kind, word: TokenType, content: () => Content) {
    return [this.clause(kind, word, content)];
  }

  /** An `on` by itself is more likely one of somebody's own than the beginning of this clause. */
  protected startsOnChange(): boolean {
    return this.next(keyword.on) && this.LA(2).tokenType === keyword.change;
  }

  /** `on change WORD`; behind `on`. */
  protected changeWord = this.RULE("changeWord", (): Name | undefined => {
    this.CONSUME(keyword.change);
    return this.SUBRULE(this.name);
  });

  /** A text in quotes. */
  protected textLiteral = this.RULE("textLiteral", (): Literal | undefined => {
    const token = this.CONSUME(tokens.Text);
    return this.RECORDING_PHASE ? undefined : this.literalOf(token);
  });
}
