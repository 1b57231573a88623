/** Work: touches and tasks, actions, and the cadences and triggers that ask for them. */

import type { TokenType } from "chevrotain";
import { ModelParser } from "./parser-model.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type {
  ActionSyntax,
  CadenceDeclaration,
  Name,
  ScopeSyntax,
  StepSyntax,
  TimingSyntax,
  TriggerClause,
  TriggerDeclaration,
  Value,
  WithinSyntax,
  WorkClause,
  WorkDeclaration,
} from "./tree.ts";

const actionTokens = [keyword.touch, keyword.task, keyword.alert, keyword.start];
const scopeWords = ["`for`", "`during`"];

export class WorkParser extends ModelParser {
  // ---- touches and tasks ---------------------------------------------------------------------------------------

  private readonly workTokens: TokenType[] = [
    keyword.channel,
    keyword.owner,
    keyword.effort,
    keyword.prep,
    keyword.purpose,
    keyword.kind,
    keyword.template,
    keyword.never,
  ];

  protected work = this.RULE("work", (): WorkDeclaration => {
    const doc = this.takeDoc();
    const first = this.OR([{ ALT: () => this.CONSUME(keyword.touch) }, { ALT: () => this.CONSUME(keyword.task) }]);
    const kind = first.tokenType === keyword.task ? "task" : "touch";
    const clauses: WorkClause[] = [];
    return this.declared(kind, (name) => {
      this.block(
        () => {
          const clause = this.SUBRULE(this.workClause);
          if (clause) clauses.push(clause);
        },
        () => this.nextIsOneOf(this.workTokens),
      );
      return { kind, ...name, clauses, ...doc, span: this.spanFrom(first) };
    });
  });

  private workClause = this.RULE("workClause", (): WorkClause | undefined =>
    this.OR([
      { ALT: () => this.clause("channel", keyword.channel, () => this.SUBRULE(this.alternatives)) },
      { ALT: () => this.clause("owner", keyword.owner, () => this.SUBRULE1(this.name)) },
      { ALT: () => this.clause("effort", keyword.effort, () => this.SUBRULE2(this.value)) },
      { ALT: () => this.clause("prep", keyword.prep, () => this.SUBRULE3(this.value)) },
      { ALT: () => this.clause("purpose", keyword.purpose, () => this.SUBRULE4(this.names)) },
      { ALT: () => this.clause("kind", keyword.kind, () => this.SUBRULE5(this.name)) },
      { ALT: () => this.clause("template", keyword.template, () => this.SUBRULE6(this.textLiteral)) },
      {
        ALT: () =>
          this.clause("never_dropped", keyword.never, () => {
            this.CONSUME(keyword.dropped);
            return undefined;
          }),
      },
    ]),
  ) as () => WorkClause | undefined;

  /** `video or phone` */
  private alternatives = this.RULE("alternatives", (): Name[] => {
    const names: Name[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: keyword.or,
      DEF: () => {
        const name = this.SUBRULE(this.name);
        names.push(name);
      },
    });
    return names;
  });

  // ---- actions -------------------------------------------------------------------------------------------------

  /** One action follows; a touch or task with a brace behind its name is a declaration that lost its place. */
  protected actionFollows(): boolean {
    return this.nextIsOneOf(actionTokens) && !(this.next(tokens.LeftBrace, 3) && this.blockIsOver());
  }

  protected actions = this.RULE("actions", (): ActionSyntax[] => {
    const actions: ActionSyntax[] = [];
    this.AT_LEAST_ONE({
      GATE: () => this.actionFollows(),
      DEF: () => {
        const action = this.SUBRULE(this.action);
        actions.push(action);
      },
      ERR_MSG: "`touch`\n`task`\n`alert`\n`start`",
    });
    return actions;
  });

  private action = this.RULE("action", (): ActionSyntax => {
    const doc = this.takeDoc();
    const first = this.OR([
      { ALT: () => this.CONSUME(keyword.touch) },
      { ALT: () => this.CONSUME(keyword.task) },
      { ALT: () => this.CONSUME(keyword.alert) },
      { ALT: () => this.CONSUME(keyword.start) },
    ]);
    const action: ActionSyntax = {
      kind: first.image as ActionSyntax["kind"],
      names: [],
      inTurn: false,
      ...doc,
      span: { start: 0, end: 0 },
    };
    this.attempt(() => {
      action.names = this.SUBRULE(this.names) ?? [];
      this.OPTION({
        GATE: () => this.next(keyword.turn, 2),
        DEF: () => {
          this.CONSUME(keyword.in);
          this.CONSUME(keyword.turn);
          action.inTurn = true;
        },
      });
      this.MANY(() => this.SUBRULE(this.modifier, { ARGS: [action] }));
      this.mayContinue(["`to`", "`within`", "`level`", ...(action.kind === "touch" ? ["`expects`"] : [])]);
    });
    action.span = this.spanFrom(first);
    return action;
  });

  /** `to`, `within`, `level`, `expects`, behind an action; written into the action, so that a broken one keeps the rest. */
  private modifier = this.RULE("modifier", (into: ActionSyntax | undefined): void => {
    const action: Partial<ActionSyntax> = into ?? {};
    this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.to);
          action.to = this.SUBRULE(this.name);
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.within);
          const within = this.SUBRULE(this.withinValue);
          if (within) action.within = within;
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.level);
          action.level = this.SUBRULE1(this.name);
        },
      },
      {
        ALT: () => {
          const first = this.CONSUME(keyword.expects);
          const event = this.SUBRULE2(this.name);
          action.expects = { event, span: this.spanFrom(first) };
          this.CONSUME1(keyword.within);
          const within = this.SUBRULE(this.value);
          action.expects = { event, ...(within && { within }), span: this.spanFrom(first) };
        },
      },
    ]);
  });

  private withinValue = this.RULE("withinValue", (): WithinSyntax | undefined =>
    this.OR({
      DEF: [
        {
          GATE: () => this.next(keyword.day, 2),
          ALT: () => {
            const first = this.CONSUME(keyword.the);
            this.CONSUME(keyword.day);
            return { kind: "the_day" as const, span: this.spanFrom(first) };
          },
        },
        { ALT: () => this.SUBRULE(this.value) },
      ],
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: "a duration\n`the day`",
    }),
  );

  // ---- scope ---------------------------------------------------------------------------------------------------

  /** `for a, b`, `during STAGE`, `where C`, in any order; written into the scope, so that a broken one keeps the rest. */
  protected scopePart = this.RULE("scopePart", (into: ScopeSyntax | undefined): void => {
    const scope: ScopeSyntax = into ?? { segments: [] };
    this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.for);
          const names = this.SUBRULE(this.names);
          scope.segments.push(...(this.RECORDING_PHASE ? [] : names));
        },
      },
      {
        GATE: () => scope.during === undefined,
        ALT: () => {
          this.CONSUME(keyword.during);
          scope.during = this.SUBRULE(this.name);
        },
      },
      {
        GATE: () => scope.where === undefined,
        ALT: () => {
          this.CONSUME(keyword.where);
          const where = this.SUBRULE(this.condition);
          if (where) scope.where = where;
        },
      },
    ]);
  });

  // ---- cadences ------------------------------------------------------------------------------------------------

  protected cadence = this.RULE("cadence", (): CadenceDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.cadence);
    const scope: ScopeSyntax = { segments: [] };
    const anchors: CadenceDeclaration["anchors"] = [];
    const steps: StepSyntax[] = [];
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
        () => steps.push(this.SUBRULE(this.step)),
        () => this.startsStep(),
        ["`from`", "`before`", ...scopeWords, "`where`"],
      );
      return { kind: "cadence", ...name, scope, anchors, steps, ...doc, span: this.spanFrom(first) };
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
    if (this.nextIsOneOf([keyword.every, keyword.from, tokens.CompactDuration])) return true;
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

  private timing = this.RULE("timing", (): TimingSyntax => {
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
          ALT: (): TimingSyntax => {
            const before = this.SUBRULE2(this.value);
            const span = this.spanFrom(first);
            return { kind: "before", before: before ?? { kind: "name", name: { text: "", span }, span }, span };
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

  /** `EVENT [where (C)]` */
  private occasion = this.RULE("occasion", () => {
    const event = this.SUBRULE(this.name);
    const where = this.OPTION(() => this.SUBRULE(this.where));
    return { event, ...(where && { where }) };
  });
}
