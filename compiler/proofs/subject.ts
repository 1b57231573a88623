/** What conditions ask about: a value that an account has on a day, with what is so of it whatever the data say. */
import type { Duration, Expression, Field, FieldType, Metric } from "../../schedule/types.ts";
import { fewestDays, mostDays } from "../values/durations.ts";
import type { Facts } from "./facts.ts";
import { today } from "./formula.ts";
import { between, everything, type IntervalSet } from "./intervals.ts";
import { type Region, whole } from "./regions.ts";

export interface Subject {
  readonly key: string;
  /** Where its value lies, whenever it is known. */
  readonly domain: Region;
  /** In base units it has whole numbers only. */
  readonly isWhole: boolean;
  /** Known exactly whenever it is known; what counts events or days may be known as a range. */
  readonly isPoint: boolean;
  /** What is known whenever this is: `field arr`, `metric logins`. */
  readonly bases: readonly string[];
  /** Whether it is known exactly when its base is. */
  readonly isBaseItself: boolean;
  /** Its place among values that bound each other. */
  readonly among?: Relation;
  /** As a person would write it: `logins over 30d`. */
  readonly text: string;
  /** Names of the values, where they are words. */
  readonly names?: readonly string[];
  readonly type: FieldType;
}

/** Values of one family bound each other: a sum of few days is at most that of more, the least value at most any. */
export interface Relation {
  family: string;
  role: "sum" | "least" | "average" | "greatest" | "value";
  /** How far back it reaches. */
  days: Duration;
  /** Of events: the key of the filter they pass. */
  filter?: string;
}

const memo = new WeakMap<object, string>();

/** What a node says, without how it is written. */
export function keyOf(node: object): string {
  const known = memo.get(node);
  if (known !== undefined) return known;
  const key = Array.isArray(node) ? listKey(node) : objectKey(node);
  memo.set(node, key);
  return key;
}

function objectKey(node: object): string {
  let key = "{";
  for (const [name, value] of Object.entries(node)) {
    if (name !== "text" && value !== undefined) key += `${name}:${valueKey(value)},`;
  }
  return `${key}}`;
}

const listKey = (list: readonly unknown[]): string => `[${list.map(valueKey).join()}]`;

function valueKey(value: unknown): string {
  return typeof value === "object" && value !== null ? keyOf(value) : (JSON.stringify(value) ?? "");
}

export const oneDay: Duration = { unit: "days", amount: 1 };

export const isQuantityType = (type: FieldType): boolean =>
  type === "money" || type === "count" || type === "ratio" || type === "points";

/** The subject that an expression reads; undefined for literals, and for what proofs do not look into. */
export function subjectOf(expression: Expression, facts: Facts): Subject | undefined {
  switch (expression.node) {
    case "field":
    case "event_field":
      return fieldSubject(expression, facts);
    case "metric":
      return metricSubject(expression.metric, facts);
    case "window":
      return windowSubject(expression, facts);
    case "event_count":
      return {
        ...plain(expression, "count", true),
        domain: [between(0, Infinity)],
        isPoint: false,
        bases: [],
        among: {
          family: `count ${expression.event}`,
          role: "sum",
          days: expression.over,
          ...(expression.where && { filter: keyOf(expression.where) }),
        },
      };
    case "event_values":
      return eventSubject(expression, facts);
    case "days_with":
      return {
        ...plain(expression, "count", true),
        domain: [between(0, mostDays(expression.over))],
        isPoint: false,
        bases: [],
        among: {
          family: `days ${keyOf(expression.condition)}`,
          role: "sum",
          days: expression.over,
        },
      };
    case "time_since":
    case "time_to":
      return sinceSubject(expression.field);
    case "time_since_event":
    case "time_since_done":
      return {
        ...plain(expression, "duration", true),
        domain: [between(0, Infinity)],
        isPoint: false,
        bases: [],
      };
    default:
      return undefined;
  }
}

/** Days from a field's date to today. */
export function sinceSubject(field: string): Subject {
  return {
    key: `since ${field}`,
    domain: [between(-Infinity, Infinity)],
    isWhole: true,
    isPoint: true,
    bases: [`field ${field}`],
    isBaseItself: true,
    text: `time since ${field}`,
    type: "duration",
  };
}

function plain(expression: Expression, type: FieldType, isWhole: boolean) {
  return { key: keyOf(expression), isWhole, isPoint: true, isBaseItself: false, text: expression.text, type };
}

function rangeOf({ range }: Pick<Field, "range">): IntervalSet {
  return range ? between(range.from, range.to) : everything;
}

function fieldSubject(expression: Expression & { node: "field" | "event_field" }, facts: Facts): Subject | undefined {
  const { field: name, type, text } = expression;
  const ofEvent = expression.node === "event_field";
  const field = ofEvent ? undefined : facts.fields.get(name);
  const base = `${ofEvent ? "event field" : "field"} ${name}`;
  const shared = { key: base, isWhole: true, isPoint: true, bases: [base], isBaseItself: true, text, type };
  if (type === "enum") {
    const members = field?.members ?? membersOfEvents(name, facts);
    return {
      ...shared,
      domain: [members ? between(0, members.length - 1) : everything],
      ...(members && { names: members }),
    };
  }
  if (type === "date" || isQuantityType(type))
    return { ...shared, domain: whole([field ? rangeOf(field) : everything]) };
  return undefined;
}

/** The members of an enum field of events, where all events that have it agree. */
function membersOfEvents(name: string, facts: Facts): readonly string[] | undefined {
  const all = [...facts.events.values()].flatMap(({ fields }) => fields.filter((each) => each.name === name));
  const [first] = all;
  return first && all.every(({ members }) => members?.join() === first.members?.join()) ? first.members : undefined;
}

export function metricSubject(name: string, facts: Facts): Subject | undefined {
  const metric = facts.metrics.get(today(name));
  if (!metric) return undefined;
  const isToday = today(name) === name;
  return {
    key: `metric ${name}`,
    domain: whole([rangeOf(metric)]),
    isWhole: true,
    ...certaintyOf(metric, name),
    isBaseItself: !metric.computed,
    ...(isToday && {
      among: {
        family: familyOf(metric),
        role: metric.kind === "flow" ? ("sum" as const) : ("value" as const),
        days: oneDay,
      },
    }),
    text: isToday ? name : `${today(name)} the day before`,
    type: metric.quantity,
  };
}

/** A score is computed, and may be a range: that something is known of it does not make its value known. */
export function certaintyOf({ computed }: Metric, name: string): Pick<Subject, "isPoint" | "bases"> {
  return { isPoint: !computed, bases: computed ? [] : [`metric ${name}`] };
}

/** Sums of values that may be negative do not bound each other. */
function familyOf(metric: Metric): string {
  const bounds = metric.kind === "level" || (metric.range !== undefined && metric.range.from >= 0);
  return bounds ? `metric ${metric.name}` : "";
}

function windowSubject(expression: Expression & { node: "window" }, facts: Facts): Subject | undefined {
  const { metric: name, aggregate, over, type } = expression;
  const metric = facts.metrics.get(name);
  if (!metric) return undefined;
  const roles = { sum: "sum", min: "least", max: "greatest", avg: "average" } as const;
  const range = aggregate === "sum" ? sumOf(metric, over) : rangeOf(metric);
  const isOrdered = metric.kind === "level" ? aggregate !== "sum" : aggregate === "sum";
  return {
    ...plain(expression, type, aggregate !== "avg"),
    domain: aggregate === "avg" ? [range] : whole([range]),
    ...certaintyOf(metric, name),
    ...(isOrdered && { among: { family: familyOf(metric), role: roles[aggregate], days: over } }),
  };
}

function sumOf({ range }: Metric, over: Duration): IntervalSet {
  if (!range) return everything;
  const [few, most] = [fewestDays(over), mostDays(over)];
  return between(range.from * (range.from < 0 ? most : few), range.to * (range.to < 0 ? few : most));
}

function eventSubject(expression: Expression & { node: "event_values" }, facts: Facts): Subject {
  const { event, field, aggregate, over, where, type } = expression;
  const declared = facts.events.get(event)?.fields.find(({ name }) => name === field);
  const roles = { min: "least", max: "greatest", avg: "average" } as const;
  const range = declared && aggregate !== "sum" ? rangeOf(declared) : everything;
  const family = `values ${event}.${field} ${keyOf(over)} ${where ? keyOf(where) : ""}`;
  return {
    ...plain(expression, type, aggregate !== "avg"),
    domain: aggregate === "avg" ? [range] : whole([range]),
    bases: [],
    ...(aggregate !== "sum" && { among: { family, role: roles[aggregate], days: over } }),
  };
}
