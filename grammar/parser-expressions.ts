/** Expressions: what can stand on either side of a comparison. */

import type { IToken, TokenType } from "chevrotain";
import { comparisonOf } from "./literals.ts";
import { ValueParser } from "./parser-values.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { AggregateWord, ComparisonWord, ConditionSyntax, ExpressionSyntax, Name, Value } from "./tree.ts";

type Expression = ExpressionSyntax | undefined;

export class ExpressionParser extends ValueParser {
  protected readonly comparisonTokens: TokenType[] = [
    tokens.Equal,
    tokens.NotEqual,
    tokens.Less,
    tokens.LessEqual,
    tokens.Greater,
    tokens.GreaterEqual,
  ];

  /** Filters hold conditions, and conditions compare expressions: the rule itself is in parser-conditions.ts. */
  protected condition = this.RULE("condition", (): ConditionSyntax | undefined => undefined);

  private readonly comparisonForms = this.comparisonTokens.map((type) => ({ ALT: () => this.CONSUME(type) }));

  protected comparisonWord = this.RULE("comparisonWord", (): ComparisonWord => {
    const sign = this.OR({
      DEF: this.comparisonForms,
      ERR_MSG: "a comparison (`=`, `!=`, `<`, `<=`, `>`, `>=`)",
    });
    return comparisonOf(sign) ?? "=";
  });

  /** `where ( condition )` */
  protected where = this.RULE("where", (): ConditionSyntax | undefined => {
    this.CONSUME(keyword.where);
    const open = this.CONSUME(tokens.LeftParenthesis);
    const condition = this.SUBRULE(this.condition);
    this.closeParenthesis(open);
    return condition;
  });

  protected over = this.RULE("over", (): Value | undefined => {
    this.CONSUME(keyword.over);
    return this.SUBRULE(this.value);
  });

  /** A quantity, or a share of one: `80% of storage_limit`. */
  protected expression = this.RULE("expression", (): Expression => {
    const first = this.LA(1);
    const quantity = this.SUBRULE(this.term);
    const share = this.OPTION({
      GATE: () => this.RECORDING_PHASE || quantity?.kind === "ratio" || quantity?.kind === "name",
      DEF: () => {
        this.CONSUME(keyword.of);
        return { of: this.SUBRULE1(this.term) };
      },
    });
    if (!share || (quantity?.kind !== "ratio" && quantity?.kind !== "name")) return quantity;
    return { kind: "share", ratio: quantity, ...(share.of && { of: share.of }), span: this.spanFrom(first) };
  });

  private term = this.RULE(
    "term",
    (): Expression =>
      this.OR({
        DEF: [
          { ALT: () => this.SUBRULE(this.countOf) },
          { ALT: () => this.SUBRULE(this.daysWith) },
          { GATE: () => this.touchShareFollows(), ALT: () => this.SUBRULE(this.touchShare) },
          { ALT: () => this.SUBRULE(this.timeExpression) },
          { ALT: () => this.SUBRULE(this.aggregate) },
          { GATE: () => this.next(keyword.over, this.nameLength() + 1), ALT: () => this.SUBRULE(this.total) },
          { ALT: () => this.SUBRULE(this.value) },
        ],
        IGNORE_AMBIGUITIES: true,
        ERR_MSG: "a value, field or metric",
      }),
  );

  private countOf = this.RULE("countOf", (): Expression => {
    const first = this.CONSUME(keyword.count);
    this.CONSUME(keyword.of);
    const event = this.SUBRULE(this.name);
    const where = this.OPTION(() => this.SUBRULE(this.where));
    const over = this.SUBRULE(this.over);
    return { kind: "count_of", event, ...(where && { where }), ...(over && { over }), span: this.spanFrom(first) };
  });

  private daysWith = this.RULE("daysWith", (): Expression => {
    const first = this.CONSUME(keyword.days);
    this.CONSUME(keyword.with);
    const open = this.CONSUME(tokens.LeftParenthesis);
    const condition = this.SUBRULE(this.condition);
    this.closeParenthesis(open);
    const over = this.SUBRULE(this.over);
    return { kind: "days_with", ...(condition && { condition }), ...(over && { over }), span: this.spanFrom(first) };
  });

  /** A field or metric may be called `share`, and a let of that name have `of` behind it. */
  private touchShareFollows(): boolean {
    const isOf = this.next(keyword.share) && this.next(keyword.of, 2);
    return isOf && (this.next(keyword.touches, 3) || this.next(keyword.touch, 3) || this.next(keyword.touches, 4));
  }

  /** `touches`, `touch qbr`, `email touches` */
  protected touchesMeant = this.RULE("touchesMeant", (): { touch?: Name; channel?: Name } =>
    this.OR({
      DEF: [
        {
          GATE: () => !this.next(keyword.touches, 2),
          ALT: () => {
            this.CONSUME(keyword.touch);
            return { touch: this.SUBRULE(this.name) };
          },
        },
        {
          GATE: () => !this.next(keyword.touches, 2),
          ALT: () => {
            this.CONSUME(keyword.touches);
            return {};
          },
        },
        {
          ALT: () => {
            const channel = this.SUBRULE1(this.name);
            this.CONSUME1(keyword.touches);
            return { channel };
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: "`touches`\n`touch`\na channel",
    }),
  );

  private touchShare = this.RULE("touchShare", (): Expression => {
    const first = this.CONSUME(keyword.share);
    this.CONSUME(keyword.of);
    const which = this.SUBRULE(this.touchesMeant);
    this.CONSUME(keyword.with);
    const event = this.SUBRULE2(this.name);
    this.CONSUME(keyword.within);
    const within = this.SUBRULE(this.value);
    const over = this.SUBRULE(this.over);
    return {
      kind: "touch_share",
      ...which,
      event,
      ...(within && { within }),
      ...(over && { over }),
      span: this.spanFrom(first),
    };
  });

  private timeExpression = this.RULE("timeExpression", (): Expression => {
    const first = this.CONSUME(keyword.time);
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.to);
          const field = this.SUBRULE(this.name);
          return { kind: "time_to", field, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.in);
          const stage = this.SUBRULE1(this.name);
          return { kind: "time_in", stage, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.since);
          return this.SUBRULE(this.sinceExpression, { ARGS: [first] });
        },
      },
    ]);
  });

  /** After `time since`: a field, or `last [done] NAME [where (...)]`. */
  private sinceExpression = this.RULE(
    "sinceExpression",
    (first: IToken): Expression =>
      this.OR([
        {
          ALT: () => {
            this.CONSUME(keyword.last);
            const done = this.OPTION(() => this.CONSUME(keyword.done)) !== undefined;
            const name = this.SUBRULE(this.name);
            const where = this.OPTION1(() => this.SUBRULE(this.where));
            return { kind: "time_since_last", done, name, ...(where && { where }), span: this.spanFrom(first) };
          },
        },
        {
          ALT: () => {
            const field = this.SUBRULE1(this.name);
            return { kind: "time_since", field, span: this.spanFrom(first) };
          },
        },
      ]),
  );

  /** `avg active_users over 7d`, `sum ticket.cost where (...) over 30d`. */
  private aggregate = this.RULE("aggregate", (): Expression => {
    const word = this.OR(
      [keyword.sum, keyword.avg, keyword.min, keyword.max].map((type) => ({ ALT: () => this.CONSUME(type) })),
    );
    const of = this.SUBRULE(this.name);
    const field = this.OPTION(() => {
      this.CONSUME(tokens.Dot);
      return this.SUBRULE1(this.name);
    });
    const where = this.OPTION1(() => this.SUBRULE(this.where));
    const over = this.SUBRULE(this.over);
    return {
      kind: "window",
      aggregate: word.image as AggregateWord,
      of,
      ...(field && { field }),
      ...(where && { where }),
      ...(over && { over }),
      span: this.spanFrom(word),
    };
  });

  /** `core_usage over 30d` */
  private total = this.RULE("total", (): Expression => {
    const first = this.LA(1);
    const of = this.SUBRULE(this.dottedName);
    const over = this.SUBRULE(this.over);
    return { kind: "window", of, ...(over && { over }), span: this.spanFrom(first) };
  });
}
