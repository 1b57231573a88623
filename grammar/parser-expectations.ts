/** What tests expect: that something happens so often on some days, or is so at the close of one. */

import type { TokenType } from "chevrotain";
import { AssumptionParser } from "./parser-assumptions.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { ExpectedSyntax, ExpectedThing, Literal, Span, TestItem, Value } from "./tree.ts";

type Occurrence = Extract<ExpectedSyntax, { kind: "occurrence" }>;

/** Until a node is whole. */
const noSpan: Span = { start: 0, end: 0 };

const itemTokens: TokenType[] = [
  keyword.account,
  keyword.people,
  keyword.arms,
  keyword.history,
  keyword.days,
  keyword.expect,
];

/** What can be expected to happen, by its word. */
const things = new Map<TokenType, ExpectedThing>([
  [keyword.trigger, "trigger"],
  [keyword.touch, "touch"],
  [keyword.touches, "touch"],
  [keyword.task, "task"],
  [keyword.tasks, "task"],
  [keyword.alert, "alert"],
  [keyword.alerts, "alert"],
  [keyword.start, "start"],
  [keyword.handoff, "handoff"],
  [keyword.play, "play"],
  [keyword.rung, "rung"],
  [keyword.stage, "stage"],
]);

export class ExpectationParser extends AssumptionParser {
  /** Whether another item of a test comes next. */
  protected startsItem(): boolean {
    return this.nextIsOneOf(itemTokens);
  }

  protected expectation = this.RULE("expectation", (): TestItem => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.expect);
    const expected = this.writing("`expect`", () =>
      this.attempt(() =>
        this.OR<ExpectedSyntax>({
          DEF: [
            { GATE: () => this.thingFollows(), ALT: () => this.SUBRULE(this.occurrence) },
            { GATE: () => this.insideFollows(), ALT: () => this.SUBRULE(this.inside) },
            { GATE: () => this.pointsFollow(), ALT: () => this.SUBRULE(this.points) },
            { ALT: () => this.SUBRULE(this.state) },
          ],
          IGNORE_AMBIGUITIES: true,
          ERR_MSG: "`touch`\n`trigger`\n`play`\n`rung`\n`stage`\na count\na condition",
        }),
      ),
    );
    return { kind: "expect", ...(expected && { expected }), ...doc, span: this.spanFrom(first) };
  });

  /** `touch check_in for`, `no alert`, `3 touches`, `at most`: and not a condition on something that is called so. */
  private thingFollows(): boolean {
    if (this.next(keyword.at)) return true;
    if (this.next(tokens.PlainNumber)) return things.has(this.LA(2).tokenType);
    const ahead = this.next(keyword.no) ? 2 : 1;
    if (!things.has(this.LA(ahead).tokenType)) return false;
    return (
      this.next(tokens.Name, ahead + 1) || this.next(tokens.PlainNumber, ahead + 1) || this.next(keyword.for, ahead + 1)
    );
  }

  /** `acme is in setup`, `acme is not in setup` */
  private insideFollows(): boolean {
    if (!this.next(tokens.Name) || !this.next(keyword.is, 2)) return false;
    return this.next(keyword.in, 3) || (this.next(keyword.not, 3) && this.next(keyword.in, 4));
  }

  /** `health is 40..70`: a condition has words behind `is`. */
  private pointsFollow(): boolean {
    const length = this.nameLength();
    return this.next(tokens.Name) && this.next(keyword.is, length + 1) && this.next(tokens.PlainNumber, length + 2);
  }

  private occurrence = this.RULE("occurrence", (): Occurrence => {
    const first = this.LA(1);
    const occurrence: Occurrence = {
      kind: "occurrence",
      count: { word: "some" },
      thing: "touch",
      parts: [],
      span: noSpan,
    };
    const count = this.OPTION(() => this.SUBRULE(this.howOften));
    if (count) occurrence.count = count;
    const thing = this.SUBRULE(this.thing);
    Object.assign(occurrence, thing);
    this.CONSUME(keyword.for);
    occurrence.account = this.SUBRULE(this.name);
    this.MANY({
      GATE: () => !this.startsItem(),
      DEF: () => occurrence.parts.push(this.SUBRULE(this.part)),
    });
    this.mayContinue(["`on`", "`by`", "`before`", "`after`", "`from`"]);
    occurrence.span = this.spanFrom(first);
    return occurrence;
  });

  /** `no`, `3`, `at most 3`, `at least 3` */
  private howOften = this.RULE("howOften", (): Occurrence["count"] =>
    this.OR<Occurrence["count"]>([
      {
        ALT: () => {
          this.CONSUME(keyword.no);
          return { word: "no" };
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.at);
          const word = this.OR1([
            { ALT: () => this.CONSUME(keyword.most) },
            { ALT: () => this.CONSUME(keyword.least) },
          ]);
          const number = this.SUBRULE(this.plainCount);
          return { word: word.tokenType === keyword.most ? "at_most" : "at_least", ...number };
        },
      },
      { ALT: () => ({ word: "exactly", ...this.SUBRULE1(this.plainCount) }) },
    ]),
  );

  private plainCount = this.RULE("plainCount", (): { number?: Value } => {
    const token = this.CONSUME(tokens.PlainNumber);
    const number = this.literalOf(token);
    return number ? { number } : {};
  });

  /** `trigger login_drop`, `touches`, `rung 2 of rescue`, `stage pilot of "Sales"` */
  private thing = this.RULE(
    "thing",
    (): Pick<Occurrence, "thing" | "name" | "rung" | "track"> =>
      this.OR<Pick<Occurrence, "thing" | "name" | "rung" | "track">>([
        {
          ALT: () => {
            this.CONSUME(keyword.stage);
            const name = this.SUBRULE2(this.name);
            return { thing: "stage", name, ...this.SUBRULE(this.trackOf) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword.rung);
            const rung = this.SUBRULE(this.plainCount);
            this.CONSUME(keyword.of);
            const name = this.SUBRULE(this.name);
            return { thing: "rung", name, ...(rung.number && { rung: rung.number }) };
          },
        },
        {
          ALT: () => {
            const word = this.OR1([
              { ALT: () => this.CONSUME(keyword.trigger) },
              { ALT: () => this.CONSUME(keyword.touch) },
              { ALT: () => this.CONSUME(keyword.touches) },
              { ALT: () => this.CONSUME(keyword.task) },
              { ALT: () => this.CONSUME(keyword.tasks) },
              { ALT: () => this.CONSUME(keyword.alert) },
              { ALT: () => this.CONSUME(keyword.alerts) },
              { ALT: () => this.CONSUME(keyword.start) },
              { ALT: () => this.CONSUME(keyword.handoff) },
              { ALT: () => this.CONSUME(keyword.play) },
            ]);
            const name = this.OPTION(() => this.SUBRULE1(this.name));
            return { thing: things.get(word.tokenType) ?? "touch", ...(name && { name }) };
          },
        },
      ]),
  );

  /** `of "Sales"` */
  private trackOf = this.RULE("trackOf", (): { track?: Literal } => {
    const track = this.OPTION(() => {
      this.CONSUME(keyword.of);
      return this.SUBRULE(this.textLiteral);
    });
    return track ? { track } : {};
  });

  /** `from login_drop`, `to adoption`, `from DATE to DATE`, `dropped`, `by limit`, `by DATE`, `on DATE` ... */
  private part = this.RULE("part", (): Occurrence["parts"][number] => {
    const first = this.LA(1);
    const span = () => this.spanFrom(first);
    return this.OR<Occurrence["parts"][number]>({
      DEF: [
        {
          GATE: () => !this.next(keyword.by),
          ALT: () => ({ kind: "outcome", name: this.SUBRULE(this.name), span: span() }),
        },
        {
          GATE: () => this.next(tokens.Name, 2),
          ALT: () => {
            this.CONSUME(keyword.from);
            return { kind: "source", name: this.SUBRULE1(this.name), span: span() };
          },
        },
        {
          ALT: () => {
            this.CONSUME1(keyword.from);
            const from = this.SUBRULE(this.value);
            this.CONSUME(keyword.to);
            const to = this.SUBRULE1(this.value);
            return { kind: "from_to", ...(from && { from }), ...(to && { to }), span: span() };
          },
        },
        {
          ALT: () => {
            this.CONSUME2(keyword.to);
            return { kind: "target", name: this.SUBRULE3(this.name), span: span() };
          },
        },
        {
          GATE: () => this.next(tokens.Name, 2),
          ALT: () => {
            this.CONSUME(keyword.by);
            return { kind: "rule", name: this.SUBRULE2(this.name), span: span() };
          },
        },
        { ALT: () => this.SUBRULE(this.dayPart) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  /** `on`, `by`, `before`, `after` and a date. */
  private dayPart = this.RULE("dayPart", (): Occurrence["parts"][number] => {
    const first = this.OR([
      { ALT: () => this.CONSUME(keyword.on) },
      { ALT: () => this.CONSUME(keyword.by) },
      { ALT: () => this.CONSUME(keyword.before) },
      { ALT: () => this.CONSUME(keyword.after) },
    ]);
    const day = this.SUBRULE(this.value);
    const kind = dayWords.get(first.tokenType) ?? "on";
    return { kind, ...(day && { day }), span: this.spanFrom(first) };
  });

  /** `acme is [not] in pilot [of "Sales"] at DATE` */
  private inside = this.RULE("inside", (): ExpectedSyntax => {
    const first = this.LA(1);
    const account = this.SUBRULE(this.name);
    this.CONSUME(keyword.is);
    const not = this.OPTION(() => this.CONSUME(keyword.not)) !== undefined;
    this.CONSUME(keyword.in);
    const stage = this.SUBRULE1(this.name);
    const track = this.SUBRULE(this.trackOf);
    const at = this.SUBRULE(this.atDay);
    return { kind: "inside", not, stage, ...track, account, ...at, span: this.spanFrom(first) };
  });

  /** `health.usage is 10..30 for acme at DATE`; `is 30`: surely, and no more. */
  private points = this.RULE("points", (): ExpectedSyntax => {
    const first = this.LA(1);
    const score = this.SUBRULE(this.dottedName);
    this.CONSUME(keyword.is);
    const range = this.SUBRULE(this.rangeOrValue);
    this.CONSUME(keyword.for);
    const account = this.SUBRULE(this.name);
    const at = this.SUBRULE(this.atDay);
    return { kind: "points", score, ...(range && { range }), account, ...at, span: this.spanFrom(first) };
  });

  private atDay = this.RULE("atDay", (): { at?: Value } => {
    this.CONSUME(keyword.at);
    const at = this.SUBRULE(this.value);
    return at ? { at } : {};
  });

  /** `acme is enterprise at DATE`, `health < 60 for acme at DATE` */
  private state = this.RULE("state", (): ExpectedSyntax => {
    const first = this.LA(1);
    const condition = this.ofAnAccount(() => this.SUBRULE(this.condition));
    const account = this.OPTION(() => {
      this.CONSUME(keyword.for);
      return this.SUBRULE(this.name);
    });
    const at = this.SUBRULE(this.atDay);
    return {
      kind: "state",
      ...(condition && { condition }),
      ...(account && { account }),
      ...at,
      span: this.spanFrom(first),
    };
  });
}

const dayWords = new Map<TokenType, "on" | "by" | "before" | "after">([
  [keyword.on, "on"],
  [keyword.by, "by"],
  [keyword.before, "before"],
  [keyword.after, "after"],
]);
