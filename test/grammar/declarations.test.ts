/** Every declaration and clause, parsed to the expected tree. */

import { describe, expect, it } from "vitest";
import { declarationsOf, plain } from "./support.ts";

const duration = (value: number, unit: string) => ({ kind: "duration", value, unit });
const number = (value: number) => ({ kind: "number", value });
const money = (value: number, currency: string) => ({ kind: "money", value, currency });
const date = (value: string) => ({ kind: "date", value });
const name = (text: string) => ({ kind: "name", name: text });
const field = (text: string, rest: object = {}) => ({ name: text, optional: false, ...rest });
const type = (text: string) => ({ kind: "named", name: text });
const touch = (...names: string[]) => ({ kind: "touch", names, inTurn: false });
const task = (...names: string[]) => ({ kind: "task", names, inTurn: false });

const values: [string, object][] = [
  ["3", number(3)],
  ["25K", number(25_000)],
  ["1.1M", number(1_100_000)],
  ["$25K", money(25_000, "USD")],
  ["$1.5M", money(1_500_000, "USD")],
  ["€ 3", money(3, "EUR")],
  ["£10.50", money(10.5, "GBP")],
  ["EUR 40K", money(40_000, "EUR")],
  ["30%", { kind: "ratio", value: 0.3 }],
  ["2.5%", { kind: "ratio", value: 0.025 }],
  ["15 points", { kind: "points", value: 15 }],
  ["30min", duration(30, "min")],
  ["48h", duration(48, "h")],
  ["7d", duration(7, "d")],
  ["4w", duration(4, "w")],
  ["1 day", duration(1, "day")],
  ["2 weeks", duration(2, "week")],
  ["1 month", duration(1, "month")],
  ["2 quarters", duration(2, "quarter")],
  ["1 year", duration(1, "year")],
  ["3 business days", duration(3, "business_day")],
  ["2026-11-21", date("2026-11-21")],
  ["12-20", date("12-20")],
  ["09:00", { kind: "time", value: "09:00" }],
  ['"a \\"b\\" \\\\ c"', { kind: "text", value: 'a "b" \\ c' }],
  ["true", { kind: "flag", value: true }],
  ["other", name("other")],
];

describe("values", () => {
  it.each(values)("%s", (text, value) => {
    expect(plain(declarationsOf(`let x = ${text}`))).toEqual([{ kind: "let", name: "x", value }]);
  });
});

const declarations: [string, object][] = [
  [
    `## Customers.
     account {
       ## Money a year.
       ## Recurring.
       arr money
       plan one of trial, pro
       churned_on date?
       score points 0..10?
       stars 1..5
       strategic flag = false
       seats count = 0  day date
       begins arr  ends churned_on
     }`,
    {
      kind: "account",
      doc: "Customers.",
      fields: [
        field("arr", { type: type("money"), doc: "Money a year.\nRecurring." }),
        field("plan", { type: { kind: "enum", members: ["trial", "pro"] } }),
        field("churned_on", { type: type("date"), optional: true }),
        field("score", {
          type: { kind: "range", quantity: "points", range: { from: number(0), to: number(10) } },
          optional: true,
        }),
        field("stars", { type: { kind: "range", quantity: "count", range: { from: number(1), to: number(5) } } }),
        field("strategic", { type: type("flag"), default: { kind: "flag", value: false } }),
        field("seats", { type: type("count"), default: number(0) }),
        field("day", { type: type("date") }),
      ],
      begins: [{ kind: "begins", content: "arr" }],
      ends: [{ kind: "ends", content: "churned_on" }],
    },
  ],
  [
    "metric logins count per day missing is zero",
    {
      kind: "metric",
      name: "logins",
      type: type("count"),
      measure: { kind: "flow" },
      missing: { rule: "zero" },
      bands: [],
    },
  ],
  [
    "metric health points 0..100 snapshot missing carries bands green 80 red 0",
    {
      kind: "metric",
      name: "health",
      type: { kind: "range", quantity: "points", range: { from: number(0), to: number(100) } },
      measure: { kind: "level" },
      missing: { rule: "carries" },
      bands: [
        { name: "green", floor: number(80) },
        { name: "red", floor: number(0) },
      ],
    },
  ],
  [
    "event ticket { key id severity one of low, high sentiment ratio? closed by done_with }",
    {
      kind: "event",
      names: ["ticket"],
      forAll: false,
      key: "id",
      closedBy: "done_with",
      fields: [
        field("severity", { type: { kind: "enum", members: ["low", "high"] } }),
        field("sentiment", { type: type("ratio"), optional: true }),
      ],
    },
  ],
  ["event reply, attended", { kind: "event", names: ["reply", "attended"], forAll: false, fields: [] }],
  [
    "event release for all { product text id score 0..10 }",
    {
      kind: "event",
      names: ["release"],
      forAll: true,
      fields: [
        field("product", { type: type("text") }),
        field("id"),
        field("score", { type: { kind: "range", quantity: "count", range: { from: number(0), to: number(10) } } }),
      ],
    },
  ],
  ["contact champion, sponsor", { kind: "contact", names: ["champion", "sponsor"] }],
  ["role csm owns accounts", { kind: "role", name: "csm", clauses: [{ kind: "owns_accounts" }] }],
  [
    "role boss shared answers within 2 business days",
    {
      kind: "role",
      name: "boss",
      clauses: [{ kind: "shared" }, { kind: "answers_within", content: duration(2, "business_day") }],
    },
  ],
  ["role bot machine", { kind: "role", name: "bot", clauses: [{ kind: "machine" }] }],
  [
    "calendar c { every year 12-20..01-05 2026-03-01..2026-03-07 2026-05-01 }",
    {
      kind: "calendar",
      name: "c",
      ranges: [
        { yearly: true, range: { from: date("12-20"), to: date("01-05") } },
        { yearly: false, range: { from: date("2026-03-01"), to: date("2026-03-07") } },
        { yearly: false, range: { from: date("2026-05-01"), to: date("2026-05-01") } },
      ],
    },
  ],
  [
    "stage onboarding from contract_start to 90d after",
    { kind: "stage", name: "onboarding", from: "contract_start", lasts: duration(90, "d") },
  ],
  [
    "segments { ## Big.\n a when strategic b otherwise }",
    {
      kind: "segments",
      segments: [
        { name: "a", when: name("strategic"), otherwise: false, doc: "Big." },
        { name: "b", otherwise: true },
      ],
    },
  ],
  [
    `touch a { channel video or phone owner csm effort 25min prep 2h purpose give_insight, open_dialogue
       kind proactive template "a.md" never dropped }`,
    {
      kind: "touch",
      name: "a",
      clauses: [
        { kind: "channel", content: ["video", "phone"] },
        { kind: "owner", content: "csm" },
        { kind: "effort", content: duration(25, "min") },
        { kind: "prep", content: duration(2, "h") },
        { kind: "purpose", content: ["give_insight", "open_dialogue"] },
        { kind: "kind", content: "proactive" },
        { kind: "template", content: { kind: "text", value: "a.md" } },
        { kind: "never_dropped" },
      ],
    },
  ],
  ["task t { owner csm }", { kind: "task", name: "t", clauses: [{ kind: "owner", content: "csm" }] }],
  [
    `cadence c for a, b where auto_renews from f during s {
       ## First.
       every 1 week at once touch x not within 7d of y
       from week 13 every 1 month touch x, y in turn
       week 1 touch x when strategic
       day 30 touch x unless strategic
       60d touch x to sponsor within the day level red
     }`,
    {
      kind: "cadence",
      onChange: [],
      name: "c",
      scope: { segments: ["a", "b"], during: "s", where: name("auto_renews") },
      anchors: [{ kind: "from", field: "f" }],
      steps: [
        {
          doc: "First.",
          timing: { kind: "every", every: duration(1, "week"), atOnce: true },
          actions: [touch("x")],
          notWithin: { over: duration(7, "d"), touch: "y" },
        },
        {
          timing: {
            kind: "every",
            every: duration(1, "month"),
            atOnce: false,
            from: { unit: "week", number: number(13) },
          },
          actions: [{ ...touch("x", "y"), inTurn: true }],
        },
        { timing: { kind: "week", number: number(1) }, actions: [touch("x")], when: name("strategic") },
        { timing: { kind: "day", number: number(30) }, actions: [touch("x")], unless: name("strategic") },
        {
          timing: { kind: "before", before: duration(60, "d") },
          actions: [{ ...touch("x"), to: "sponsor", within: { kind: "the_day" }, level: "red" }],
        },
      ],
    },
  ],
  [
    "trigger t for a { level red on e where (x) do start p alert csm within 1 business day rest 30d until x }",
    {
      kind: "trigger",
      name: "t",
      scope: { segments: ["a"] },
      clauses: [
        { kind: "level", content: "red" },
        { kind: "on", content: { event: "e", where: name("x") } },
        {
          kind: "do",
          content: [
            { kind: "start", names: ["p"], inTurn: false },
            { kind: "alert", names: ["csm"], inTurn: false, within: duration(1, "business_day") },
          ],
        },
        { kind: "rest", content: duration(30, "d") },
        { kind: "until", content: name("x") },
      ],
    },
  ],
  [
    `play p for a during s {
       level red  start when x  win when y  lose when z  end after 90d  again after 60d
       pauses cadence c, play q  target win >= 50%  escalation e
       phase first day 1..2 { task t  every 1 week at once touch x expects reply within 4d }
       phase second 60d..31d before f { touch y }
     }`,
    {
      kind: "play",
      name: "p",
      scope: { segments: ["a"], during: "s" },
      clauses: [
        { kind: "level", content: "red" },
        { kind: "start", content: name("x") },
        { kind: "win", content: name("y") },
        { kind: "lose", content: name("z") },
        { kind: "end", content: duration(90, "d") },
        { kind: "again", content: duration(60, "d") },
        {
          kind: "pauses",
          content: [
            { kind: "cadence", name: "c" },
            { kind: "play", name: "q" },
          ],
        },
        { kind: "target", content: { outcome: "win", operator: ">=", ratio: { kind: "ratio", value: 0.5 } } },
        { kind: "escalation", content: "e" },
      ],
      phases: [
        {
          name: "first",
          days: { kind: "run", range: { from: number(1), to: number(2) } },
          steps: [
            { actions: [task("t")] },
            {
              every: { every: duration(1, "week"), atOnce: true },
              actions: [{ ...touch("x"), expects: { event: "reply", within: duration(4, "d") } }],
            },
          ],
        },
        {
          name: "second",
          days: { kind: "before", range: { from: duration(60, "d"), to: duration(31, "d") }, field: "f" },
          steps: [{ actions: [touch("y")] }],
        },
      ],
    },
  ],
  [
    "escalation e { after 7d touch a to b unless reply after 14d task t while x stop on d, f }",
    {
      kind: "escalation",
      onChange: [],
      name: "e",
      rungs: [
        { after: duration(7, "d"), actions: [{ ...touch("a"), to: "b" }], unless: name("reply") },
        { after: duration(14, "d"), actions: [task("t")], while: name("x") },
      ],
      stopOn: ["d", "f"],
    },
  ],
  [
    `policy { hours 09:00..17:00 mon..wed fri holidays "h.yaml" limit 3 touches per 14d except red, yellow
       limit 1 email per preferred quiet 5d after q except red consent email by a phone by b
       merge touches within 2d with the same owner otherwise defer up to 7d then drop }`,
    {
      kind: "policy",
      clauses: [
        {
          kind: "hours",
          content: {
            range: { from: { kind: "time", value: "09:00" }, to: { kind: "time", value: "17:00" } },
            days: [{ from: "mon", to: "wed" }, { from: "fri" }],
          },
        },
        { kind: "holidays", content: { kind: "text", value: "h.yaml" } },
        {
          kind: "limit",
          content: { most: number(3), channel: "touches", per: duration(14, "d"), except: ["red", "yellow"] },
        },
        { kind: "limit", content: { most: number(1), channel: "email", per: name("preferred"), except: [] } },
        { kind: "quiet", content: { over: duration(5, "d"), after: "q", except: ["red"] } },
        {
          kind: "consent",
          content: [
            { channel: "email", field: "a" },
            { channel: "phone", field: "b" },
          ],
        },
        { kind: "merge", content: duration(2, "d") },
        { kind: "otherwise", content: { deferUpTo: duration(7, "d") } },
      ],
    },
  ],
  ["policy { otherwise drop }", { kind: "policy", clauses: [{ kind: "otherwise", content: {} }] }],
  [
    "team { csm 6 people 30h per week 65% for plays boss 10h per week }",
    {
      kind: "team",
      members: [
        {
          role: "csm",
          people: number(6),
          hoursPerWeek: duration(30, "h"),
          shareForPlays: { kind: "ratio", value: 0.65 },
        },
        { role: "boss", hoursPerWeek: duration(10, "h") },
      ],
    },
  ],
  [
    "team { csm 6 people handover take_over boss handover meet 10h per week handover 2 people }",
    {
      kind: "team",
      members: [
        { role: "csm", people: number(6), handover: "take_over" },
        { role: "boss", handover: "meet", hoursPerWeek: duration(10, "h") },
        { role: "handover", people: number(2) },
      ],
    },
  ],
  [
    "cover csm away over 2 business days by boss",
    { kind: "cover", role: "csm", awayOver: duration(2, "business_day"), by: "boss" },
  ],
];

describe("declarations", () => {
  it.each(declarations)("%s", (text, tree) => {
    expect(plain(declarationsOf(text))).toEqual([tree]);
  });

  it("follow one another without any mark between them", () => {
    const all = declarations.map(([text]) => text).join(" \n");
    expect(plain(declarationsOf(all))).toEqual(declarations.map(([, tree]) => tree));
  });

  it("begin a step behind a bare number, not its unit", () => {
    const [cadence] = declarationsOf("cadence c from f { day 3 touch x when seats > 2  week 3 touch y }");
    expect(plain(cadence)).toMatchObject({ steps: [{ when: { right: number(2) } }, { timing: { kind: "week" } }] });
  });

  it("know where they stand", () => {
    const text = "let a = 3  touch b { owner csm }";
    const spans = declarationsOf(text).map(({ span }) => text.slice(span.start, span.end));
    expect(spans).toEqual(["let a = 3", "touch b { owner csm }"]);
  });
});
