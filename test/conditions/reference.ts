/**
 * A second reading of docs/language.md section 5, slow on purpose: it loops over days, computes in fractions of big
 * integers, remembers nothing and shares no code with the evaluator but types.
 */

import { Temporal } from "temporal-polyfill";
import type { Moment, RunView, Truth } from "../../runtime/conditions/index.ts";
import type { EventRecord, FieldValue } from "../../runtime/histories/types.ts";
import type { Comparison, Condition, Duration, Expression, Schedule } from "../../schedule/types.ts";
import { daysRead } from "./days-read.ts";
import { compareRanges, type Fraction, fraction, type Range, scale } from "./fractions.ts";
import { lastDoneIn, type World } from "./model.ts";
import {
  aggregateRanges,
  bandOfRange,
  changeOf,
  changeOfRanges,
  medianOfRanges,
  scoreRange,
} from "./score-reference.ts";

const EPOCH = Temporal.PlainDate.from("1970-01-01");
/** Dates as text, kept because calendars ask for the same few again and again. */
const texts = new Map<number, string>();
function textOf(day: number): string {
  const text = texts.get(day) ?? dateOf(day).toString();
  texts.set(day, text);
  return text;
}
const dateOf = (day: number) => EPOCH.add({ days: day });
const dayOf = (date: Temporal.PlainDate) => EPOCH.until(date, { largestUnit: "days" }).days;
export function move(day: number, { unit, amount }: Duration, sign: number): number {
  return unit === "months" ? dayOf(dateOf(day).add({ months: sign * amount })) : day + sign * amount;
}
export const firstOf = (last: number, over: Duration) => move(last, over, -1) + 1;

export class Reference {
  constructor(
    readonly schedule: Schedule,
    readonly world: World,
  ) {}

  // ---- the account -----------------------------------------------------------------------------------------------

  field(name: string, day: number): FieldValue | undefined {
    let value: FieldValue | undefined;
    for (const change of this.world.history.fields.get(name) ?? []) if (change.from <= day) value = change.value;
    return name === this.schedule.account.ends && (value as number) > day ? undefined : value;
  }

  isAlive(day: number): boolean {
    const begins = this.field("starts", day);
    const ends = this.field("churned", day);
    return begins !== undefined && day >= (begins as number) && (ends === undefined || day <= (ends as number));
  }

  recorded(name: string, day: number): number | undefined {
    const value = this.world.history.metrics.get(name)?.[day - this.world.grid.from];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  metric(name: string, day: number): number | undefined {
    const { missing } = this.schedule.metrics.find((metric) => metric.name === name)!;
    const horizon = this.world.covers.get(name);
    const value = this.recorded(name, day);
    if (value !== undefined) return value;
    if (!horizon || day < horizon.from || day > horizon.to || !this.isAlive(day)) return undefined;
    if (missing === "zero") return 0;
    if (missing === "unknown") return undefined;
    for (let earlier = day; earlier >= this.world.grid.from; earlier--) {
      const carried = this.recorded(name, earlier);
      if (carried !== undefined) return carried;
    }
    return undefined;
  }

  isScore(name: string): boolean {
    return this.schedule.metrics.some((metric) => metric.name === name && metric.computed);
  }

  /** A metric or a score on a day: what is known of it, from the least to the most. */
  level(name: string, day: number): Range | undefined {
    if (this.isScore(name)) return scoreRange(this, name, day);
    const value = this.metric(name, day);
    return value === undefined ? undefined : point(fraction(value));
  }

  events(name: string): EventRecord[] {
    return [...(this.world.history.events.get(name) ?? [])];
  }

  knownFrom(event: string, day: number): number {
    const begins = this.field("starts", day);
    const horizon = this.world.covers.get(event);
    return begins === undefined || !horizon ? Infinity : Math.max(begins as number, horizon.from);
  }

  knows(event: string, from: number, to: number): boolean {
    return from >= this.knownFrom(event, to) && to <= this.world.covers.get(event)!.to;
  }

  segment(moment: Moment): { name?: string; unknown: boolean } {
    for (const { name, when } of this.schedule.segments) {
      const truth = when ? this.truth(when, moment) : true;
      if (truth) return { name, unknown: false };
      if (truth === undefined) return { unknown: true };
    }
    return { unknown: false };
  }

  // ---- conditions ------------------------------------------------------------------------------------------------

  truth(condition: Condition, moment: Moment, run?: RunView, event?: EventRecord): Truth {
    const again = (inner: Condition) => this.truth(inner, moment, run, event);
    const { windowDay, today } = moment;
    switch (condition.node) {
      case "and":
        return all(condition.operands.map(again));
      case "or":
        return negated(all(condition.operands.map((operand) => negated(again(operand)))));
      case "not":
        return negated(again(condition.operand));
      case "flag":
        return this.field(condition.field, today) as Truth;
      case "event_flag":
        return event!.fields[condition.field] as Truth;
      case "member": {
        const value = this.plain(condition.of, today, event);
        return value === undefined ? undefined : condition.values.includes(value as string);
      }
      case "segment": {
        const { name, unknown } = this.segment(moment);
        return unknown ? undefined : condition.values.includes(name ?? "");
      }
      case "known":
        return condition.of.node === "metric"
          ? isPoint(this.level(condition.of.metric, windowDay))
          : this.plain(condition.of, today, event) !== undefined;
      case "band":
        return this.isInBand(condition.metric, windowDay, condition.values);
      case "becomes": {
        const { metric, band, from } = condition;
        const before = this.isInBand(metric, windowDay - 1, [from ?? band]);
        return all([this.isInBand(metric, windowDay, [band]), from ? before : negated(before)]);
      }
      case "for": {
        const closes = this.closes(condition.condition, condition.over, windowDay, run);
        return closes && all(closes);
      }
      case "happened":
        return run?.happened(condition.event, windowDay);
      case "during_stage": {
        const { from, lasts } = this.schedule.stages.find(({ name }) => name === condition.stage)!;
        const first = this.field(from, today) as number | undefined;
        return first === undefined ? undefined : today >= first && today <= move(first, lasts, 1);
      }
      case "during_calendar":
        return this.isInCalendar(condition.calendar, today);
      case "outside": {
        const read = daysRead(this, condition.condition, moment, run);
        const touched = read.some((day) => this.isInCalendar(condition.calendar, day));
        return touched ? undefined : again(condition.condition);
      }
      case "open_case":
        return this.openCase(condition, windowDay, run);
      case "change":
        return this.change(condition, windowDay, run);
      case "compare":
        return this.compare(condition, moment, run, event);
    }
  }

  closes(condition: Condition, over: Duration, last: number, run?: RunView): Truth[] | undefined {
    const first = firstOf(last, over);
    if (run?.windowsFrom !== undefined && first < run.windowsFrom) return undefined;
    return range(first, last).map((day) => this.truth(condition, { windowDay: day, today: day }, run));
  }

  isInBand(name: string, day: number, names: string[]): Truth {
    const value = this.level(name, day);
    const { bands } = this.schedule.metrics.find((metric) => metric.name === name)!;
    return value && bandOfRange(bands!, value, names);
  }

  isInCalendar(name: string, day: number): boolean {
    const date = textOf(day);
    const monthAndDay = date.slice(5);
    return this.schedule.calendars
      .find((calendar) => calendar.name === name)!
      .ranges.some(({ yearly, from, to }) => {
        const at = yearly ? monthAndDay : date;
        return from <= to ? at >= from && at <= to : at >= from || at <= to;
      });
  }

  openCase(condition: Extract<Condition, { node: "open_case" }>, last: number, run?: RunView): Truth {
    const { event: name, where, over } = condition;
    const first = over ? firstOf(last, over) : last;
    if (over && run?.windowsFrom !== undefined && first < run.windowsFrom) return undefined;
    if (!this.knows(name, last, last)) return undefined;
    const { closedBy, key } = this.schedule.events.find((type) => type.name === name)!;
    const openings = this.events(name);
    const closings = this.events(closedBy!.event);
    const isOpenAt = (opening: EventRecord, day: number): Truth => {
      if (opening.day > day) return false;
      if (!this.world.covers.has(closedBy!.event)) return undefined;
      const id = opening.fields[key!];
      return !closings.some(
        (closing) =>
          id !== undefined && closing.fields[closedBy!.field] === id && closing.day <= day && closing.at >= opening.at,
      );
    };
    const decided = openings.map((opening) => {
      const throughout = all(range(first, last).map((day) => isOpenAt(opening, day)));
      return all([throughout, where ? this.truth(where, { windowDay: last, today: last }, run, opening) : true]);
    });
    if (first < this.knownFrom(name, last)) decided.push(undefined);
    return negated(all(decided.map(negated)));
  }

  change(condition: Extract<Condition, { node: "change" }>, last: number, run?: RunView): Truth {
    if (this.isScore(condition.metric)) return this.changeOfScore(condition, last, run);
    const sides = this.nowAndBefore(condition, last, run);
    return sides && changeOf(condition, ...sides);
  }

  changeOfScore(condition: Extract<Condition, { node: "change" }>, last: number, run?: RunView): Truth {
    const { metric, against } = condition;
    const now = this.level(metric, last);
    if (!now) return undefined;
    if (against.kind === "since_start" && (!run || last < run.firstDay)) return undefined;
    const first =
      against.kind === "since_start"
        ? run!.firstDay
        : against.kind === "span"
          ? move(last, against.over, -1)
          : firstOf(last - 1, against.usual);
    if (against.kind !== "since_start" && run?.windowsFrom !== undefined && first < run.windowsFrom) return undefined;
    const before =
      against.kind === "usual"
        ? medianOfRanges(range(first, last - 1).map((day) => this.level(metric, day)))
        : this.level(metric, first);
    return before && changeOfRanges(condition, now, before);
  }

  nowAndBefore({ metric, against }: Extract<Condition, { node: "change" }>, last: number, run?: RunView) {
    const bounded = (first: number) => run?.windowsFrom !== undefined && first < run.windowsFrom;
    const isFlow = this.schedule.metrics.find(({ name }) => name === metric)!.kind === "flow";
    if (against.kind === "since_start") {
      return run && last >= run.firstDay
        ? this.two(this.total(metric, last, last), this.total(metric, run.firstDay, run.firstDay))
        : undefined;
    }
    if (against.kind === "span" && !isFlow) {
      const earlier = move(last, against.over, -1);
      return bounded(earlier)
        ? undefined
        : this.two(this.total(metric, last, last), this.total(metric, earlier, earlier));
    }
    const first = against.over ? firstOf(last, against.over) : last;
    const length = last - first + 1;
    if (against.kind === "span") {
      if (bounded(first - length)) return undefined;
      return this.two(this.total(metric, first, last), this.total(metric, first - length, first - 1));
    }
    const earliest = firstOf(first - 1, against.usual);
    if (bounded(earliest)) return undefined;
    const totals: (bigint | undefined)[] = [];
    for (let end = last - length; end - length + 1 >= earliest; end -= length) {
      totals.push(this.total(metric, end - length + 1, end));
    }
    const now = this.total(metric, first, last);
    const before = median(totals);
    return now === undefined || before === undefined ? undefined : ([fraction(now), before] as const);
  }

  two(now: bigint | undefined, before: bigint | undefined) {
    return now === undefined || before === undefined ? undefined : ([fraction(now), fraction(before)] as const);
  }

  total(name: string, from: number, to: number): bigint | undefined {
    let total = 0n;
    for (const day of range(from, to)) {
      const value = this.metric(name, day);
      if (value === undefined) return undefined;
      total += BigInt(value);
    }
    return total;
  }

  // ---- expressions -----------------------------------------------------------------------------------------------

  compare(
    condition: Extract<Condition, { node: "compare" }>,
    moment: Moment,
    run?: RunView,
    event?: EventRecord,
  ): Truth {
    const { operator, left, right } = condition;
    if (left.node.startsWith("time_")) return this.compareTime(operator, left, right, moment);
    if (left.type === "enum" || left.type === "text") {
      const [one, other] = [this.plain(left, moment.today, event), this.plain(right, moment.today, event)];
      return one === undefined || other === undefined ? undefined : (one === other) === (operator === "=");
    }
    const one = this.number(left, moment, run, event);
    const other = this.number(right, moment, run, event);
    return one && other && compareRanges(operator, one, other);
  }

  plain(expression: Expression, today: number, event?: EventRecord): FieldValue | undefined {
    if (expression.node === "literal") {
      const { value, type } = expression;
      return type === "date" ? dayOf(Temporal.PlainDate.from(value as string)) : value;
    }
    if (expression.node === "field") return this.field(expression.field, today);
    return expression.node === "event_field" ? event!.fields[expression.field] : undefined;
  }

  number(expression: Expression, moment: Moment, run?: RunView, event?: EventRecord): Range | undefined {
    const last = moment.windowDay;
    const bounded = (over: Duration) => run?.windowsFrom !== undefined && firstOf(last, over) < run.windowsFrom;
    switch (expression.node) {
      case "metric":
        return this.level(expression.metric, last);
      case "window": {
        if (bounded(expression.over)) return undefined;
        if (this.isScore(expression.metric)) {
          const days = range(firstOf(last, expression.over), last);
          return aggregateRanges(
            expression.aggregate,
            days.map((day) => this.level(expression.metric, day)),
          );
        }
        const values = range(firstOf(last, expression.over), last).map((day) => this.metric(expression.metric, day));
        return aggregate(expression.aggregate, values);
      }
      case "share": {
        const of = this.number(expression.of, moment, run, event);
        const part = (whole: Fraction) => scale(whole, BigInt(expression.ratio), 1_000_000n);
        return of && { low: part(of.low), high: part(of.high) };
      }
      case "event_count":
      case "event_values": {
        const first = firstOf(last, expression.over);
        if (bounded(expression.over) || !this.knows(expression.event, first, last)) return undefined;
        const inside = this.events(expression.event).filter(({ day }) => day >= first && day <= last);
        const { where } = expression;
        const truths = inside.map((record) => (where ? this.truth(where, moment, run, record) : true));
        if (expression.node === "event_count") {
          const sure = truths.filter((truth) => truth === true).length;
          return { low: fraction(sure), high: fraction(truths.filter((truth) => truth !== false).length) };
        }
        if (truths.includes(undefined)) return undefined;
        const matching = inside.filter((_, index) => truths[index]);
        return aggregate(
          expression.aggregate,
          matching.map(({ fields }) => fields[expression.field] as number | undefined),
        );
      }
      case "days_with": {
        const closes = this.closes(expression.condition, expression.over, last, run);
        if (!closes) return undefined;
        const sure = closes.filter((truth) => truth === true).length;
        return { low: fraction(sure), high: fraction(closes.filter((truth) => truth !== false).length) };
      }
      default: {
        const value = this.plain(expression, moment.today, event);
        return value === undefined ? undefined : point(fraction(value as number));
      }
    }
  }

  /** Every date that the time may be counted from is tried. */
  compareTime(operator: Comparison, left: Expression, right: Expression, moment: Moment): Truth {
    const length = this.plain(right, moment.today) as Duration | undefined;
    const isTo = left.node === "time_to";
    const asOf = left.node === "time_since" || isTo ? moment.today : moment.windowDay;
    const dates = this.dates(left, asOf);
    if (!dates || !length) return undefined;
    const truths = dates.map((date) => {
      if (length.unit === "days") return holds(operator, isTo ? date - asOf : asOf - date, length.amount);
      return isTo ? holds(operator, move(date, length, -1), asOf) : holds(operator, asOf, move(date, length, 1));
    });
    // A range is all days between its ends: that no date has the very day a month later does not rule equality out.
    const isMixed = truths.some((truth) => truth !== truths[0]);
    const isEquality = operator === "=" || operator === "!=";
    const passes = (date: number) =>
      holds(isTo ? ">=" : "<=", isTo ? move(date, length, -1) : move(date, length, 1), asOf);
    const surrounds = dates.some(passes) && !dates.every(passes);
    return isMixed || (isEquality && surrounds) ? undefined : truths[0];
  }

  dates(left: Expression, asOf: number): number[] | undefined {
    if (left.node === "time_since" || left.node === "time_to") {
      const value = this.field(left.field, asOf) as number | undefined;
      return value === undefined ? undefined : [value];
    }
    if (left.node === "time_since_done") {
      const done = lastDoneIn(this.world)(left.touch, asOf);
      if (done !== undefined) return [done];
      const begins = this.field("starts", asOf) as number | undefined;
      return begins === undefined ? undefined : longBefore(Math.min(Math.max(begins, this.world.grid.from), asOf));
    }
    if (left.node !== "time_since_event" || !this.knows(left.event, asOf, asOf)) return undefined;
    const { where, event } = left;
    const seen = this.events(event).filter(({ day }) => day <= asOf);
    const truthOf = (record: EventRecord) =>
      where ? this.truth(where, { windowDay: asOf, today: asOf }, undefined, record) : true;
    const sure = seen.filter((record) => truthOf(record) === true).map(({ day }) => day);
    const possible = seen.filter((record) => truthOf(record) === undefined).map(({ day }) => day);
    const lastSure = sure.length > 0 ? [Math.max(...sure)] : [];
    const before = longBefore(this.knownFrom(event, asOf) - 1);
    const later = possible.filter((day) => lastSure.every((last) => day > last));
    if (lastSure.length > 0) return range(lastSure[0]!, Math.max(...later, lastSure[0]!));
    return later.length > 0 ? longBefore(Math.max(...later)) : before;
  }
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

const negated = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);
const isPoint = (given: Range | undefined) =>
  given !== undefined && given.low.over * given.high.under === given.high.over * given.low.under;
const point = (value: Fraction): Range => ({ low: value, high: value });
export const range = (from: number, to: number) =>
  Array.from({ length: Math.max(to - from + 1, 0) }, (_, index) => from + index);
/** Any day may be the one: enough of them for the durations of the tests, and one that stands for all before. */
const longBefore = (latest: number) => [latest - 4000, ...range(latest - 100, latest)];

function holds(operator: Comparison, left: number, right: number): boolean {
  return compareRanges(operator, point(fraction(left)), point(fraction(right)))!;
}

function median(totals: readonly (bigint | undefined)[]): Fraction | undefined {
  if (totals.length === 0 || totals.includes(undefined)) return undefined;
  const sorted = (totals as bigint[]).toSorted((one, other) => (one < other ? -1 : 1));
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1]!, sorted[Math.floor(sorted.length / 2)]!];
  return { over: low + high, under: 2n };
}

function aggregate(kind: "sum" | "avg" | "min" | "max", values: readonly (number | undefined)[]): Range | undefined {
  if (values.includes(undefined)) return undefined;
  const whole = (values as number[]).map(BigInt);
  const total = whole.reduce((sum, value) => sum + value, 0n);
  if (kind === "sum") return point(fraction(total));
  if (whole.length === 0) return undefined;
  if (kind === "avg") return point({ over: total, under: BigInt(whole.length) });
  const sorted = whole.toSorted((one, other) => (one < other ? -1 : 1));
  return point(fraction(kind === "min" ? sorted[0]! : sorted.at(-1)!));
}
