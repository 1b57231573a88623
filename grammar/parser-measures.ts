/** Goals: measures of the whole programme, and what it costs and brings in. */

import type { IToken, TokenType } from "chevrotain";
import { ChanceParser } from "./parser-chance.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { Span } from "./tree.ts";
import type {
  FigureSyntax,
  GoalSyntax,
  MeasureClause,
  MeasureDeclaration,
  PerSyntax,
  ReturnDeclaration,
  ReturnLineSyntax,
} from "./tree-measures.ts";

type Figure = FigureSyntax | undefined;

/** Until a node is whole. */
const noSpan: Span = { start: 0, end: 0 };

const figureTokens: TokenType[] = [keyword.gross, keyword.net, keyword.share, keyword.median, keyword.mean];
const itemTokens: TokenType[] = [...figureTokens, keyword.among, keyword.by, keyword.target];
const lineTokens: TokenType[] = [keyword.cost, keyword.benefit, keyword.target];

export class MeasureParser extends ChanceParser {
  protected measureDeclaration = this.RULE("measureDeclaration", (): MeasureDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.measure);
    const figures: FigureSyntax[] = [];
    const clauses: MeasureClause[] = [];
    return this.declared("measure", (name) => {
      this.block(
        () =>
          this.OR([
            {
              ALT: () => {
                const figure = this.SUBRULE(this.figure);
                if (figure) figures.push(figure);
              },
            },
            {
              ALT: () => {
                const clause = this.SUBRULE(this.measureClause);
                if (clause) clauses.push(clause);
              },
            },
          ]),
        () => this.nextIsOneOf(itemTokens) && (!this.next(keyword.by) || this.next(tokens.LeftParenthesis, 2)),
      );
      return { kind: "measure", ...name, figures, clauses, ...doc, span: this.spanFrom(first) };
    });
  });

  private measureClause = this.RULE("measureClause", (): MeasureClause | undefined =>
    this.OR([
      { ALT: () => this.clause("among", keyword.among, () => this.SUBRULE(this.condition)) },
      { ALT: () => this.clause("by", keyword.by, () => this.SUBRULE(this.comparedBy)) },
      { ALT: () => this.clause("target", keyword.target, () => this.SUBRULE(this.goal)) },
    ]),
  );

  /** `(C)`: the parentheses tell it from `won by 30d before`. */
  private comparedBy = this.RULE("comparedBy", () => {
    const open = this.CONSUME(tokens.LeftParenthesis);
    const condition = this.SUBRULE(this.condition);
    this.closeParenthesis(open);
    return condition;
  });

  /** `>= 95%`, `300%..500%` */
  private goal = this.RULE(
    "goal",
    (): GoalSyntax =>
      this.OR<GoalSyntax>({
        DEF: [
          {
            GATE: () => this.nextIsOneOf(this.comparisonTokens),
            ALT: () => {
              const operator = this.SUBRULE(this.comparisonWord);
              const value = this.SUBRULE(this.value);
              return { operator, ...(value && { value }) };
            },
          },
          { ALT: () => ({ range: this.SUBRULE(this.range) }) },
        ],
        ERR_MSG: "a comparison (`<`, `>=` ...)\na range (`300%..500%`)",
      }),
  );

  private figure = this.RULE("figure", (): Figure => {
    const first = this.LA(1);
    return this.OR<Figure>([
      {
        ALT: () => {
          this.CONSUME(keyword.gross);
          const churn = this.OR1([
            { ALT: () => this.CONSUME(keyword.churn) },
            { ALT: () => this.CONSUME(keyword.retention) },
          ]);
          const what = churn.tokenType === keyword.churn ? "gross_churn" : "gross_retention";
          return this.SUBRULE(this.revenue, { ARGS: [what, first] });
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.net);
          this.CONSUME1(keyword.retention);
          return this.SUBRULE1(this.revenue, { ARGS: ["net_retention", first] });
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.share);
          this.CONSUME(keyword.of);
          return this.SUBRULE(this.shareOf, { ARGS: [first] });
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.median);
          return this.SUBRULE(this.timeFrom, { ARGS: ["median", first] });
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.mean);
          return this.OR2<Figure>([
            { ALT: () => this.SUBRULE1(this.timeFrom, { ARGS: ["mean", first] }) },
            { ALT: () => this.SUBRULE(this.meanChange, { ARGS: [first] }) },
          ]);
        },
      },
    ]);
  });

  /** `of arr over 1 year` */
  private revenue = this.RULE(
    "revenue",
    (what: Extract<FigureSyntax, { kind: "revenue" }>["what"], first: IToken): Figure => {
      this.CONSUME(keyword.of);
      const field = this.SUBRULE(this.name);
      const over = this.SUBRULE(this.over);
      return { kind: "revenue", what, field, ...(over && { over }), span: this.spanFrom(first) };
    },
  );

  /** What stands behind `share of`. An event may be called `accounts` or `runs`. */
  private shareOf = this.RULE(
    "shareOf",
    (first: IToken): Figure =>
      this.OR<Figure>({
        DEF: [
          {
            GATE: () => this.next(keyword.accounts) && !this.nextIsEvent(),
            ALT: () => {
              this.CONSUME(keyword.accounts);
              this.CONSUME(keyword.when);
              const when = this.SUBRULE(this.condition);
              return { kind: "accounts", ...(when && { when }), span: this.spanFrom(first) };
            },
          },
          {
            GATE: () => this.next(keyword.runs) && !this.nextIsEvent(),
            ALT: () => this.SUBRULE(this.runsWon, { ARGS: [first] }),
          },
          {
            GATE: () => this.next(keyword.touches) || this.next(keyword.touch) || this.next(keyword.touches, 2),
            ALT: () => {
              const which = this.SUBRULE(this.touchesMeant);
              const { name: event, within } = this.SUBRULE(this.answer) ?? {};
              const answer = { ...(event && { event }), ...(within && { within }) };
              return { kind: "touches", ...which, ...answer, span: this.spanFrom(first) };
            },
          },
          { ALT: () => this.SUBRULE(this.shareOfEvents, { ARGS: [first] }) },
        ],
        IGNORE_AMBIGUITIES: true,
        ERR_MSG: "`accounts when`\n`runs of`\n`touches`\n`touch`\na channel\nan event",
      }),
  );

  /** What can only follow an event's name: whatever else does was meant for the word itself. */
  private nextIsEvent(): boolean {
    return this.next(keyword.where, 2) || this.next(keyword.with, 2);
  }

  /** `runs of PLAY won [by D before FIELD]` */
  private runsWon = this.RULE("runsWon", (first: IToken): Figure => {
    this.CONSUME(keyword.runs);
    this.CONSUME(keyword.of);
    const play = this.SUBRULE(this.name);
    this.CONSUME(keyword.won);
    const by = this.OPTION({
      GATE: () => !this.next(tokens.LeftParenthesis, 2),
      DEF: () => {
        this.CONSUME(keyword.by);
        const lead = this.SUBRULE(this.value);
        this.CONSUME(keyword.before);
        const field = this.SUBRULE1(this.name);
        return { ...(lead && { lead }), field };
      },
    });
    return { kind: "runs", play, ...(by && { by }), span: this.spanFrom(first) };
  });

  /** `with E within D` */
  private answer = this.RULE("answer", () => {
    this.CONSUME(keyword.with);
    const name = this.SUBRULE(this.name);
    this.CONSUME(keyword.within);
    const within = this.SUBRULE(this.value);
    return { name, ...(within && { within }) };
  });

  /** `E [where (C)] with F within D`, `E where (C) [minus where (C)]` */
  private shareOfEvents = this.RULE("shareOfEvents", (first: IToken): Figure => {
    const event = this.SUBRULE(this.name);
    const where = this.OPTION(() => this.SUBRULE(this.where));
    const filter = where && { where };
    const follows = this.OPTION1({
      GATE: () => this.RECORDING_PHASE || where === undefined || this.next(keyword.with),
      DEF: () => this.SUBRULE(this.answer),
    });
    if (follows && !this.RECORDING_PHASE) {
      const { name: answer, within } = follows;
      return { kind: "followed", event, ...filter, answer, ...(within && { within }), span: this.spanFrom(first) };
    }
    if (!this.RECORDING_PHASE && where === undefined) this.unexpected(["`where`", "`with`"]);
    const minus = this.OPTION2(() => {
      this.CONSUME(keyword.minus);
      const where = this.SUBRULE1(this.where);
      return where ? { where } : {};
    });
    return { kind: "events", event, ...filter, ...(minus && { minus }), span: this.spanFrom(first) };
  });

  /** `time from contract_start to first_value` */
  private timeFrom = this.RULE("timeFrom", (statistic: "median" | "mean", first: IToken): Figure => {
    this.CONSUME(keyword.time);
    this.CONSUME(keyword.from);
    const from = this.SUBRULE(this.name);
    this.CONSUME(keyword.to);
    const to = this.SUBRULE1(this.name);
    const where = this.OPTION(() => this.SUBRULE(this.where));
    return { kind: "time", statistic, from, to, ...(where && { where }), span: this.spanFrom(first) };
  });

  /** `change of health 30d after touch qbr` */
  private meanChange = this.RULE("meanChange", (first: IToken): Figure => {
    this.CONSUME(keyword.change);
    this.CONSUME(keyword.of);
    const metric = this.SUBRULE(this.dottedName);
    const after = this.SUBRULE(this.value);
    this.CONSUME(keyword.after);
    const isTouch = this.OPTION({
      GATE: () => this.next(tokens.Name, 2) && !this.next(tokens.RightBrace, 2) && !this.nextIsItem(2),
      DEF: () => this.CONSUME(keyword.touch),
    });
    const name = this.SUBRULE(this.name);
    const whom = isTouch && !this.RECORDING_PHASE ? { touch: name } : { event: name };
    return { kind: "change", metric, ...(after && { after }), ...whom, span: this.spanFrom(first) };
  });

  private nextIsItem(ahead: number): boolean {
    return itemTokens.some((type) => this.next(type, ahead));
  }

  // ---- costs and benefits --------------------------------------------------------------------------------------

  protected roi = this.RULE("roi", (): ReturnDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.roi);
    const lines: ReturnLineSyntax[] = [];
    const targets: ReturnDeclaration["targets"] = [];
    this.writing("roi", () =>
      this.block(
        () =>
          this.OR([
            { ALT: () => targets.push(this.clause("target", keyword.target, () => this.SUBRULE(this.goal))) },
            { ALT: () => lines.push(this.SUBRULE(this.returnLine)) },
          ]),
        () => this.nextIsOneOf(lineTokens),
      ),
    );
    return { kind: "roi", lines, targets, ...doc, span: this.spanFrom(first) };
  });

  /** `cost salaries $65 per hour of csm` */
  private returnLine = this.RULE("returnLine", (): ReturnLineSyntax => {
    const line: ReturnLineSyntax = { side: "cost", ...this.takeDoc(), span: noSpan };
    const first = this.OR([{ ALT: () => this.CONSUME(keyword.cost) }, { ALT: () => this.CONSUME(keyword.benefit) }]);
    line.side = first.tokenType === keyword.benefit ? "benefit" : "cost";
    this.writing(`\`${first.image}\``, () =>
      this.attempt(() => {
        line.name = this.SUBRULE(this.name);
        const amount = this.SUBRULE(this.value);
        if (amount) line.amount = amount;
        const of = this.OPTION(() => {
          this.CONSUME(keyword.of);
          return this.SUBRULE1(this.name);
        });
        if (of) line.of = of;
        this.CONSUME(keyword.per);
        line.per = this.SUBRULE(this.per);
      }),
    );
    line.span = this.spanFrom(first);
    return line;
  });

  private readonly periods: readonly { type: TokenType; unit: "month" | "quarter" | "year" }[] = [
    { type: keyword.month, unit: "month" },
    { type: keyword.quarter, unit: "quarter" },
    { type: keyword.year, unit: "year" },
  ];

  /** `hour of csm`, `month`, `touch training`, `won at_risk`, `email`, `expansion_signed` */
  private per = this.RULE("per", (): PerSyntax => {
    const first = this.LA(1);
    return this.OR<PerSyntax>({
      DEF: [
        {
          GATE: () => this.next(keyword.of, 2),
          ALT: () => {
            this.CONSUME(keyword.hour);
            this.CONSUME(keyword.of);
            const role = this.SUBRULE(this.name);
            return { kind: "hour", role, span: this.spanFrom(first) };
          },
        },
        ...this.periods.map(({ type, unit }) => ({
          ALT: (): PerSyntax => {
            this.CONSUME1(type);
            return { kind: "period", unit, span: this.spanFrom(first) };
          },
        })),
        {
          GATE: () => this.namesAnother(),
          ALT: () => {
            this.CONSUME(keyword.touch);
            const touch = this.SUBRULE1(this.name);
            return { kind: "touch", touch, span: this.spanFrom(first) };
          },
        },
        {
          GATE: () => this.namesAnother(),
          ALT: () => {
            this.CONSUME(keyword.won);
            const play = this.SUBRULE2(this.name);
            return { kind: "won", play, span: this.spanFrom(first) };
          },
        },
        {
          ALT: () => {
            const name = this.SUBRULE3(this.name);
            return { kind: "named", name, span: this.spanFrom(first) };
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: "`hour of`\n`month`\n`quarter`\n`year`\n`touch`\n`won`\na channel\nan event",
    });
  });

  /** A name follows that does not begin the next line. */
  private namesAnother(): boolean {
    return this.next(tokens.Name, 2) && !lineTokens.some((type) => this.next(type, 2) && this.next(tokens.Name, 3));
  }
}
