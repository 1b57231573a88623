/** The project file: what is read, and that every mistake is told at its line in the author's words. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProjectFile } from "../../project/read.ts";

const GOOD = `currency: USD
time_zone: { column: tz, default: Europe/London }
account: { file: a.csv, key: Id, from: since, fields: { arr: ARR__c } }
people:
  csm: { column: OwnerId, known: today }
  sponsor: { file: s.csv, key: Id, person: Name, from: since }
  pool: { person: "CS pod" }
events:
  ticket: { file: t.csv.gz, key: org, at: created_at, fields: { severity: priority }, where: "x > 1" }
metrics:
  - { file: "usage/*.parquet", key: k, day: d, columns: { logins: n }, covers: 2025-01-01..2026-06-30 }
  - { file: health.csv, key: k, day: d, metric: name, value: score, names: { health: "Health Score" } }
`;

function problemsOf(text: string): string[] {
  return readProjectFile("playc.yaml", text).problems.map((p) => `${p.line}:${p.column} ${p.message}`);
}

describe("a project file", () => {
  it("is read in full", () => {
    const { project, problems } = readProjectFile("p/playc.yaml", GOOD);
    expect(problems).toEqual([]);
    expect(project).toMatchObject({
      file: "p/playc.yaml",
      currency: "USD",
      timeZone: { kind: "column", column: "tz", default: "Europe/London" },
      account: { file: "a.csv", key: "Id", from: "since", aggregate: false, knownToday: false },
    });
    expect(project?.account.fields).toEqual(new Map([["arr", "ARR__c"]]));
    expect([...(project?.people.values() ?? [])].map((person) => person.kind)).toEqual([
      "column",
      "table",
      "everybody",
    ]);
    expect(project?.events.get("ticket")?.where).toBe("x > 1");
    expect(project?.metrics.map((table) => table.layout.kind)).toEqual(["wide", "long"]);
    expect(project?.metrics[0]?.covers).toEqual({ from: "2025-01-01", to: "2026-06-30" });
  });

  it("leaves the end of `covers` open", () => {
    const text = "currency: EUR\ntime_zone: UTC\naccount: { file: a.csv, key: id }\n";
    const of = (covers: string) =>
      readProjectFile("f", `${text}metrics: { file: m.csv, key: a, day: d, columns: { x: y }, covers: ${covers} }\n`);
    expect(of("2025-01-01..").project?.metrics[0]?.covers).toEqual({ from: "2025-01-01" });
    expect(of("2025-02-30..").problems[0]?.message).toMatch(/no calendar/);
  });

  it("takes budgets: shares in millionths, anything else as it is counted", () => {
    const start = "currency: EUR\ntime_zone: UTC\naccount: { file: a.parquet, key: id }\n";
    const read = (budgets: string) => readProjectFile("f", `${start}budgets: { ${budgets} }\n`).project?.budgets;
    expect(read("utilisation: 110%, late: 0.05, untouched_accounts: 3")).toEqual({
      utilisation: 1_100_000,
      late: 50_000,
      untouched_accounts: 3,
    });
    expect(read('late: "0.0001%", utilisation: 1000%')).toEqual({ late: 1, utilisation: 10_000_000 });
    const said: [wrong: string, why: string][] = [
      ["late: -5%", "must be a share, as `5%` or `0.05`."],
      ["late: some", "must be a share, as `5%` or `0.05`."],
      ["utilisation: 1e3x", "must be a share, as `110%` or `1.1`."],
      ["late: 2000%", "cannot be more than 100%. Write a share, as `5%` or `0.05`."],
      ["late: 1.5", "cannot be more than 100%. Write a share, as `5%` or `0.05`."],
      ["late: 5", "is `5`, which would be 500%. Write `5%`."],
      ["utilisation: 2", "is `2`, which would be 200%. Write `2%`, or `200%` if that is meant."],
      ["utilisation: 90", "is `90`, which would be 9000%. Write `90%`."],
      ["touches_per_person_and_week: -1", "must be a whole number, 0 or more, as `40`."],
      ["untouched_accounts: 2.5", "must be a whole number, 0 or more, as `10`."],
      ["late: ", "is empty. Write its value, or take the line away."],
    ];
    for (const [wrong, why] of said) {
      const name = wrong.slice(0, wrong.indexOf(":"));
      expect(problemsOf(`${start}budgets: { ${wrong} }\n`).map((each) => each.replace(/^4:\d+ /, ""))).toEqual([
        `\`budgets.${name}\` ${why}`,
      ]);
    }
    expect(problemsOf(`${start}budgets: { lat: 5% }\n`)).toEqual(["4:12 `budgets` has no `lat`. Did you mean `late`?"]);
  });

  it("says key by key what it says, whatever its order, comments and layout", () => {
    const of = (text: string) => readProjectFile("f", text).stated;
    const one = of(`currency: EUR
time_zone: UTC
account: { file: a.csv, key: id, fields: { arr: ARR } }
metrics: { file: u.csv, key: a, day: d, columns: { logins: n } }
budgets: { late: 0.025, untouched_accounts: 3 }
team: { people: [{ person: Dana, role: [csm, lead], hours: 30h }] }
`);
    const other = of(`# The same.
budgets:
  untouched_accounts: 3 # three
  late: "2.5%"
metrics: [{ day: d, key: a, columns: { logins: n }, file: u.csv }]
account: { key: id, file: a.csv, fields: { arr: "ARR" } }
team: { people: [{ hours: 30h, person: Dana, role: "csm, lead" }] }
time_zone: UTC
currency: EUR
`);
    expect(new Map(one)).toEqual(new Map(other));
    expect(one?.get("metrics[u.csv].columns.logins")).toBe("n");
    expect(one?.get("team.people[Dana].hours")).toBe("30h");
    expect(one?.get("budgets.late")).toBe("2.5%");
  });

  it("takes one table of metrics without a list, and no metrics at all", () => {
    const start = "currency: EUR\ntime_zone: UTC\naccount: { file: a.parquet, key: id }\n";
    expect(readProjectFile("f", start).project?.metrics).toEqual([]);
    const one = readProjectFile("f", `${start}metrics: { file: m.csv, key: a, day: d, columns: { x: y } }\n`);
    expect(one.project?.metrics).toHaveLength(1);
    expect(one.project?.timeZone).toEqual({ kind: "name", name: "UTC" });
  });

  it("takes touches that were delivered, from one table or several", () => {
    const start = "currency: EUR\ntime_zone: UTC\naccount: { file: a.csv, key: id }\n";
    const read = (more: string) => readProjectFile("f", start + more).project?.touches;
    expect(read("")).toEqual([]);
    const names = "names: { qbr: [QBR, Review], __proto__: x }";
    const [table] = read(
      `touches: { file: t.csv, key: a, at: d, touch: s, ${names}, covers: 2025-01-01..2025-02-01 }\n`,
    )!;
    expect(table).toEqual({
      file: "t.csv",
      aggregate: false,
      key: "a",
      at: "d",
      touch: "s",
      names: new Map([
        ["qbr", ["QBR", "Review"]],
        ["__proto__", ["x"]],
      ]),
      covers: { from: "2025-01-01", to: "2025-02-01" },
    });
    const one = "{ file: t.csv, key: a, at: d, touch: s, owner: o, channel: c, demand: i, where: s is not null }";
    expect(read(`touches: [${one}, ${one}]\n`)?.[1]).toMatchObject({ owner: "o", channel: "c", demand: "i" });
  });

  it("takes other ids from one table or several, and tables of DuckDB files", () => {
    const start = "currency: EUR\ntime_zone: UTC\naccount: { file: w.duckdb, table: sales.account, key: id }\n";
    const read = (more: string) => readProjectFile("f", start + more);
    expect(read("").project?.account.table).toBe("sales.account");
    expect(read("identity: { file: i.jsonl, account: a, also: x }\n").project?.identity).toEqual([
      { file: "i.jsonl", aggregate: false, account: "a", also: ["x"] },
    ]);
    const several =
      "identity:\n  - { file: i.csv, account: a, also: [x, y] }\n  - { file: j.ndjson.gz, account: b, also: z }\n";
    expect(read(several).project?.identity.map(({ also }) => also)).toEqual([["x", "y"], ["z"]]);
    expect(read("identity: { file: i.csv, account: a }\n").problems[0]?.message).toMatch(/lacks `also`/);
    expect(read("metrics: { file: m.csv, table: t, key: a, day: d, columns: {} }\n").problems[0]).toMatchObject({
      line: 4,
    });
    expect(read("events: { e: { file: m.duckdb, key: a, at: d } }\n").problems[0]?.message).toMatch(/lacks `table`/);
  });

  it.each([
    ["", /^1:1 the project file lacks `currency`/],
    ["- a\n", /^1:1 the project file must be a mapping/],
    ["currency: usd\naccount: { file: a.csv, key: k }\n", /^1:11 `currency` must be the three capital letters/],
    ["currency: USD\nacount: { file: a.csv, key: k }\n", /^2:1 .*no `acount`\. Did you mean `account`\?/m],
    ["currency: USD\naccount: { file: a.csv, key: k, feilds: {} }\n", /^2:33 .*Did you mean `fields`\?/],
    ["currency: USD\naccount: { file: a.xlsx, key: k }\n", /^2:18 .*must end with `\.csv`/],
    ["currency: USD\naccount: { file: a.csv, key: 3 }\n", /^2:30 `account\.key` must be text/],
    ['currency: USD\naccount: { file: a.csv, key: "" }\n', /^2:30 `account\.key` is empty/],
    ["currency: USD\naccount: { file: a.csv, key: k, known: yes }\n", /^2:40 .*can only be `today`/],
    ["currency: USD\naccount: { file: a.csv, key: k, known: today, from: f }\n", /^2:33 .*Keep one of the two/],
    ["currency: USD\naccount: { file: a.csv, key: k, fields: { a-b: c } }\n", /^2:43 `a-b` cannot be a name/],
    ["currency: USD\ncurrency: EUR\naccount: { file: a.csv, key: k }\n", /^2:1 This key is written twice/],
    ["currency: !money USD\naccount: { file: a.csv, key: k }\n", /^1:11 Tags/],
    ["currency: [USD\n", /This is not YAML/],
  ])("refuses %j", (text, message) => {
    expect(problemsOf(text).join("\n")).toMatch(message);
  });

  it.each([
    ["people: { csm: { column: a, file: b.csv } }", /`people\.csm` must be one of/],
    ["people: { csm: {} }", /`people\.csm` must be one of/],
    ["people: { csm: { file: b.csv } }", /`people\.csm` must be one of/],
    ["people: { csm: { person: x, known: today } }", /`people\.csm` must be one of/],
    ["people: { csm: { file: b.csv, key: k, person: p, from: f, known: today } }", /Keep one of the two/],
    ["metrics: { file: m.csv, key: a, day: d }", /either `columns`/],
    ["metrics: [{ file: m.csv, key: a, day: d, metric: m }]", /`metrics\.0` must have either `columns`/],
    ["metrics: { file: m.csv, key: a, day: d, columns: { x: y }, value: v }", /either `columns`/],
    ["metrics: { file: m.csv, key: a, day: d, metric: m, value: v, aggregate: true }", /`aggregate` goes with/],
    ["metrics: { file: m.csv, key: a, day: d, columns: { x: y }, covers: 2025-01-01 }", /two dates/],
    ["metrics: { file: m.csv, key: a, day: d, columns: { x: y }, covers: 2025-02-30..2025-03-01 }", /no calendar/],
    ["events: { e: { file: m.csv, at: d, covers: 2025-03-02..2025-03-01 } }", /ends before it begins/],
    ["touches: { file: t.csv, key: a, at: d }", /`touches` lacks `touch`/],
    ["touches: { file: t.csv, key: a, at: d, touch: s, aggregate: true }", /aggregate/],
    ["touches: { file: t.csv, key: a, at: d, touch: s, table: x }", /take `table` away/],
    ["touches: { file: t.csv, key: a, at: d, touch: s, covers: 2025-03-02..2025-03-01 }", /ends before it begins/],
    ["touches: { file: t.csv, key: a, at: d, touch: s, names: { a: x, b: [y, x] } }", /`x` stands for `a` and for `b`/],
    ["touches: [{ file: t.csv, key: a, at: d, touch: s, names: { a: [] } }]", /names/],
    ["time_zone: Europe/Londn", /`Europe\/Londn` is no time zone. Did you mean `Europe\/London`\?/],
    ["time_zone: { column: tz, default: +02:00 }", /`\+02:00` is no time zone/],
    ["time_zone: { default: UTC }", /`time_zone` lacks `column`/],
  ])("refuses %j", (line, message) => {
    const found = problemsOf(`currency: USD\naccount: { file: a.csv, key: k }\n${line}\n`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^3:/);
    expect(found[0]).toMatch(message);
  });

  it("survives anchors that multiply or bite their own tail, deep brackets and a huge file", () => {
    const bomb = Array.from({ length: 12 }, (_, i) => `x${i}: &x${i} [${`*x${i - 1},`.repeat(i ? 9 : 0)}1]`).join("\n");
    for (const text of [bomb, "a: &a [*a]\n", "[".repeat(100_000), "- ".repeat(100_000), `#${"x".repeat(1_000_001)}`]) {
      expect(problemsOf(text).length).toBeGreaterThan(0);
    }
  });

  it("keeps `__proto__` as a name like any other", () => {
    const text = "currency: USD\naccount: { file: a.csv, key: k, fields: { __proto__: polluted } }\n";
    expect(readProjectFile("f", text).project?.account.fields.get("__proto__")).toBe("polluted");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("never throws, and gives either a project or problems inside the text", () => {
    const lines = fc.array(fc.oneof(fc.constantFrom(...GOOD.split("\n")), fc.string()), { maxLength: 15 });
    fc.assert(
      fc.property(lines, (parts) => {
        const text = parts.join("\n");
        const { project, problems } = readProjectFile("f", text);
        expect(project === undefined).toBe(problems.length > 0);
        for (const problem of problems) {
          expect(problem.line).toBeGreaterThanOrEqual(1);
          expect(problem.line).toBeLessThanOrEqual(text.split("\n").length + 1);
          expect(problem.column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("the place and kind of a mistake", () => {
  const start = "currency: USD\naccount: { file: a.csv, key: k }\n";

  it.each([
    ["currency: usd\naccount: { file: a.csv, key: k }\n", "wrong_value", "usd"],
    ["currency: USD\nacount: { file: a.csv, key: k }\n", "missing_key", ""],
    [`${start}evnts: {}\n`, "unknown_key", "evnts"],
    [`${start}events:\n  ticket:\n    file: t.csv\n    key: org\n`, "missing_key", "ticket"],
    [`${start}metrics:\n  - file: m.csv\n    key: a\n    day: d\n`, "keys_clash", ""],
    [`${start}time_zone: Europe/Londn\n`, "wrong_value", "Europe/Londn"],
    [`${start}people:\n  csm: { column: a, file: b.csv }\n`, "keys_clash", "csm"],
    [`${start}currency: EUR\n`, "keys_clash", "currency"],
    [`${start}people: [\n`, "unreadable", undefined],
  ])("%j is %s", (text, fault, place) => {
    const [found] = readProjectFile("f", text).problems;
    expect(found?.fault).toBe(fault);
    if (place !== undefined) expect(text.slice(found!.span.start, found!.span.end)).toBe(place);
    const before = text.slice(0, found!.span.start).split("\n");
    expect([found!.line, found!.column]).toEqual([before.length, before.at(-1)!.length + 1]);
  });

  it("is known of the currency, for what only the compiler can tell", () => {
    const text = "# the project\ncurrency: USX\naccount: { file: a.csv, key: k }\n";
    const { project } = readProjectFile("f", text);
    expect(text.slice(project!.currencySpan.start, project!.currencySpan.end)).toBe("USX");
  });
});

describe("what people write instead", () => {
  const start = "currency: USD\naccount: { file: a.csv, key: id }\n";
  it.each([
    ["time_zone: London", "3:12 `London` is no time zone. Did you mean `Europe/London`?"],
    ["time_zone: new york", "3:12 `new york` is no time zone. Did you mean `America/New_York`?"],
    ["time_zone: GMT+2", "3:12 `GMT+2` is no time zone. Write a place, as `Europe/London` or `America/New_York`."],
    [
      "metrics: { file: a.csv, key: k, day: d, columns: { x: y }, covers: 2025-01-01 to 2025-12-31 }",
      "3:68 `metrics.covers` must be two dates, first and last day, with two dots between them. Write it as `2025-01-01..2025-12-31`.",
    ],
    [
      "events:\n  e:\n    file: t.csv\n\tkey: org\n    at: t",
      "6:1 A tab cannot indent a line. Write spaces in its place.",
    ],
  ])("%s", (text, problem) => expect(problemsOf(`${start}${text}\n`)).toEqual([problem]));
});

describe("the mapped names", () => {
  it("are those of every table, each with the place of its key", () => {
    const { mapping } = readProjectFile("f", GOOD);
    const told = mapping?.names.map(({ kind, event, name, path }) => {
      const { start, end } = mapping.placeOf(path);
      return `${kind} ${event ?? ""} ${name} ${GOOD.slice(start, end)}`;
    });
    expect(told).toEqual([
      "field  arr arr",
      "person  csm csm",
      "person  sponsor sponsor",
      "person  pool pool",
      "event  ticket ticket",
      "event field ticket severity severity",
      "metric  logins logins",
      "metric  health health",
    ]);
  });
});
