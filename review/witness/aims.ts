/**
 * Histories in which a quantity has a value at the close of a day: a field, a metric, a window of one, a count of events, a
 * time since or to something. What comes before gives it another value where it can, so that it is just then that it has
 * this one.
 */
import { addDuration, formatDay, subtractDuration } from "../../runtime/calendar/days.ts";
import type { DayRange, EpochDay } from "../../runtime/histories/types.ts";
import type { Duration, Expression, Literal, Metric } from "../../schedule/types.ts";
import { within } from "./amounts.ts";
import { asItIs, type Edit, setField, setMetric, together } from "./draft.ts";
import { deliveries, happening, happenings } from "./events.ts";
import { daysOf, firstDayOf, type Ground } from "./ground.ts";
import { scoreWays } from "./scores.ts";
import { intoStage } from "./stages.ts";

/** What a quantity is to be: an amount, and one that it is not to be before. */
export interface Aim {
  readonly amount: number;
  readonly opposite: number;
  /** The length as the program says it, of a time. */
  readonly length: Duration | undefined;
}

export function aim(expression: Expression, { amount, opposite, length }: Aim, at: EpochDay, ground: Ground): Edit[] {
  const { schedule } = ground;
  switch (expression.node) {
    case "field": {
      const field = schedule.account.fields.find(({ name }) => name === expression.field);
      if (!field) return [];
      if (field.type === "date") return [setField(field.name, formatDay(amount))];
      const value: Literal = field.type === "duration" ? { unit: "days", amount } : within(field, amount);
      return [setField(field.name, value)];
    }
    case "metric": {
      const metric = schedule.metrics.find(({ name }) => name === expression.metric);
      if (metric?.computed) return scoreWays(metric.name, at, ground, { amount, opposite });
      return metric ? levels(metric, amount, opposite, at) : [];
    }
    case "window": {
      const metric = schedule.metrics.find(({ name }) => name === expression.metric);
      if (!metric) return [];
      if (metric.computed) return scoreWays(metric.name, at, ground, { amount, opposite });
      const from = firstDayOf(expression.over, at);
      return expression.aggregate === "sum"
        ? sums(metric, amount, opposite, { from, to: at })
        : levels(metric, amount, opposite, from);
    }
    case "share":
      return aim(
        expression.of,
        { amount: scaled(amount, expression.ratio), opposite: scaled(opposite, expression.ratio), length },
        at,
        ground,
      );
    case "event_count": {
      const first = firstDayOf(expression.over, at);
      return [at, first].flatMap((day) => happenings(expression.event, expression.where, day, amount, ground));
    }
    case "event_values":
      return happenings(expression.event, expression.where, at, 1, ground, new Map([[expression.field, amount]]));
    case "days_with":
      return [...ground.ways(expression.condition, true, at - Math.max(0, amount - 1))];
    case "touch_share":
      return deliveries(expression, amount > 500_000, at, ground);
    case "time_since":
      return [setField(expression.field, formatDay(back(at, amount, length)))];
    case "time_to":
      return [setField(expression.field, formatDay(ahead(at, amount, length)))];
    case "time_since_event":
      return happening(expression.event, expression.where, at - amount, ground);
    case "time_since_done":
      return [(draft) => ({ ...draft, touches: [...draft.touches, { touch: expression.touch, day: at - amount }] })];
    case "time_in":
      return intoStage(expression.stage, at - amount, ground);
    default:
      return [];
  }
}

const scaled = (amount: number, ratio: number) => (ratio === 0 ? amount : Math.ceil((amount * 1_000_000) / ratio));

/** Months are counted from the date itself: only a round number of them is a length of the program's. */
function back(at: EpochDay, days: number, length: Duration | undefined): EpochDay {
  return length && days === daysOf(length, at) && length.unit === "months" ? subtractDuration(at, length) : at - days;
}

function ahead(at: EpochDay, days: number, length: Duration | undefined): EpochDay {
  return length && days === daysOf(length, at) && length.unit === "months" ? addDuration(at, length) : at + days;
}

/** One value from a day on, or all the time. */
export function levels(metric: Metric, amount: number, opposite: number, from: EpochDay): Edit[] {
  const [value, other] = [within(metric, amount), within(metric, opposite)];
  const always = setMetric(metric.name, value);
  const isSame = value === other;
  return isSame ? [always] : [always, together(setMetric(metric.name, other), setMetric(metric.name, value, { from }))];
}

/** Days that add up: all of it on the last day of the window, or as much every day. */
function sums(metric: Metric, amount: number, opposite: number, { from, to }: DayRange): Edit[] {
  const { name } = metric;
  const [sum, other] = [Math.max(0, amount), Math.max(0, opposite)];
  const days = to - from + 1;
  if (sum === 0) {
    const some = setMetric(name, within(metric, Math.max(1, Math.ceil(other / days))), { to: from - 1 });
    return [setMetric(name, 0), together(some, setMetric(name, 0, { from }))];
  }
  const everyDay = (total: number) => within(metric, Math.ceil(total / days));
  const before = setMetric(name, everyDay(other), { to: from - 1 });
  return [
    together(setMetric(name, 0), setMetric(name, within(metric, sum), { from: to, to })),
    setMetric(name, everyDay(sum)),
    together(before, setMetric(name, 0, { from }), setMetric(name, within(metric, sum), { from: to, to })),
    together(before, setMetric(name, everyDay(sum), { from })),
  ];
}

/** A value at all, or none. */
export function knownWays(of: Expression, want: boolean, at: EpochDay, { schedule }: Ground, plain: Literal): Edit[] {
  if (of.node === "field") {
    const field = schedule.account.fields.find(({ name }) => name === of.field);
    return [setField(of.field, want ? (field?.default ?? plain) : undefined)];
  }
  if (of.node === "metric" && want) return [setMetric(of.metric, 1, { from: at })];
  return [asItIs];
}
