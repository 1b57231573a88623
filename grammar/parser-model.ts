/** The rest of the model: named quantities, people, calendars, stages, segments. */

import type { TokenType } from "chevrotain";
import { ScoreParser } from "./parser-scores.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type {
  CalendarDeclaration,
  ContactDeclaration,
  LetDeclaration,
  Name,
  Range,
  RoleDeclaration,
  SegmentFigures,
  SegmentsDeclaration,
  Span,
  StageDeclaration,
  VacantClause,
  Value,
} from "./tree.ts";

type Segment = SegmentsDeclaration["segments"][number];
type RoleClause = RoleDeclaration["clauses"][number];

/** Until a node is whole. */
const noSpan: Span = { start: 0, end: 0 };

export class ModelParser extends ScoreParser {
  protected let = this.RULE("let", (): LetDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.let);
    return this.declared("let", (name) => {
      const value = this.attempt(() => {
        this.CONSUME(tokens.Equal);
        return this.OR<LetDeclaration["value"]>({
          DEF: [
            { GATE: () => this.segmentFigureFollows(), ALT: () => this.SUBRULE(this.segmentFigures) },
            { ALT: () => this.SUBRULE(this.value) },
          ],
          IGNORE_AMBIGUITIES: true,
          ERR_MSG: "a value",
        });
      });
      return { kind: "let", ...name, ...(value && { value }), ...doc, span: this.spanFrom(first) };
    });
  });

  /** A name with a figure behind it, and not an amount with its currency before it. */
  private segmentFigureFollows(): boolean {
    if (!this.next(tokens.Name)) return false;
    const isCurrency = (ahead: number) => /^[A-Z]{3}$/.test(this.LA(ahead).image);
    if (this.next(tokens.PlainNumber, 2)) return !isCurrency(1);
    return this.nextIsFigure(2) || (this.next(tokens.Name, 2) && isCurrency(2) && this.next(tokens.PlainNumber, 3));
  }

  private nextIsFigure(ahead: number): boolean {
    return [tokens.Ratio, tokens.CompactDuration, tokens.Money, tokens.FullDate].some((type) => this.next(type, ahead));
  }

  /** `enterprise 180d, smb 60d otherwise 30d` */
  private segmentFigures = this.RULE("segmentFigures", (): SegmentFigures => {
    const first = this.LA(1);
    const figures: SegmentFigures["figures"] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        const start = this.LA(1);
        const segment = this.SUBRULE(this.name);
        const value = this.SUBRULE1(this.value);
        figures.push({ segment, ...(value && { value }), span: this.spanFrom(start) });
      },
    });
    const otherwise = this.OPTION(() => {
      this.CONSUME(keyword.otherwise);
      return this.SUBRULE2(this.value);
    });
    return { kind: "by_segment", figures, ...(otherwise && { otherwise }), span: this.spanFrom(first) };
  });

  // ---- people, calendars, stages, segments ---------------------------------------------------------------------

  protected contact = this.RULE("contact", (): ContactDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.contact);
    const names = this.writing("contact", () => this.attempt(() => this.SUBRULE(this.names))) ?? [];
    const vacant: VacantClause[] = [];
    this.OPTION({
      GATE: () => this.next(tokens.LeftBrace),
      DEF: () =>
        this.block(
          () => vacant.push(this.SUBRULE(this.vacant)),
          () => this.next(keyword.vacant),
        ),
    });
    return { kind: "contact", names, ...(vacant.length > 0 && { vacant }), ...doc, span: this.spanFrom(first) };
  });

  /** `vacant use sponsor`, `vacant alert csm` */
  private vacant = this.RULE(
    "vacant",
    (): VacantClause =>
      this.clause("vacant", keyword.vacant, () => {
        const word = this.OR([{ ALT: () => this.CONSUME(keyword.use) }, { ALT: () => this.CONSUME(keyword.alert) }]);
        return { instead: word.tokenType === keyword.alert ? "alert" : "use", name: this.SUBRULE(this.name) };
      }),
  );

  protected role = this.RULE("role", (): RoleDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.role);
    const clauses: RoleClause[] = [];
    return this.declared("role", (name) => {
      this.attempt(() => {
        this.MANY(() => clauses.push(this.SUBRULE(this.roleClause)));
        this.mayContinue(["`owns accounts`", "`shared`", "`machine`", "`answers within`"]);
      });
      return { kind: "role", ...name, clauses, ...doc, span: this.spanFrom(first) };
    });
  });

  private roleClause = this.RULE("roleClause", (): RoleClause => {
    const first = this.LA(1);
    return this.OR([
      {
        ALT: (): RoleClause => {
          this.CONSUME(keyword.owns);
          this.CONSUME(keyword.accounts);
          return { kind: "owns_accounts", content: undefined, span: this.spanFrom(first) };
        },
      },
      {
        ALT: (): RoleClause => {
          this.CONSUME(keyword.shared);
          return { kind: "shared", content: undefined, span: this.spanFrom(first) };
        },
      },
      {
        ALT: (): RoleClause => {
          this.CONSUME(keyword.machine);
          return { kind: "machine", content: undefined, span: this.spanFrom(first) };
        },
      },
      {
        ALT: (): RoleClause => {
          this.CONSUME(keyword.answers);
          this.CONSUME(keyword.within);
          const content: Value | undefined = this.SUBRULE(this.value);
          return { kind: "answers_within", content, span: this.spanFrom(first) };
        },
      },
    ]);
  });

  protected calendar = this.RULE("calendar", (): CalendarDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.calendar);
    const ranges: CalendarDeclaration["ranges"] = [];
    const starts: TokenType[] = [keyword.every, tokens.FullDate, tokens.YearlyDate];
    return this.declared("calendar", (name) => {
      this.block(
        () => ranges.push(this.SUBRULE(this.calendarRange)),
        () => this.nextIsOneOf(starts),
      );
      return { kind: "calendar", ...name, ranges, ...doc, span: this.spanFrom(first) };
    });
  });

  private calendarRange = this.RULE("calendarRange", (): CalendarDeclaration["ranges"][number] => {
    const first = this.LA(1);
    const yearly = this.OPTION(() => {
      this.CONSUME(keyword.every);
      return this.CONSUME(keyword.year);
    });
    const range: Range = this.SUBRULE(this.rangeOrValue);
    return { yearly: yearly !== undefined, range, span: this.spanFrom(first) };
  });

  protected stage = this.RULE("stage", (): StageDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.stage);
    return this.declared("stage", (name) => {
      const stage: StageDeclaration = { kind: "stage", ...name, ...doc, span: noSpan };
      this.attempt(() => {
        this.CONSUME(keyword.from);
        stage.from = this.SUBRULE1(this.name);
        this.CONSUME(keyword.to);
        const lasts = this.SUBRULE(this.value);
        if (lasts) stage.lasts = lasts;
        this.CONSUME(keyword.after);
      });
      stage.span = this.spanFrom(first);
      return stage;
    });
  });

  protected segments = this.RULE("segments", (): SegmentsDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.segments);
    const segments: Segment[] = [];
    let reviewed: SegmentsDeclaration["reviewed"];
    this.writing("segments", () => {
      this.head(() => {
        reviewed = this.OPTION(() => this.SUBRULE(this.reviews));
      });
      this.block(
        () => segments.push(this.SUBRULE(this.segment)),
        () =>
          this.next(tokens.Name) && (this.next(keyword.when, 2) || this.next(keyword.otherwise, 2) || this.opensLine()),
        ["`reviewed`"],
      );
    });
    return { kind: "segments", segments, ...(reviewed && { reviewed }), ...doc, span: this.spanFrom(first) };
  });

  /** `reviewed every 1 quarter from 2026-01-01` */
  private reviews = this.RULE("reviews", (): NonNullable<SegmentsDeclaration["reviewed"]> => {
    const first = this.CONSUME(keyword.reviewed);
    this.CONSUME(keyword.every);
    const every = this.SUBRULE(this.value);
    this.CONSUME(keyword.from);
    const from = this.SUBRULE1(this.value);
    return { ...(every && { every }), ...(from && { from }), span: this.spanFrom(first) };
  });

  private segment = this.RULE("segment", (): Segment => {
    const segment: Segment = { ...this.takeDoc(), otherwise: false, span: noSpan };
    const first = this.LA(1);
    const name: Name = this.SUBRULE(this.name);
    segment.name = name;
    this.writing(`segment ${first.image}`, () =>
      this.attempt(() => {
        this.OR([
          {
            ALT: () => {
              this.CONSUME(keyword.when);
              const when = this.SUBRULE(this.condition);
              if (when) segment.when = when;
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword.otherwise);
              segment.otherwise = true;
            },
          },
        ]);
      }),
    );
    segment.span = this.spanFrom(first);
    return segment;
  });
}
