/** One cause, one problem, and a tree for the rest. */

import { describe, expect, it } from "vitest";
import { parse } from "../../grammar/parser.ts";
import { plain, playFiles, problemsOf } from "./support.ts";

/** The word each problem stands at. */
function places(text: string): string[] {
  return problemsOf(text).map((problem) => text.slice(problem.span.start, problem.span.end));
}

describe("five mistakes", () => {
  it("in one trigger and its neighbours are five problems", () => {
    const text = `
trigger login_drop fro enterprise {
  level yellow
  when health <
  do touch check_in witin 48h
  rest 30x
}
touch { channel video owner csm }
touch good { channel video }`;
    expect(places(text)).toEqual(["fro", "do", "witin", "30x", "{"]);
    const { file } = parse("x.play", text);
    expect(plain(file.declarations)).toMatchObject([
      {
        kind: "trigger",
        name: "login_drop",
        clauses: [
          { kind: "level", content: "yellow" },
          { kind: "when" },
          { kind: "do", content: [{ kind: "touch", names: ["check_in"] }] },
          { kind: "rest" },
        ],
      },
      { kind: "touch", clauses: [{ kind: "channel" }, { kind: "owner" }] },
      { kind: "touch", name: "good" },
    ]);
  });

  it("in five declarations are five problems", () => {
    const text = `
metric logins count pr day
role csm own accounts
calendar year_end { every yer 12-20..01-05 }
stage onboarding from contract_start too 90d after
policy { hours 09:00..17:00 mon..fri  limit 3 touches in 14d  otherwise drop }
let fine = 3`;
    expect(places(text)).toEqual(["pr", "own", "yer", "too", "in"]);
    expect(parse("x.play", text).file.declarations.map((declaration) => declaration.kind)).toEqual([
      "metric",
      "role",
      "calendar",
      "stage",
      "policy",
      "let",
    ]);
  });
});

/** A broken text, the words its problems stand at, and what else is to be said of them. */
const cases: [string, string[], object][] = [
  ["triger a { level red }\ntouch b { }", ["triger"], { kind: "unknown_declaration", word: "triger" }],
  ["let rest = 30d", ["rest"], { kind: "unexpected", reserved: true, expected: ["a name"], context: "let" }],
  ["let a = 30days", ["30days"], { kind: "bad_number", reason: "unit", meant: "30 days" }],
  ["let a = 30x", ["30x"], { kind: "bad_number", reason: "form" }],
  ["let a = 2 dyas", ["2 dyas"], { kind: "bad_number", reason: "unit", meant: "2 days" }],
  ["let a = 30 %", ["30 %"], { kind: "bad_number", reason: "blank", meant: "30%" }],
  ["let a = $1,000", ["$1,000"], { kind: "bad_number", reason: "separator" }],
  ["let a = 99999999999999999999", ["99999999999999999999"], { kind: "bad_number", reason: "size" }],
  ["let a = 2026-02-29", ["2026-02-29"], { kind: "bad_date" }],
  ["calendar c { every year 13-01..01-05 }", ["13-01"], { kind: "bad_date" }],
  ["policy { hours 9:00..17:00 mon..fri }", ["9:00"], { kind: "bad_time" }],
  ['let a = "open\nlet b = 3', ['"open'], { kind: "unterminated_text" }],
  ['let a = "a\\nb"', ["\\n"], { kind: "bad_escape", escape: "\\n" }],
  ["let a = 3 § 4", ["§"], { kind: "bad_character", characters: "§" }],
  ["touch a { owner csm; effort 3min }", [";"], { kind: "bad_character" }],
  ["touch a { owner csm", [""], { kind: "unclosed", bracket: "{", opened: { start: 8, end: 9 } }],
  ["}\nlet a = 3", ["}"], { kind: "unexpected", expected: ["a declaration"] }],
  [
    "trigger a { when x\n  do alert csm\n\ntrigger b { do alert csm }",
    ["trigger"],
    { kind: "unclosed", opened: { start: 10, end: 11 }, context: "trigger a" },
  ],
  [
    "play p {\n  phase x day 1..2 { task t\n  phase y day 3..4 { task t }\n}\ntouch b { }",
    ["phase"],
    { kind: "unclosed", context: "phase x of play p" },
  ],
  ["play p {\n  level red }\n  end after 3d\n}\ntouch a { }", ["end"], { kind: "unknown_declaration" }],
  ["trigger a { when (x and y do alert csm }", ["do"], { kind: "unclosed", bracket: "(" }],
  ["trigger a { when x K do alert csm }", ["K"], { kind: "unexpected", context: "`when` of trigger a" }],
  ["trigger a { when count of e >= 3 do alert csm }", [">="], { kind: "unexpected", expected: ["`over`"] }],
  ["cadence c from f { every week touch x\n day 3 touch y }", ["week"], { kind: "no_number", meant: "1 week" }],
  ["cadence c from f { 60d touch x unles a\n day 3 touch y }", ["unles"], { kind: "unexpected" }],
  ["account {\n  seats\n  renewal date\n}", ["renewal"], { kind: "unexpected", expected: ["a type"] }],
  ["team { csm six people\n boss 3 people }", ["six"], { kind: "unexpected", context: "team" }],
];

describe("one mistake", () => {
  it.each(cases)("%j", (text, expected, problem) => {
    expect(places(text)).toEqual(expected);
    expect(problemsOf(text)[0]).toMatchObject(problem);
  });

  it("names what could have stood there, also what would have gone on before it", () => {
    const [problem] = problemsOf("trigger t { do touch a witin 3d }");
    expect(problem).toMatchObject({ kind: "unexpected", found: "witin", context: "`do` of trigger t" });
    expect(problem?.kind === "unexpected" && problem.expected).toEqual(expect.arrayContaining(["`within`", "`rest`"]));
  });

  it("in one declaration of the tour leaves all others as they were", () => {
    for (const { path, text } of playFiles("test/fixtures/tour")) {
      const sound = parse(path, text).file.declarations;
      for (const [index, declaration] of sound.entries()) {
        const { start, end } = declaration.span;
        const broken = `${text.slice(0, start)}nonsense = ${text.slice(start, end)}${text.slice(end)}`;
        const { file, problems } = parse(path, broken);
        expect(problems.map((problem) => problem.span.start)).toEqual([start]);
        const rest = sound.filter((_, position) => position !== index).map(plain);
        expect(file.declarations.map(plain)).toEqual(expect.arrayContaining(rest));
      }
    }
  });
});
