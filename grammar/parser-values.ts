/** Values and types: literals, ranges, names that stand for values, the types of fields. */

import type { IToken, TokenType } from "chevrotain";
import { readLiteral } from "./literals.ts";
import { readNumber } from "./numbers.ts";
import { UnitParser, unitOfWord } from "./parser-units.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { DurationUnitWord, Literal, Name, Range, TypeSyntax, Value } from "./tree.ts";

/** Tokens that are a value by themselves. */
const literalTokens = [
  tokens.Ratio,
  tokens.SpacedRatio,
  tokens.CompactDuration,
  tokens.BadDate,
  tokens.FullDate,
  tokens.YearlyDate,
  tokens.Time,
  tokens.Text,
  keyword.true,
  keyword.false,
  tokens.SeparatedNumber,
  tokens.BadNumber,
];

export class ValueParser extends UnitParser {
  protected name = this.RULE("name", (): Name => this.nameOf(this.CONSUME(tokens.Name)));

  /** `a, b, c` */
  protected names = this.RULE("names", (): Name[] => {
    const names: Name[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        const name = this.SUBRULE(this.name);
        names.push(name);
      },
    });
    return names;
  });

  /** `logins`, or the component of a score: `health.usage`, one name with its dot. */
  protected dottedName = this.RULE("dottedName", (): Name => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    const part = this.OPTION(() => {
      this.CONSUME(tokens.Dot);
      return this.SUBRULE1(this.name);
    });
    return part === undefined ? name : { text: `${name.text}.${part.text}`, span: this.spanFrom(first) };
  });

  /** How many tokens the name that comes next has. */
  protected nameLength(): number {
    return this.next(tokens.Dot, 2) && this.next(tokens.Name, 3) ? 3 : 1;
  }

  /** Made once: values are many. */
  private readonly valueForms: { ALT: () => Value | undefined }[] = [
    ...literalTokens.map((type) => ({ ALT: () => this.literalOf(this.CONSUME(type)) })),
    { ALT: () => this.amountOf(this.CONSUME(tokens.Money)) },
    { ALT: () => this.uncounted(this.CONSUME(keyword.week)) },
    { ALT: () => this.SUBRULE(this.quantity) },
    { ALT: () => this.SUBRULE(this.namedValue) },
  ];

  /** A literal or the name of one; undefined for a literal the lexer complained of. */
  protected value = this.RULE("value", (): Value | undefined => this.OR({ DEF: this.valueForms, ERR_MSG: "a value" }));

  protected literalOf(token: IToken): Literal | undefined {
    return this.RECORDING_PHASE ? undefined : readLiteral(token)?.literal;
  }

  /** Money, also where its suffix stands apart. */
  private amountOf(token: IToken): Value | undefined {
    const literal = this.literalOf(token);
    const slip = this.ACTION(() => this.takeUnit(token, ["K", "M", "B"]));
    return slip ? slip.value : literal;
  }

  /** `3`, `15 points`, `2 weeks`, `3 business days`. */
  private quantity = this.RULE("quantity", (): Value | undefined => {
    const number = this.CONSUME(tokens.PlainNumber);
    const slip = this.ACTION(() => this.takeUnit(number));
    if (slip) return slip.value;
    const unit = this.OPTION({ GATE: () => this.unitFollows(), DEF: () => this.SUBRULE(this.unit) });
    const value = this.ACTION(() => readNumber(number.image));
    if (value === undefined) return undefined;
    const span = this.spanFrom(number);
    if (unit === undefined) return { kind: "number", value, span };
    return unit === "points" ? { kind: "points", value, span } : { kind: "duration", value, unit, span };
  });

  /**
   * The word after a number is its unit, unless it begins something else: `falls > 30 week over week`, a field called
   * like a unit behind a default, `seats count = 0  day date`, and the next step of a cadence, `when seats > 2  week 3 touch`.
   */
  private unitFollows(): boolean {
    if (this.next(keyword.week) && this.next(keyword.over, 2) && this.next(keyword.week, 3)) return false;
    if (this.stepFollows()) return false;
    return !(this.next(tokens.Name) && this.next(tokens.TypeWord, 2) && !this.next(keyword.business));
  }

  private stepFollows(): boolean {
    const starts = this.next(keyword.day) || this.next(keyword.week);
    const acts = [keyword.touch, keyword.task, keyword.alert].some((word) => this.next(word, 3));
    return starts && this.next(tokens.PlainNumber, 2) && acts;
  }

  private readonly unitForms: { ALT: () => DurationUnitWord | "points" }[] = [
    {
      ALT: () => {
        this.CONSUME(keyword.points);
        return "points";
      },
    },
    {
      ALT: () => {
        this.CONSUME(keyword.business);
        this.OR1([{ ALT: () => this.CONSUME1(keyword.day) }, { ALT: () => this.CONSUME1(keyword.days) }]);
        return "business_day";
      },
    },
    ...[...unitOfWord].map(([type, unit]) => ({
      ALT: () => {
        this.CONSUME2(type);
        return unit;
      },
    })),
  ];

  private unit = this.RULE("unit", (): DurationUnitWord | "points" => this.OR(this.unitForms));

  /** The name of a `let`, or an amount with its currency before it: `EUR 40K`. */
  private namedValue = this.RULE("namedValue", (): Value | undefined => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.dottedName);
    const slip = this.ACTION(() => this.takeCounted(first, () => this.unitFollows()));
    if (slip) return slip.value;
    const amount = this.OPTION({
      GATE: () => /^[A-Z]{3}$/.test(name.text),
      DEF: () => this.CONSUME(tokens.PlainNumber),
    });
    const span = this.spanFrom(first);
    if (amount === undefined) return { kind: "name", name, span };
    const value = this.ACTION(() => readNumber(amount.image));
    return value === undefined ? undefined : { kind: "money", value, currency: name.text, span };
  });

  /** `A..B` */
  protected range = this.RULE("range", (): Range => {
    const first = this.LA(1);
    const from = this.SUBRULE(this.value);
    this.CONSUME(tokens.DotDot);
    const to = this.SUBRULE1(this.value);
    return { ...(from && { from }), ...(to && { to }), span: this.spanFrom(first) };
  });

  /** `A` or `A..B`; one value is a range of itself. */
  protected rangeOrValue = this.RULE("rangeOrValue", (): Range => {
    const first = this.LA(1);
    const from = this.SUBRULE(this.value);
    const to = this.OPTION(() => {
      this.CONSUME(tokens.DotDot);
      return { value: this.SUBRULE1(this.value) };
    }) ?? { value: from };
    return { ...(from && { from }), ...(to.value && { to: to.value }), span: this.spanFrom(first) };
  });

  /** The type of a field or metric. */
  protected type = this.RULE(
    "type",
    (): TypeSyntax =>
      this.OR({
        DEF: [
          {
            GATE: () => this.next(keyword.one),
            ALT: () => {
              const first = this.CONSUME(keyword.one);
              this.CONSUME(keyword.of);
              const members = this.SUBRULE(this.names);
              return { kind: "enum", members, span: this.spanFrom(first) };
            },
          },
          {
            GATE: () => this.next(tokens.PlainNumber),
            ALT: () => {
              const range = this.SUBRULE(this.range);
              return { kind: "range", quantity: "count", range, span: range.span };
            },
          },
          { ALT: () => this.SUBRULE(this.namedType) },
        ],
        IGNORE_AMBIGUITIES: true,
        ERR_MSG: "a type",
      }),
  );

  /** `money`, `count`, `points 0..100`; any other name is the checker's to refuse. */
  private namedType = this.RULE("namedType", (): TypeSyntax => {
    const word = this.OR([{ ALT: () => this.CONSUME(keyword.count) }, { ALT: () => this.CONSUME1(tokens.Name) }]);
    const range = this.OPTION({ GATE: () => this.literalRangeFollows(), DEF: () => this.SUBRULE(this.range) });
    const span = this.spanFrom(word);
    const quantity = quantityOf(word.tokenType);
    if (range && quantity) return { kind: "range", quantity, range, span };
    return { kind: "named", name: this.nameOf(word), span };
  });

  private literalRangeFollows(): boolean {
    return this.next(tokens.DotDot, 2);
  }
}

function quantityOf(type: TokenType): "count" | "points" | "money" | "ratio" | undefined {
  if (type === keyword.count) return "count";
  if (type === keyword.points) return "points";
  if (type === keyword.money) return "money";
  return type === keyword.ratio ? "ratio" : undefined;
}
