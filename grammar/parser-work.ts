/** Work: touches and tasks, the actions that ask for them, and the scope of whatever does. */

import type { TokenType } from "chevrotain";
import { JourneyParser } from "./parser-journeys.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type {
  ActionSyntax,
  Name,
  ScopeSyntax,
  TargetSyntax,
  WithinSyntax,
  WorkClause,
  WorkDeclaration,
} from "./tree.ts";

export const actionTokens: TokenType[] = [keyword.touch, keyword.task, keyword.alert, keyword.start, keyword.handoff];

export class WorkParser extends JourneyParser {
  // ---- touches and tasks ---------------------------------------------------------------------------------------

  private readonly workTokens: TokenType[] = [
    keyword.channel,
    keyword.owner,
    keyword.effort,
    keyword.prep,
    keyword.purpose,
    keyword.kind,
    keyword.template,
    keyword.target,
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
      { ALT: () => this.clause("target", keyword.target, () => this.SUBRULE7(this.touchTarget), {}) },
      {
        ALT: () =>
          this.clause("never_dropped", keyword.never, () => {
            this.CONSUME(keyword.dropped);
            return undefined;
          }),
      },
    ]),
  );

  /** `attended >= 80% for enterprise` */
  private touchTarget = this.RULE("touchTarget", (): TargetSyntax => {
    const target = this.SUBRULE(this.target);
    const segments = this.OPTION(() => {
      this.CONSUME(keyword.for);
      return this.SUBRULE(this.names);
    });
    return { ...target, ...(segments && { segments }) };
  });

  /** `win >= 50%` */
  protected target = this.RULE("target", (): Omit<TargetSyntax, "segments"> => {
    const outcome = this.SUBRULE(this.name);
    const operator = this.SUBRULE(this.comparisonWord);
    const ratio = this.SUBRULE(this.value);
    return { outcome, operator, ...(ratio && { ratio }) };
  });

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
        const action = this.OR([{ ALT: () => this.SUBRULE(this.action) }, { ALT: () => this.SUBRULE(this.handoff) }]);
        actions.push(action);
      },
      ERR_MSG: "`touch`\n`task`\n`alert`\n`start`\n`handoff`",
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

  /** `handoff to csm needs budget, timeline within 3d` */
  private handoff = this.RULE("handoff", (): ActionSyntax => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.handoff);
    const action: ActionSyntax = { kind: "handoff", names: [], inTurn: false, ...doc, span: { start: 0, end: 0 } };
    this.attempt(() => {
      this.CONSUME(keyword.to);
      const role = this.SUBRULE(this.name);
      action.names = role ? [role] : [];
      this.CONSUME(keyword.needs);
      action.needs = this.SUBRULE(this.names) ?? [];
      this.MANY(() => this.SUBRULE(this.modifier, { ARGS: [action] }));
      this.mayContinue(["`within`", "`level`"]);
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
}
