/** What tests expect of stages, scores, arms and deliveries: each beside what differs from it in a word or a day. */
import { describe, expect, it } from "vitest";
import { testText } from "../../cli/views/test-results.ts";
import { compiled, program, resultsOf } from "./support.ts";

const around = `${program}
stage beginning from start to 30d after
event ready, signed, gone, woke
event pilot_begun, pilot_done { department text }
journey way {
  stage setup { enter from start leave on signed confirmed by ready skip to resting on gone }
  stage working { enter after setup leave when score < 20 back to setup on woke }
  stage resting { enter on gone leave on woke then working }
}
journey rollout per department {
  stage pilot { enter on pilot_begun leave on pilot_done }
  stage everybody { enter after pilot }
}
health fit {
  use 60 { 40 points when logins over 7d > 0 20 points when score >= 50 }
  calm 40 { 40 points when count of ticket where (severity is high) over 7d = 0 }
  bands good 80 poor 0
}
cadence often_letter from start { every 1 week touch letter }
cadence seldom_letter from start { every 8 weeks touch letter }
experiment letters { arm often 50% { cadence often_letter } arm seldom 50% { cadence seldom_letter } }
`;
const acme = "account acme { arr $5K start 2026-01-05 }";

function resultsWith(items: string, expectations: readonly string[]) {
  const lines = expectations.map((each) => `expect ${each}`).join("\n");
  return resultsOf(`test "one" {\n${acme} ${items} days 2026-01-01..2026-04-30\n${lines}\n}`, "UTC", around);
}

function expectingWith(items: string, expectations: readonly string[]) {
  return resultsWith(items, expectations).tests[0]!.expectations;
}

const onTheWay = `history acme {
  ready on 2026-01-10 signed on 2026-01-12 woke on 2026-02-01 gone on 2026-02-20
  pilot_begun on 2026-02-02 { department "Sales" } pilot_begun on 2026-02-05 { department "Finance" }
  pilot_done on 2026-03-01 { department "Sales" }
}`;

/** What happens, what is so then, and what is not. */
const table: [string, string, string[], string[]][] = [
  [
    "stages are entered and left, by clauses and from stages",
    onTheWay,
    [
      "stage setup for acme on 2026-01-05",
      "stage working for acme entered from setup on 2026-01-12",
      "stage setup for acme left to working by leave on 2026-01-12",
      "stage setup for acme entered from working by back on 2026-02-01",
      "stage working for acme left to setup by back",
      "stage setup for acme left to resting by skip on 2026-02-20",
      "2 stage setup for acme",
      "1 stage setup for acme entered by enter",
      "no stage working for acme by 2026-01-11",
      "at most 1 stage resting for acme",
    ],
    [
      "stage setup for acme on 2026-01-06",
      "stage working for acme entered from resting",
      "stage setup for acme left to working by skip",
      "stage setup for acme left by back",
      "no stage resting for acme",
      "3 stage setup for acme",
      "stage resting for acme left",
    ],
  ],
  [
    "tracks are asked for by their key",
    onTheWay,
    [
      'stage pilot of "Sales" for acme on 2026-02-02',
      'stage everybody of "Sales" for acme from pilot on 2026-03-01',
      'stage pilot of "Finance" for acme on 2026-02-05',
      "2 stage pilot for acme",
      'acme is in everybody of "Sales" at 2026-03-01',
      'acme is not in everybody of "Finance" at 2026-03-01',
      'acme is in pilot of "Finance" at 2026-03-01',
    ],
    [
      'stage everybody of "Finance" for acme',
      'acme is in pilot of "Sales" at 2026-03-01',
      'acme is in pilot of "Legal" at 2026-03-01',
      'acme is not in pilot of "Finance" at 2026-03-01',
    ],
  ],
  [
    "an account is in stages, of journeys and of the calendar",
    onTheWay,
    [
      "acme is in setup at 2026-01-11",
      "acme is in working at 2026-01-12",
      "acme is not in setup at 2026-01-12",
      "acme is in beginning at 2026-02-04",
      "acme is not in beginning at 2026-02-05",
      "acme is in pilot at 2026-02-05",
    ],
    ["acme is in setup at 2026-01-12", "acme is not in working at 2026-01-12", "acme is in beginning at 2026-02-05"],
  ],
  [
    "scores have points, or a range while something is not decided",
    "history acme { logins 3 from 2026-01-05 to 2026-01-20 score 60 on 2026-01-20 ticket on 2026-01-21 { id 7 severity high } }".replace(
      "id 7",
      'id "7"',
    ),
    [
      "fit.use is 60 for acme at 2026-01-20",
      "fit is 100 for acme at 2026-01-20",
      "fit is good for acme at 2026-01-20",
      "fit.use is 40..60 for acme at 2026-01-19",
      "fit.calm is 0 for acme at 2026-01-21",
      "fit.use is 0..60 for acme at 2026-01-21",
      "fit is 0..60 for acme at 2026-01-21",
    ],
    [
      "fit.use is 40 for acme at 2026-01-19",
      "fit.use is 40..59 for acme at 2026-01-19",
      "fit is 80..100 for acme at 2026-01-20",
      "fit is 0..100 for acme at 2026-01-01",
    ],
  ],
];

describe("tests of stages and scores", () => {
  it.each(table)("%s", (_, items, met, unmet) => {
    const results = expectingWith(items, [...met, ...unmet]);
    expect(results.filter(({ passed }) => passed).map(({ text }) => text)).toEqual(met);
    for (const { failure } of results.filter(({ passed }) => !passed)) expect(failure!.actual).not.toEqual([]);
    expect(results.filter(({ passed }) => passed).map(({ warning }) => warning)).toEqual(met.map(() => null));
  });

  it("say the way that the track went, and what every clause said", () => {
    const [late, missing] = expectingWith(
      `${onTheWay} history acme { score 40 on 2026-02-28 }`,
      ["stage working for acme on 2026-01-13", "stage working for acme left when"].map((text) =>
        text.replace(" when", " to setup by leave on 2026-02-28"),
      ),
    );
    expect(late!.failure!.actual).toEqual([
      "it did not come on 2026-01-13",
      "working was entered on 2026-01-12 from setup (on signed confirmed by ready), and left on 2026-02-01 back to setup (on woke)",
      "setup: leave on signed confirmed by ready",
      "resting: leave on woke",
    ]);
    expect(missing!.failure!.actual.slice(2)).toEqual([
      "working: leave when score < 20: false at the close of 2026-02-28",
      "working: back to setup on woke",
    ]);
  });
});

describe("tests of arms", () => {
  it("put an account where it is told, whatever it is called", () => {
    for (const [arm, letters] of [
      ["often", 16],
      ["seldom", 2],
      ["none", 0],
    ] as const) {
      const asked = `${letters} touch letter for acme asked`;
      const [result] = expectingWith(`arms acme { letters ${arm} }`, [asked]);
      expect(result!.failure?.actual, arm).toBeUndefined();
    }
  });

  it("leave the others to be drawn", () => {
    const names = Array.from({ length: 12 }, (_, index) => `customer${index}`);
    const accounts = names.map((name) => `account ${name} { arr $5K start 2026-01-05 }`).join(" ");
    const { coverage } = resultsOf(
      `test "one" { ${accounts} arms customer0 { letters often } expect customer0 is small at 2026-02-01 }`,
      "UTC",
      around,
    );
    expect(coverage.items.filter(({ kind }) => kind === "arm").every(({ reached }) => reached)).toBe(true);
  });
});

describe("tests of what was delivered", () => {
  const big = `account rich { arr $120K start 2026-01-05 }
    history rich { touch call delivered on 2026-01-14 at 10:30 { owner "Dana" channel phone } task look delivered on 2026-01-20 }`;

  it("let a delivery settle what was asked for, on its day", () => {
    const results = expectingWith(big, [
      "touch call for rich asked on 2026-01-12",
      "touch call for rich on 2026-01-14",
      "no touch call for rich on 2026-01-12",
      "time since last done call = 0d for rich at 2026-01-14",
    ]);
    expect(results.map(({ passed }) => passed)).toEqual([true, true, true, true]);
  });
});

describe("what an expectation shows", () => {
  const warningsOf = (items: string, expectations: string[]) =>
    expectingWith(items, expectations).map(({ passed, warning }) => [passed, warning]);

  it("nothing, when whatever points a score had it would hold", () => {
    const logins = "history acme { logins 3 from 2026-01-05 to 2026-01-20 }";
    expect(warningsOf(logins, ["fit >= 0 for acme at 2026-01-20", "fit >= 40 for acme at 2026-01-20"])).toEqual([
      [true, "it would hold whatever points fit had"],
      [true, null],
    ]);
    expect(
      warningsOf(logins, ["fit.use <= 60 for acme at 2026-01-20", "fit.calm is known for acme at 2026-01-20"]),
    ).toEqual([
      [true, "it would hold whatever points fit.use had"],
      [true, null],
    ]);
  });

  it("nothing, when no clause could have brought the stage about", () => {
    const nothing = /nothing in this test could bring it about/;
    const [quiet] = warningsOf("", ["no stage resting for acme"]);
    expect(quiet).toEqual([true, expect.stringMatching(nothing)]);
    const near = "history acme { score 25 from 2026-02-01 to 2026-02-10 ready on 2026-01-10 signed on 2026-01-12 }";
    expect(warningsOf(near, ["no stage working for acme left"])).toEqual([[true, null]]);
    // Signed and never ready: with no confirmation asked for it would have come.
    expect(warningsOf("history acme { signed on 2026-01-12 }", ["no stage working for acme"])).toEqual([[true, null]]);
  });
});

describe("mistakes in what is expected of stages", () => {
  const codesOf = (items: string) =>
    compiled(`test "one" { ${acme} ${items} }`, around).diagnostics.map(({ code }) => code);

  it.each([
    ['expect stage setup of "Sales" for acme', "PLAY511"],
    ['expect acme is in beginning of "Sales" at 2026-02-01', "PLAY511"],
    ["expect stage beginning for acme on 2026-02-01", "PLAY512"],
    ["expect logins is 3 for acme at 2026-02-01", "PLAY513"],
    ["expect stage setup for acme won on 2026-02-01", "PLAY304"],
    ["expect stage setup for acme by magic on 2026-02-01", "PLAY304"],
    ["expect stage setup for acme to working on 2026-02-01", "PLAY509"],
    ["expect stage setup for acme left from working on 2026-02-01", "PLAY509"],
    ["expect touch call for acme to setup on 2026-02-01", "PLAY509"],
    ["expect stage set_up for acme on 2026-02-01", "PLAY102"],
    ["arms acme { letters weekly } expect no touch call for acme by 2026-02-01", "PLAY304"],
    ["arms acme { letters often letters seldom } expect no touch call for acme by 2026-02-01", "PLAY504"],
    ["arms acme { nothing often } expect no touch call for acme by 2026-02-01", "PLAY102"],
    ["history acme { touch call delivered on 2026-02-30 } expect no touch call for acme by 2026-02-01", "PLAY008"],
    [
      'history acme { touch call delivered on 2026-02-01 { contact "Dana" } } expect touch call for acme by 2026-02-01',
      "PLAY304",
    ],
    [
      "history acme { task look delivered on 2026-02-01 { channel phone } } expect task look for acme by 2026-02-01",
      "PLAY304",
    ],
  ])("%s: %s", (items, code) => expect(codesOf(items)).toContain(code));
});

it("the text of an expectation is as it was written", () => {
  const texts = [
    'stage pilot of "Sales" for acme entered from setup by skip on 2026-02-02',
    'acme is not in pilot of "Sales" at 2026-02-02',
    "fit.use is 10..60 for acme at 2026-02-02",
    "fit is 55 for acme at 2026-02-02",
  ];
  const results = resultsWith("", texts);
  expect(results.tests[0]!.expectations.map(({ text }) => text)).toEqual(texts);
  const text = testText(results, { coverage: false, least: undefined }, { width: 120, colour: false });
  expect(text).toContain('nobody ever came into pilot of "Sales"');
});
