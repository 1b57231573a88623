/**
 * Units of values that are not the language's: `2 dyas`, `25 K`, `every week`, `two weeks`. They are read where a value
 * stands, as one mistake, so that the rest of the declaration goes on as if it were written right.
 */

import type { IToken, TokenType } from "chevrotain";
import { spanOfToken } from "./literals.ts";
import { ParserBase } from "./parser-base.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { DurationUnitWord, Literal } from "./tree.ts";
import { isWorkingDays, literalWith, type MeantUnit, numberOfWord, unitMeant, writtenWith } from "./units.ts";

export const unitOfWord = new Map<TokenType, DurationUnitWord>([
  [keyword.day, "day"],
  [keyword.days, "day"],
  [keyword.week, "week"],
  [keyword.weeks, "week"],
  [keyword.month, "month"],
  [keyword.months, "month"],
  [keyword.quarter, "quarter"],
  [keyword.quarters, "quarter"],
  [keyword.year, "year"],
  [keyword.years, "year"],
]);

/** What was written wrongly, as the value that it is taken for, if there is one. */
interface Slip {
  value?: Literal;
}

export class UnitParser extends ParserBase {
  /** Takes a misspelt unit behind a number that was just consumed; undefined when there is none. */
  protected takeUnit(number: IToken, units?: readonly MeantUnit[]): Slip | undefined {
    const found = this.unitBehind();
    if (!found || (units && !units.includes(found.unit))) return undefined;
    const isSuffix = found.unit === "K" || found.unit === "M" || found.unit === "B";
    if (isSuffix && /[KMB]$/.test(number.image)) return undefined;
    for (let taken = 0; taken < found.words; taken++) this.skip();
    const span = this.spanFrom(number);
    const meant = writtenWith(number.image, found.unit);
    const reason = isSuffix ? "blank" : "unit";
    const text = this.source.slice(span.start, span.end);
    this.add({ kind: "bad_number", text, reason, ...(meant !== undefined && { meant }), span });
    const isMoney = /^[$€£]/.test(number.image);
    const value = isMoney ? undefined : literalWith(number.image, found.unit, span);
    return value ? { value } : {};
  }

  /** The unit that the next word, or the next two, are meant for. */
  private unitBehind(): { unit: MeantUnit; words: number } | undefined {
    const [first, second] = [this.LA(1), this.LA(2)];
    if (isWorkingDays(first.image, second.image) && !this.next(keyword.business)) {
      return { unit: "business_day", words: 2 };
    }
    const isHours = this.next(keyword.hours) && !this.next(tokens.Time, 2);
    if ((first.tokenType !== tokens.Identifier && !isHours) || this.startsSomethingElse()) return undefined;
    const unit = unitMeant(first.image);
    return unit === undefined ? undefined : { unit, words: 1 };
  }

  /** The next word is a name: of the next field, band, channel, member or segment. */
  private startsSomethingElse(): boolean {
    const written = this.declarationWritten;
    if (written === "account" || written === "test" || written.startsWith("event ")) return true;
    if (written === "segments" && [keyword.when, keyword.otherwise].some((word) => this.next(word, 2))) return true;
    return [tokens.PlainNumber, tokens.Money, tokens.Ratio, keyword.per, tokens.Equal].some((type) =>
      this.next(type, 2),
    );
  }

  /** `week` where a length of time stands: its number is missing. */
  protected uncounted(token: IToken): Literal | undefined {
    if (this.RECORDING_PHASE) return undefined;
    const span = spanOfToken(token);
    this.add({ kind: "no_number", text: token.image, meant: `1 ${token.image}`, span });
    return { kind: "duration", value: 1, unit: "week", span };
  }

  /** `two weeks`, `other week`: a number in letters was just consumed, and its unit follows. */
  protected takeCounted(word: IToken, unitFollows: () => boolean): Slip | undefined {
    const number = word.tokenType === tokens.Identifier ? numberOfWord(word.image) : undefined;
    const unit = unitOfWord.get(this.LA(1).tokenType);
    if (number === undefined || unit === undefined || !unitFollows()) return undefined;
    this.skip();
    const span = this.spanFrom(word);
    const meant = writtenWith(String(number), unit)!;
    this.add({ kind: "no_number", text: this.source.slice(span.start, span.end), meant, span });
    return { value: { kind: "duration", value: number, unit, span } };
  }
}
