/** Each form of docs/language.md section 5 at its boundaries: true, false and unknown, at closes and openings. */

import { describe, expect, test } from "vitest";
import type { Moment, RunView, Truth } from "../../runtime/conditions/index.ts";
import type { Condition } from "../../schedule/types.ts";
import * as c from "./model.ts";

const at = (text: string) => c.closeOf(c.day(text));
const opens = (text: string) => c.openingOf(c.day(text));
const grid = { from: c.day("2024-02-01"), to: c.day("2024-03-31") };
const days = (from: string, ...values: (number | null)[]) => [
  ...Array<null>(c.day(from) - grid.from).fill(null),
  ...values,
];

type Row = [what: string, condition: Condition, moment: Moment, truth: Truth, run?: RunView];

function check(told: Omit<c.Told, "grid">, rows: Row[]): void {
  const asked = c.ask(c.worldOf({ grid, ...told }));
  test.each(rows)("%s", (_what, condition, moment, truth, run) => {
    expect(asked.truth(condition, moment, run)).toBe(truth);
  });
}

describe("fields, openings and closes", () => {
  const renewal = c.day("2024-03-10");
  const plans = [
    { from: grid.from, value: "trial" },
    { from: c.day("2024-02-10"), value: "pro" },
  ];
  const pro = c.member(c.field("plan"), "pro");
  check({ fields: { renewal, plan: plans, churned: c.day("2024-03-05"), arr: 600_000, limit: 10 } }, [
    ["a value dated D is in force at D's opening", pro, opens("2024-02-10"), true],
    ["and not at the close before", pro, at("2024-02-09"), false],
    ["before its first change a field is unknown", pro, at("2024-01-31"), undefined],
    ["an absent flag is unknown", c.flag("strategic"), at("2024-02-10"), undefined],
    ["the ends field is not known the day before", c.known(c.field("churned")), at("2024-03-04"), false],
    ["the ends field is known on its own day", c.known(c.field("churned")), at("2024-03-05"), true],
    ["an unknown on the way ends the search for a segment", c.segment("mid"), at("2024-02-10"), undefined],
    [
      "time to counts from the opened day",
      c.compare("<=", c.until("renewal"), c.span(c.days(9))),
      opens("2024-03-01"),
      true,
    ],
    ["time to, a day too early", c.compare("<=", c.until("renewal"), c.span(c.days(9))), at("2024-02-29"), false],
    ["time to a past date is negative", c.compare("<", c.until("renewal"), c.span(c.days(0))), at("2024-03-11"), true],
    ["time to by months, on the day", c.compare("<=", c.until("renewal"), c.span(c.months(1))), at("2024-02-10"), true],
    [
      "time to by months, the day before",
      c.compare("<=", c.until("renewal"), c.span(c.months(1))),
      at("2024-02-09"),
      false,
    ],
    ["time since is negative before", c.compare("<", c.since("renewal"), c.span(c.days(0))), at("2024-03-09"), true],
    ["a stage includes its last day", c.during("onboarding"), at("2024-03-01"), true],
    ["a stage is over the day after", c.during("onboarding"), at("2024-03-02"), false],
    ["29 February in a leap year", c.inCalendar("leap"), at("2024-02-29"), true],
    ["28 February is not 29 February", c.inCalendar("leap"), at("2024-02-28"), false],
    ["no 29 February in another year", c.inCalendar("leap"), at("2023-03-01"), false],
    ["a calendar across the new year", c.inCalendar("year_end"), at("2024-01-05"), true],
    ["its end", c.inCalendar("year_end"), at("2024-01-06"), false],
    ["at an opening the calendar is that day's", c.inCalendar("launch"), opens("2024-02-10"), true],
  ]);
});

describe("metrics: missing rules, windows, horizons", () => {
  const covers = { logins: { from: c.day("2024-02-05"), to: c.day("2024-03-10") } };
  const told = {
    covers,
    fields: { starts: c.day("2024-02-08"), churned: c.day("2024-03-20"), limit: 10 },
    metrics: {
      logins: days("2024-02-06", 4),
      health: days("2024-02-03", 70_000_000),
      storage: days("2024-02-20", 8, 7, null, 9),
    },
  };
  const idle = (length: number) => c.compare("=", c.window("sum", "logins", c.days(length)), c.count(0));
  const full = (operator: "<" | ">=") => c.compare(operator, c.metric("storage"), c.share(80, c.field("limit")));
  check(told, [
    ["zero begins with `begins`", idle(3), at("2024-02-10"), true],
    ["a window that reaches before `begins`", idle(3), at("2024-02-09"), undefined],
    ["a recorded value counts before `begins`", c.compare("=", c.metric("logins"), c.count(4)), at("2024-02-06"), true],
    ["zero ends with the horizon", idle(1), at("2024-03-10"), true],
    ["after the horizon", idle(1), at("2024-03-11"), undefined],
    ["carries a value from before `begins`", c.band("yellow"), at("2024-02-08"), true],
    ["but not to a day before `begins`", c.band("yellow"), at("2024-02-07"), undefined],
    ["carries to the last day of life", c.band("yellow"), at("2024-03-20"), true],
    ["and no further", c.band("yellow"), at("2024-03-21"), undefined],
    ["exactly 80% of the limit", full(">="), at("2024-02-20"), true],
    ["at an opening the metric is the day before's", full(">="), opens("2024-02-21"), true],
    ["below 80%", full(">="), at("2024-02-21"), false],
    ["no value", full("<"), at("2024-02-22"), undefined],
    ["an unmapped metric", c.compare(">=", c.metric("lost"), c.count(0)), at("2024-02-22"), undefined],
    ["known is always decided", c.known(c.metric("lost")), at("2024-02-22"), false],
    ["before the grid", idle(1), at("2024-01-01"), undefined],
    ["unknown and false is false", c.and(full("<"), idle(1)), at("2024-02-06"), false],
    ["unknown or true is true", c.or(c.flag("strategic"), idle(1)), at("2024-02-10"), true],
    ["not unknown is unknown", c.not(full("<")), at("2024-02-22"), undefined],
  ]);
});

describe("windows of a month", () => {
  const march = c.compare("=", c.window("sum", "pace", c.months(1)), c.count(31));
  check({ metrics: { pace: days("2024-03-01", ...Array<number>(31).fill(1)) } }, [
    ["on 31 March it begins on 1 March", march, at("2024-03-31"), true],
    ["on 30 March too: 29 February is its day before", march, at("2024-03-30"), false],
    ["on 28 March it reaches 29 February", march, at("2024-03-28"), undefined],
  ]);
});

describe("changes", () => {
  const pace = days("2024-02-01", 0, 0, 5, 5, 7, 3, 3, 1, 10, 1, 2, 9);
  const health = days("2024-02-01", 50_000_000, 90_000_000, 75_000_000, 74_999_999, 60_000_000);
  const weekly = (operator: ">" | ">=") => c.change("pace", "falls", c.over(c.days(2)), c.percent(operator, 50));
  const fallsFrom = (length: number) => c.change("health", "falls", c.over(c.days(length)), c.amount(">=", 15_000_000));
  const usual = c.change("pace", "rises", { kind: "usual", over: c.days(2), usual: c.days(5) }, c.percent(">", 0));
  const run = (windowsFrom?: number): RunView => ({
    firstDay: c.day("2024-02-02"),
    ...(windowsFrom !== undefined && { windowsFrom }),
    happened: (event, through) => event === "reply" && through >= c.day("2024-02-04"),
  });
  check({ metrics: { pace, health } }, [
    ["10 after 10 does not fall", weekly(">"), at("2024-02-06"), false],
    ["6 after 12 falls by 50%", weekly(">="), at("2024-02-07"), true],
    ["but by no more", weekly(">"), at("2024-02-07"), false],
    ["4 after 10 falls by more than half", weekly(">"), at("2024-02-08"), true],
    ["from zero a relative change is unknown", weekly(">"), at("2024-02-04"), undefined],
    ["from zero any change is known", c.change("pace", "rises", c.over(c.days(2))), at("2024-02-04"), true],
    ["the comparison reaches before the data", weekly(">"), at("2024-02-03"), undefined],
    ["a level against the day N days ago", fallsFrom(1), at("2024-02-03"), true],
    ["and not the days between", fallsFrom(2), at("2024-02-03"), false],
    ["a millionth decides", fallsFrom(2), at("2024-02-04"), true],
    ["green to yellow", c.becomes("yellow", "green"), at("2024-02-03"), true],
    ["still yellow", c.becomes("yellow"), at("2024-02-04"), false],
    ["yesterday before the data", c.becomes("orange"), at("2024-02-01"), undefined],
    ["not in the band today, yesterday unknown", c.becomes("green"), at("2024-02-01"), false],
    ["usual: 4 against the mean of 10 and 10", usual, at("2024-02-08"), false],
    ["usual: 11 against the mean of 10 and 4", usual, at("2024-02-10"), true],
    ["usual: a span before the data", usual, at("2024-02-04"), undefined],
    ["since start without a run", c.change("health", "falls", { kind: "since_start" }), at("2024-02-04"), undefined],
    ["since start", c.change("health", "falls", { kind: "since_start" }), at("2024-02-04"), true, run()],
    [
      "on its first day nothing has changed",
      c.change("health", "falls", { kind: "since_start" }),
      at("2024-02-02"),
      false,
      run(),
    ],
    ["a window from the run's first day on", fallsFrom(1), at("2024-02-03"), true, run(c.day("2024-02-02"))],
    ["a window from before it", fallsFrom(1), at("2024-02-03"), undefined, run(c.day("2024-02-03"))],
    [
      "for, from before it",
      c.holdsFor(c.band("yellow"), c.days(2)),
      at("2024-02-04"),
      undefined,
      run(c.day("2024-02-04")),
    ],
    ["for, within it", c.holdsFor(c.band("yellow"), c.days(2)), at("2024-02-04"), true, run(c.day("2024-02-03"))],
    ["for needs every day", c.holdsFor(c.band("yellow"), c.days(3)), at("2024-02-04"), false],
    ["for, with an unknown day", c.holdsFor(c.not(c.band("red")), c.days(2)), at("2024-02-01"), undefined],
    ["happened", c.happened("reply"), at("2024-02-04"), true, run()],
    ["not yet at the opening of its day", c.happened("reply"), opens("2024-02-04"), false, run()],
    ["happened without a run", c.happened("reply"), at("2024-02-04"), undefined],
    ["outside: the window touches the calendar", c.outside("launch", weekly(">")), at("2024-02-10"), undefined],
    ["outside: the window ends the day before", c.outside("launch", c.not(weekly(">"))), at("2024-02-09"), true],
    [
      "outside at an opening: windows end the day before",
      c.outside("launch", c.not(weekly(">"))),
      opens("2024-02-10"),
      true,
    ],
    ["outside: the comparison touches it", c.outside("launch", weekly(">")), at("2024-02-12"), undefined],
  ]);
});

describe("events", () => {
  const high = c.severity("high");
  const ticket = (text: string, fields: Record<string, string | number>) => ({ day: c.day(text), fields });
  const told = {
    covers: { ticket: { from: c.day("2024-02-03"), to: c.day("2024-03-20") } },
    events: {
      ticket: [
        ticket("2024-02-10", { id: "t1", severity: "high", sentiment: 400_000 }),
        ticket("2024-02-12", { id: "t2", sentiment: 500_000 }),
        ticket("2024-02-20", { severity: "low" }),
      ],
      ticket_closed: [ticket("2024-02-15", { id: "t1" }), ticket("2024-02-13", { id: "t2" })],
      visit: [ticket("2024-02-10", { id: "v1" })],
    },
    delivered: [c.day("2024-02-25")],
  };
  const counted = (length: number, least: number, where?: Condition) =>
    c.compare(">=", c.countOf("ticket", c.days(length), where), c.count(least));
  const sinceTicket = (length: number, where?: Condition) =>
    c.compare(">", c.sinceLast("ticket", where), c.span(c.days(length)));
  const sinceQbr = (length: number) => c.compare(">=", c.sinceDone("qbr"), c.span(c.days(length)));
  const critical = (where: Condition) => c.sinceLast("ticket", where);
  check(told, [
    ["two in the last 3 days, today included", counted(3, 2), at("2024-02-12"), true],
    ["the third day back is out", counted(3, 2), at("2024-02-13"), false],
    ["a filter that may match: at least one", counted(3, 1, high), at("2024-02-12"), true],
    ["a filter that may match: perhaps two", counted(3, 2, high), at("2024-02-12"), undefined],
    ["a filter that may match: not three", counted(3, 3, high), at("2024-02-12"), false],
    ["a window before the known days", counted(3, 1), at("2024-02-04"), undefined],
    ["the first window inside them", counted(3, 1), at("2024-02-05"), false],
    ["after the last known day", counted(3, 1), at("2024-03-21"), undefined],
    ["an unmapped event", c.compare("=", c.countOf("rumour", c.days(1)), c.count(0)), at("2024-02-12"), undefined],
    ["an average", c.compare("=", c.sentiment("avg", c.days(3)), c.ratio(45)), at("2024-02-12"), true],
    ["with an absent value", c.compare(">", c.sentiment("max", c.days(30)), c.ratio(0)), at("2024-02-20"), undefined],
    ["of none", c.compare(">", c.sentiment("min", c.days(2)), c.ratio(0)), at("2024-02-09"), undefined],
    ["the sum of none is 0", c.compare("=", c.sentiment("sum", c.days(2)), c.ratio(0)), at("2024-02-09"), true],
    ["time since the last one", sinceTicket(7), at("2024-02-20"), false],
    ["a day later than 7", sinceTicket(7), at("2024-02-28"), true],
    ["none yet: more than 6 days", sinceTicket(6), at("2024-02-09"), true],
    ["none yet: perhaps more than 7", sinceTicket(7), at("2024-02-09"), undefined],
    ["surely high 10 days ago, perhaps 8", sinceTicket(9, high), at("2024-02-20"), undefined],
    ["at least 8 either way", c.compare(">=", critical(high), c.span(c.days(8))), at("2024-02-20"), true],
    ["never delivered: at least 9 days", sinceQbr(9), at("2024-02-10"), true],
    ["never delivered: perhaps 10", sinceQbr(10), at("2024-02-10"), undefined],
    ["delivered on the day", c.compare("=", c.sinceDone("qbr"), c.span(c.days(0))), at("2024-02-25"), true],
    ["at that day's opening nothing is delivered yet", sinceQbr(10), opens("2024-02-25"), true],
    ["a case is open at the close of its day", c.openCase("ticket"), at("2024-02-10"), true],
    ["the day before", c.openCase("ticket"), at("2024-02-09"), false],
    ["closed on its day: no longer open", c.openCase("ticket", high), at("2024-02-15"), false],
    ["a filter unknown for the open case", c.openCase("ticket", c.severity("low")), at("2024-02-12"), undefined],
    ["a case without a key cannot be closed", c.openCase("ticket"), at("2024-03-20"), true],
    ["open for 3 days", c.openCase("ticket", undefined, c.days(3)), at("2024-02-12"), true],
    ["not yet", c.openCase("ticket", undefined, c.days(3)), at("2024-02-11"), false],
    [
      "open for, with a window before the known days",
      c.openCase("ticket", undefined, c.days(3)),
      at("2024-02-04"),
      undefined,
    ],
    ["outside the known days", c.openCase("ticket"), at("2024-03-21"), undefined],
    ["no table says what is closed", c.openCase("visit"), at("2024-02-12"), undefined],
    ["but nothing has opened", c.openCase("visit"), at("2024-02-09"), false],
    [
      "days with: a range",
      c.compare(">=", c.daysWith(c.openCase("ticket", high), c.days(5)), c.count(3)),
      at("2024-02-12"),
      true,
    ],
    [
      "days with: perhaps 5",
      c.compare(">=", c.daysWith(counted(1, 1, high), c.days(3)), c.count(2)),
      at("2024-02-12"),
      undefined,
    ],
  ]);
});

describe("cases that are reopened", () => {
  const step = (text: string) => ({ day: c.day(text), fields: { id: "t1" } });
  const told = {
    events: {
      ticket: [step("2024-02-02"), step("2024-02-06"), step("2024-02-09")],
      ticket_closed: [step("2024-02-06"), step("2024-02-09"), step("2024-02-09"), step("2024-03-01")],
    },
  };
  check(told, [
    ["closed and reopened at one instant: open", c.openCase("ticket"), at("2024-02-06"), true],
    ["but a new case", c.openCase("ticket", undefined, c.days(2)), at("2024-02-06"), false],
    ["closed, reopened and closed at one instant", c.openCase("ticket"), at("2024-02-09"), false],
    ["and a later closing changes nothing", c.openCase("ticket"), at("2024-02-29"), false],
  ]);
});

test("a where of an on reads the event alone", () => {
  const { conditions } = c.ask(c.worldOf({ grid }));
  const where = c.and(c.severity("high"), c.not(c.eventFlag("urgent")));
  const passes = conditions.eventTest(where);
  const event = (fields: Record<string, string | boolean>) => ({ at: 0, day: 0, fields });
  expect(passes(event({ severity: "high", urgent: false }))).toBe(true);
  expect(passes(event({ severity: "low" }))).toBe(false);
  expect(passes(event({ severity: "high" }))).toBe(undefined);
});

test("life is known day by day", () => {
  const { conditions, view } = c.ask(
    c.worldOf({ grid, fields: { starts: c.day("2024-02-05"), churned: c.day("2024-02-08") } }),
  );
  const lives = ["2024-02-04", "2024-02-05", "2024-02-08", "2024-02-09"].map((text) =>
    conditions.lifeOf(view, c.day(text)),
  );
  expect(lives).toEqual(["before", "alive", "alive", "after"]);
  const nobody = c.ask(c.worldOf({ grid, fields: { starts: undefined } }));
  expect(nobody.conditions.lifeOf(nobody.view, grid.from)).toBe("never");
});

test("sums beyond what a number holds are still exact", () => {
  const most = Number.MAX_SAFE_INTEGER;
  const asked = c.ask(
    c.worldOf({ grid, metrics: { pace: days("2024-02-01", most, most, most - 1, most, most, most) } }),
  );
  const falls = (operator: ">" | ">=", amount: number) =>
    c.change("pace", "rises", c.over(c.days(3)), c.amount(operator, amount));
  expect(asked.truth(falls(">=", 1), at("2024-02-06"))).toBe(true);
  expect(asked.truth(falls(">", 1), at("2024-02-06"))).toBe(false);
  const mean = c.compare("<", c.window("avg", "pace", c.days(3)), c.count(most));
  expect(asked.truth(mean, at("2024-02-03"))).toBe(true);
  expect(asked.truth(mean, at("2024-02-06"))).toBe(false);
});

test("a condition 256 deep is asked like any other", () => {
  const asked = c.ask(c.worldOf({ grid, fields: { strategic: true } }));
  let deep = c.flag("strategic");
  for (let depth = 0; depth < 256; depth++) {
    deep = depth % 2 === 0 ? c.holdsFor(deep, c.days(2)) : c.compare("=", c.daysWith(deep, c.days(2)), c.count(2));
  }
  expect(asked.truth(deep, at("2024-02-20"))).toBe(true);
});

test("an absurd window is unknown, not endless", () => {
  const asked = c.ask(c.worldOf({ grid, fields: { strategic: true } }));
  const forever = c.holdsFor(c.flag("strategic"), c.days(Number.MAX_SAFE_INTEGER));
  expect(asked.truth(forever, at("2024-02-20"))).toBe(true);
  const sum = c.compare(">", c.window("sum", "pace", c.days(2_000_000_000)), c.count(0));
  expect(asked.truth(sum, at("2024-02-20"))).toBe(undefined);
});
