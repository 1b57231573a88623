/** Random conditions over the model of the tests, and random small histories to ask them of. */

import fc from "fast-check";
import type { RunView } from "../../runtime/conditions/index.ts";
import type { EventRecord } from "../../runtime/histories/types.ts";
import type { Comparison, Condition, Duration, Expression } from "../../schedule/types.ts";
import * as c from "./model.ts";

/** Five weeks around a 29 February, with a calendar in them and another just before. */
export const GRID = { from: c.day("2024-02-01"), to: c.day("2024-03-06") };
export const gridDay = fc.integer({ min: GRID.from, max: GRID.to });
const LENGTH = GRID.to - GRID.from + 1;
const DAY = 86_400_000;

// ---- conditions ------------------------------------------------------------------------------------------------

const short: fc.Arbitrary<Duration> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 5 }).map(c.days) },
  { weight: 1, arbitrary: fc.constant(c.months(1)) },
);
const longer: fc.Arbitrary<Duration> = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map(c.days),
  fc.integer({ min: 1, max: 2 }).map(c.months),
);
const operator = fc.constantFrom<Comparison>("=", "!=", "<", "<=", ">", ">=");
const aggregate = fc.constantFrom<"sum" | "avg" | "min" | "max">("sum", "avg", "min", "max");
const metricName = fc.constantFrom(
  "deep",
  "fit",
  "fit.care",
  "fit.usage",
  "health",
  "logins",
  "lost",
  "pace",
  "storage",
);
const eventName = fc.constantFrom("ticket", "reply", "rumour");
const bandedName = fc.constantFrom("health", "fit");
const bandName = fc.constantFrom("green", "yellow", "orange", "red");

const where: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant(c.severity("high")),
  fc.constant(c.eventFlag("urgent")),
  fc.constant(c.compare("<", c.eventField("sentiment", "ratio"), c.ratio(50))),
  fc.constant(c.or(c.severity("low"), c.known(c.eventField("sentiment", "ratio")))),
);
const perhapsWhere = fc.option(where, { nil: undefined });

function literalLike(name: string): fc.Arbitrary<Expression> {
  const least = fc.integer({ min: -1, max: 20 });
  return c.quantityOf(name) === "points" ? fc.integer({ min: 0, max: 100 }).map(c.points) : least.map(c.count);
}

const eventsCompared: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(operator, eventName, short, perhapsWhere, fc.integer({ min: 0, max: 3 }))
    .map(([is, event, over, filter, n]) =>
      c.compare(is, c.countOf(event, over, event === "ticket" ? filter : undefined), c.count(n)),
    ),
  fc
    .tuple(operator, aggregate, short, perhapsWhere, fc.integer({ min: 0, max: 100 }))
    .map(([is, by, over, filter, n]) => c.compare(is, c.sentiment(by, over, filter), c.ratio(n))),
);

const timesCompared: fc.Arbitrary<Condition> = fc
  .tuple(
    operator,
    fc.oneof(
      fc.constantFrom(c.since("starts"), c.since("renewal"), c.until("renewal"), c.sinceDone("qbr")),
      perhapsWhere.map((filter) => c.sinceLast("ticket", filter)),
      fc.constantFrom(c.sinceLast("reply"), c.sinceLast("rumour")),
    ),
    fc.oneof(longer.map(c.span), fc.constant(c.field("interval"))),
  )
  .map(([is, left, right]) => c.compare(is, left, right));

const numbersCompared: fc.Arbitrary<Condition> = metricName.chain((name) =>
  fc
    .tuple(
      operator,
      fc.oneof(
        fc.constant(c.metric(name)),
        fc.tuple(aggregate, short).map(([by, over]) => c.window(by, name, over)),
      ),
      fc.oneof(
        literalLike(name),
        fc.constantFrom(30, 50, 120).map((part) => c.share(part, c.field("limit"))),
        fc.constantFrom(50, 110).map((part) => c.share(part, c.window("avg", name, c.days(3)))),
      ),
    )
    .map(([is, left, right]) => c.compare(is, left, right)),
);

const changes: fc.Arbitrary<Condition> = fc
  .tuple(
    metricName,
    fc.constantFrom<"falls" | "rises">("falls", "rises"),
    fc.oneof(
      short.map(c.over),
      fc.constant({ kind: "since_start" } as const),
      fc
        .tuple(
          fc.option(fc.integer({ min: 1, max: 3 }).map(c.days), { nil: undefined }),
          fc.integer({ min: 1, max: 10 }),
        )
        .map(([over, usual]) => ({ kind: "usual" as const, usual: c.days(usual), ...(over && { over }) })),
    ),
    fc.option(
      fc.oneof(
        fc
          .tuple(fc.constantFrom<">" | ">=">(">", ">="), fc.integer({ min: 0, max: 60 }))
          .map(([is, n]) => c.percent(is, n)),
        fc
          .tuple(fc.constantFrom<">" | ">=">(">", ">="), fc.integer({ min: 0, max: 8 }))
          .map(([is, n]) => c.amount(is, n)),
      ),
      { nil: undefined },
    ),
  )
  .map(([name, direction, against, threshold]) => c.change(name, direction, against, threshold));

const states: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom(
    c.flag("strategic"),
    c.member(c.field("plan"), "pro"),
    c.member(c.field("plan"), "trial", "vip"),
    c.compare("=", c.field("plan"), c.literal("enum", "vip")),
    c.compare(">", c.field("renewal"), c.literal("date", "2024-02-20")),
    c.segment("big"),
    c.segment("mid"),
    c.known(c.field("churned")),
    c.known(c.metric("storage")),
    c.known(c.metric("fit")),
    c.during("onboarding"),
    c.inCalendar("launch"),
    c.inCalendar("leap"),
    c.happened("reply"),
  ),
  fc
    .tuple(bandedName, fc.array(bandName, { minLength: 1, maxLength: 2 }))
    .map(([metric, names]) => c.bandOf(metric, ...names)),
  fc
    .tuple(bandedName, bandName, fc.option(bandName, { nil: undefined }))
    .map(([metric, now, from]) => c.becomes(now, from, metric)),
  fc
    .tuple(fc.constantFrom("ticket", "visit"), perhapsWhere, fc.option(short, { nil: undefined }))
    .map(([event, filter, over]) => c.openCase(event, event === "ticket" ? filter : undefined, over)),
);

const leaf = fc.oneof(numbersCompared, eventsCompared, timesCompared, changes, states);

export const condition: fc.Arbitrary<Condition> = fc
  .letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { weight: 3, arbitrary: leaf },
      { weight: 1, arbitrary: fc.array(tie("condition"), { minLength: 2, maxLength: 3 }).map((all) => c.and(...all)) },
      { weight: 1, arbitrary: fc.array(tie("condition"), { minLength: 2, maxLength: 3 }).map((all) => c.or(...all)) },
      { weight: 1, arbitrary: tie("condition").map(c.not) },
      { weight: 1, arbitrary: fc.tuple(tie("condition"), short).map(([inner, over]) => c.holdsFor(inner, over)) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(operator, tie("condition"), short, fc.integer({ min: 0, max: 4 }))
          .map(([is, inner, over, n]) => c.compare(is, c.daysWith(inner, over), c.count(n))),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom("launch", "year_end", "leap"), tie("condition"))
          .map(([name, inner]) => c.outside(name, inner)),
      },
    ),
  }))
  .condition // A node belongs to one place of one schedule: shared parts are told apart.
  .map((tree) => structuredClone(tree));

// ---- histories -------------------------------------------------------------------------------------------------

const someDay = fc.integer({ min: GRID.from - 5, max: GRID.to + 5 });

function changing<T>(value: fc.Arbitrary<T>): fc.Arbitrary<{ from: number; value: T | undefined }[]> {
  const perhaps = fc.option(value, { nil: undefined, freq: 4 });
  return fc.oneof(
    perhaps.map((always) => [{ from: -Infinity, value: always }]),
    fc
      .uniqueArray(fc.record({ from: someDay, value: perhaps }), { selector: ({ from }) => from, maxLength: 3 })
      .map((changes) => changes.sort((one, other) => one.from - other.from)),
  );
}

function daily(value: fc.Arbitrary<number>): fc.Arbitrary<(number | null)[]> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(fc.option(value, { freq: 12 }), { minLength: LENGTH, maxLength: LENGTH }) },
    { weight: 1, arbitrary: fc.array(fc.option(value, { freq: 1 }), { minLength: LENGTH, maxLength: LENGTH }) },
  );
}

const small = fc.integer({ min: 0, max: 20 });
const optionally = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });

/** Instants differ from each other, so that no two steps of a case are at once. */
function eventsOf(fields: fc.Arbitrary<EventRecord["fields"]>, second: number): fc.Arbitrary<c.Told["events"]> {
  return fc
    .array(fc.record({ day: gridDay, fields }), { maxLength: 8 })
    .map((records) =>
      records.map((record, index) => ({ ...record, at: record.day * DAY + (2 * index + second) * 1000 })),
    )
    .map((records) => ({ all: records.sort((one, other) => one.at - other.at) }));
}

const id = optionally(fc.constantFrom("t1", "t2"));
const present = (fields: Record<string, EventRecord["fields"][string] | undefined>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as EventRecord["fields"];
const ticket = fc
  .record({
    id,
    severity: optionally(fc.constantFrom("low", "high")),
    sentiment: optionally(fc.integer({ min: 0, max: 10 }).map((tenths) => tenths * 100_000)),
    urgent: optionally(fc.boolean()),
  })
  .map(present);
const closing = fc.record({ id }).map(present);

const horizon = fc.oneof(
  fc.constant(GRID),
  fc.tuple(gridDay, gridDay).map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) })),
);

/** `starts` is nearly always there: without it nothing of an account is known. */
const starts = fc.oneof(
  { weight: 5, arbitrary: someDay.map((value) => [{ from: -Infinity, value }]) },
  { weight: 1, arbitrary: changing(someDay) },
);

export const world: fc.Arbitrary<c.World> = fc
  .record({
    covers: fc.record({ logins: horizon, health: horizon, ticket: horizon, reply: horizon }),
    fields: fc.record({
      arr: changing(fc.constantFrom(100_000, 600_000, 10_000_000)),
      churned: changing(someDay),
      interval: changing(longer),
      limit: changing(small),
      plan: changing(fc.constantFrom("trial", "pro", "vip")),
      renewal: changing(fc.integer({ min: GRID.from - 70, max: GRID.to + 70 })),
      starts,
      strategic: changing(fc.boolean()),
    }),
    metrics: fc.record({
      health: daily(fc.integer({ min: 0, max: 100 }).map((value) => value * c.MILLION)),
      logins: daily(small),
      pace: daily(small),
      storage: daily(small),
    }),
    tickets: eventsOf(ticket, 0),
    closings: eventsOf(closing, 1),
    replies: eventsOf(fc.constant({}), 0),
    visits: eventsOf(closing, 0),
    delivered: fc.uniqueArray(gridDay, { maxLength: 3 }),
  })
  .map(({ covers, fields, metrics, tickets, closings, replies, visits, delivered }) =>
    c.worldOf({
      grid: GRID,
      covers,
      fields,
      metrics,
      events: { ticket: tickets!.all!, ticket_closed: closings!.all!, reply: replies!.all!, visit: visits!.all! },
      delivered: delivered.sort((one, other) => one - other),
    }),
  );

export const run: fc.Arbitrary<RunView | undefined> = fc.option(
  fc
    .record({ firstDay: gridDay, bounded: fc.boolean(), replied: fc.option(gridDay) })
    .map(({ firstDay, bounded, replied }) => ({
      firstDay,
      ...(bounded && { windowsFrom: firstDay }),
      happened: (event: string, through: number) =>
        event === "reply" ? replied !== null && replied <= through : undefined,
    })),
  { nil: undefined },
);
