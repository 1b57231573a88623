/** What a test says happens to its accounts: values of metrics day by day, and events. */
import type { HistoryEntrySyntax, TestItem, TestValue } from "../../grammar/tree.ts";
import type { TestAccount } from "../../schedule/tests.ts";
import type { Literal, Metric } from "../../schedule/types.ts";
import type { Checker } from "../program.ts";
import { dateOfDay, dayNumber } from "../values/dates.ts";
import { baseUnitsOf, literalOf } from "../values/quantities.ts";
import { type Days, dateOf } from "./days.ts";
import type { AccountDraft, TestDraft } from "./draft.ts";
import { lineBetween } from "./line.ts";
import { occasionOf } from "./occasion.ts";
import { accountOf, checkComplete, givenValueOf } from "./people-and-fields.ts";
import { checkRecordEntry } from "./records.ts";

type MetricEntry = Extract<HistoryEntrySyntax, { kind: "metric" }>;
type EventEntry = Extract<HistoryEntrySyntax, { kind: "event" }>;
type Told = TestAccount["metrics"][number]["values"];

/** The longest stretch of days that one line of a history tells of: ten years. */
const mostDays = 3653;

export function checkHistoryItem(checker: Checker, draft: TestDraft, item: Extract<TestItem, { kind: "history" }>) {
  const account = accountOf(checker, draft, item.account);
  for (const entry of item.entries) {
    if (entry.kind === "metric") checkMetricEntry(checker, draft, account, entry);
    else if (entry.kind === "event") checkEventEntry(checker, draft, account, entry);
    else checkRecordEntry(checker, draft, account, entry);
  }
}

// ---- metrics ---------------------------------------------------------------------------------------------------

function checkMetricEntry(
  checker: Checker,
  draft: TestDraft,
  account: AccountDraft | undefined,
  entry: MetricEntry,
): void {
  const symbol = checker.resolve("metric", entry.name);
  const metric = symbol && checker.program.metrics.get(symbol.name);
  const days = daysOf(checker, entry);
  if (!metric) return;
  if (metric.computed) {
    checker.report("tells-computed", { metric: metric.name }, entry.name.span);
    return;
  }
  const values = entry.values.map((value) => quantityOf(checker, value, metric));
  const lineTo = entry.lineTo && quantityOf(checker, entry.lineTo, metric);
  if (!days || !account || !values.every((value) => value !== undefined)) return;
  const told = entry.lineTo ? lineOf(checker, entry, [...values, lineTo], days) : repeated(values, days);
  if (!told || !markDays(checker, account, entry, days)) return;
  for (const date of [days.from, days.to]) draft.dates.push({ date, span: entry.span });
  account.toldDays.push(days.from, days.to);
  account.metrics.push({ metric: metric.name, from: days.from, values: told });
}

/** In base units, null for `unknown`; undefined when it was reported. */
function quantityOf(checker: Checker, value: TestValue, { name, quantity, range }: Metric): number | null | undefined {
  if (value.kind === "unknown") return null;
  const literal = literalOf(checker, value);
  if (!literal) return undefined;
  const units = baseUnitsOf(checker, literal, quantity, `A value of \`${name}\``);
  if (units === undefined || !range || (units >= range.from && units <= range.to)) return units;
  const scale = quantity === "points" ? 1_000_000 : 1;
  const [from = "", to = ""] = [range.from / scale, range.to / scale].map(String);
  checker.report("out-of-range", { value: "This value", what: `The metric \`${name}\``, from, to }, literal.span);
  return undefined;
}

/** The days that an entry tells of; undefined when they were reported. */
function daysOf(checker: Checker, entry: MetricEntry): Days | undefined {
  const what = `A day of \`${entry.name.text}\``;
  const first = dateOf(checker, entry.on ?? entry.from, what);
  const last = entry.to ? dateOf(checker, entry.to, what) : undefined;
  if (first === undefined || (entry.to && last === undefined)) return undefined;
  if (last !== undefined) return inOrder(checker, entry, { from: first, to: last });
  if (entry.on ? entry.values.length === 1 && !entry.lineTo : entry.values.length > 1 && !entry.lineTo) {
    return { from: first, to: dateOfDay(dayNumber(first) + entry.values.length - 1) };
  }
  const parameters = entry.on
    ? {
        reason: "`on` names one day, which has one value.",
        hint: "Write `from` and the first day before several values.",
      }
    : {
        reason: "It has no last day, and one value could be that of the day or of all that follow.",
        hint: "Write `on` and the day, or `from` and `to`.",
      };
  checker.report("days-not-said", { metric: entry.name.text, ...parameters }, entry.name.span);
  return undefined;
}

function inOrder(checker: Checker, entry: MetricEntry, days: Days): Days | undefined {
  if (days.from > days.to) {
    const parameters = { what: "these days", why: "The last day comes before the first." };
    checker.report("bad-range", parameters, entry.to?.span ?? entry.span);
  } else if (dayNumber(days.to) - dayNumber(days.from) >= mostDays) {
    checker.report("too-long", { what: "This stretch of days" }, entry.to?.span ?? entry.span);
  } else return days;
  return undefined;
}

/** A value a day, over and over. */
function repeated(values: Told, days: Days): Told {
  const count = dayNumber(days.to) - dayNumber(days.from) + 1;
  return Array.from({ length: count }, (_, index) => values[index % values.length]!);
}

function lineOf(
  checker: Checker,
  entry: MetricEntry,
  [first, last, ...more]: readonly (number | null | undefined)[],
  days: Days,
): Told | undefined {
  if (typeof first === "number" && typeof last === "number" && more.length === 0) {
    return lineBetween(first, last, dayNumber(days.to) - dayNumber(days.from) + 1);
  }
  if (last === undefined && more.length === 0) return undefined;
  const parameters = {
    what: `A line of \`${entry.name.text}\``,
    expected: "one value, `to` and another",
    actual: more.length > 0 ? "a list" : "a day without a value",
    example: `${entry.name.text} 100 to 180`,
  };
  checker.report("wrong-value", parameters, entry.values[0]?.span ?? entry.name.span);
  return undefined;
}

/** Whether none of the days had a value before. */
function markDays(checker: Checker, account: AccountDraft, { name }: MetricEntry, days: Days): boolean {
  const told = account.toldStretches.get(name.text) ?? [];
  const again = told
    .filter(({ from, to }) => from <= days.to && to >= days.from)
    .map(({ from }) => (from > days.from ? from : days.from))
    .sort()[0];
  if (again !== undefined) {
    checker.report("told-twice", { what: `\`${name.text}\``, when: `on ${again}` }, name.span);
    return false;
  }
  account.toldStretches.set(name.text, [...told, days]);
  return true;
}

// ---- events ----------------------------------------------------------------------------------------------------

function checkEventEntry(
  checker: Checker,
  draft: TestDraft,
  account: AccountDraft | undefined,
  entry: EventEntry,
): void {
  const symbol = checker.resolve("event", entry.name);
  const event = symbol && checker.program.events.get(symbol.name);
  const { day, minutes } = occasionOf(checker, entry, "The day of an event");
  if (!event) return;
  const fields: { name: string; value: Literal }[] = [];
  const given = new Set<string>();
  for (const assignment of entry.fields) {
    const field = event.fields.find(({ name }) => name === assignment.name.text);
    if (!field) {
      checker.report(
        "unknown-name",
        { kind: `field of \`${event.name}\``, name: assignment.name.text },
        assignment.name.span,
      );
      continue;
    }
    if (given.has(field.name)) {
      checker.report("told-twice", { what: `\`${field.name}\``, when: "for this event" }, assignment.name.span);
      continue;
    }
    given.add(field.name);
    const value = givenValueOf(checker, assignment, field);
    if (value !== undefined && value !== null) fields.push({ name: field.name, value });
  }
  checkComplete(checker, event.fields, given, {
    what: `This \`${event.name}\``,
    span: entry.name.span,
    whole: entry.span,
  });
  if (day === undefined || minutes === undefined || !account) return;
  draft.dates.push({ date: day, span: entry.on?.span ?? entry.span });
  account.toldDays.push(day);
  account.events.push({ event: event.name, day, minutes, fields });
}
