/** Tests: accounts made up for them, what happens to those, and what is expected of the program then. */

import type { TokenType } from "chevrotain";
import { ChanceParser } from "./parser-chance.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type {
  ExpectedSyntax,
  ExpectedThing,
  HistoryEntrySyntax,
  Name,
  Span,
  TestDeclaration,
  TestItem,
  TestValue,
  Value,
} from "./tree.ts";

type Occurrence = Extract<ExpectedSyntax, { kind: "occurrence" }>;
type Assignment = { name: Name; value?: TestValue; span: Span };

/** Until a node is whole. */
const noSpan: Span = { start: 0, end: 0 };

const itemTokens: TokenType[] = [keyword.account, keyword.people, keyword.history, keyword.days, keyword.expect];

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
]);

export class TestParser extends ChanceParser {
  protected test = this.RULE("test", (): TestDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.test);
    const test: TestDeclaration = { kind: "test", items: [], ...doc, span: noSpan };
    this.writing("test", () => {
      this.head(() => {
        const title = this.SUBRULE(this.textLiteral);
        if (title) test.title = title;
      });
      this.block(
        () => {
          const item = this.SUBRULE(this.testItem);
          if (item) test.items.push(item);
        },
        () => this.startsItem(),
      );
    });
    test.span = this.spanFrom(first);
    return test;
  });

  private startsItem(): boolean {
    return this.nextIsOneOf(itemTokens);
  }

  private testItem = this.RULE("testItem", (): TestItem | undefined =>
    this.OR([
      { ALT: () => this.SUBRULE(this.madeUpAccount) },
      { ALT: () => this.SUBRULE(this.history) },
      { ALT: () => this.SUBRULE(this.testDays) },
      { ALT: () => this.SUBRULE(this.expectation) },
    ]),
  );

  /** `account acme [from DATE] { arr $120K seats 40 }`; `people` likewise. */
  private madeUpAccount = this.RULE("madeUpAccount", (): TestItem => {
    const doc = this.takeDoc();
    const first = this.OR([{ ALT: () => this.CONSUME(keyword.account) }, { ALT: () => this.CONSUME(keyword.people) }]);
    const values: Assignment[] = [];
    const item: Extract<TestItem, { kind: "account" | "people" }> = {
      kind: first.tokenType === keyword.people ? "people" : "account",
      values,
      ...doc,
      span: noSpan,
    };
    this.writing(`\`${first.image}\``, () => {
      this.head(() => {
        item.account = this.SUBRULE(this.name);
        const from = this.OPTION(() => {
          this.CONSUME(keyword.from);
          return this.SUBRULE(this.value);
        });
        if (from) item.from = from;
      });
      this.block(
        () => values.push(this.SUBRULE(this.assignment)),
        () => this.next(tokens.Name) && this.opensLine(),
      );
    });
    item.span = this.spanFrom(first);
    return item;
  });

  /** `seats 40` */
  private assignment = this.RULE("assignment", (): Assignment => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    const value = this.SUBRULE(this.testValue);
    return { name, ...(value && { value }), span: this.spanFrom(first) };
  });

  /** A value, or `unknown`. */
  private testValue = this.RULE("testValue", (): TestValue | undefined =>
    this.OR<TestValue | undefined>([
      {
        ALT: () => {
          const word = this.CONSUME(keyword.unknown);
          return { kind: "unknown", span: this.spanFrom(word) };
        },
      },
      { ALT: () => this.SUBRULE(this.value) },
    ]),
  );

  private testDays = this.RULE("testDays", (): TestItem => {
    const first = this.CONSUME(keyword.days);
    const range = this.attempt(() => this.SUBRULE(this.range));
    return { kind: "days", ...(range && { range }), span: this.spanFrom(first) };
  });

  // ---- histories -----------------------------------------------------------------------------------------------

  private history = this.RULE("history", (): TestItem => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.history);
    const item: Extract<TestItem, { kind: "history" }> = { kind: "history", entries: [], ...doc, span: noSpan };
    this.writing("`history`", () => {
      this.head(() => {
        item.account = this.SUBRULE(this.name);
      });
      this.block(
        () => {
          const entry = this.SUBRULE(this.historyEntry);
          if (entry) item.entries.push(entry);
        },
        () => this.next(tokens.Name) && this.opensLine(),
      );
    });
    item.span = this.spanFrom(first);
    return item;
  });

  private historyEntry = this.RULE(
    "historyEntry",
    (): HistoryEntrySyntax =>
      this.OR({
        DEF: [
          { GATE: () => this.next(keyword.on, 2), ALT: () => this.SUBRULE(this.happening) },
          { ALT: () => this.SUBRULE(this.measured) },
        ],
        IGNORE_AMBIGUITIES: true,
        ERR_MSG: "an event and `on`\na metric and its values",
      }),
  );

  /** `ticket on 2026-03-10 [at 14:30] [{ id "T1" }]` */
  private happening = this.RULE("happening", (): HistoryEntrySyntax => {
    const first = this.LA(1);
    const entry: Extract<HistoryEntrySyntax, { kind: "event" }> = {
      kind: "event",
      name: this.SUBRULE(this.name),
      fields: [],
      span: noSpan,
    };
    this.CONSUME(keyword.on);
    const on = this.SUBRULE(this.value);
    if (on) entry.on = on;
    const at = this.OPTION(() => {
      this.CONSUME(keyword.at);
      return this.SUBRULE1(this.value);
    });
    if (at) entry.at = at;
    this.OPTION1(() =>
      this.block(
        () => entry.fields.push(this.SUBRULE(this.assignment)),
        () => this.next(tokens.Name) && this.opensLine(),
      ),
    );
    entry.span = this.spanFrom(first);
    return entry;
  });

  /** `logins 5, 6, unknown from DATE [to DATE]`, `storage 100 to 180 from DATE to DATE`, `health 70 on DATE`. */
  private measured = this.RULE("measured", (): HistoryEntrySyntax => {
    const first = this.LA(1);
    const entry: Extract<HistoryEntrySyntax, { kind: "metric" }> = {
      kind: "metric",
      name: this.SUBRULE(this.name),
      values: [],
      span: noSpan,
    };
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        const value = this.SUBRULE(this.testValue);
        if (value) entry.values.push(value);
      },
    });
    const end = this.OPTION(() => {
      this.CONSUME(keyword.to);
      return this.SUBRULE(this.value);
    });
    if (end) entry.lineTo = end;
    const days = this.SUBRULE(this.measuredDays);
    entry.span = this.spanFrom(first);
    return { ...entry, ...days };
  });

  private measuredDays = this.RULE("measuredDays", (): { on?: Value; from?: Value; to?: Value } =>
    this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.on);
          const on = this.SUBRULE(this.value);
          return on ? { on } : {};
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.from);
          const from = this.SUBRULE1(this.value);
          const to = this.OPTION(() => {
            this.CONSUME(keyword.to);
            return this.SUBRULE2(this.value);
          });
          return { ...(from && { from }), ...(to && { to }) };
        },
      },
    ]),
  );

  // ---- expectations --------------------------------------------------------------------------------------------

  private expectation = this.RULE("expectation", (): TestItem => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.expect);
    const expected = this.writing("`expect`", () =>
      this.attempt(() =>
        this.OR<ExpectedSyntax>({
          DEF: [
            { GATE: () => this.thingFollows(), ALT: () => this.SUBRULE(this.occurrence) },
            { ALT: () => this.SUBRULE(this.state) },
          ],
          IGNORE_AMBIGUITIES: true,
          ERR_MSG: "`touch`\n`trigger`\n`play`\n`rung`\na count\na condition",
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

  /** `trigger login_drop`, `touches`, `rung 2 of rescue` */
  private thing = this.RULE(
    "thing",
    (): Pick<Occurrence, "thing" | "name" | "rung"> =>
      this.OR<Pick<Occurrence, "thing" | "name" | "rung">>([
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

  /** `from login_drop`, `from DATE to DATE`, `dropped`, `by limit`, `by DATE`, `on DATE` ... */
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

  /** `acme is enterprise at DATE`, `health < 60 for acme at DATE` */
  private state = this.RULE("state", (): ExpectedSyntax => {
    const first = this.LA(1);
    const condition = this.ofAnAccount(() => this.SUBRULE(this.condition));
    const account = this.OPTION(() => {
      this.CONSUME(keyword.for);
      return this.SUBRULE(this.name);
    });
    this.CONSUME(keyword.at);
    const at = this.SUBRULE(this.value);
    return {
      kind: "state",
      ...(condition && { condition }),
      ...(account && { account }),
      ...(at && { at }),
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
