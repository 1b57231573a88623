/** What is recorded of customers: account fields, metrics, events. */

import { DeclarationParser } from "./parser-declaration.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type {
  AccountDeclaration,
  BandSyntax,
  EventDeclaration,
  FieldSyntax,
  MetricDeclaration,
  Span,
  TypeSyntax,
} from "./tree.ts";

const floorTokens = [tokens.PlainNumber, tokens.Money, tokens.Ratio, tokens.BadNumber, tokens.SeparatedNumber];

/** Until a node is whole. */
const noSpan: Span = { start: 0, end: 0 };

export class RecordParser extends DeclarationParser {
  // ---- fields --------------------------------------------------------------------------------------------------

  protected account = this.RULE("account", (): AccountDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.account);
    const account: AccountDeclaration = { kind: "account", fields: [], begins: [], ends: [], ...doc, span: noSpan };
    this.writing("account", () =>
      this.block(
        () => {
          this.OR({
            DEF: [
              {
                ALT: () =>
                  account.begins.push(...this.clauses("begins", keyword.begins, () => this.SUBRULE(this.name))),
              },
              { ALT: () => account.ends.push(...this.clauses("ends", keyword.ends, () => this.SUBRULE1(this.name))) },
              { ALT: () => account.fields.push(this.SUBRULE2(this.field, { ARGS: [true] })) },
            ],
            IGNORE_AMBIGUITIES: true,
            ERR_MSG: "a field\n`begins`\n`ends`",
          });
        },
        () => this.startsField(),
      ),
    );
    account.span = this.spanFrom(first);
    return account;
  });

  private startsField(): boolean {
    if (!this.next(tokens.Name)) return false;
    if (this.nextIsOneOf([keyword.begins, keyword.ends, keyword.closed])) return this.next(tokens.Name, 2);
    return this.opensLine();
  }

  /** `name TYPE[?] [= VALUE]`; without a type, which only an event's field may lack, it is a text. */
  private field = this.RULE("field", (typed: boolean | undefined): FieldSyntax => {
    const field: FieldSyntax = { ...this.takeDoc(), optional: false, span: noSpan };
    const first = this.LA(1);
    field.name = this.SUBRULE(this.name);
    this.writing(`field ${first.image}`, () =>
      this.attempt(() => {
        const type = this.OPTION({
          GATE: () => this.nextIsOneOf([tokens.TypeWord, tokens.PlainNumber]) || (typed === true && !this.opensLine()),
          DEF: () => this.SUBRULE(this.type),
        });
        if (type) field.type = type;
        else if (typed && !this.RECORDING_PHASE) this.unexpected(["a type"]);
        this.OPTION1(() => {
          this.CONSUME(tokens.Question);
          field.optional = true;
        });
        this.OPTION2(() => {
          this.CONSUME(tokens.Equal);
          const value = this.SUBRULE(this.value);
          if (value) field.default = value;
        });
      }),
    );
    field.span = this.spanFrom(first);
    return field;
  });

  // ---- metrics and events --------------------------------------------------------------------------------------

  protected metric = this.RULE("metric", (): MetricDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.metric);
    return this.declared("metric", (name) => {
      const metric: MetricDeclaration = { kind: "metric", ...name, bands: [], ...doc, span: noSpan };
      this.attempt(() => {
        const type: TypeSyntax | undefined = this.SUBRULE(this.type);
        if (type) metric.type = type;
        metric.measure = this.SUBRULE(this.measure);
        this.MANY(() => this.SUBRULE(this.metricClause, { ARGS: [metric] }));
        this.mayContinue(["`missing is zero`", "`missing carries`", "`bands`"]);
      });
      metric.span = this.spanFrom(first);
      return metric;
    });
  });

  private measure = this.RULE("measure", (): { kind: "flow" | "level"; span: Span } => {
    const first = this.LA(1);
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.per);
          this.CONSUME(keyword.day);
          return { kind: "flow", span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.snapshot);
          return { kind: "level", span: this.spanFrom(first) };
        },
      },
    ]);
  });

  private metricClause = this.RULE("metricClause", (into: MetricDeclaration | undefined): void => {
    const metric: Pick<MetricDeclaration, "missing" | "bands"> = into ?? { bands: [] };
    this.OR([
      { ALT: () => (metric.missing = this.SUBRULE(this.missing)) },
      { ALT: () => this.SUBRULE(this.bands, { ARGS: [metric.bands] }) },
    ]);
  });

  /** `bands green 80 yellow 60 ...` */
  protected bands = this.RULE("bands", (into: BandSyntax[] | undefined): void => {
    const bands = into ?? [];
    this.CONSUME(keyword.bands);
    this.AT_LEAST_ONE({
      GATE: () => this.bandFollows(),
      DEF: () => bands.push(this.SUBRULE(this.band)),
      ERR_MSG: "a name and its floor",
    });
  });

  /** `missing is zero`, `missing carries` */
  private missing = this.RULE("missing", (): NonNullable<MetricDeclaration["missing"]> => {
    const first = this.CONSUME(keyword.missing);
    const zero = this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.is);
          this.CONSUME(keyword.zero);
          return true;
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.carries);
          return false;
        },
      },
    ]);
    return { rule: zero ? "zero" : "carries", span: this.spanFrom(first) };
  });

  /** The word of the next declaration is no band, unless a floor stands behind it. */
  private bandFollows(): boolean {
    if (floorTokens.some((type) => this.next(type, 2))) return true;
    return !this.next(tokens.DeclarationWord) && this.next(tokens.Name, 2);
  }

  private band = this.RULE("band", (): BandSyntax => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    const floor = this.SUBRULE(this.value);
    return { name, ...(floor && { floor }), span: this.spanFrom(first) };
  });

  protected event = this.RULE("event", (): EventDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.event);
    const event: EventDeclaration = { kind: "event", names: [], forAll: false, fields: [], ...doc, span: noSpan };
    this.writing(`event ${this.LA(1).image}`, () => {
      this.head(() => {
        event.names = this.SUBRULE(this.names) ?? [];
        this.OPTION(() => {
          this.CONSUME(keyword.for);
          this.CONSUME(keyword.all);
          event.forAll = true;
        });
      });
      this.OPTION1(() =>
        this.block(
          () => this.SUBRULE(this.eventItem, { ARGS: [event] }),
          () => this.startsField() || (this.next(keyword.key) && this.next(tokens.Name, 2)),
        ),
      );
    });
    event.span = this.spanFrom(first);
    return event;
  });

  private eventItem = this.RULE("eventItem", (into: EventDeclaration | undefined): void => {
    const event: Pick<EventDeclaration, "fields" | "key" | "closedBy"> = into ?? { fields: [] };
    this.OR({
      DEF: [
        {
          GATE: () => this.next(tokens.Name, 2),
          ALT: () => {
            this.CONSUME(keyword.key);
            event.key = this.SUBRULE(this.name);
          },
        },
        {
          GATE: () => this.next(keyword.by, 2),
          ALT: () => {
            this.CONSUME(keyword.closed);
            this.CONSUME(keyword.by);
            event.closedBy = this.SUBRULE1(this.name);
          },
        },
        { ALT: () => event.fields.push(this.SUBRULE2(this.field, { ARGS: [false] })) },
      ],
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: "a field\n`key`\n`closed by`",
    });
  });
}
