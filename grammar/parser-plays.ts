/** Plays, their phases, and escalations. */

import type { TokenType } from "chevrotain";
import { RhythmParser } from "./parser-rhythm.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type {
  ConditionSyntax,
  EscalationDeclaration,
  Name,
  PhaseSyntax,
  PlayClause,
  PlayDeclaration,
  RungSyntax,
  ScopeSyntax,
  Value,
} from "./tree.ts";

type PhaseStep = PhaseSyntax["steps"][number];
type Paused = Extract<PlayClause, { kind: "pauses" }>["content"];

const playTokens: TokenType[] = [
  keyword.level,
  keyword.start,
  keyword.win,
  keyword.lose,
  keyword.end,
  keyword.again,
  keyword.pauses,
  keyword.lifts,
  keyword.target,
  keyword.escalation,
  keyword.on,
  keyword.phase,
];

export class PlayParser extends RhythmParser {
  protected play = this.RULE("play", (): PlayDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.play);
    const scope: ScopeSyntax = { segments: [] };
    const clauses: PlayClause[] = [];
    const phases: PhaseSyntax[] = [];
    return this.declared("play", (name) => {
      this.head(() => {
        this.MANY(() => this.SUBRULE(this.scopePart, { ARGS: [scope] }));
      });
      this.block(
        () =>
          this.OR([
            {
              ALT: () => {
                const clause = this.SUBRULE(this.playClause);
                if (clause) clauses.push(clause);
              },
            },
            { ALT: () => phases.push(this.SUBRULE(this.phase)) },
          ]),
        () => this.nextIsOneOf(playTokens),
        ["`for`", "`during`"],
      );
      return { kind: "play", ...name, scope, clauses, phases, ...doc, span: this.spanFrom(first) };
    });
  });

  private playClause = this.RULE("playClause", (): PlayClause | undefined =>
    this.OR([
      { ALT: () => this.clause("level", keyword.level, () => this.SUBRULE(this.name)) },
      { ALT: () => this.clause("start", keyword.start, () => this.SUBRULE1(this.whenCondition)) },
      { ALT: () => this.clause("win", keyword.win, () => this.SUBRULE2(this.whenCondition)) },
      { ALT: () => this.clause("lose", keyword.lose, () => this.SUBRULE3(this.whenCondition)) },
      { ALT: () => this.clause("end", keyword.end, () => this.SUBRULE4(this.afterValue)) },
      { ALT: () => this.clause("again", keyword.again, () => this.SUBRULE5(this.afterValue)) },
      { ALT: () => this.clause("pauses", keyword.pauses, () => this.SUBRULE6(this.paused), []) },
      { ALT: () => this.clause("target", keyword.target, () => this.SUBRULE7(this.target), {}) },
      { ALT: () => this.clause("escalation", keyword.escalation, () => this.SUBRULE8(this.name)) },
      { ALT: () => this.clause("lifts", keyword.lifts, () => this.SUBRULE9(this.lifted)) },
      { ALT: () => this.clause("on_change", keyword.on, () => this.SUBRULE(this.changeWord)) },
    ]),
  );

  private lifted = this.RULE("lifted", (): Name => {
    this.CONSUME(keyword.to);
    return this.SUBRULE(this.name);
  });

  private whenCondition = this.RULE("whenCondition", (): ConditionSyntax | undefined => {
    this.CONSUME(keyword.when);
    return this.SUBRULE(this.condition);
  });

  private afterValue = this.RULE("afterValue", (): Value | undefined => {
    this.CONSUME(keyword.after);
    return this.SUBRULE(this.value);
  });

  /** `cadence A, play B` */
  private paused = this.RULE("paused", (): Paused => {
    const paused: Paused = [];
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        const word = this.OR([{ ALT: () => this.CONSUME(keyword.cadence) }, { ALT: () => this.CONSUME(keyword.play) }]);
        const name = this.SUBRULE(this.name);
        const kind = word.tokenType === keyword.play ? "play" : "cadence";
        paused.push({ kind, name, span: this.spanFrom(word) });
      },
      ERR_MSG: "`cadence`\n`play`",
    });
    return paused;
  });

  // ---- phases --------------------------------------------------------------------------------------------------

  private phase = this.RULE("phase", (): PhaseSyntax => {
    const phase: PhaseSyntax = { ...this.takeDoc(), steps: [], span: { start: 0, end: 0 } };
    const first = this.CONSUME(keyword.phase);
    const label = this.next(tokens.Name) ? `phase ${this.LA(1).image}` : "phase";
    this.writing(label, () => {
      this.head(() => {
        phase.name = this.SUBRULE(this.name);
        const days = this.SUBRULE(this.phaseDays);
        if (days) phase.days = days;
      });
      this.block(
        () => phase.steps.push(this.SUBRULE(this.phaseStep)),
        () => this.next(keyword.every) || this.actionFollows(),
      );
    });
    phase.span = this.spanFrom(first);
    return phase;
  });

  private phaseDays = this.RULE("phaseDays", (): PhaseSyntax["days"] =>
    this.OR({
      DEF: [
        {
          GATE: () => this.next(keyword.day),
          ALT: () => {
            this.CONSUME(keyword.day);
            return { kind: "run" as const, range: this.SUBRULE(this.range) };
          },
        },
        {
          ALT: () => {
            const range = this.SUBRULE1(this.range);
            this.CONSUME(keyword.before);
            const field = this.SUBRULE(this.name);
            return { kind: "before" as const, range, field };
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: "`day`\na range of durations",
    }),
  );

  private phaseStep = this.RULE("phaseStep", (): PhaseStep => {
    const doc = this.takeDoc();
    const first = this.LA(1);
    const every = this.OPTION(() => this.SUBRULE(this.everyTiming));
    const actions = this.SUBRULE(this.actions);
    const span = this.spanFrom(first);
    if (!every || this.RECORDING_PHASE) return { actions, span, ...doc };
    const { kind: _, ...repeated } = every;
    return { every: repeated, actions, span, ...doc };
  });

  // ---- escalations ---------------------------------------------------------------------------------------------

  protected escalation = this.RULE("escalation", (): EscalationDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.escalation);
    const rungs: RungSyntax[] = [];
    const stopOn: EscalationDeclaration["stopOn"] = [];
    const onChange: EscalationDeclaration["onChange"] = [];
    return this.declared("escalation", (name) => {
      this.block(
        () =>
          this.OR([
            { ALT: () => rungs.push(this.SUBRULE(this.rung)) },
            {
              ALT: () => {
                const stop = this.clause("stop", keyword.stop, () => this.SUBRULE(this.stopEvents));
                if (!this.RECORDING_PHASE) stopOn.push(...(stop.content ?? []));
              },
            },
            {
              ALT: () => onChange.push(this.clause("on_change", keyword.on, () => this.SUBRULE(this.changeWord))),
            },
          ]),
        () => this.nextIsOneOf([keyword.after, keyword.stop]) || this.startsOnChange(),
      );
      return { kind: "escalation", ...name, rungs, stopOn, onChange, ...doc, span: this.spanFrom(first) };
    });
  });

  private stopEvents = this.RULE("stopEvents", () => {
    this.CONSUME(keyword.on);
    return this.SUBRULE(this.names);
  });

  private rung = this.RULE("rung", (): RungSyntax => {
    const rung: RungSyntax = { ...this.takeDoc(), actions: [], span: { start: 0, end: 0 } };
    const first = this.CONSUME(keyword.after);
    this.writing("rung", () => {
      const after = this.attempt(
        () => this.SUBRULE(this.value),
        () => this.actionFollows(),
      );
      if (after) rung.after = after;
      rung.actions = this.attempt(() => this.SUBRULE(this.actions)) ?? [];
      this.attempt(() => {
        this.MANY(() => this.SUBRULE(this.rungModifier, { ARGS: [rung] }));
        this.mayContinue(["`unless`", "`while`"]);
      });
    });
    rung.span = this.spanFrom(first);
    return rung;
  });

  private rungModifier = this.RULE("rungModifier", (into: RungSyntax | undefined): void => {
    const rung: Partial<RungSyntax> = into ?? {};
    this.OR([
      {
        ALT: () => {
          this.CONSUME(keyword.unless);
          const unless = this.SUBRULE(this.condition);
          if (unless) rung.unless = unless;
        },
      },
      {
        ALT: () => {
          this.CONSUME(keyword.while);
          const condition = this.SUBRULE1(this.condition);
          if (condition) rung.while = condition;
        },
      },
    ]);
  });
}
