/** What a part of a condition says of values: where they lie when it is true, and where they make it true. */
import type { Condition, Duration, Expression, Literal, Metric } from "../../schedule/types.ts";
import { fewestDays, mostDays } from "../values/durations.ts";
import type { Facts } from "./facts.ts";
import { today } from "./formula.ts";
import {
  between,
  complement,
  everything,
  exchanged,
  from,
  type IntervalSet,
  mirrored,
  nothing,
  standing,
  upTo,
} from "./intervals.ts";
import type { Region } from "./regions.ts";
import { certaintyOf, isQuantityType, keyOf, metricSubject, type Subject, sinceSubject, subjectOf } from "./subject.ts";

/**
 * One value that a part speaks of. The part is true whenever the value is known to lie in `inner`, and false whenever it
 * is known to lie outside of `outer`; between them other things decide.
 */
export interface View {
  subject: Subject;
  inner: Region;
  outer: Region;
  /** The value follows from the part, and does not decide it: it may be known while the part is not. */
  isConsequence?: true;
}

type Compare = Condition & { node: "compare" };

/** The first view says all that the part does, where its `inner` and `outer` are the same. */
export function viewsOf(condition: Condition, facts: Facts): readonly View[] {
  switch (condition.node) {
    case "compare":
      return comparison(condition, facts);
    case "member": {
      const subject = subjectOf(condition.of, facts);
      return subject?.names ? [exactly(subject, placesOf(condition.values, subject.names))] : [];
    }
    case "flag":
    case "event_flag":
      return [exactly(flagSubject(condition), between(1, 1))];
    case "band":
      return bandViews(condition, facts);
    case "segment": {
      const names = [...facts.segments.keys()];
      const isTotal = [...facts.segments.values()].some((when) => when === undefined);
      return [exactly(oneOf("segment", names, isTotal), placesOf(condition.values, names))];
    }
    case "model":
      return [exactly(oneOf("model", facts.models, false), placesOf(condition.values, facts.models))];
    case "during_stage":
      return stageViews(condition.stage, facts);
    case "change":
      return changeViews(condition, facts);
    default:
      return [];
  }
}

function exactly(subject: Subject, set: IntervalSet): View {
  return { subject, inner: [set], outer: [set] };
}

function placesOf(values: readonly string[], names: readonly string[]): IntervalSet {
  const places = values.map((value) => names.indexOf(value)).sort((a, b) => a - b);
  return [...new Set(places)].flatMap((place) => between(place, place));
}

function flagSubject({ node, field }: Condition & { node: "flag" | "event_flag" }): Subject {
  const base = `${node === "flag" ? "field" : "event field"} ${field}`;
  return {
    key: base,
    domain: [between(0, 1)],
    isWhole: true,
    isPoint: true,
    bases: [base],
    isBaseItself: true,
    text: field,
    names: ["no", "yes"],
    type: "flag",
  };
}

/** The segment or touch model of an account, by its place; behind the last one stands none of them. */
function oneOf(key: "segment" | "model", names: readonly string[], isTotal: boolean): Subject {
  return {
    key,
    domain: [between(0, names.length - (isTotal ? 1 : 0))],
    isWhole: true,
    isPoint: true,
    bases: [key],
    isBaseItself: true,
    text: key,
    names: [...names, "none"],
    type: "enum",
  };
}

function bandViews({ metric: name, values }: Condition & { node: "band" }, facts: Facts): View[] {
  const subject = metricSubject(name, facts);
  const bands = subject && facts.metrics.get(today(name))?.bands;
  if (!subject || !bands) return [];
  const set = bands.flatMap((band, index): IntervalSet => {
    if (!values.includes(band.name)) return nothing;
    const above = bands[index - 1];
    return [{ low: band.floor, isOpenBelow: false, high: above?.floor ?? Infinity, isOpenAbove: true }];
  });
  return [
    exactly(
      subject,
      [...set].sort((a, b) => a.low - b.low),
    ),
  ];
}

function stageViews(name: string, { stages }: Facts): View[] {
  const stage = stages.get(name);
  if (!stage || !isCalendar(stage.lasts)) return [];
  const inner = [between(0, fewestDays(stage.lasts))];
  return [{ subject: sinceSubject(stage.from), inner, outer: [between(0, mostDays(stage.lasts))] }];
}

// ---- comparisons -----------------------------------------------------------------------------------------------

function comparison(condition: Compare, facts: Facts): View[] {
  const { left, right, operator } = condition;
  if (right.node !== "literal") return isQuantityType(left.type) ? proportion(condition, facts) : [];
  const subject = subjectOf(left, facts);
  if (!subject) return [];
  if (left.type === "duration") return spanViews(condition, subject, right.value);
  const value = numberOf(right.value, subject);
  return value === undefined ? [] : [exactly(subject, standing(operator, value))];
}

function numberOf(value: Literal, { type, names }: Subject): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  if (type === "date") return dayNumber(value);
  const place = names?.indexOf(value) ?? -1;
  return place < 0 ? undefined : place;
}

/** Days since 1970-01-01. */
function dayNumber(date: string): number | undefined {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split("-").map(Number);
  const number = Date.UTC(year, month - 1, day) / 86_400_000;
  return Number.isInteger(number) ? number : undefined;
}

function isCalendar({ unit }: Duration): boolean {
  return unit === "days" || unit === "months";
}

/** A time compared with a length of time; how many days months have depends on the date. */
function spanViews({ left, operator }: Compare, subject: Subject, value: Literal): View[] {
  if (typeof value !== "object" || !isCalendar(value) || left.node === "field" || left.node === "event_field")
    return [];
  const [few, most] = value.unit === "days" ? [value.amount, value.amount] : [fewestDays(value), mostDays(value)];
  const outer = around(operator, few, most);
  const inner = complement(around(opposite[operator], few, most));
  const turn = left.node === "time_to" ? mirrored : (set: IntervalSet) => set;
  const days = { subject, inner: [turn(inner)], outer: [turn(outer)] };
  if (value.unit === "days" || left.node === "time_since_event" || left.node === "time_since_done") return [days];
  // Of the same date, more months are never over before fewer: months are compared with months.
  const isReached =
    left.node === "time_to" ? operator === "<=" || operator === ">" : operator === ">=" || operator === "<";
  if (!isReached) return [days];
  const months: Subject = { ...subject, key: `${subject.key} by months ${left.node}` };
  return [exactly(months, standing(operator, value.amount)), days];
}

const opposite = { "=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" } as const;

/** Values that may stand so to a length from `few` to `most`. */
function around(operator: Compare["operator"], few: number, most: number): IntervalSet {
  if (operator === "=") return between(few, most);
  if (operator === "!=") return few === most ? standing("!=", few) : everything;
  return standing(operator, operator.startsWith("<") ? most : few);
}

/** `a` times one value against `b` times another: the first over the second, in the three cases of the second. */
function proportion({ left, right, operator }: Compare, facts: Facts): View[] {
  const one = sharedOf(left, facts);
  const other = sharedOf(right, facts);
  if (!one || !other) return [];
  const isTurned = one.subject.key > other.subject.key;
  const [first, second] = isTurned ? [other, one] : [one, other];
  const said = isTurned ? exchanged[operator] : operator;
  if (first.ratio <= 0 || second.ratio < 0 || first.subject.key === second.subject.key) return [];
  if (!Number.isSafeInteger(second.ratio * 1_000_000)) return [];
  const quotient = (second.ratio * 1_000_000) / first.ratio;
  const region = [standing(said, quotient), standing(said, 0), standing(exchanged[said], quotient)];
  const [dividend] = first.subject.domain;
  const [divisor] = second.subject.domain;
  const isWithin = (from: number) => (divisor?.[0]?.low ?? 0) >= from;
  const positive: IntervalSet = (dividend?.[0]?.low ?? 0) >= 0 ? between(0, Infinity) : everything;
  const domain = [positive, isWithin(1) ? nothing : (dividend ?? everything), isWithin(0) ? nothing : everything];
  const subject: Subject = {
    key: `${first.subject.key} : ${second.subject.key}`,
    domain,
    isWhole: false,
    isPoint: first.subject.isPoint && second.subject.isPoint,
    bases: [...first.subject.bases, ...second.subject.bases],
    isBaseItself: first.subject.isBaseItself && second.subject.isBaseItself,
    text: `${first.subject.text} at VALUE of ${second.subject.text}`,
    type: "ratio",
  };
  return [{ subject, inner: region, outer: region }];
}

function sharedOf(expression: Expression, facts: Facts): { subject: Subject; ratio: number } | undefined {
  const isShare = expression.node === "share";
  const subject = subjectOf(isShare ? expression.of : expression, facts);
  return subject && { subject, ratio: isShare ? expression.ratio : 1_000_000 };
}

// ---- changes ---------------------------------------------------------------------------------------------------

/** A change is counted upwards: what falls changes by less than nothing. */
function changeViews(condition: Condition & { node: "change" }, facts: Facts): View[] {
  const { metric: name, direction, threshold, against } = condition;
  const metric = facts.metrics.get(name);
  if (!metric) return [];
  const isRelative = threshold?.relative ?? false;
  const rises = standing(threshold?.operator ?? ">", threshold?.amount ?? 0);
  const set = direction === "rises" ? rises : mirrored(rises);
  const subject = (relative: boolean): Subject => ({
    key: `change ${name} ${relative} ${keyOf(against)}`,
    domain: [relative ? leastShare(metric) : differences(metric)],
    isWhole: false,
    ...certaintyOf(metric, name),
    isBaseItself: false,
    text: `change of ${name}`,
    type: relative ? "ratio" : metric.quantity,
  });
  const main = exactly(subject(isRelative), set);
  // A known share of what was before is a change to the same side, as what was before is above zero.
  if (isRelative)
    return [main, { subject: subject(false), inner: [nothing], outer: [signOf(set)], isConsequence: true }];
  return [main, ...valueAfter(condition, metric, facts)];
}

function signOf(set: IntervalSet): IntervalSet {
  const [first] = set;
  const last = set[set.length - 1];
  if (!first || !last) return nothing;
  if (first.low > 0 || (first.low === 0 && first.isOpenBelow)) return standing(">", 0);
  if (last.high < 0 || (last.high === 0 && last.isOpenAbove)) return standing("<", 0);
  if (first.low === 0) return standing(">=", 0);
  return last.high === 0 ? standing("<=", 0) : everything;
}

/** What is never negative falls by all of itself at most. */
function leastShare({ range }: Metric): IntervalSet {
  return range && range.from >= 0 ? between(-1_000_000, Infinity) : everything;
}

function differences({ kind, range }: Metric): IntervalSet {
  return kind === "level" && range ? between(range.from - range.to, range.to - range.from) : everything;
}

/** What has risen by some points stands at least that far above the least value there is. */
function valueAfter({ direction, threshold }: Condition & { node: "change" }, metric: Metric, facts: Facts): View[] {
  const subject = metricSubject(metric.name, facts);
  if (!subject || metric.kind !== "level" || !metric.range || !threshold) return [];
  const { operator, amount } = threshold;
  const least = standing(operator, metric.range.from + amount);
  const most = standing(exchanged[operator], metric.range.to - amount);
  const outer = [direction === "rises" ? from(least) : upTo(most)];
  return [{ subject, inner: [nothing], outer, isConsequence: true }];
}
