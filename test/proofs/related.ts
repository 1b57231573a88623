/** Random conditions whose parts speak of the same few values, so that there is something to prove of them. */
import fc from "fast-check";
import type { Comparison, Condition, Duration, Expression } from "../../schedule/types.ts";
import * as c from "../conditions/model.ts";

const operator = fc.constantFrom<Comparison>("=", "!=", "<", "<=", ">", ">=");
const span: fc.Arbitrary<Duration> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }).map(c.days) },
  { weight: 1, arbitrary: fc.constant(c.months(1)) },
);
const comparing = (left: fc.Arbitrary<Expression>, right: fc.Arbitrary<Expression>) =>
  fc.tuple(operator, left, right).map(([is, one, other]) => c.compare(is, one, other));
const numbers = (from: number, to: number) => fc.integer({ min: from, max: to });
const threshold = fc
  .tuple(fc.constantFrom<">" | ">=">(">", ">="), numbers(0, 3), fc.boolean())
  .map(([is, n, relative]) => (relative ? c.percent(is, n * 40) : c.amount(is, n * 20 * c.MILLION)));
const direction = fc.constantFrom<"falls" | "rises">("falls", "rises");

const health: fc.Arbitrary<Condition> = fc.oneof(
  comparing(
    fc.oneof(
      fc.constant(c.metric("health")),
      fc.tuple(fc.constantFrom("min", "max", "avg"), span).map(([by, over]) => c.window(by as "min", "health", over)),
    ),
    fc.constantFrom(0, 20, 40, 60, 80, 100).map(c.points),
  ),
  fc.subarray(["green", "yellow", "orange", "red"], { minLength: 1, maxLength: 3 }).map((names) => c.band(...names)),
  fc.constantFrom(c.becomes("yellow"), c.becomes("yellow", "green"), c.becomes("red"), c.known(c.metric("health"))),
  fc
    .tuple(direction, fc.option(threshold, { nil: undefined }), fc.constantFrom(c.days(2), c.days(3)))
    .map(([way, than, over]) => c.change("health", way, c.over(over), than)),
);
const flow: fc.Arbitrary<Condition> = fc.oneof(
  comparing(
    fc.oneof(
      fc.constant(c.metric("logins")),
      span.map((over) => c.window("sum", "logins", over)),
    ),
    fc.constantFrom(0, 5, 10, 20).map(c.count),
  ),
  fc.constant(c.known(c.metric("logins"))),
  fc
    .tuple(direction, fc.constantFrom(c.percent(">", 0), c.percent(">=", 50), c.percent(">", 100), c.amount(">", 3)))
    .map(([way, than]) => c.change("logins", way, c.over(c.days(2)), than)),
);
const filters = fc.constantFrom(undefined, c.severity("high"), c.severity("low"), c.eventFlag("urgent"));
const tickets: fc.Arbitrary<Condition> = fc.oneof(
  comparing(
    fc.oneof(
      fc.tuple(span, filters).map(([over, where]) => c.countOf("ticket", over, where)),
      filters.map((where) => c.sinceLast("ticket", where)),
    ),
    numbers(-1, 3).map(c.count),
  ).map((made) => {
    if (made.node !== "compare" || made.left.node !== "time_since_event" || made.right.node !== "literal") return made;
    return { ...made, right: c.span(c.days(Math.max(made.right.value as number, 0) * 5)) };
  }),
  fc.tuple(filters, fc.option(span, { nil: undefined })).map(([where, over]) => c.openCase("ticket", where, over)),
  comparing(
    fc.constantFrom("min", "max", "avg").map((by) => c.sentiment(by as "min", c.days(3))),
    fc.constantFrom(20, 50, 80).map(c.ratio),
  ),
);
const dates: fc.Arbitrary<Condition> = fc.oneof(
  comparing(
    fc.constantFrom(c.since("starts"), c.until("starts")),
    fc.oneof(numbers(0, 40).map(c.days), numbers(0, 2).map(c.months)).map(c.span),
  ),
  fc.constantFrom(c.during("onboarding"), c.known(c.field("starts")), c.inCalendar("leap")),
  comparing(
    fc.constant(c.field("starts")),
    fc.constantFrom("2024-02-10", "2024-02-20").map((d) => c.literal("date", d)),
  ),
);
const fields: fc.Arbitrary<Condition> = fc.oneof(
  comparing(fc.constant(c.field("arr")), fc.constantFrom(1_000, 5_000, 10_000, 100_000).map(c.money)),
  fc.constantFrom(
    c.flag("strategic"),
    c.segment("big"),
    c.segment("mid"),
    c.segment("big", "mid"),
    c.known(c.field("arr")),
  ),
);
const plans: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .subarray(["trial", "pro", "vip"], { minLength: 1, maxLength: 2 })
    .map((names) => c.member(c.field("plan"), ...names)),
  fc.constantFrom(c.known(c.field("plan")), c.compare("=", c.field("plan"), c.literal("enum", "vip"))),
);
const shares: fc.Arbitrary<Condition> = fc.oneof(
  comparing(
    fc.constantFrom(c.metric("storage"), c.share(50, c.metric("storage"))),
    fc.constantFrom(0, 50, 100, 200).map((part) => c.share(part, c.field("limit"))),
  ),
  comparing(fc.constant(c.field("limit")), fc.constantFrom(c.metric("storage"), c.share(50, c.metric("storage")))),
);
const counted = (inner: fc.Arbitrary<Condition>) =>
  fc
    .tuple(operator, inner, span, numbers(0, 5))
    .map(([is, part, over, n]) => c.compare(is, c.daysWith(part, over), c.count(n)));

const around = (leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> => {
  const one = fc.oneof(
    { weight: 6, arbitrary: leaf },
    { weight: 2, arbitrary: leaf.map(c.not) },
    { weight: 1, arbitrary: fc.tuple(leaf, span).map(([part, over]) => c.holdsFor(part, over)) },
    { weight: 1, arbitrary: leaf.map((part) => c.outside("leap", part)) },
    { weight: 1, arbitrary: counted(leaf) },
  );
  const joined = fc
    .tuple(fc.boolean(), fc.array(one, { minLength: 1, maxLength: 3 }))
    .map(([isAnd, parts]) => (parts.length === 1 ? parts[0]! : isAnd ? c.and(...parts) : c.or(...parts)));
  return fc.oneof(joined, joined.map(c.not));
};

/** Two conditions of one topic. */
export const pair: fc.Arbitrary<[Condition, Condition]> = fc
  .constantFrom(health, flow, tickets, dates, fields, plans, shares, fc.oneof(health, fields), fc.oneof(dates, fields))
  .chain((leaf) => fc.tuple(around(leaf), around(leaf)))
  .map((made) => structuredClone(made));
