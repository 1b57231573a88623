/** Conditions. The parentheses rules of docs/language.md section 5 are asked here, because only the text shows them. */

import type { IToken } from "chevrotain";
import { comparisonOf } from "./literals.ts";
import { ExpressionParser } from "./parser-expressions.ts";
import type { Misreading } from "./problems.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { BaselineSyntax, ConditionSyntax, Name, Span, Value } from "./tree.ts";

/** `for` and `outside` behind one condition; more is no condition anybody wrote. */
const postfixLimit = 8;

type Condition = ConditionSyntax | undefined;

/**
 * How an operand can be misread where it stands: `not a and b` may mean to deny both, `a and b for 7d` to ask both for
 * 7 days. A `not` that comes last, a `for` or `outside` that comes first, and whatever has parentheses, cannot.
 */
function readingAt(operand: ConditionSyntax, index: number, last: number): Misreading | undefined {
  if (operand.kind === "for" && index > 0) return "for_beside";
  if (operand.kind === "outside" && index > 0) return "outside_beside";
  const denies = operand.kind === "not" && operand.operand?.kind !== "parentheses";
  return denies && index < last ? "not_beside" : undefined;
}

export class ConditionParser extends ExpressionParser {
  private isOfAnAccount = false;

  /** Operands joined by `and` or by `or`, not by both. */
  protected override condition = this.OVERRIDE_RULE("condition", (): Condition => {
    const first = this.LA(1);
    const operands: ConditionSyntax[] = [];
    const joins: IToken[] = [];
    const operand = this.SUBRULE(this.operand);
    if (operand) operands.push(operand);
    this.MANY(() => {
      joins.push(this.OR([{ ALT: () => this.CONSUME(keyword.and) }, { ALT: () => this.CONSUME(keyword.or) }]));
      const next = this.SUBRULE1(this.operand);
      if (next) operands.push(next);
    });
    if (this.RECORDING_PHASE || joins.length === 0) return operand;
    const span = this.spanFrom(first);
    this.askForParentheses(operands, joins, span);
    return { kind: joins[0]!.tokenType === keyword.and ? "and" : "or", operands, span };
  });

  private askForParentheses(operands: readonly ConditionSyntax[], joins: readonly IToken[], span: Span): void {
    const beside = joins[0]!.image;
    const other = joins.find((join) => join.image !== beside);
    const last = operands.length - 1;
    const doubtful = operands.find((operand, index) => readingAt(operand, index, last) !== undefined);
    if (other) this.misread("and_or", other.image, beside, span);
    else if (doubtful) {
      this.misread(readingAt(doubtful, operands.indexOf(doubtful), last)!, doubtful.kind, beside, doubtful.span);
    }
  }

  private misread(reading: Misreading, word: string, beside: string, span: Span): void {
    this.add({ kind: "misread", reading, word, beside, span });
  }

  /** Reads a condition behind which its account is named: `health < 60 for acme at 2026-03-20`. */
  protected ofAnAccount(parse: () => Condition): Condition {
    this.isOfAnAccount = true;
    try {
      return parse();
    } finally {
      this.isOfAnAccount = false;
    }
  }

  private accountFollows(): boolean {
    return this.isOfAnAccount && this.next(keyword.for) && this.next(tokens.Name, 2) && this.next(keyword.at, 3);
  }

  /** A condition with the `for` and `outside` behind it. */
  private operand = this.RULE("operand", (): Condition => {
    const first = this.LA(1);
    let condition: Condition = this.SUBRULE(this.plain);
    let length = 0;
    this.MANY({
      GATE: () => length < postfixLimit && !this.accountFollows(),
      DEF: () => {
        length++;
        const inner = condition;
        const word = this.LA(1).image;
        this.OR([
          {
            ALT: () => {
              this.CONSUME(keyword.for);
              const over = this.SUBRULE(this.value);
              condition = inner && { kind: "for", condition: inner, ...(over && { over }), span: this.spanFrom(first) };
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword.outside);
              const calendar = this.SUBRULE(this.name);
              condition = inner && { kind: "outside", condition: inner, calendar, span: this.spanFrom(first) };
            },
          },
        ]);
        if (length === 1 && inner?.kind === "not") this.misread("not_postfix", word, "not", this.spanFrom(first));
      },
    });
    this.mayContinue(["`and`", "`or`", "`for`", "`outside`"]);
    return condition;
  });

  private plain: (index?: number) => Condition = this.RULE(
    "plain",
    (): Condition =>
      this.OR({
        DEF: [
          { ALT: () => this.SUBRULE(this.negation) },
          { ALT: () => this.SUBRULE(this.parentheses) },
          { ALT: () => this.SUBRULE(this.duringCondition) },
          { ALT: () => this.SUBRULE(this.noOpenCase) },
          { GATE: () => this.componentFollows(), ALT: () => this.SUBRULE(this.componentChange) },
          { GATE: () => this.next(tokens.Name) && !this.expressionFollows(), ALT: () => this.SUBRULE(this.ofSubject) },
          { ALT: () => this.SUBRULE(this.comparison) },
        ],
        IGNORE_AMBIGUITIES: true,
        ERR_MSG: "a condition",
      }),
  );

  private negation = this.RULE("negation", (): Condition => {
    const first = this.CONSUME(keyword.not);
    const operand = this.SUBRULE(this.plain);
    return { kind: "not", ...(operand && { operand }), span: this.spanFrom(first) };
  });

  private parentheses = this.RULE("parentheses", (): Condition => {
    const open = this.CONSUME(tokens.LeftParenthesis);
    const inner = this.SUBRULE(this.condition);
    this.closeParenthesis(open);
    return { kind: "parentheses", ...(inner && { inner }), span: this.spanFrom(open) };
  });

  private duringCondition = this.RULE("duringCondition", (): Condition => {
    const first = this.CONSUME(keyword.during);
    const name = this.SUBRULE(this.name);
    return { kind: "during", name, span: this.spanFrom(first) };
  });

  private noOpenCase = this.RULE("noOpenCase", (): Condition => {
    const first = this.CONSUME(keyword.no);
    const event = this.SUBRULE(this.name);
    return this.SUBRULE(this.openCase, { ARGS: [event, true, first] });
  });

  /** After the event: `[where (...)] (is open | open for D)`. */
  private openCase = this.RULE("openCase", (event: Name, no: boolean, first: IToken): Condition => {
    const where = this.OPTION(() => this.SUBRULE(this.where));
    const over = this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.is);
          this.CONSUME(keyword.open);
          return undefined;
        },
      },
      {
        ALT: () => {
          this.CONSUME1(keyword.open);
          this.CONSUME(keyword.for);
          return this.SUBRULE(this.value);
        },
      },
    ]);
    if (this.RECORDING_PHASE) return undefined;
    return { kind: "open_case", no, event, ...(where && { where }), ...(over && { over }), span: this.spanFrom(first) };
  });

  /** The next name begins a quantity to compare, not a condition about itself. */
  private expressionFollows(): boolean {
    const types = [keyword.over, keyword.of, ...this.comparisonTokens];
    const behind = this.nameLength() + 1;
    return (
      types.some((type) => this.next(type, behind)) ||
      (this.next(tokens.PlainNumber, 2) && /^[A-Z]{3}$/.test(this.LA(1).image))
    );
  }

  private componentFollows(): boolean {
    return this.next(keyword.any) && this.next(keyword.component, 2);
  }

  /** `any component of health falls > 5 points over 7d` */
  private componentChange = this.RULE("componentChange", (): Condition => {
    const first = this.CONSUME(keyword.any);
    this.CONSUME(keyword.component);
    this.CONSUME(keyword.of);
    const subject = this.SUBRULE(this.name);
    const change = this.SUBRULE(this.change, { ARGS: [subject, first] });
    return change?.kind === "change" ? { ...change, anyComponent: true } : change;
  });

  /** What can be said of a name: nothing more, `is`, `falls`, `becomes`, `open for`. */
  private ofSubject = this.RULE("ofSubject", (): Condition => {
    const first = this.LA(1);
    const subject = this.SUBRULE(this.dottedName);
    return (
      this.OPTION({
        GATE: () => !this.next(keyword.in) || this.rankFollows(),
        DEF: () => this.SUBRULE(this.saidOfSubject, { ARGS: [subject, first] }),
      }) ?? { kind: "name", name: subject, span: subject.span }
    );
  });

  private rankFollows(): boolean {
    return this.next(keyword.top, 2) || this.next(keyword.bottom, 2);
  }

  private saidOfSubject = this.RULE(
    "saidOfSubject",
    (subject: Name, first: IToken): Condition =>
      this.OR({
        DEF: [
          {
            GATE: () => this.openCaseFollows(),
            ALT: () => this.SUBRULE(this.openCase, { ARGS: [subject, false, first] }),
          },
          { ALT: () => this.SUBRULE(this.isCondition, { ARGS: [subject, first] }) },
          { ALT: () => this.SUBRULE(this.change, { ARGS: [subject, first] }) },
          { ALT: () => this.SUBRULE(this.becomes, { ARGS: [subject, first] }) },
          { ALT: () => this.SUBRULE(this.rank, { ARGS: [subject, first] }) },
        ],
        IGNORE_AMBIGUITIES: true,
      }),
  );

  /** `in top 20%` */
  private rank = this.RULE("rank", (subject: Name, first: IToken): Condition => {
    this.CONSUME(keyword.in);
    const word = this.OR([{ ALT: () => this.CONSUME(keyword.top) }, { ALT: () => this.CONSUME(keyword.bottom) }]);
    const share = this.SUBRULE(this.value);
    const side = word.tokenType === keyword.bottom ? "bottom" : "top";
    return { kind: "ranked", subject, side, ...(share && { share }), span: this.spanFrom(first) };
  });

  /** `where (` belongs to an event's cases; without the parenthesis it is a cadence's scope. */
  private openCaseFollows(): boolean {
    if (this.next(keyword.open)) return true;
    return this.next(keyword.is) ? this.next(keyword.open, 2) : this.next(keyword.where);
  }

  private isCondition = this.RULE("isCondition", (subject: Name, first: IToken): Condition => {
    this.CONSUME(keyword.is);
    const known = this.OPTION(() =>
      this.OR([{ ALT: () => this.CONSUME(keyword.known) }, { ALT: () => this.CONSUME(keyword.unknown) }]),
    );
    if (known && !this.RECORDING_PHASE) {
      return { kind: "known", subject, known: known.tokenType === keyword.known, span: this.spanFrom(first) };
    }
    const negated = this.OPTION1(() => this.CONSUME(keyword.not)) !== undefined;
    const values = this.OR1({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(keyword.one);
            this.CONSUME(keyword.of);
            return this.SUBRULE(this.names);
          },
        },
        { ALT: () => [this.SUBRULE(this.name)] },
      ],
      ERR_MSG: negated ? "a name\n`one of`" : "a name\n`one of`\n`not`\n`known`\n`unknown`\n`open`",
    });
    return { kind: "is", subject, negated, values, span: this.spanFrom(first) };
  });

  private change = this.RULE("change", (subject: Name, first: IToken): Condition => {
    const word = this.OR([{ ALT: () => this.CONSUME(keyword.falls) }, { ALT: () => this.CONSUME(keyword.rises) }]);
    this.mayContinue(["`>`", "`>=`"]);
    const threshold = this.OPTION(() => {
      const sign = this.OR1([
        { ALT: () => this.CONSUME(tokens.Greater) },
        { ALT: () => this.CONSUME(tokens.GreaterEqual) },
      ]);
      const amount = this.SUBRULE(this.value);
      return { operator: comparisonOf(sign) === ">=" ? (">=" as const) : (">" as const), ...(amount && { amount }) };
    });
    const against = this.OPTION1(() => this.SUBRULE(this.baseline));
    const usual = this.OPTION2({
      GATE: () => this.next(keyword.usual, 2),
      DEF: (): { value?: Value } => {
        this.CONSUME(keyword.against);
        this.CONSUME(keyword.usual);
        const value = this.SUBRULE1(this.value);
        return value ? { value } : {};
      },
    });
    return {
      kind: "change",
      subject,
      direction: word.tokenType === keyword.falls ? "falls" : "rises",
      ...(threshold && { threshold }),
      ...(against && { against }),
      ...(usual?.value && { usual: usual.value }),
      span: this.spanFrom(first),
    };
  });

  private baseline = this.RULE("baseline", (): BaselineSyntax => {
    const first = this.LA(1);
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.week);
          this.CONSUME(keyword.over);
          this.CONSUME1(keyword.week);
          return { kind: "week_over_week", span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.since);
          this.CONSUME(keyword.start);
          return { kind: "since_start", span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME1(keyword.over);
          const over = this.SUBRULE(this.value);
          return { kind: "over", ...(over && { over }), span: this.spanFrom(first) };
        },
      },
    ]);
  });

  private becomes = this.RULE("becomes", (subject: Name, first: IToken): Condition => {
    this.CONSUME(keyword.becomes);
    const to = this.SUBRULE(this.name);
    const from = this.OPTION(() => {
      this.CONSUME(keyword.from);
      return this.SUBRULE1(this.name);
    });
    return { kind: "becomes", subject, to, ...(from && { from }), span: this.spanFrom(first) };
  });

  private comparison = this.RULE("comparison", (): Condition => {
    const first = this.LA(1);
    const left = this.SUBRULE(this.expression);
    const operator = this.SUBRULE(this.comparisonWord);
    const right = this.SUBRULE1(this.expression);
    return left && { kind: "compare", operator, left, ...(right && { right }), span: this.spanFrom(first) };
  });
}
