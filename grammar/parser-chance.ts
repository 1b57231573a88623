/** Experiments: what is tried on some customers and not on others. */

import { PolicyParser } from "./parser-policy.ts";
import { keyword } from "./tokens.ts";
import type { ArmSyntax, ExperimentDeclaration, ScopeSyntax, Span } from "./tree.ts";

/** Until a node is whole. */
const noSpan: Span = { start: 0, end: 0 };

export class ChanceParser extends PolicyParser {
  protected experiment = this.RULE("experiment", (): ExperimentDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.experiment);
    const scope: ScopeSyntax = { segments: [] };
    const arms: ArmSyntax[] = [];
    return this.declared("experiment", (name) => {
      this.head(() => {
        this.MANY(() => this.SUBRULE(this.scopePart, { ARGS: [scope] }));
      });
      this.block(
        () => arms.push(this.SUBRULE(this.arm)),
        () => this.next(keyword.arm),
        ["`for`", "`during`", "`where`"],
      );
      return { kind: "experiment", ...name, scope, arms, ...doc, span: this.spanFrom(first) };
    });
  });

  /** `arm monthly 50% { cadence monthly_check_in }` */
  private arm = this.RULE("arm", (): ArmSyntax => {
    const arm: ArmSyntax = { ...this.takeDoc(), members: [], span: noSpan };
    const first = this.CONSUME(keyword.arm);
    this.writing(`arm ${this.LA(1).image}`, () => {
      this.head(() => {
        arm.name = this.SUBRULE(this.name);
        const share = this.SUBRULE(this.value);
        if (share) arm.share = share;
      });
      this.block(
        () => arm.members.push(this.SUBRULE(this.armMember)),
        () => this.nextIsOneOf([keyword.cadence, keyword.trigger]),
      );
    });
    arm.span = this.spanFrom(first);
    return arm;
  });

  private armMember = this.RULE("armMember", (): ArmSyntax["members"][number] => {
    const word = this.OR([{ ALT: () => this.CONSUME(keyword.cadence) }, { ALT: () => this.CONSUME(keyword.trigger) }]);
    const name = this.attempt(() => this.SUBRULE(this.name));
    const kind = word.tokenType === keyword.trigger ? "trigger" : "cadence";
    return { kind, ...(name && { name }), span: this.spanFrom(word) };
  });
}
