/** Touch models: who is served how, and by how many people. */

import { ModelParser } from "./parser-model.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { CoverageSyntax, ModelSyntax, ModelsDeclaration } from "./tree.ts";

export class TouchModelParser extends ModelParser {
  protected models = this.RULE("models", (): ModelsDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.models);
    const models: ModelSyntax[] = [];
    this.writing("models", () =>
      this.block(
        () => models.push(this.SUBRULE(this.model)),
        () =>
          this.next(tokens.Name) && (this.next(keyword.when, 2) || this.next(keyword.otherwise, 2) || this.opensLine()),
      ),
    );
    return { kind: "models", models, ...doc, span: this.spanFrom(first) };
  });

  /** `NAME (when C | otherwise) [{ coverage ... }]` */
  private model = this.RULE("model", (): ModelSyntax => {
    const model: ModelSyntax = { ...this.takeDoc(), otherwise: false, clauses: [], span: { start: 0, end: 0 } };
    const first = this.LA(1);
    model.name = this.SUBRULE(this.name);
    this.writing(`model ${first.image}`, () => {
      this.head(() =>
        this.OR([
          {
            ALT: () => {
              this.CONSUME(keyword.when);
              const when = this.SUBRULE(this.condition);
              if (when) model.when = when;
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword.otherwise);
              model.otherwise = true;
            },
          },
        ]),
      );
      this.OPTION({
        GATE: () => this.next(tokens.LeftBrace),
        DEF: () =>
          this.block(
            () => model.clauses.push(this.clause("coverage", keyword.coverage, () => this.SUBRULE(this.coverage))),
            () => this.next(keyword.coverage),
          ),
      });
    });
    model.span = this.spanFrom(first);
    return model;
  });

  private coverage = this.RULE(
    "coverage",
    (): CoverageSyntax =>
      this.OR<CoverageSyntax>([
        {
          ALT: () => {
            this.CONSUME(keyword.dedicated);
            const accounts = this.SUBRULE(this.rangeOrValue);
            this.CONSUME(keyword.accounts);
            this.CONSUME(keyword.per);
            return { kind: "dedicated", accounts, role: this.SUBRULE(this.name) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword.pooled);
            const people = this.SUBRULE1(this.rangeOrValue);
            const role = this.SUBRULE1(this.name);
            this.CONSUME(keyword.for);
            const accounts = this.SUBRULE2(this.rangeOrValue);
            this.CONSUME1(keyword.accounts);
            return { kind: "pooled", people, role, accounts };
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword.none);
            return { kind: "none" };
          },
        },
      ]),
  );
}
