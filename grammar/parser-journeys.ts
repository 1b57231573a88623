/** Journeys: stages, and what moves a customer between them. */

import type { TokenType } from "chevrotain";
import { TouchModelParser } from "./parser-touch-models.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type {
  ConditionSyntax,
  JourneyDeclaration,
  JourneyStageSyntax,
  Name,
  OccasionSyntax,
  Range,
  Span,
  StageClause,
} from "./tree.ts";

type Content<Kind extends StageClause["kind"]> = NonNullable<Extract<StageClause, { kind: Kind }>["content"]>;
type Expectation = { segment?: Name; range: Range; span: Span };

const stageTokens: TokenType[] = [keyword.enter, keyword.leave, keyword.back, keyword.skip, keyword.expect];

export class JourneyParser extends TouchModelParser {
  protected journey = this.RULE("journey", (): JourneyDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.journey);
    const journey: JourneyDeclaration = { kind: "journey", stages: [], ...doc, span: { start: 0, end: 0 } };
    return this.declared("journey", (name) => {
      this.head(() => {
        this.OPTION(() => {
          this.CONSUME(keyword.per);
          journey.per = this.SUBRULE(this.name);
        });
      });
      this.block(
        () => journey.stages.push(this.SUBRULE(this.journeyStage)),
        () => this.next(keyword.stage),
        ["`per`"],
      );
      return { ...journey, ...name, span: this.spanFrom(first) };
    });
  });

  private journeyStage = this.RULE("journeyStage", (): JourneyStageSyntax => {
    const stage: JourneyStageSyntax = { ...this.takeDoc(), clauses: [], span: { start: 0, end: 0 } };
    const first = this.CONSUME(keyword.stage);
    const label = this.next(tokens.Name) ? `stage ${this.LA(1).image}` : "stage";
    this.writing(label, () => {
      this.head(() => {
        stage.name = this.SUBRULE(this.name);
      });
      this.block(
        () => {
          const clause = this.SUBRULE(this.stageClause);
          if (clause) stage.clauses.push(clause);
        },
        () => this.nextIsOneOf(stageTokens),
      );
    });
    stage.span = this.spanFrom(first);
    return stage;
  });

  private stageClause = this.RULE("stageClause", (): StageClause | undefined =>
    this.OR([
      { ALT: () => this.clause("enter", keyword.enter, () => this.SUBRULE(this.entry)) },
      { ALT: () => this.clause("leave", keyword.leave, () => this.SUBRULE(this.leaving)) },
      { ALT: () => this.clause("back", keyword.back, () => this.SUBRULE(this.jump)) },
      { ALT: () => this.clause("skip", keyword.skip, () => this.SUBRULE1(this.jump)) },
      { ALT: () => this.clause("expect", keyword.expect, () => this.SUBRULE(this.expectations), []) },
    ]),
  );

  private entry = this.RULE("entry", (): Content<"enter"> | undefined =>
    this.OR<Content<"enter"> | undefined>([
      {
        ALT: () => {
          this.CONSUME(keyword.from);
          return { kind: "from", field: this.SUBRULE(this.name) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.after);
          return { kind: "after", stages: this.SUBRULE(this.names) };
        },
      },
      { ALT: () => this.SUBRULE(this.stageOccasion) },
    ]),
  );

  private leaving = this.RULE("leaving", (): Content<"leave"> => {
    const occasion = this.SUBRULE(this.stageOccasion);
    const confirmedBy = this.OPTION(() => {
      this.CONSUME(keyword.confirmed);
      this.CONSUME(keyword.by);
      return this.SUBRULE(this.name);
    });
    const then = this.OPTION1(() => {
      this.CONSUME(keyword.then);
      return this.SUBRULE1(this.name);
    });
    this.mayContinue(["`confirmed by`", "`then`"]);
    return { ...(occasion && { occasion }), ...(confirmedBy && { confirmedBy }), ...(then && { then }) };
  });

  /** `to STAGE (on EVENT [where (C)] | when C)` */
  private jump = this.RULE("jump", (): { to?: Name; occasion?: OccasionSyntax } => {
    this.CONSUME(keyword.to);
    const to = this.SUBRULE(this.name);
    const occasion = this.SUBRULE(this.stageOccasion);
    return { to, ...(occasion && { occasion }) };
  });

  private stageOccasion = this.RULE("stageOccasion", (): OccasionSyntax | undefined =>
    this.OR<OccasionSyntax | undefined>([
      {
        ALT: () => {
          this.CONSUME(keyword.when);
          const when: ConditionSyntax | undefined = this.SUBRULE(this.condition);
          return { kind: "when", ...(when && { when }) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.on);
          return { kind: "on", ...this.SUBRULE(this.occasion) };
        },
      },
    ]),
  );

  /** `enterprise 60d..120d, smb 7d..30d` */
  private expectations = this.RULE("expectations", (): Expectation[] => {
    const expectations: Expectation[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        const first = this.LA(1);
        const segment = this.OPTION({
          GATE: () => this.next(tokens.Name) && !this.next(tokens.DotDot, 2),
          DEF: () => this.SUBRULE(this.name),
        });
        const range = this.SUBRULE(this.range);
        expectations.push({ ...(segment && { segment }), range, span: this.spanFrom(first) });
      },
    });
    return expectations;
  });

  /** `EVENT [where (C)]` */
  protected occasion = this.RULE("occasion", () => {
    const event = this.SUBRULE(this.name);
    const where = this.OPTION(() => this.SUBRULE(this.where));
    return { event, ...(where && { where }) };
  });
}
