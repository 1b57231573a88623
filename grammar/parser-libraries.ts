/** What projects take from libraries: `use`, and `replace` before a declaration that takes the place of a taken one. */

import type { TokenType } from "chevrotain";
import { nameless } from "./parser-base.ts";
import { TestParser } from "./parser-tests.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { Name, UseDeclaration, UseItemSyntax } from "./tree.ts";

/** Kinds of declaration that have no name of their own. */
const withoutName: readonly TokenType[] = [...nameless, keyword.cover];

export class LibraryParser extends TestParser {
  protected use = this.RULE("use", (): UseDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.use);
    const items: UseItemSyntax[] = [];
    return this.declared("use", (library) => {
      const takesAll = !this.RECORDING_PHASE && this.useEnds();
      if (!takesAll) {
        this.block(
          () => items.push(this.SUBRULE(this.useItem)),
          () => this.next(tokens.DeclarationWord),
        );
      } else this.mayContinue(["`{`"]);
      return { kind: "use", ...library, ...(!takesAll && { items }), ...doc, span: this.spanFrom(first) };
    });
  });

  /** `use standard` alone: what follows is the next declaration, or nothing. */
  private useEnds(): boolean {
    return this.atEnd() || this.next(tokens.DeclarationWord);
  }

  /** `play at_risk, renewal`, `touch *`, `policy`. */
  private useItem = this.RULE("useItem", (): UseItemSyntax => {
    const first = this.CONSUME(tokens.DeclarationWord);
    const item: UseItemSyntax = { word: this.nameOf(first), names: [], all: false, span: { start: 0, end: 0 } };
    this.writing(`\`${first.image}\``, () =>
      this.attempt(() => {
        const all = this.OPTION1(() => this.CONSUME(tokens.Star));
        item.all = all !== undefined;
        const names = this.OPTION2({
          GATE: () => !item.all && this.takesName(first.tokenType),
          DEF: (): Name[] => this.SUBRULE(this.names),
        });
        item.names = names ?? [];
        if (!item.all && names === undefined && this.needsName(first.tokenType)) this.unexpected(["a name", "`*`"]);
      }),
    );
    item.span = this.spanFrom(first);
    return item;
  });

  private needsName(word: TokenType): boolean {
    return !this.RECORDING_PHASE && word !== keyword.health && !withoutName.includes(word);
  }

  /** A score may do without its name, and is then followed by the next item. */
  private takesName(word: TokenType): boolean {
    if (withoutName.includes(word)) return false;
    return word !== keyword.health || this.next(tokens.Identifier);
  }
}
