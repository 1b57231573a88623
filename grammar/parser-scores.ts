/** Health scores: components, and the lines that give their points. */

import { RecordParser } from "./parser-records.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { ConditionSyntax, HealthDeclaration, ScoreComponentSyntax, ScoreLineSyntax, Span } from "./tree.ts";

/** Until a node is whole. */
const noSpan: Span = { start: 0, end: 0 };

const numberTokens = [tokens.PlainNumber, tokens.SeparatedNumber, tokens.BadNumber];

export class ScoreParser extends RecordParser {
  protected health = this.RULE("health", (): HealthDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.health);
    const health: HealthDeclaration = { kind: "health", components: [], bands: [], lost: [], ...doc, span: noSpan };
    const name = this.OPTION(() => this.SUBRULE(this.name));
    if (name) health.name = name;
    this.writing(name && !this.RECORDING_PHASE ? `health ${name.text}` : "health", () =>
      this.block(
        () =>
          this.OR({
            DEF: [
              {
                GATE: () => this.next(keyword.when, 2),
                ALT: () => health.lost.push(this.clause("lost", keyword.lost, () => this.SUBRULE(this.lostCondition))),
              },
              {
                GATE: () => !numberTokens.some((type) => this.next(type, 2)),
                ALT: () => this.SUBRULE(this.bands, { ARGS: [health.bands] }),
              },
              { ALT: () => health.components.push(this.SUBRULE(this.scoreComponent)) },
            ],
            IGNORE_AMBIGUITIES: true,
            ERR_MSG: "a component and its points\n`bands`\n`lost when`",
          }),
        () =>
          this.startsComponent() ||
          (this.next(keyword.lost) && this.next(keyword.when, 2)) ||
          (this.next(keyword.bands) && this.opensLine()),
      ),
    );
    health.span = this.spanFrom(first);
    return health;
  });

  private lostCondition = this.RULE("lostCondition", (): ConditionSyntax | undefined => {
    this.CONSUME(keyword.when);
    return this.SUBRULE(this.condition);
  });

  private startsComponent(): boolean {
    return this.next(tokens.Name) && this.next(tokens.LeftBrace, 3);
  }

  /** `usage 30 { lines }` */
  private scoreComponent = this.RULE("scoreComponent", (): ScoreComponentSyntax => {
    const component: ScoreComponentSyntax = { ...this.takeDoc(), lines: [], span: noSpan };
    const first = this.LA(1);
    component.name = this.SUBRULE(this.name);
    this.writing(`component ${first.image}`, () => {
      this.head(() => {
        const total = this.SUBRULE(this.value);
        if (total) component.total = total;
      });
      this.block(
        () => component.lines.push(this.SUBRULE(this.scoreLine)),
        () => numberTokens.some((type) => this.next(type)) && this.opensLine(),
      );
    });
    component.span = this.spanFrom(first);
    return component;
  });

  private scoreLine = this.RULE("scoreLine", (): ScoreLineSyntax => {
    const line: ScoreLineSyntax = { ...this.takeDoc(), span: noSpan };
    const first = this.LA(1);
    const points = this.SUBRULE(this.value);
    if (points) line.points = points;
    const rule = this.attempt(() => this.SUBRULE(this.scoreRule));
    if (rule) line.rule = rule;
    line.span = this.spanFrom(first);
    return line;
  });

  /** `when C`, or `by E from A to B`. */
  private scoreRule = this.RULE("scoreRule", (): NonNullable<ScoreLineSyntax["rule"]> => {
    const first = this.LA(1);
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.when);
          const when = this.SUBRULE(this.condition);
          return { kind: "when", ...(when && { when }), span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.by);
          const by = this.SUBRULE(this.expression);
          this.CONSUME(keyword.from);
          const from = this.SUBRULE(this.value);
          this.CONSUME(keyword.to);
          const to = this.SUBRULE1(this.value);
          return {
            kind: "by",
            ...(by && { by }),
            ...(from && { from }),
            ...(to && { to }),
            span: this.spanFrom(first),
          };
        },
      },
    ]);
  });
}
