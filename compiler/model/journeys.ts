/** Journeys: their stages, what moves a customer between them, and how long that usually takes. */
import type {
  JourneyDeclaration,
  JourneyStageSyntax,
  Name,
  OccasionSyntax,
  Span,
  StageClause,
} from "../../grammar/tree.ts";
import { nodesOf } from "../../schedule/conditions.ts";
import type { Condition, EventType, Expression, Journey, JourneyStage, Occasion } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import { checkFilter } from "../conditions/filter.ts";
import type { Checker } from "../program.ts";
import { durationOf, fewestDays, mostDays } from "../values/durations.ts";
import { dateFieldOf } from "./date-field.ts";

/** What the checks of one journey's stages share. */
interface JourneyChecker {
  readonly checker: Checker;
  readonly journey: string;
  readonly key: string | undefined;
  /** Names of its stages, in the order written. */
  readonly names: readonly string[];
}

type ClauseOf<Kind extends StageClause["kind"]> = StageClause extends infer Any
  ? Any extends { kind: infer Kinds }
    ? Kind extends Kinds
      ? Any
      : never
    : never
  : never;

export function checkJourney(checker: Checker, declaration: JourneyDeclaration): Journey | undefined {
  const { name, per, stages } = declaration;
  if (!name) return undefined;
  const path = `journey ${name.text}`;
  checker.record(path, declaration.span);
  if (stages.length === 0 && !checker.isBroken(declaration.span)) {
    checker.report("nothing-to-do", { what: `The journey \`${name.text}\``, parts: "stages" }, name.span);
  }
  const names = stages.flatMap((stage) => stage.name?.text ?? []);
  const of: JourneyChecker = { checker, journey: name.text, key: per?.text, names };
  const checked = stages.map((syntax) => checkStage(of, syntax, path)).filter((stage) => stage !== undefined);
  for (const [index, syntax] of stages.entries()) warnOfWays(of, syntax, index, checked);
  return compact<Journey>({ name: name.text, path, key: per?.text, stages: checked, doc: declaration.doc });
}

function checkStage(of: JourneyChecker, syntax: JourneyStageSyntax, parent: string): JourneyStage | undefined {
  const { checker } = of;
  if (!syntax.name) return undefined;
  // A stage of a journey is there for its own sake: whoever goes through it is counted.
  checker.resolve("stage", syntax.name);
  const path = `${parent}/stage ${syntax.name.text}`;
  checker.record(path, syntax.span);
  const clausesOf = <Kind extends StageClause["kind"]>(kind: Kind) =>
    syntax.clauses.filter((clause): clause is ClauseOf<Kind> => clause.kind === kind);
  const placed = (kind: string, index: number, span: Span) => {
    const at = `${path}/${kind}/${index + 1}`;
    checker.record(at, span);
    return at;
  };
  return compact<JourneyStage>({
    name: syntax.name.text,
    path,
    after: clausesOf("enter").flatMap(({ content }) =>
      content?.kind === "after" ? content.stages.flatMap((stage) => stageOf(of, stage) ?? []) : [],
    ),
    enters: clausesOf("enter").flatMap(({ content, span }, index) => {
      if (!content || content.kind === "after") return [];
      const cause = content.kind === "from" ? fromOf(checker, content.field) : occasionOf(of, content);
      return cause ? [{ path: placed("enter", index, span), cause }] : [];
    }),
    leaves: clausesOf("leave").flatMap(({ content, span }, index) => {
      const cause = occasionOf(of, content?.occasion);
      const confirmedBy = eventOf(of, content?.confirmedBy)?.name;
      const then = stageOf(of, content?.then);
      if (!cause) return [];
      if (cause.kind === "when" && !content?.confirmedBy && isOfCalendar(cause.when)) {
        checker.report("left-by-calendar", { stage: syntax.name!.text }, span);
      }
      return [
        compact<JourneyStage["leaves"][number]>({ path: placed("leave", index, span), cause, confirmedBy, then }),
      ];
    }),
    backs: jumpsOf(of, syntax, "back", placed),
    skips: jumpsOf(of, syntax, "skip", placed),
    expects: expectationsOf(of, syntax),
    doc: syntax.doc,
  });
}

function fromOf(checker: Checker, field: Name | undefined) {
  const found = dateFieldOf(checker, field, "The date on which a stage is entered");
  return found === undefined ? undefined : { kind: "from" as const, field: found };
}

function jumpsOf(
  of: JourneyChecker,
  { name, clauses }: JourneyStageSyntax,
  kind: "back" | "skip",
  placed: (kind: string, index: number, span: Span) => string,
): JourneyStage["backs"] {
  const own = of.names.indexOf(name?.text ?? "");
  return clauses
    .filter((clause): clause is ClauseOf<"back"> => clause.kind === kind)
    .flatMap(({ content, span }, index) => {
      const { to: target, occasion } = content ?? {};
      const to = stageOf(of, target);
      const cause = occasionOf(of, occasion);
      if (to !== undefined && (kind === "back" ? of.names.indexOf(to) >= own : of.names.indexOf(to) <= own)) {
        of.checker.report("wrong-way", { word: kind, stage: name?.text ?? "", to }, target!.span);
        return [];
      }
      return to === undefined || !cause ? [] : [{ path: placed(kind, index, span), cause, to }];
    });
}

/** A stage of this journey. */
function stageOf({ checker, journey, names }: JourneyChecker, name: Name | undefined): string | undefined {
  if (!name) return undefined;
  const symbol = checker.resolve("stage", name);
  if (!symbol || names.includes(symbol.name)) return symbol?.name;
  checker.report("stage-of-another", { stage: symbol.name, journey }, name.span);
  return undefined;
}

function occasionOf(of: JourneyChecker, syntax: OccasionSyntax | undefined): Occasion | undefined {
  const { checker } = of;
  if (syntax?.kind === "when") {
    const when = checkCondition(syntax.when, { checker });
    return when && { kind: "when", when };
  }
  const event = eventOf(of, syntax?.event);
  const filter = event ? checkFilter(syntax?.where, event, { checker }) : "reported";
  return event && filter !== "reported" ? { kind: "on", event: event.name, ...filter } : undefined;
}

/** An event; of a journey with a key one that carries it. */
function eventOf({ checker, journey, key }: JourneyChecker, name: Name | undefined): EventType | undefined {
  const symbol = checker.resolve("event", name);
  const event = symbol && checker.program.events.get(symbol.name);
  if (!event || !name || key === undefined) return event;
  const type = event.fields.find((field) => field.name === key)?.type;
  if (type === "text" || type === "enum") return event;
  checker.report("event-without-key", { event: event.name, key, journey }, name.span);
  return undefined;
}

function expectationsOf({ checker }: JourneyChecker, { clauses }: JourneyStageSyntax): JourneyStage["expects"] {
  const seen = new Set<string | undefined>();
  const use = { what: "The usual time in a stage", clocks: ["calendar"], zero: true } as const;
  return clauses
    .flatMap((clause) => (clause.kind === "expect" ? clause.content : []))
    .flatMap(({ segment: name, range, span }): JourneyStage["expects"] => {
      const segment = name && checker.resolve("segment", name)?.name;
      const [from, to] = [durationOf(checker, range.from, use), durationOf(checker, range.to, use)];
      if (seen.has(name?.text)) {
        checker.report("repeated-in-list", { what: "segment", name: name?.text ?? "everybody" }, span);
      }
      seen.add(name?.text);
      if (!from || !to || (name && segment === undefined)) return [];
      if (fewestDays(from) > mostDays(to)) {
        checker.report(
          "bad-range",
          { what: "the usual time", why: "Its second end is shorter than its first." },
          range.span,
        );
        return [];
      }
      return [{ ...(segment !== undefined && { segment }), from, to }];
    });
}

/** A stage that nothing enters, and one that cannot be left. */
function warnOfWays(of: JourneyChecker, syntax: JourneyStageSyntax, index: number, all: readonly JourneyStage[]): void {
  const { checker, names } = of;
  const { name, clauses, span } = syntax;
  if (!name || checker.isBroken(span)) return;
  const isLast = index === names.length - 1;
  if (!isLast && !clauses.some(({ kind }) => kind === "leave" || kind === "skip" || kind === "back")) {
    checker.report("never-left", { stage: name.text }, name.span);
  }
  const leadHere = all.some(({ leaves, backs, skips }) =>
    [...leaves.map(({ then }) => then), ...[...backs, ...skips].map(({ to }) => to)].includes(name.text),
  );
  if (!leadHere && !clauses.some(({ kind }) => kind === "enter")) {
    checker.report("never-entered", { stage: name.text }, name.span);
  }
}

/** Whether the calendar alone can make it true: some way to its truth reads nothing but dates and the time that passes. */
function isOfCalendar(condition: Condition): boolean {
  switch (condition.node) {
    case "and":
      return condition.operands.every(isOfCalendar);
    case "or":
      return condition.operands.some(isOfCalendar);
    case "not":
      return isOfCalendar(condition.operand);
    case "for":
    case "outside":
      return isOfCalendar(condition.condition);
    case "during_calendar":
    case "overdue":
      return true;
    case "compare":
      return (
        [...nodesOf(condition)].some(({ node }) => isTime(node)) &&
        [condition.left, condition.right].every(isTimeOrLiteral)
      );
    default:
      return false;
  }
}

function isTime({ node }: Condition | Expression): boolean {
  return node === "time_since" || node === "time_to" || node === "time_in";
}

function isTimeOrLiteral(side: Expression): boolean {
  return isTime(side) || side.node === "literal";
}
