/** What a measure counts, adds up or waits for (docs/language.md, section 17). */
import type { ConditionSyntax, Name } from "../../grammar/tree.ts";
import type { FigureSyntax } from "../../grammar/tree-measures.ts";
import type { MeasureFigure, TimeEnd } from "../../schedule/measures.ts";
import type { Condition, EventType } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import { checkCondition } from "../conditions/condition.ts";
import { checkFilter } from "../conditions/filter.ts";
import { checkSpan } from "../conditions/windows.ts";
import { dateFieldOf, fieldOf } from "../model/date-field.ts";
import type { Checker } from "../program.ts";
import { durationOf } from "../values/durations.ts";
import { wordOf } from "../work/words.ts";
import { balanceScale, daysScale, openRatio, type Scale, shareScale } from "./goal.ts";

type Syntax<Kind extends FigureSyntax["kind"]> = Extract<FigureSyntax, { kind: Kind }>;

/** Undefined when something in it was reported or is missing. */
export function checkFigure(checker: Checker, syntax: FigureSyntax): MeasureFigure | undefined {
  switch (syntax.kind) {
    case "revenue":
      return checkRevenue(checker, syntax);
    case "accounts": {
      const when = checkCondition(syntax.when, { checker });
      return when && { kind: "accounts", when };
    }
    case "runs":
      return checkRuns(checker, syntax);
    case "touches":
      return checkTouches(checker, syntax);
    case "followed":
      return checkFollowed(checker, syntax);
    case "events":
      return checkEventShare(checker, syntax);
    case "time":
      return checkTime(checker, syntax);
    case "change":
      return checkChange(checker, syntax);
  }
}

/** What a figure can be. */
export function scaleOf({ program }: Checker, figure: MeasureFigure): Scale {
  switch (figure.kind) {
    case "revenue":
      return figure.what === "net_retention" ? openRatio : shareScale;
    case "events":
      return figure.minus ? balanceScale : shareScale;
    case "time":
      return daysScale;
    case "change": {
      const metric = program.metrics.get(figure.metric);
      const type = metric?.quantity ?? "points";
      const widest = metric?.range ? metric.range.to - metric.range.from : Infinity;
      const most = widest === Infinity ? "anything" : "all of its range";
      return { type, from: -widest, to: widest, least: most, most };
    }
    default:
      return shareScale;
  }
}

function checkRevenue(checker: Checker, { what, field: name, over: value, span }: Syntax<"revenue">) {
  const field = fieldOf(checker, name, "What revenue is measured by", "money", "an amount of money");
  const over = checkSpan(checker, value);
  if (!field || !over) return undefined;
  if (checker.program.endsField === undefined) checker.report("revenue-without-end", { field: field.name }, span);
  return { kind: "revenue", what, field: field.name, over } as const;
}

function checkRuns(checker: Checker, { play: name, by }: Syntax<"runs">): MeasureFigure | undefined {
  const play = checker.resolve("play", name)?.name;
  if (!by) return play === undefined ? undefined : { kind: "runs", play };
  const lead = durationOf(checker, by.lead, { what: "The time before the date", clocks: ["calendar"], zero: true });
  const field = dateFieldOf(checker, by.field, "The date that a run is won before");
  if (play === undefined || !lead || field === undefined) return undefined;
  return { kind: "runs", play, by: { lead, field } };
}

const answerTime = { what: "The time for an answer", clocks: ["calendar"] } as const;

function checkTouches(checker: Checker, syntax: Syntax<"touches">): MeasureFigure | undefined {
  const touch = checker.resolve("touch", syntax.touch)?.name;
  const channel = wordOf(checker, syntax.channel, "channel");
  const event = checker.resolve("event", syntax.event)?.name;
  const within = durationOf(checker, syntax.within, answerTime);
  const isWhole = (!syntax.touch || touch !== undefined) && (!syntax.channel || channel !== undefined);
  if (!isWhole || event === undefined || !within) return undefined;
  return compact<Extract<MeasureFigure, { kind: "touches" }>>({ kind: "touches", touch, channel, event, within });
}

function checkFollowed(checker: Checker, syntax: Syntax<"followed">): MeasureFigure | undefined {
  const event = eventOf(checker, syntax.event);
  const filter = event ? checkFilter(syntax.where, event, { checker }) : "reported";
  const answer = eventOf(checker, syntax.answer)?.name;
  const within = durationOf(checker, syntax.within, answerTime);
  if (!event || filter === "reported" || answer === undefined || !within) return undefined;
  return { kind: "followed", event: event.name, ...filter, answer, within };
}

function checkEventShare(checker: Checker, { event: name, where, minus }: Syntax<"events">): MeasureFigure | undefined {
  const event = eventOf(checker, name);
  if (!event) return undefined;
  const [one, other] = [filterOf(checker, where, event), filterOf(checker, minus?.where, event)];
  if (!one || (minus && !other)) return undefined;
  return { kind: "events", event: event.name, where: one, ...(other && { minus: other }) };
}

function filterOf(checker: Checker, where: ConditionSyntax | undefined, event: EventType): Condition | undefined {
  const filter = checkFilter(where, event, { checker });
  return filter === "reported" ? undefined : filter.where;
}

function checkTime(
  checker: Checker,
  { statistic, from: first, to: last, where }: Syntax<"time">,
): MeasureFigure | undefined {
  const from = dateFieldOf(checker, first, "The date that time is measured from");
  const to = endOf(checker, last, where);
  return from === undefined || !to ? undefined : { kind: "time", statistic, from, to };
}

function endOf(checker: Checker, name: Name | undefined, where: ConditionSyntax | undefined): TimeEnd | undefined {
  const symbol = checker.resolve(["event", "field"], name);
  if (symbol?.kind === "event") {
    const event = checker.program.events.get(symbol.name);
    const filter = event ? checkFilter(where, event, { checker }) : "reported";
    return !event || filter === "reported" ? undefined : { event: event.name, ...filter };
  }
  if (!symbol) return undefined;
  const field = dateFieldOf(checker, name, "The date that time is measured to");
  if (where && field !== undefined) {
    const parameters = {
      clause: "where",
      where: "a time up to a date",
      reason: "A date of the account is one day, with nothing in it to choose from.",
      hint: "Remove it, or measure the time up to an event.",
    };
    checker.report("clause-not-here", parameters, where.span);
  }
  return field === undefined ? undefined : { field };
}

function checkChange(checker: Checker, syntax: Syntax<"change">): MeasureFigure | undefined {
  const symbol = checker.resolve("metric", syntax.metric);
  const metric = symbol && checker.program.metrics.get(symbol.name);
  const after = durationOf(checker, syntax.after, { what: "The time after it", clocks: ["calendar"] });
  const touch = checker.resolve("touch", syntax.touch)?.name;
  const event = eventOf(checker, syntax.event)?.name;
  const since = touch !== undefined ? { touch } : event !== undefined ? { event } : undefined;
  if (metric?.kind === "flow") checker.report("change-of-flow", { metric: metric.name }, syntax.metric!.span);
  else if (metric && after && since) return { kind: "change", metric: metric.name, after, since };
  return undefined;
}

function eventOf(checker: Checker, name: Name | undefined): EventType | undefined {
  const symbol = checker.resolve("event", name);
  return symbol && checker.program.events.get(symbol.name);
}
