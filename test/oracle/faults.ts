/**
 * Mistakes an evaluator could make, planted from outside: in what a condition answers, in the conditions it is given,
 * in the histories it reads, and in the rules of a trigger. The comparison with the oracle must notice every one.
 */
import type { Test, Truth } from "../../runtime/conditions/types.ts";
import type { AccountHistory, DayRange } from "../../runtime/histories/types.ts";
import type { Condition, Duration, EventType, Expression, Metric, Schedule, Trigger } from "../../schedule/types.ts";
import { restedSuffix, type Subject } from "./compare.ts";

export interface Fault {
  name: string;
  /** Cases that can show it. */
  cases: readonly string[];
  /** Changes what is asked of. */
  plant?: (subject: Subject) => Subject;
  /** Changes what the condition of a trigger answers, wherever it is asked. */
  answer?: (test: Test) => Test;
}

export const faults: readonly Fault[] = [
  {
    name: "unknown counts as false",
    cases: ["no_weak_essay_overdue", "clicks_fall_weekly"],
    answer: decided((truth) => truth ?? false),
  },
  {
    name: "unknown counts as true",
    cases: ["broad_days"],
    answer: decided((truth) => truth ?? true),
  },
  {
    name: "looks ahead by a day",
    cases: ["clicks_fall_weekly", "breadth_falls", "essay_overdue"],
    answer: (test) => (view, moment, run) => test(view, { ...moment, windowDay: moment.windowDay + 1 }, run),
  },
  {
    name: "reads the data of the day before",
    cases: ["clicks_zero", "becomes_narrow"],
    answer: (test) => (view, moment, run) => test(view, { ...moment, windowDay: moment.windowDay - 1 }, run),
  },
  {
    name: "dates are those of tomorrow",
    cases: ["ends_soon", "started"],
    answer: (test) => (view, moment, run) => test(view, { ...moment, today: moment.today + 1 }, run),
  },
  { name: "windows are a day too long", cases: ["clicks_zero", "active_days"], plant: lengthened(1) },
  { name: "windows are a day too short", cases: ["weak_essays", "essay_overdue_for"], plant: lengthened(-1) },
  {
    name: "a change of just the amount is more than it",
    cases: ["clicks_fall_by_count", "clicks_fall_weekly"],
    plant: mapping((node) =>
      node.node === "change" && node.threshold ? { ...node, threshold: { ...node.threshold, operator: ">=" } } : node,
    ),
  },
  {
    name: ">= is read as >",
    cases: ["weak_essays", "active_days"],
    plant: mapping((node) => (node.node === "compare" && node.operator === ">=" ? { ...node, operator: ">" } : node)),
  },
  {
    name: "a fall is taken for a rise",
    cases: ["breadth_falls"],
    plant: mapping((node) => (node.node === "change" ? { ...node, direction: "rises" } : node)),
  },
  {
    name: "a share is of the now, not of the before",
    cases: ["clicks_fall_weekly"],
    plant: mapping((node) =>
      node.node === "change" && node.threshold?.relative
        ? { ...node, threshold: { ...node.threshold, amount: relativeToNow(node.threshold.amount) } }
        : node,
    ),
  },
  {
    name: "the filter of an open case is not asked",
    cases: ["no_weak_essay_overdue"],
    plant: mapping((node) => {
      if (node.node !== "open_case") return node;
      const { where: _, ...unfiltered } = node;
      return unfiltered;
    }),
  },
  {
    name: "`becomes` does not mind where it came from",
    cases: ["becomes_narrow_from_broad"],
    plant: mapping((node) => {
      if (node.node !== "becomes") return node;
      const { from: _, ...anywhere } = node;
      return anywhere;
    }),
  },
  {
    name: "`outside` is not asked",
    cases: ["falls_outside_winter"],
    plant: mapping((node) => (node.node === "outside" ? node.condition : node)),
  },
  {
    name: "a missing day of a flow is unknown although zero is declared",
    cases: ["clicks_fall_weekly"],
    plant: metrics((metric) => (metric.name === "clicks" ? { ...metric, missing: "unknown" } : metric)),
  },
  {
    name: "a missing day is zero before the account begins, too",
    cases: ["clicks_fall_over_4w"],
    plant: histories((history) => ({ ...history, metrics: new Map([...history.metrics].map(filledWithZero)) })),
  },
  {
    name: "a level is not carried",
    cases: ["breadth_falls", "narrow_for"],
    plant: metrics((metric) => (metric.missing === "carries" ? { ...metric, missing: "unknown" } : metric)),
  },
  {
    name: "a level without a rule is carried",
    cases: ["sites_rise", "broad_days"],
    plant: metrics((metric) => (metric.name === "sites" ? { ...metric, missing: "carries" } : metric)),
  },
  {
    name: "an account's last event of each kind is lost",
    cases: ["weak_essays", "essay_overdue"],
    plant: histories((history) => ({
      ...history,
      events: new Map([...history.events].map(([name, records]) => [name, records.slice(0, -1)])),
    })),
  },
  {
    name: "a case never closes",
    cases: ["essay_overdue_for"],
    plant: events(({ closedBy: _, ...event }) => event),
  },
  {
    name: "the table of cases speaks for a week more",
    cases: ["essay_overdue"],
    plant: (subject) => ({
      ...subject,
      histories: { ...subject.histories, covers: widened(subject.histories.covers, "overdue", 7) },
    }),
  },
  { name: "rest ends a day early", cases: ["clicks_fall_weekly"], plant: rested(29) },
  { name: "rest is not kept", cases: ["clicks_fall_weekly"], plant: rested(0) },
];

function decided(decide: (truth: Truth) => Truth): (test: Test) => Test {
  return (test) => (view, moment, run) => decide(test(view, moment, run));
}

/** `amount` of the now instead of the before: (before - now) > a * now is (before - now) > a / (1 + a) * before. */
function relativeToNow(amount: number): number {
  return Math.round(amount / (1 + amount / 1_000_000));
}

// ---- changing a schedule ---------------------------------------------------------------------------------------

export function schedule(change: (schedule: Schedule) => Schedule): (subject: Subject) => Subject {
  return (subject) => ({ ...subject, schedule: change(subject.schedule) });
}

function triggers(change: (trigger: Trigger) => Trigger): (subject: Subject) => Subject {
  return schedule((before) => ({ ...before, triggers: before.triggers.map(change) }));
}

export function metrics(change: (metric: Metric) => Metric): (subject: Subject) => Subject {
  return schedule((before) => ({ ...before, metrics: before.metrics.map(change) }));
}

function events(change: (event: EventType) => EventType): (subject: Subject) => Subject {
  return schedule((before) => ({ ...before, events: before.events.map(change) }));
}

/** Applies a change to every condition of every trigger, inner ones first. */
export function mapping(change: (condition: Condition) => Condition): (subject: Subject) => Subject {
  return triggers((trigger) =>
    trigger.cause.kind === "when"
      ? { ...trigger, cause: { kind: "when", when: mapCondition(trigger.cause.when, change) } }
      : trigger,
  );
}

function mapCondition(condition: Condition, change: (condition: Condition) => Condition): Condition {
  const inner = (each: Condition) => mapCondition(each, change);
  switch (condition.node) {
    case "and":
    case "or":
      return change({ ...condition, operands: condition.operands.map(inner) });
    case "not":
      return change({ ...condition, operand: inner(condition.operand) });
    case "for":
    case "outside":
      return change({ ...condition, condition: inner(condition.condition) });
    default:
      return change(condition);
  }
}

/** Every window counted in days is so much longer. */
function lengthened(by: number): (subject: Subject) => Subject {
  const longer = (over: Duration) => (over.unit === "days" ? { ...over, amount: over.amount + by } : over);
  const expression = (side: Expression) => ("over" in side ? { ...side, over: longer(side.over) } : side);
  return mapping((node) => {
    if (node.node === "compare") return { ...node, left: expression(node.left), right: expression(node.right) };
    if (node.node === "for") return { ...node, over: longer(node.over) };
    if (node.node === "open_case" && node.over) return { ...node, over: longer(node.over) };
    return node;
  });
}

/** Rest of the triggers that have one. */
function rested(days: number): (subject: Subject) => Subject {
  return triggers((trigger) =>
    trigger.name.endsWith(restedSuffix) ? { ...trigger, rest: { unit: "days", amount: days } } : trigger,
  );
}

// ---- changing what is read -------------------------------------------------------------------------------------

export function histories(change: (history: AccountHistory) => AccountHistory): (subject: Subject) => Subject {
  return (subject) => ({ ...subject, accounts: subject.accounts.map(change) });
}

function filledWithZero([name, values]: [string, Float64Array]): [string, Float64Array] {
  return [name, values.map((value) => (Number.isNaN(value) ? 0 : value))];
}

function widened(covers: ReadonlyMap<string, DayRange>, name: string, days: number): ReadonlyMap<string, DayRange> {
  const range = covers.get(name)!;
  return new Map([...covers, [name, { from: range.from - days, to: range.to + days }]]);
}
