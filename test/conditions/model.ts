/** The model that the tests of conditions share, small histories for it, and short words for building conditions. */

import { parseDay } from "../../runtime/calendar/days.ts";
import type { Moment, RunView, Truth } from "../../runtime/conditions/index.ts";
import { createConditions } from "../../runtime/conditions/index.ts";
import type { AccountHistory, DayRange, EventRecord, FieldChange, FieldValue } from "../../runtime/histories/types.ts";
import type { Comparison, Condition, Duration, Expression, Schedule } from "../../schedule/types.ts";

export const MILLION = 1_000_000;

export function day(text: string): number {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`${text} is no date`);
  return parsed;
}

export const days = (amount: number): Duration => ({ unit: "days", amount });
export const months = (amount: number): Duration => ({ unit: "months", amount });

const bands = [
  { name: "green", floor: 80 * MILLION },
  { name: "yellow", floor: 60 * MILLION },
  { name: "orange", floor: 40 * MILLION },
  { name: "red", floor: 10 * MILLION },
];

const score = { quantity: "points", kind: "level", missing: "unknown", computed: true } as const;

/** `deep` reads `fit` and deliveries. `pace`, `storage` have no missing rule; `lost` and `rumour` are mapped to no table; `visit_over` is a closing event. */
export const schedule: Schedule = {
  format: "playc-schedule",
  version: 1,
  digest: "sha256:test",
  currency: { code: "USD", minorDigits: 2 },
  account: {
    begins: "starts",
    ends: "churned",
    fields: [
      { name: "arr", type: "money", optional: true },
      { name: "churned", type: "date", optional: true },
      { name: "interval", type: "duration", optional: true },
      { name: "limit", type: "count", optional: true },
      { name: "plan", type: "enum", members: ["trial", "pro", "vip"], optional: true },
      { name: "renewal", type: "date", optional: true },
      { name: "seen_at", type: "instant", optional: true },
      { name: "starts", type: "date", optional: true },
      { name: "strategic", type: "flag", optional: true },
    ],
  },
  metrics: [
    { name: "deep", ...score },
    { name: "deep.core", ...score },
    { name: "fit", ...score, bands },
    { name: "fit.care", ...score },
    { name: "fit.usage", ...score },
    { name: "health", quantity: "points", kind: "level", missing: "carries", bands },
    { name: "logins", quantity: "count", kind: "flow", missing: "zero" },
    { name: "lost", quantity: "count", kind: "level", missing: "carries" },
    { name: "pace", quantity: "count", kind: "flow", missing: "unknown" },
    { name: "storage", quantity: "count", kind: "level", missing: "unknown" },
  ],
  scores: [
    {
      name: "deep",
      path: "health deep",
      components: [
        {
          name: "deep.core",
          total: 100 * MILLION,
          lines: [
            { kind: "when", path: "1", points: 60 * MILLION, when: compare(">=", metric("fit"), points(50)) },
            {
              kind: "when",
              path: "2",
              points: 40 * MILLION,
              when: compare("<", sinceDone("qbr"), span(days(5))),
            },
          ],
        },
      ],
    },
    {
      name: "fit",
      path: "health fit",
      components: [
        {
          name: "fit.usage",
          total: 60 * MILLION,
          lines: [
            {
              kind: "when",
              path: "3",
              points: 20 * MILLION,
              when: compare(">=", daysWith(compare(">", metric("logins"), count(9)), days(4)), count(2)),
            },
            {
              kind: "when",
              path: "4",
              points: 20 * MILLION,
              when: not(change("storage", "falls", over(days(3)), percent(">", 10))),
            },
            {
              kind: "by",
              path: "5",
              points: 20 * MILLION,
              by: window("avg", "storage", days(2)),
              from: 0,
              to: 15,
            },
          ],
        },
        {
          name: "fit.care",
          total: 40 * MILLION,
          lines: [
            { kind: "when", path: "6", points: 20 * MILLION, when: not(openCase("ticket", severity("high"))) },
            { kind: "when", path: "7", points: 10 * MILLION, when: segment("big") },
            {
              kind: "by",
              path: "8",
              points: 10 * MILLION,
              by: countOf("ticket", days(3), severity("low")),
              from: 3,
              to: 0,
            },
          ],
        },
      ],
    },
  ],
  events: [
    { name: "reply", forAll: false, fields: [] },
    { name: "rumour", forAll: false, fields: [] },
    {
      name: "ticket",
      forAll: false,
      key: "id",
      closedBy: { event: "ticket_closed", field: "id" },
      fields: [
        { name: "id", type: "text", optional: true },
        { name: "sentiment", type: "ratio", optional: true },
        { name: "severity", type: "enum", members: ["low", "high"], optional: true },
        { name: "urgent", type: "flag", optional: true },
      ],
    },
    { name: "ticket_closed", forAll: false, fields: [{ name: "id", type: "text", optional: true }] },
    {
      name: "visit",
      forAll: false,
      key: "id",
      closedBy: { event: "rumour", field: "id" },
      fields: [{ name: "id", type: "text", optional: true }],
    },
  ],
  contacts: [],
  roles: [],
  calendars: [
    { name: "leap", ranges: [{ yearly: true, from: "02-29", to: "02-29" }] },
    { name: "launch", ranges: [{ yearly: false, from: "2024-02-10", to: "2024-02-11" }] },
    { name: "year_end", ranges: [{ yearly: true, from: "12-20", to: "01-05" }] },
  ],
  stages: [{ name: "onboarding", from: "starts", lasts: months(1) }],
  segments: [
    { name: "big", when: or(flag("strategic"), compare(">=", field("arr"), money(100_000))) },
    { name: "mid", when: compare(">=", field("arr"), money(5_000)) },
  ],
  touches: [],
  tasks: [],
  cadences: [],
  triggers: [],
  plays: [],
  escalations: [],
  policy: { holidays: [], limits: [], quiets: [], consents: [] },
  team: [],
  covers: [],
  sources: {},
};

// ---- conditions ------------------------------------------------------------------------------------------------

const TYPES: Readonly<Record<string, Expression["type"]>> = Object.fromEntries(
  schedule.account.fields.map(({ name, type }) => [name, type]),
);

export function literal(type: Expression["type"], value: number | string | boolean | Duration): Expression {
  return { node: "literal", type, value, text: JSON.stringify(value) } as Expression;
}
export function money(dollars: number): Expression {
  return literal("money", dollars * 100);
}
export function count(value: number) {
  return literal("count", value);
}
export function points(value: number) {
  return literal("points", value * MILLION);
}
export const ratio = (percent: number) => literal("ratio", percent * 10_000);
export function span(duration: Duration) {
  return literal("duration", duration);
}

export function field(name: string): Expression {
  return { node: "field", field: name, type: fieldType(name), text: name };
}
function fieldType(name: string): Expression["type"] {
  return name === "arr" ? "money" : (TYPES[name] ?? "text");
}
export function eventField(name: string, type: Expression["type"]): Expression {
  return {
    node: "event_field",
    field: name,
    type,
    text: name,
  };
}
export function metric(name: string): Expression {
  return { node: "metric", metric: name, type: quantityOf(name), text: name };
}
export function quantityOf(name: string): "points" | "count" {
  return /^(health|fit|deep)/.test(name) ? "points" : "count";
}

export function window(aggregate: "sum" | "avg" | "min" | "max", name: string, over: Duration): Expression {
  const text = `${aggregate} ${name} over ${over.amount} ${over.unit}`;
  return { node: "window", aggregate, metric: name, over, type: quantityOf(name), text };
}
export function share(percent: number, of: Expression): Expression {
  return { node: "share", ratio: percent * 10_000, of, type: of.type, text: `${percent}% of ${of.text}` } as Expression;
}

export function countOf(event: string, over: Duration, where?: Condition): Expression {
  const text = `count of ${event}${where ? ` where (${where.text})` : ""} over ${over.amount} ${over.unit}`;
  return { node: "event_count", event, over, type: "count", text, ...(where && { where }) };
}
export function sentiment(aggregate: "sum" | "avg" | "min" | "max", over: Duration, where?: Condition): Expression {
  const text = `${aggregate} ticket.sentiment over ${over.amount} ${over.unit}`;
  const node = {
    node: "event_values",
    aggregate,
    event: "ticket",
    field: "sentiment",
    over,
    type: "ratio",
    text,
  } as const;
  return { ...node, ...(where && { where }) };
}
export function daysWith(condition: Condition, over: Duration): Expression {
  return {
    node: "days_with",
    condition,
    over,
    type: "count",
    text: `days with (${condition.text}) over ${over.amount} ${over.unit}`,
  };
}
export const since = (name: string): Expression => ({
  node: "time_since",
  field: name,
  type: "duration",
  text: `time since ${name}`,
});
export const until = (name: string): Expression => ({
  node: "time_to",
  field: name,
  type: "duration",
  text: `time to ${name}`,
});
export function sinceLast(event: string, where?: Condition): Expression {
  return {
    node: "time_since_event",
    event,
    type: "duration",
    text: `time since last ${event}`,
    ...(where && { where }),
  };
}
export function sinceDone(touch: string): Expression {
  return {
    node: "time_since_done",
    touch,
    type: "duration",
    text: `time since last done ${touch}`,
  };
}

export function compare(operator: Comparison, left: Expression, right: Expression): Condition {
  return { node: "compare", operator, left, right, text: `${left.text} ${operator} ${right.text}` };
}
export function and(...operands: Condition[]): Condition {
  return { node: "and", operands, text: operands.map(({ text }) => text).join(" and ") };
}
export function or(...operands: Condition[]): Condition {
  return { node: "or", operands, text: operands.map(({ text }) => text).join(" or ") };
}
export function not(operand: Condition): Condition {
  return { node: "not", operand, text: `not (${operand.text})` };
}
export function flag(name: string): Condition {
  return { node: "flag", field: name, text: name };
}
export const eventFlag = (name: string): Condition => ({ node: "event_flag", field: name, text: name });
export function member(of: Expression, ...values: string[]): Condition {
  return {
    node: "member",
    of,
    values,
    text: `${of.text} is ${values.join(", ")}`,
  };
}
export function severity(...values: string[]) {
  return member(eventField("severity", "enum"), ...values);
}
export function segment(...values: string[]): Condition {
  return { node: "segment", values, text: `segment is ${values}` };
}
export const band = (...values: string[]): Condition => bandOf("health", ...values);
export const bandOf = (name: string, ...values: string[]): Condition => ({
  node: "band",
  metric: name,
  values,
  text: `${name} is ${values}`,
});
export function known(of: Expression): Condition {
  return { node: "known", of, text: `${of.text} is known` };
}
export function becomes(name: string, from?: string, metric = "health"): Condition {
  return { node: "becomes", metric, band: name, text: `${metric} becomes ${name}`, ...(from && { from }) };
}
type Change = Extract<Condition, { node: "change" }>;
export function change(
  name: string,
  direction: Change["direction"],
  against: Change["against"],
  threshold?: Change["threshold"],
): Condition {
  return {
    node: "change",
    metric: name,
    direction,
    against,
    text: `${name} ${direction}`,
    ...(threshold && { threshold }),
  };
}
export function over(length: Duration): Change["against"] {
  return { kind: "span", over: length };
}
export function percent(operator: ">" | ">=", value: number) {
  return { operator, relative: true, amount: value * 10_000 };
}
export const amount = (operator: ">" | ">=", value: number) => ({ operator, relative: false, amount: value });
export const holdsFor = (condition: Condition, length: Duration): Condition => ({
  node: "for",
  condition,
  over: length,
  text: `(${condition.text}) for ${length.amount} ${length.unit}`,
});
export function openCase(event: string, where?: Condition, length?: Duration): Condition {
  return {
    node: "open_case",
    event,
    text: `${event} is open`,
    ...(where && { where }),
    ...(length && { over: length }),
  };
}
export const during = (stage: string): Condition => ({ node: "during_stage", stage, text: `during ${stage}` });
export const inCalendar = (calendar: string): Condition => ({
  node: "during_calendar",
  calendar,
  text: `during ${calendar}`,
});
export const outside = (calendar: string, condition: Condition): Condition => ({
  node: "outside",
  calendar,
  condition,
  text: `${condition.text} outside ${calendar}`,
});
export const happened = (event: string): Condition => ({ node: "happened", event, text: event });

// ---- histories -------------------------------------------------------------------------------------------------

export interface World {
  grid: DayRange;
  covers: ReadonlyMap<string, DayRange>;
  history: AccountHistory;
  /** Days on which `qbr` was delivered, ascending. */
  delivered: readonly number[];
}

export interface Told {
  grid: DayRange;
  covers?: Record<string, DayRange>;
  fields?: Record<string, FieldValue | undefined | FieldChange[]>;
  /** From the grid's first day on; null is no value. */
  metrics?: Record<string, readonly (number | null)[]>;
  events?: Record<string, { day: number; at?: number; fields?: Record<string, FieldValue> }[]>;
  delivered?: number[];
  zone?: string;
}

const UNMAPPED = new Set(["lost", "rumour"]);
const DAY = 86_400_000;

/** A history in base units. Without more words an account starts with the grid and every table covers all of it. */
export function worldOf(told: Told): World {
  const { grid } = told;
  const recorded = schedule.metrics.filter(({ computed }) => !computed);
  const mapped = [...recorded, ...schedule.events].filter(({ name }) => !UNMAPPED.has(name));
  const covers = new Map(mapped.map(({ name }) => [name, told.covers?.[name] ?? grid]));
  const changes = Object.entries({ starts: grid.from, ...told.fields }).map(
    ([name, given]) => [name, Array.isArray(given) ? given : [{ from: -Infinity, value: given }]] as const,
  );
  const metrics = mapped.map(({ name }) => {
    const values = new Float64Array(grid.to - grid.from + 1).fill(Number.NaN);
    told.metrics?.[name]?.forEach((value, index) => {
      if (value !== null) values[index] = value;
    });
    return [name, values] as const;
  });
  const events = Object.entries(told.events ?? {}).map(([name, records]) => [name, records.map(recordOf)] as const);
  const history = {
    id: "a1",
    zone: told.zone ?? "UTC",
    fields: new Map(changes),
    people: new Map(),
    metrics: new Map(metrics),
    events: new Map(events),
    touches: [],
  };
  return { grid, covers, history, delivered: told.delivered ?? [] };
}

/** Without an instant, an event with a date only: it acts at the close of its day. */
function recordOf(told: { day: number; at?: number; fields?: Record<string, FieldValue> }): EventRecord {
  const fields = Object.assign(Object.create(null), told.fields);
  return { at: told.at ?? (told.day + 1) * DAY, day: told.day, fields };
}

export function lastDoneIn({ delivered }: World): (touch: string, through: number) => number | undefined {
  return (touch, through) => (touch === "qbr" ? delivered.findLast((done) => done <= through) : undefined);
}

export const closeOf = (close: number): Moment => ({ windowDay: close, today: close });
export const openingOf = (opening: number): Moment => ({ windowDay: opening - 1, today: opening });

/** A world whose conditions can be asked, with the model of this file. */
export function ask(world: World) {
  const conditions = createConditions(schedule, world);
  const view = conditions.view(world.history, lastDoneIn(world));
  return {
    conditions,
    view,
    truth: (condition: Condition, moment: Moment, run?: RunView): Truth =>
      conditions.test(condition)(view, moment, run),
    because: (condition: Condition, moment: Moment, run?: RunView) => conditions.because(condition, view, moment, run),
    values: (condition: Condition, moment: Moment, run?: RunView) => conditions.values(condition, view, moment, run),
  };
}
