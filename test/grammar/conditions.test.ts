/** Every form of condition of docs/language.md section 5, its tree and its one-line text. */

import { describe, expect, it } from "vitest";
import { printCondition } from "../../grammar/print.ts";
import { conditionOf, plain, problemsOf } from "./support.ts";

const days = (value: number) => ({ kind: "duration", value, unit: "d" });
const number = (value: number) => ({ kind: "number", value });
const name = (text: string) => ({ kind: "name", name: text });
const critical = { kind: "is", subject: "severity", negated: false, values: ["critical"] };

const forms: [string, object][] = [
  ["strategic", name("strategic")],
  [
    "arr >= $100K",
    { kind: "compare", operator: ">=", left: name("arr"), right: { kind: "money", value: 100_000, currency: "USD" } },
  ],
  [
    "storage >= 80% of storage_limit",
    {
      kind: "compare",
      operator: ">=",
      left: name("storage"),
      right: { kind: "share", ratio: { kind: "ratio", value: 0.8 }, of: name("storage_limit") },
    },
  ],
  [
    "big_share of seats < 3",
    {
      kind: "compare",
      operator: "<",
      left: { kind: "share", ratio: name("big_share"), of: name("seats") },
      right: number(3),
    },
  ],
  ["plan is pro", { kind: "is", subject: "plan", negated: false, values: ["pro"] }],
  ["plan is not trial", { kind: "is", subject: "plan", negated: true, values: ["trial"] }],
  ["plan is one of pro, trial", { kind: "is", subject: "plan", negated: false, values: ["pro", "trial"] }],
  ["plan is not one of pro, trial", { kind: "is", subject: "plan", negated: true, values: ["pro", "trial"] }],
  ["goal is known", { kind: "known", subject: "goal", known: true }],
  ["goal is unknown", { kind: "known", subject: "goal", known: false }],
  [
    "core_usage over 30d = 0",
    {
      kind: "compare",
      operator: "=",
      left: { kind: "window", of: "core_usage", over: days(30) },
      right: number(0),
    },
  ],
  [
    "avg active_users over 7d < 3",
    {
      kind: "compare",
      operator: "<",
      left: { kind: "window", aggregate: "avg", of: "active_users", over: days(7) },
      right: number(3),
    },
  ],
  [
    "max ticket.sentiment where (severity is critical) over 7d != 50%",
    {
      kind: "compare",
      operator: "!=",
      left: {
        kind: "window",
        aggregate: "max",
        of: "ticket",
        field: "sentiment",
        where: critical,
        over: days(7),
      },
      right: { kind: "ratio", value: 0.5 },
    },
  ],
  [
    "count of ticket where (severity is critical) over 7d >= 3",
    {
      kind: "compare",
      operator: ">=",
      left: { kind: "count_of", event: "ticket", where: critical, over: days(7) },
      right: number(3),
    },
  ],
  [
    "days with (strategic) over 14d <= 10",
    {
      kind: "compare",
      operator: "<=",
      left: { kind: "days_with", condition: name("strategic"), over: days(14) },
      right: number(10),
    },
  ],
  [
    "time since contract_start >= 1 month",
    {
      kind: "compare",
      operator: ">=",
      left: { kind: "time_since", field: "contract_start" },
      right: { kind: "duration", value: 1, unit: "month" },
    },
  ],
  [
    "time to renewal <= 90d",
    { kind: "compare", operator: "<=", left: { kind: "time_to", field: "renewal" }, right: days(90) },
  ],
  [
    "time since last ticket where (severity is critical) > 30d",
    {
      kind: "compare",
      operator: ">",
      left: { kind: "time_since_last", done: false, name: "ticket", where: critical },
      right: days(30),
    },
  ],
  [
    "time since last done qbr > 150d",
    {
      kind: "compare",
      operator: ">",
      left: { kind: "time_since_last", done: true, name: "qbr" },
      right: days(150),
    },
  ],
  [
    "logins falls > 30% over 4w",
    {
      kind: "change",
      subject: "logins",
      direction: "falls",
      threshold: { operator: ">", amount: { kind: "ratio", value: 0.3 } },
      against: { kind: "over", over: { kind: "duration", value: 4, unit: "w" } },
    },
  ],
  [
    "logins rises >= 15 points week over week",
    {
      kind: "change",
      subject: "logins",
      direction: "rises",
      threshold: { operator: ">=", amount: { kind: "points", value: 15 } },
      against: { kind: "week_over_week" },
    },
  ],
  [
    "logins falls > 30 week over week",
    {
      kind: "change",
      subject: "logins",
      direction: "falls",
      threshold: { operator: ">", amount: number(30) },
      against: { kind: "week_over_week" },
    },
  ],
  [
    "logins rises over 7d",
    { kind: "change", subject: "logins", direction: "rises", against: { kind: "over", over: days(7) } },
  ],
  [
    "health rises >= 5 points since start",
    {
      kind: "change",
      subject: "health",
      direction: "rises",
      threshold: { operator: ">=", amount: { kind: "points", value: 5 } },
      against: { kind: "since_start" },
    },
  ],
  [
    "logins falls over 7d against usual 12w",
    {
      kind: "change",
      subject: "logins",
      direction: "falls",
      against: { kind: "over", over: days(7) },
      usual: { kind: "duration", value: 12, unit: "w" },
    },
  ],
  ["health becomes yellow", { kind: "becomes", subject: "health", to: "yellow" }],
  ["health becomes yellow from green", { kind: "becomes", subject: "health", to: "yellow", from: "green" }],
  ["ticket is open", { kind: "open_case", no: false, event: "ticket" }],
  ["ticket open for 7d", { kind: "open_case", no: false, event: "ticket", over: days(7) }],
  ["no ticket where (severity is critical) is open", { kind: "open_case", no: true, event: "ticket", where: critical }],
  ["during onboarding", { kind: "during", name: "onboarding" }],
  ["strategic for 7d", { kind: "for", condition: name("strategic"), over: days(7) }],
  ["strategic outside year_end", { kind: "outside", condition: name("strategic"), calendar: "year_end" }],
  ["a and b and c", { kind: "and", operands: [name("a"), name("b"), name("c")] }],
  [
    "not (a or b)",
    { kind: "not", operand: { kind: "parentheses", inner: { kind: "or", operands: [name("a"), name("b")] } } },
  ],
  [
    "a and not (b)",
    { kind: "and", operands: [name("a"), { kind: "not", operand: { kind: "parentheses", inner: name("b") } }] },
  ],
];

describe("conditions", () => {
  it.each(forms)("%s", (text, tree) => {
    const condition = conditionOf(text);
    expect(plain(condition)).toEqual(tree);
    expect(printCondition(condition)).toBe(text);
  });

  it("prints one text for every layout", () => {
    const spread = conditionOf("(a # why\n  and\tnot\n(b))\n\n or   ( arr>=$100000 )");
    expect(printCondition(spread)).toBe("(a and not (b)) or (arr >= $100K)");
  });
});

const misread: [string, string][] = [
  ["a and b or c", "and_or"],
  ["not a and b", "not_beside"],
  ["a or not b or c", "not_beside"],
  ["a and b for 7d", "for_beside"],
  ["(a or b) and c for 7d and d", "for_beside"],
  ["a or b outside year_end", "outside_beside"],
  ["not a for 7d", "not_postfix"],
  ["(a and b or c) and d", "and_or"],
];

describe("conditions that ask for parentheses", () => {
  it.each(misread)("%s", (text, reading) => {
    const problems = problemsOf(`trigger t { level red when ${text} do alert csm }`);
    expect(problems).toMatchObject([{ kind: "misread", reading }]);
  });
});

describe("conditions that read in one way", () => {
  it.each(["a and not b", "a for 7d and b", "a outside year_end or b", "not (a) and b", "a and (b for 7d) and c"])(
    "%s",
    (text) => {
      expect(problemsOf(`trigger t { level red when ${text} do alert csm }`)).toEqual([]);
    },
  );
});
