/** What no run of a play can come to is warned of, and nothing else: an escalation may serve several plays. */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { modelText } from "../../compiler/diagnostics/explanations/model.ts";

function told(text: string): string[] {
  const files = [
    { path: "model.play", text: modelText },
    { path: "a.play", text },
  ];
  const { diagnostics } = compile({ files, currency: "USD", readText: () => undefined, exists: () => false });
  return diagnostics.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

const play = (name: string, clauses: string) => `play ${name} { level red  start when health < 60  ${clauses} }\n`;
const climbs = "escalation e";
const phase = "phase a day 1..9 { touch qbr }";

describe("rungs behind the end", () => {
  it.each([
    ["of the only play", play("p", `end after 9d ${climbs}`), "after 9d touch qbr", ["PLAY330 9d"]],
    [
      "of one of two plays",
      play("p", `end after 9d ${climbs}`) + play("q", `end after 10d ${climbs}`),
      "after 9d touch qbr",
      [],
    ],
    ["of a play that ends with its phases", play("p", `${phase} ${climbs}`), "after 9d touch qbr", ["PLAY330 9d"]],
    ["of a play that goes on until it is won", play("p", climbs), "after 9d touch qbr", []],
    [
      "of a play before a date",
      play("p", `phase a 9d..0d before renewal { touch qbr } ${climbs}`),
      "after 12d touch qbr",
      [],
    ],
    ["that a month decides", play("p", `end after 30d ${climbs}`), "after 1 month touch qbr", []],
    ["that no month decides", play("p", `end after 27d ${climbs}`), "after 1 month touch qbr", ["PLAY330 1 month"]],
    ["of a play whose months are over", play("p", `end after 1 month ${climbs}`), "after 31d touch qbr", []],
    [
      "of a play whose months are long over",
      play("p", `end after 1 month ${climbs}`),
      "after 33d touch qbr",
      ["PLAY330 33d"],
    ],
  ])("%s", (_, plays, rungs, codes) => expect(told(`${plays}escalation e { ${rungs} }`)).toEqual(codes));
});

describe("rungs that wait", () => {
  const expecting = "touch qbr expects reply within 1d";
  const end = "end after 30d";
  it.each([
    [
      "for a touch of a phase",
      play("p", `${end} phase a day 1..9 { ${expecting} } ${climbs}`),
      "after 2d alert csm unless reply",
      [],
    ],
    [
      "for an earlier rung",
      play("p", `${end} ${climbs}`),
      `after 1d ${expecting}  after 2d alert csm unless reply`,
      [],
    ],
    ["for a later rung", play("p", `${end} ${climbs}`), `after 1d alert csm unless reply  after 2d ${expecting}`, []],
    ["for an event that nobody is asked for", play("p", `${end} ${climbs}`), "after 2d alert csm unless reply", []],
    ["for their own touch", play("p", `${end} ${climbs}`), `after 1d ${expecting} while not reply`, ["PLAY331 1d"]],
    [
      "for each other",
      play("p", `${end} ${climbs}`),
      "after 1d touch qbr expects reply within 1d unless nps  after 2d touch check_in expects nps within 1d unless reply",
      ["PLAY331 1d", "PLAY331 2d"],
    ],
  ])("%s", (_, plays, rungs, codes) => expect(told(`${plays}escalation e { ${rungs} }`)).toEqual(codes));
});

describe("a step of a phase", () => {
  it.each([
    ["every 9d", ["PLAY332 every 9d"]],
    ["every 8d", []],
    ["every 9d at once", []],
    ["every 1 month", ["PLAY332 every 1 month"]],
  ])("%s in nine days", (every, codes) => {
    expect(told(play("p", `phase a day 1..9 { ${every} touch qbr }`))).toEqual(codes);
  });
});

describe("plays that pause each other", () => {
  const pausing = (name: string, ...paused: string[]) =>
    play(name, `${paused.length > 0 ? `pauses play ${paused.join(", play ")} ` : ""}${phase}`);

  it.each([
    [
      "in a ring of three",
      [
        ["b", "c"],
        ["a", "b"],
        ["c", "a"],
      ],
      ["PLAY334 b"],
    ],
    [
      "in a ring of three, of which two pause each other",
      [
        ["a", "b", "c"],
        ["b", "c"],
        ["c", "a"],
      ],
      ["PLAY334 b"],
    ],
    [
      "in two rings",
      [
        ["a", "b"],
        ["b", "c", "d"],
        ["c", "a"],
        ["d", "a"],
      ],
      ["PLAY334 b", "PLAY334 b"],
    ],
    [
      "all of them each other",
      [
        ["a", "b", "c"],
        ["b", "a", "c"],
        ["c", "a", "b"],
      ],
      [],
    ],
    [
      "in pairs",
      [
        ["a", "b"],
        ["b", "a", "c"],
        ["c", "b"],
      ],
      [],
    ],
    ["in a row", [["a", "b", "c"], ["b", "c"], ["c"]], []],
  ])("%s", (_, plays, codes) => {
    const text = plays.map(([name = "", ...paused]) => pausing(name, ...paused)).join("");
    expect(told(text)).toEqual(codes);
    const turned = plays
      .toReversed()
      .map(([name = "", ...paused]) => pausing(name, ...paused))
      .join("");
    expect(told(turned)).toEqual(codes);
  });
});

describe("a change by a bare number", () => {
  it.each([
    ["logins falls > 30 over 7d", ["PLAY333 30"]],
    ["health falls >= 5 over 7d", ["PLAY333 5"]],
    ["logins rises > 100 over 7d", ["PLAY333 100"]],
    ["logins falls > 3 over 7d", []],
    ["logins falls > 32 over 7d", []],
    ["logins falls > 105 over 7d", []],
    ["logins falls > 1K over 7d", []],
    ["logins falls > 30% over 7d", []],
    ["health falls > 30 points over 7d", []],
    ["logins falls > few over 7d", []],
    ["logins falls over 7d", []],
  ])("%s", (condition, codes) => {
    const few = condition.includes("few") ? "let few = 30\n" : "";
    expect(told(`${few}trigger t { level red  when ${condition}  do alert csm }`)).toEqual(codes);
  });
});
