/** Tests: accounts made up for them, what happens to those, and what is expected of the program then (parser-expectations.ts). */

import { ExpectationParser } from "./parser-expectations.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { HistoryEntrySyntax, Name, Span, TestDeclaration, TestItem, TestValue, Value } from "./tree.ts";

type Assignment = { name: Name; value?: TestValue; span: Span };

/** Until a node is whole. */
const noSpan: Span = { start: 0, end: 0 };

export class TestParser extends ExpectationParser {
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

  private testItem = this.RULE("testItem", (): TestItem | undefined =>
    this.OR([
      { ALT: () => this.SUBRULE(this.madeUpAccount) },
      { ALT: () => this.SUBRULE(this.arms) },
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

  /** `arms acme { rhythm monthly }` */
  private arms = this.RULE("arms", (): TestItem => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.arms);
    const item: Extract<TestItem, { kind: "arms" }> = { kind: "arms", values: [], ...doc, span: noSpan };
    this.writing("`arms`", () => {
      this.head(() => {
        item.account = this.SUBRULE(this.name);
      });
      this.block(
        () => item.values.push(this.SUBRULE(this.assignment)),
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
          { GATE: () => this.next(keyword.delivered, 3), ALT: () => this.SUBRULE(this.delivery) },
          { GATE: () => this.next(keyword.on, 2), ALT: () => this.SUBRULE(this.happening) },
          { ALT: () => this.SUBRULE(this.measured) },
        ],
        IGNORE_AMBIGUITIES: true,
        ERR_MSG: "an event and `on`\na metric and its values\n`touch NAME delivered on`",
      }),
  );

  /** `ticket on 2026-03-10 [at 14:30] [{ id "T1" }]` */
  private happening = this.RULE("happening", (): HistoryEntrySyntax => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    const day = this.SUBRULE(this.happeningDay);
    return { kind: "event", name, ...day, span: this.spanFrom(first) };
  });

  /** `touch qbr delivered on 2026-03-10 [at 14:30] [{ owner "Dana" }]` */
  private delivery = this.RULE("delivery", (): HistoryEntrySyntax => {
    const first = this.LA(1);
    const task = this.OR([
      { ALT: () => this.CONSUME(keyword.touch) && false },
      { ALT: () => this.CONSUME(keyword.task) && true },
    ]);
    const name = this.SUBRULE(this.name);
    this.CONSUME(keyword.delivered);
    const day = this.SUBRULE(this.happeningDay);
    return { kind: "record", what: task ? "task" : "touch", name, ...day, span: this.spanFrom(first) };
  });

  /** `on DATE [at TIME] [{ FIELD VALUE ... }]` */
  private happeningDay = this.RULE("happeningDay", (): { on?: Value; at?: Value; fields: Assignment[] } => {
    const fields: Assignment[] = [];
    this.CONSUME(keyword.on);
    const on = this.SUBRULE(this.value);
    const at = this.OPTION(() => {
      this.CONSUME(keyword.at);
      return this.SUBRULE1(this.value);
    });
    this.OPTION1(() =>
      this.block(
        () => fields.push(this.SUBRULE(this.assignment)),
        () => this.next(tokens.Name) && this.opensLine(),
      ),
    );
    return { ...(on && { on }), ...(at && { at }), fields };
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
}
