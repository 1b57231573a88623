/** What is assumed of answers: `assume`. */
import { MeasureParser } from "./parser-measures.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { AssumeDeclaration, AssumptionSyntax } from "./tree-assumptions.ts";

/** Until a node is whole. */
const noSpan = { start: 0, end: 0 };

export class AssumptionParser extends MeasureParser {
  protected assume = this.RULE("assume", (): AssumeDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.assume);
    const lines: AssumptionSyntax[] = [];
    this.writing("assume", () =>
      this.block(
        () => lines.push(this.SUBRULE(this.assumption)),
        () => this.next(tokens.Name) && (this.opensLine() || this.nextIsLine()),
      ),
    );
    return { kind: "assume", lines, ...doc, span: this.spanFrom(first) };
  });

  /** A word, an event and a share. */
  private nextIsLine(): boolean {
    const place = this.next(keyword.touch) ? 3 : 2;
    return this.next(tokens.Name, place) && this.next(tokens.Ratio, place + 1);
  }

  /** `(CHANNEL | touch NAME | touches) EVENT SHARE [within DURATION] [for SEGMENT, ...]` */
  private assumption = this.RULE("assumption", (): AssumptionSyntax => {
    const line: AssumptionSyntax = { ...this.takeDoc(), of: "channel", whom: [], span: noSpan };
    const first = this.LA(1);
    this.writing("an assumption", () =>
      this.attempt(() => {
        this.SUBRULE(this.answeredTouches, { ARGS: [line] });
        line.event = this.SUBRULE1(this.name);
        const share = this.SUBRULE2(this.value);
        if (share) line.share = share;
        this.OPTION1(() => {
          this.CONSUME(keyword.within);
          const within = this.SUBRULE3(this.value);
          if (within) line.within = within;
        });
        this.OPTION2(() => {
          this.CONSUME(keyword.for);
          line.whom = this.SUBRULE(this.names);
        });
      }),
    );
    line.span = this.spanFrom(first);
    return line;
  });

  private answeredTouches = this.RULE("answeredTouches", (into: AssumptionSyntax | undefined): void => {
    const line: Partial<AssumptionSyntax> = into ?? {};
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(keyword.touch);
            line.of = "touch";
            line.name = this.SUBRULE1(this.name);
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword.touches);
            line.of = "touches";
          },
        },
        {
          ALT: () => {
            line.name = this.SUBRULE2(this.name);
          },
        },
      ],
      // Both words are names, too: of no channel.
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: "a channel\n`touch` and its name\n`touches`",
    });
  });
}
