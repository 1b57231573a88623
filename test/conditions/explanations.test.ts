/** What is told of a decision: why a condition is unknown, and the values it stood on. */

import { expect, test } from "vitest";
import type { Condition } from "../../schedule/types.ts";
import * as c from "./model.ts";

const grid = { from: c.day("2024-02-01"), to: c.day("2024-03-31") };
const early = c.closeOf(c.day("2024-02-02"));
const later = c.closeOf(c.day("2024-02-20"));

const world = c.worldOf({
  grid,
  covers: { ticket: { from: grid.from, to: c.day("2024-02-15") } },
  fields: { arr: 123_450, renewal: c.day("2024-03-01"), interval: { unit: "months", amount: 1 } },
  metrics: { pace: [0, 0, 4, 3], health: [70_000_000, 55_500_000], storage: [5, 6] },
  events: { ticket: [{ day: c.day("2024-02-10"), fields: {} }], reply: [{ day: c.day("2024-02-10") }] },
});
const asked = c.ask(world);
const halved = c.change("pace", "falls", c.over(c.days(2)), c.percent(">", 50));
const full = c.compare(">=", c.metric("storage"), c.share(80, c.field("limit")));

const reasons: [condition: Condition, moment: typeof early, reason: string | undefined][] = [
  [c.flag("strategic"), early, "absent: strategic"],
  [full, early, "absent: limit"],
  [full, later, "no value: storage"],
  [c.compare(">", c.metric("lost"), c.count(0)), early, "no table: lost"],
  [c.compare("=", c.window("sum", "logins", c.days(7)), c.count(0)), early, "window before the data: logins"],
  [halved, early, "window before the data: pace"],
  [halved, c.closeOf(c.day("2024-02-04")), "was 0 before: pace"],
  [c.compare("=", c.countOf("ticket", c.days(2)), c.count(0)), later, "after the data: ticket"],
  [
    c.compare("=", c.countOf("ticket", c.days(2), c.severity("high")), c.count(0)),
    c.closeOf(c.day("2024-02-10")),
    "filter unknown: ticket",
  ],
  [c.compare(">", c.sinceDone("qbr"), c.span(c.days(30))), early, "none yet: qbr"],
  [c.segment("big"), early, "absent: strategic"],
  [
    c.outside("launch", c.compare(">", c.metric("pace"), c.count(0))),
    c.closeOf(c.day("2024-02-10")),
    "in calendar launch",
  ],
  [c.holdsFor(c.band("yellow"), c.days(3)), early, undefined],
  [c.and(c.band("orange"), c.flag("strategic")), early, "absent: strategic"],
  [c.happened("reply"), early, "not decided: reply"],
];

test.each(reasons)("%# the first leaf that makes it unknown", (condition, moment, reason) => {
  expect(asked.because(condition, moment)).toBe(reason);
});

test("days before the account begins are told from days before the data", () => {
  const young = c.ask(c.worldOf({ grid, fields: { starts: c.day("2024-02-10") }, metrics: { health: [70_000_000] } }));
  const soon = c.closeOf(c.day("2024-02-12"));
  const reasonOf = (condition: Condition, moment = soon) => young.because(condition, moment);
  expect(reasonOf(c.compare("=", c.window("sum", "logins", c.days(7)), c.count(0)))).toBe(
    "window before the account begins: logins",
  );
  expect(reasonOf(c.compare("=", c.countOf("ticket", c.days(7)), c.count(0)))).toBe(
    "window before the account begins: ticket",
  );
  expect(reasonOf(c.band("yellow"), c.closeOf(c.day("2024-02-05")))).toBe("before the account begins: health");
});

test("values are written as people write them", () => {
  const all = c.or(
    c.compare(">=", c.field("arr"), c.money(1_000)),
    c.compare("<=", c.until("renewal"), c.span(c.days(90))),
    c.compare(">", c.field("renewal"), c.literal("date", "2024-01-01")),
    c.change("health", "falls", c.over(c.days(1))),
    c.compare(">", c.sinceDone("qbr"), c.span(c.days(3))),
    c.compare(">", c.window("avg", "pace", c.days(2)), c.count(1)),
    c.compare(">=", c.share(80, c.field("arr")), c.money(1)),
    c.compare("=", c.field("interval"), c.span(c.days(30))),
    c.compare(">", c.countOf("ticket", c.days(1), c.severity("high")), c.count(0)),
    c.not(c.band("yellow")),
    c.flag("strategic"),
  );
  expect({ ...asked.values(all, early) }).toEqual({
    arr: 1234.5,
    "time to renewal": 28,
    renewal: "2024-03-01",
    "health falls": "55.5 after 70",
    "time since last done qbr": "1 or more",
    "avg pace over 2 days": 0,
    "80% of arr": 987.6,
    interval: "1 month",
    "count of ticket where (severity is high) over 1 days": 0,
    health: 55.5,
    strategic: null,
  });
  expect({ ...asked.values(c.outside("launch", halved), c.closeOf(c.day("2024-02-04"))) }).toEqual({
    "pace falls": "7 after 0",
  });
});

test("a name from nowhere is just a name", () => {
  const condition: Condition = { node: "happened", event: "reply", text: "__proto__" };
  const values = asked.values(condition, early);
  expect(Object.keys(values)).toEqual(["__proto__"]);
});
