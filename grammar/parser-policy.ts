/** Restraint and people: policy, team, cover. */

import type { TokenType } from "chevrotain";
import { PlayParser } from "./parser-plays.ts";
import * as tokens from "./tokens.ts";
import { keyword } from "./tokens.ts";
import type { CoverDeclaration, Name, PolicyClause, PolicyDeclaration, TeamDeclaration, Value } from "./tree.ts";

type Content<Kind extends PolicyClause["kind"]> = Extract<PolicyClause, { kind: Kind }>["content"];
type Member = TeamDeclaration["members"][number];

const policyTokens: TokenType[] = [
  keyword.hours,
  keyword.holidays,
  keyword.limit,
  keyword.quiet,
  keyword.consent,
  keyword.merge,
  keyword.spread,
  keyword.otherwise,
];

export class PolicyParser extends PlayParser {
  protected policy = this.RULE("policy", (): PolicyDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.policy);
    const clauses: PolicyClause[] = [];
    this.writing("policy", () =>
      this.block(
        () => {
          const clause = this.SUBRULE(this.policyClause);
          if (clause) clauses.push(clause);
        },
        () => this.nextIsOneOf(policyTokens),
      ),
    );
    return { kind: "policy", clauses, ...doc, span: this.spanFrom(first) };
  });

  private policyClause = this.RULE("policyClause", (): PolicyClause | undefined =>
    this.OR([
      { ALT: () => this.clause("hours", keyword.hours, () => this.SUBRULE(this.hours), { days: [] }) },
      { ALT: () => this.clause("holidays", keyword.holidays, () => this.SUBRULE1(this.textLiteral)) },
      { ALT: () => this.clause("limit", keyword.limit, () => this.SUBRULE2(this.limit), { except: [] }) },
      { ALT: () => this.clause("quiet", keyword.quiet, () => this.SUBRULE3(this.quiet), { except: [] }) },
      { ALT: () => this.clause("consent", keyword.consent, () => this.SUBRULE4(this.consent), []) },
      { ALT: () => this.clause("merge", keyword.merge, () => this.SUBRULE5(this.merge)) },
      { ALT: () => this.clause("spread", keyword.spread, () => this.SUBRULE7(this.spread), { except: [] }) },
      { ALT: () => this.clause("otherwise", keyword.otherwise, () => this.SUBRULE6(this.otherwise), {}) },
    ]),
  );

  /** `09:00..17:00 mon..fri` */
  private hours = this.RULE("hours", (): Content<"hours"> => {
    const range = this.SUBRULE(this.range);
    const days: Content<"hours">["days"] = [];
    this.AT_LEAST_ONE({
      DEF: () => {
        const from = this.nameOf(this.CONSUME(tokens.Weekday));
        const to = this.OPTION(() => {
          this.CONSUME(tokens.DotDot);
          return this.SUBRULE(this.name);
        });
        this.OPTION1(() => this.CONSUME(tokens.Comma));
        days.push({ from, ...(to && { to }) });
      },
      ERR_MSG: "a weekday",
    });
    return { range, days };
  });

  private limit = this.RULE("limit", (): Content<"limit"> => {
    const most = this.SUBRULE(this.value);
    const channel = this.SUBRULE(this.name);
    this.CONSUME(keyword.per);
    const per = this.SUBRULE1(this.value);
    const except = this.SUBRULE(this.except);
    return { ...(most && { most }), channel, ...(per && { per }), except };
  });

  private quiet = this.RULE("quiet", (): Content<"quiet"> => {
    const over = this.SUBRULE(this.value);
    this.CONSUME(keyword.after);
    const after = this.SUBRULE(this.name);
    const except = this.SUBRULE(this.except);
    return { ...(over && { over }), after, except };
  });

  /** `[except LEVEL, ...]` */
  private except = this.RULE("except", (): Name[] => {
    const names = this.OPTION(() => {
      this.CONSUME(keyword.except);
      return this.SUBRULE(this.names);
    });
    return names ?? [];
  });

  /** `email by email_opt_in for educational, proactive  phone by phone_opt_in` */
  private consent = this.RULE("consent", (): Content<"consent"> => {
    const pairs: Content<"consent"> = [];
    this.AT_LEAST_ONE({
      GATE: () => !this.nextIsOneOf(policyTokens) || this.next(keyword.by, 2),
      DEF: () => {
        const first = this.LA(1);
        const channel = this.SUBRULE(this.name);
        this.CONSUME(keyword.by);
        const field = this.SUBRULE1(this.name);
        const kinds = this.OPTION(() => {
          this.CONSUME(keyword.for);
          return this.SUBRULE(this.names);
        });
        pairs.push({ channel, field, ...(kinds && { kinds }), span: this.spanFrom(first) });
      },
      ERR_MSG: "a channel",
    });
    return pairs;
  });

  private merge = this.RULE("merge", (): Value | undefined => {
    this.CONSUME(keyword.touches);
    this.CONSUME(keyword.within);
    const span = this.SUBRULE(this.value);
    this.CONSUME(keyword.with);
    this.CONSUME(keyword.the);
    this.CONSUME(keyword.same);
    this.CONSUME(keyword.owner);
    return span;
  });

  /** `over 3 business days [except LEVEL, ...]` */
  private spread = this.RULE("spread", (): Content<"spread"> => {
    this.CONSUME(keyword.over);
    const over = this.SUBRULE(this.value);
    const except = this.SUBRULE(this.except);
    return { ...(over && { over }), except };
  });

  private otherwise = this.RULE(
    "otherwise",
    (): Content<"otherwise"> =>
      this.OR([
        {
          ALT: () => {
            this.CONSUME(keyword.defer);
            this.CONSUME(keyword.up);
            this.CONSUME(keyword.to);
            const deferUpTo = this.SUBRULE(this.value);
            this.CONSUME(keyword.then);
            this.CONSUME(keyword.drop);
            return deferUpTo ? { deferUpTo } : {};
          },
        },
        {
          ALT: () => {
            this.CONSUME1(keyword.drop);
            return {};
          },
        },
      ]),
  );

  // ---- people --------------------------------------------------------------------------------------------------

  protected team = this.RULE("team", (): TeamDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.team);
    const members: Member[] = [];
    this.writing("team", () =>
      this.block(
        () => members.push(this.SUBRULE(this.member)),
        () => this.next(tokens.Name) && (this.opensLine() || this.nextIsValue() || this.opensHandover(2)),
      ),
    );
    return { kind: "team", members, ...doc, span: this.spanFrom(first) };
  });

  private nextIsValue(): boolean {
    return [tokens.PlainNumber, tokens.CompactDuration, tokens.Ratio].some((type) => this.next(type, 2));
  }

  /** `handover TASK`; a role may be called so, too: then a figure is what follows. */
  private opensHandover(place = 1): boolean {
    return this.next(keyword.handover, place) && this.next(tokens.Name, place + 1);
  }

  /** `csm 6 people 30h per week 65% for plays handover take_over`, each part once at most, in any order. */
  private member = this.RULE("member", (): Member => {
    const member: Member = { span: { start: 0, end: 0 } };
    const first = this.LA(1);
    member.role = this.SUBRULE(this.name);
    this.attempt(() => {
      this.AT_LEAST_ONE({
        GATE: () => (this.opensHandover() ? member.handover === undefined : !this.next(tokens.Name)),
        DEF: () => this.SUBRULE(this.memberPart, { ARGS: [member] }),
        ERR_MSG: "a number of people\nhours per week\na share for plays\n`handover`",
      });
    });
    member.span = this.spanFrom(first);
    return member;
  });

  private memberPart = this.RULE("memberPart", (into: Member | undefined): void => {
    const member: Member = into ?? { span: { start: 0, end: 0 } };
    this.OR([
      {
        // A figure by name would begin alike, and is none here.
        IGNORE_AMBIGUITIES: true,
        ALT: () => {
          this.CONSUME(keyword.handover);
          const task = this.SUBRULE(this.name);
          if (task) member.handover = task;
        },
      },
      { ALT: () => this.SUBRULE(this.memberFigure, { ARGS: [member] }) },
    ]);
  });

  private memberFigure = this.RULE("memberFigure", (into: Member | undefined): void => {
    const member: Partial<Member> = into ?? {};
    const value = this.SUBRULE(this.value);
    this.OR([
      {
        GATE: () => member.people === undefined,
        ALT: () => {
          this.CONSUME(keyword.people);
          if (value) member.people = value;
        },
      },
      {
        GATE: () => member.hoursPerWeek === undefined,
        ALT: () => {
          this.CONSUME(keyword.per);
          this.CONSUME(keyword.week);
          if (value) member.hoursPerWeek = value;
        },
      },
      {
        GATE: () => member.shareForPlays === undefined,
        ALT: () => {
          this.CONSUME(keyword.for);
          this.CONSUME(keyword.plays);
          if (value) member.shareForPlays = value;
        },
      },
    ]);
  });

  protected cover = this.RULE("cover", (): CoverDeclaration => {
    const doc = this.takeDoc();
    const first = this.CONSUME(keyword.cover);
    const cover: CoverDeclaration = { kind: "cover", ...doc, span: { start: 0, end: 0 } };
    this.writing("cover", () =>
      this.attempt(() => {
        cover.role = this.SUBRULE(this.name);
        this.CONSUME(keyword.away);
        this.CONSUME(keyword.over);
        const awayOver = this.SUBRULE(this.value);
        if (awayOver) cover.awayOver = awayOver;
        this.CONSUME(keyword.by);
        cover.by = this.SUBRULE1(this.name);
      }),
    );
    cover.span = this.spanFrom(first);
    return cover;
  });
}
