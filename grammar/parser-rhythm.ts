/** Cadences and triggers: what asks for work by the calendar, and what asks for it by what happens. */

import type { TokenType } from "chevrotain";
import { actionTokens, WorkParser } from "./parser-work.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type {
  CadenceDeclaration,
  ScopeSyntax,
  StepSyntax,
  TimingSyntax,
  TriggerClause,
  TriggerDeclaration,
  Value,
} from "./tree.ts";

const scopeWords = ["`for`", "`during`"];

export class RhythmParser extends WorkParser {
  // ---- cadences ------------------------------------------------------------------------------------------------

  protected cadence = this.RULE("cadence", (): CadenceDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.cadence);
    const scope: ScopeSyntax = { segments: [] };
    const anchors: CadenceDeclaration["anchors"] = [];
    const steps: StepSyntax[] = [];
    const onChange: CadenceDeclaration["onChange"] = [];
    return this.declared("cadence", (name) => {
      this.head(() => {
        this.MANY(() =>
          this.OR([
            { ALT: () => anchors.push(this.SUBRULE(this.anchor)) },
            { ALT: () => this.SUBRULE(this.scopePart, { ARGS: [scope] }) },
          ]),
        );
      });
      this.block(
        () =>
          this.OR2([
            {
              GATE: () => this.next(keyword.on),
              ALT: () => onChange.push(this.clause("on_change", keyword.on, () => this.SUBRULE(this.changeWord))),
            },
            { ALT: () => steps.push(this.SUBRULE(this.step)) },
          ]),
        () => this.startsOnChange() || this.startsStep(),
        ["`from`", "`before`", ...scopeWords, "`where`"],
      );
      return { kind: "cadence", ...name, scope, anchors, onChange, steps, ...doc, span: this.spanFrom(first) };
    });
  });

  private anchor = this.RULE("anchor", (): CadenceDeclaration["anchors"][number] => {
    const word = this.OR([{ ALT: () => this.CONSUME(keyword.from) }, { ALT: () => this.CONSUME(keyword.before) }]);
    const field = this.attempt(
      () => this.SUBRULE(this.name),
      () => this.next(tokens.LeftBrace),
    );
    const kind = word.tokenType === keyword.before ? "before" : "from";
    return { kind, ...(field && { field }), span: this.spanFrom(word) };
  });

  private startsStep(): boolean {
    if (this.nextIsOneOf([keyword.every, keyword.from])) return true;
    // Also a condition that could not be read may hold a duration: a step's has its actions behind it.
    const acts = actionTokens.some((type) => this.next(type, 2));
    if (this.next(tokens.CompactDuration)) return acts || this.opensLine();
    const counted = this.nextIsOneOf([keyword.day, keyword.week]) && this.next(tokens.PlainNumber, 2);
    return counted || (this.next(tokens.PlainNumber) && this.opensLine());
  }

  private step = this.RULE("step", (): StepSyntax => {
    const step: StepSyntax = { ...this.takeDoc(), actions: [], span: { start: 0, end: 0 } };
    const first = this.LA(1);
    const timing = this.attempt(
      () => this.SUBRULE(this.timing),
      () => this.actionFollows(),
    );
    if (timing) step.timing = timing;
    step.actions = this.attempt(() => this.SUBRULE(this.actions)) ?? [];
    this.MANY(() => this.SUBRULE(this.stepModifier, { ARGS: [step] }));
    this.mayContinue(["`not within`", "`when`", "`unless`"]);
    step.span = this.spanFrom(first);
    return step;
  });

  private stepModifier = this.RULE("stepModifier", (into: StepSyntax | undefined): void => {
    const step: Partial<StepSyntax> = into ?? {};
    this.OR([
      {
        ALT: () => {
          const first = this.CONSUME(keyword.not);
          this.CONSUME(keyword.within);
          const over = this.SUBRULE(this.value);
          this.CONSUME(keyword.of);
          const touch = this.SUBRULE(this.name);
          step.notWithin = { ...(over && { over }), touch, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.when);
          const when = this.SUBRULE(this.condition);
          if (when) step.when = when;
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.unless);
          const unless = this.SUBRULE1(this.condition);
          if (unless) step.unless = unless;
        },
      },
    ]);
  });

  private timing = this.RULE("timing", (): TimingSyntax | undefined => {
    const first = this.LA(1);
    return this.OR({
      DEF: [
        { GATE: () => this.next(keyword.every), ALT: () => this.SUBRULE(this.everyTiming) },
        { GATE: () => this.next(keyword.from), ALT: () => this.SUBRULE(this.fromTiming) },
        {
          GATE: () => this.nextIsOneOf([keyword.day, keyword.week]),
          ALT: () => {
            const { unit, number } = this.SUBRULE(this.countedDay);
            return { kind: unit, ...(number && { number }), span: this.spanFrom(first) };
          },
        },
        {
          GATE: () => this.beforeTimingFollows(),
          ALT: (): TimingSyntax | undefined => {
            const before = this.SUBRULE2(this.value);
            return before && { kind: "before", before, span: this.spanFrom(first) };
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: "`every`\n`day`\n`week`\n`from`\na duration",
    });
  });

  /** A duration, or the name of one in front of an action. */
  private beforeTimingFollows(): boolean {
    return !this.next(tokens.Name) || actionTokens.some((type) => this.next(type, 2));
  }

  protected everyTiming = this.RULE("everyTiming", (): TimingSyntax & { kind: "every" } => {
    const first = this.CONSUME(keyword.every);
    const every = this.SUBRULE(this.value);
    const atOnce = this.OPTION(() => {
      this.CONSUME(keyword.at);
      return this.CONSUME(keyword.once);
    });
    return { kind: "every", ...(every && { every }), atOnce: atOnce !== undefined, span: this.spanFrom(first) };
  });

  private fromTiming = this.RULE("fromTiming", (): TimingSyntax => {
    const first = this.CONSUME(keyword.from);
    const from = this.SUBRULE(this.countedDay);
    const every = this.SUBRULE(this.everyTiming);
    return { ...every, from, span: this.spanFrom(first) };
  });

  private countedDay = this.RULE("countedDay", (): { unit: "day" | "week"; number?: Value } => {
    const word = this.OR([{ ALT: () => this.CONSUME(keyword.day) }, { ALT: () => this.CONSUME(keyword.week) }]);
    const number = this.SUBRULE(this.value);
    return { unit: word.tokenType === keyword.week ? "week" : "day", ...(number && { number }) };
  });

  // ---- triggers ------------------------------------------------------------------------------------------------

  private readonly triggerTokens: TokenType[] = [
    keyword.level,
    keyword.when,
    keyword.on,
    keyword.do,
    keyword.rest,
    keyword.until,
  ];

  protected trigger = this.RULE("trigger", (): TriggerDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.trigger);
    const scope: ScopeSyntax = { segments: [] };
    const clauses: TriggerClause[] = [];
    return this.declared("trigger", (name) => {
      this.head(() => {
        this.MANY(() => this.SUBRULE(this.scopePart, { ARGS: [scope] }));
      });
      this.block(
        () => {
          const clause = this.SUBRULE(this.triggerClause);
          if (clause) clauses.push(clause);
        },
        () => this.nextIsOneOf(this.triggerTokens),
        scopeWords,
      );
      return { kind: "trigger", ...name, scope, clauses, ...doc, span: this.spanFrom(first) };
    });
  });

  private triggerClause = this.RULE("triggerClause", (): TriggerClause | undefined =>
    this.OR([
      { ALT: () => this.clause("level", keyword.level, () => this.SUBRULE(this.name)) },
      { ALT: () => this.clause("when", keyword.when, () => this.SUBRULE1(this.condition)) },
      { ALT: () => this.clause("on", keyword.on, () => this.SUBRULE2(this.occasion), {}) },
      { ALT: () => this.clause("do", keyword.do, () => this.SUBRULE3(this.actions), []) },
      { ALT: () => this.clause("rest", keyword.rest, () => this.SUBRULE4(this.value)) },
      { ALT: () => this.clause("until", keyword.until, () => this.SUBRULE5(this.condition)) },
    ]),
  );
}
