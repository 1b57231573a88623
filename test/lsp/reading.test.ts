/** What is shown to somebody who reads: hover, outlines, folds, selections, colours, hints, links, calls, lenses. */
import { describe, expect, it } from "vitest";
import { callerAt, callsFrom, callsTo } from "../../lsp/service/calls.ts";
import { foldsOf, selectionsAt } from "../../lsp/service/folding.ts";
import { hintsIn } from "../../lsp/service/hints.ts";
import { hoverAt } from "../../lsp/service/hover.ts";
import { lensesIn } from "../../lsp/service/lenses.ts";
import { linksIn } from "../../lsp/service/links.ts";
import { namesLike, type Outline, outlineOf } from "../../lsp/service/outline.ts";
import { coloursOf } from "../../lsp/service/semantic.ts";
import { fixture } from "./fixture.ts";
import { model } from "./model.ts";

const around = { "model.play": model };

describe("hover", () => {
  const cases: [name: string, text: string, ...shown: string[]][] = [
    [
      "a touch",
      "trigger t { do touch ca$0ll }",
      "**call** · touch · 25min and 10min of preparation by csm over phone",
      "Says hello.",
      "proactive, to address need",
      "Used 2 times in 2 files.",
    ],
    ["a task", "trigger t { do task no$0tes }", "**notes** · task · 20min by csm"],
    ["a field", "trigger t { when ar$0r > $3 }", "**arr** · field · an amount of money"],
    ["a field of words", "trigger t { when pl$0an is pro }", "one of starter, pro"],
    ["a value of a field", "trigger t { when plan is pr$0o }", "**pro** · value of plan"],
    ["a metric", "trigger t { when log$0ins over 7d = 0 }", "**logins** · metric · a count per day"],
    [
      "a metric with bands",
      "trigger t { when hea$0lth < 50 }",
      "a number of points snapshot, bands green, yellow, red",
    ],
    ["a band", "trigger t { when health is re$0d }", "**red** · band of health"],
    ["an event", "trigger t { on tick$0et }", "**ticket** · event · of an account, with cost, severity"],
    [
      "a field of an event",
      "trigger t { on ticket where (sev$0erity is high) }",
      "**severity** · field of event ticket",
      "one of high, low",
    ],
    ["a let", "trigger t { when arr < lo$0w }", "**low** · let · $3K"],
    ["a role", "trigger t { do alert cs$0m }", "**csm** · role · a person of its own for each account"],
    ["a shared role", "trigger t { do alert mana$0ger }", "a shared role"],
    ["a segment", "trigger t for lar$0ge { }", "**large** · segment", "when arr >= $50K"],
    ["the last segment", "trigger t for sm$0all { }", "all others"],
    ["a play", "trigger t { do start res$0cue }", "**rescue** · play · red"],
    [
      "a cadence",
      "play p { pauses cadence rhy$0thm }",
      "**rhythm** · cadence",
      "For one account: 26 a year, 15h 10min",
    ],
    [
      "a step that repeats",
      "cadence c from contract_start { every 1 mo$0nth touch call }",
      "12 a year, 35min each",
      "From contract_start 2025-01-31: 2025-02-28, 2025-03-31, 2025-04-30",
    ],
    ["a step on a day", "cadence c from contract_start { day 1$00 touch call }", "once, 35min", "2025-02-09"],
    [
      "a trigger",
      "trigger t$0 { level red when arr > $3 do touch call rest 3d }",
      "**t** · trigger · red, 35min each time it fires",
    ],
    [
      "a word of the language",
      "trigger t { re$0st 3d }",
      "**rest** · clause",
      "How long a trigger is silent after it fired.",
    ],
    ["a word with two roles", "e$0vent x", "**event** · declaration", "**event** · channel", "A gathering."],
    ["a channel", "touch t { channel ema$0il }", "**email** · channel", "A mail."],
    ["a purpose", "touch t { purpose give_in$0sight }", "Tells the customer something worth knowing."],
    ["a type", "account { x mon$0ey }", "**money** · type"],
    [
      "a code in a comment",
      "# playc: allow PLAY1$007 because\nlet x = 3d",
      "**PLAY107**",
      "playc explain code PLAY107",
    ],
    ["an account of a test", 'test "x" { account ac$0me { arr $3 } }', "**acme** · account of a test", "Used nowhere."],
  ];
  it.each(cases)("shows %s", (_, text, ...shown) => {
    const { analysis, path, offset } = fixture(text, around);
    const found = hoverAt(analysis, path, offset);
    for (const part of shown) expect(found?.markdown).toContain(part);
    expect(found!.span.start).toBeLessThanOrEqual(offset);
  });

  it.each([
    ["a comment", "# tou$0ch\n"],
    ["white space", "let x =   $0  3d"],
    ["a text", 'test "so$0me words" { }'],
    ["an unknown name", "trigger t { do touch no$0such }"],
    ["an empty file", "$0"],
  ])("shows nothing for %s", (_, text) => {
    const { analysis, path, offset } = fixture(text, around);
    expect(hoverAt(analysis, path, offset)).toBeUndefined();
  });

  it("shows where playc.yaml names something", () => {
    const { analysis, path, offset } = fixture(
      "--- playc.yaml\ncurrency: USD\naccount: { file: a.csv, key: id, fields: { a$0rr: ARR } }\n",
      around,
    );
    expect(hoverAt(analysis, path, offset)?.markdown).toContain("**arr** · field");
  });
});

/** `play rescue [phase first]` */
const outlined = ({ kind, name, children }: Outline): string =>
  `${kind} ${name}${children.length > 0 ? ` [${children.map(outlined).join(", ")}]` : ""}`;

describe("outlines", () => {
  it.each([
    ["let low = $3K", "let low"],
    ["account { arr money  plan text }", "account account [field arr, field plan]"],
    ["segments { large when arr > $3  small otherwise }", "segments segments [segment large, segment small]"],
    ["event reply, ticket", "event reply|event ticket"],
    ["event reply { x text }", "event reply"],
    ["contact a, b", "contact a|contact b"],
    [
      "play p { phase first day 1..3 { touch x } phase second day 4..5 { touch y } }",
      "play p [phase first, phase second]",
    ],
    ["health { use 50 points { 50 points when arr > $3 } }", "metric health [metric health.use]"],
    ['test "it works" { }', "test it works"],
    ["policy { limit 1 touches per 3d }", "policy policy"],
    ["cover csm away over 2d by boss", "cover cover csm away over 2d by boss"],
    ["use house { touch x }", "use use house"],
    ["journey j { stage a { enter from x } stage b { enter after a } }", "journey j [stage a, stage b]"],
    ["touch { }", ""],
    ["touch a { \ntouch b { }", "touch a|touch b"],
    ["", ""],
  ])("of %s", (text, expected) => {
    const { analysis, path, files } = fixture(text);
    const outlines = outlineOf(analysis.parsed(path)!.file);
    expect(outlines.map(outlined).join("|")).toBe(expected);
    const inside = (outline: Outline): boolean =>
      outline.span.start <= outline.nameSpan.start &&
      outline.nameSpan.end <= outline.span.end &&
      outline.span.end <= files.get(path)!.length &&
      outline.children.every(inside);
    expect(outlines.every(inside)).toBe(true);
  });

  it.each([
    ["call", "call"],
    ["CALL", "call"],
    ["rsc", "rescue"],
    ["cntrct", "contract_start"],
    ["", "arr"],
  ])("find names like %s", (query, name) => {
    const { analysis } = fixture("# none", around);
    expect(namesLike(analysis, query).map(({ outline }) => outline.name)).toContain(name);
  });

  it("find nothing that is not there", () => {
    expect(namesLike(fixture("# none", around).analysis, "xyzzy")).toEqual([]);
  });
});

describe("folds", () => {
  it.each([
    ["touch a {\n  kind proactive\n}", ["{\n  kind proactive\n}"]],
    ["touch a { kind proactive }", []],
    [
      "play p {\n  phase x day 1..2 {\n    touch a\n  }\n}",
      ["{\n  phase x day 1..2 {\n    touch a\n  }\n}", "{\n    touch a\n  }"],
    ],
    ["# one\n# two\n# three\nlet x = 3d", ["# one\n# two\n# three"]],
    ["# one\n\n# two\nlet x = 3d", []],
    ["let x = 3d # one\n# two", []],
    ["touch a {\n  kind", []],
    ["}}}\n{", []],
    ["# region people\nlet x = 3d\n#endregion", ["# region people\nlet x = 3d\n#endregion"]],
    ["# endregion\nlet x = 3d\n# region", []],
    ["trigger t { when (\narr > 3\n) }", ["{ when (\narr > 3\n) }", "(\narr > 3\n)"]],
  ])("of %j", (text, expected) => {
    expect(foldsOf(text).map(({ span }) => text.slice(span.start, span.end))).toEqual(expected);
  });
});

describe("selections", () => {
  it.each([
    [
      "trigger t { when lo$0gins over 7d = 0 }",
      ["logins", "logins over 7d", "logins over 7d = 0", "when logins over 7d = 0"],
    ],
    ["let x = 3$0d", ["3d", "let x = 3d"]],
    ["touch a {\n  kind pro$0active\n}", ["proactive", "kind proactive"]],
    ["broken ( te$0xt", ["text", "broken ( text"]],
  ])("grow around %s", (text, expected) => {
    const { analysis, path, offset, files } = fixture(text);
    const spans = selectionsAt(analysis.parsed(path)!.file, offset);
    const texts = spans.map(({ start, end }) => files.get(path)!.slice(start, end));
    for (const part of expected) expect(texts).toContain(part);
    expect(texts.at(-1)).toBe(files.get(path));
    for (const [index, span] of spans.slice(1).entries()) {
      expect(span.start).toBeLessThanOrEqual(spans[index]!.start);
      expect(span.end).toBeGreaterThanOrEqual(spans[index]!.end);
    }
  });
});

describe("colours", () => {
  /** The colour of each word, as `word:colour`. */
  const coloured = (text: string) => {
    const { analysis, path, files } = fixture(text, around);
    return coloursOf(analysis, path).map(
      ({ span, type, modifiers }) =>
        `${files.get(path)!.slice(span.start, span.end)}:${[type, ...modifiers].join("+")}`,
    );
  };

  it.each([
    ["trigger t { do touch call }", "trigger:keyword t:class+declaration do:keyword touch:keyword call:function"],
    [
      "trigger u { when logins over 7d = 0 }",
      "when:keyword logins:variable over:keyword 7d:number =:operator 0:number",
    ],
    ["trigger v { when plan is pro }", "plan:property is:keyword pro:enumMember"],
    ["trigger w { on ticket where (severity is high) }", "ticket:event severity:property"],
    ["touch x { channel email kind proactive level }", "email:enumMember proactive:enumMember"],
    ["let y = $3K", "let:keyword y:variable+declaration+readonly $3K:number"],
    ["trigger z { when arr < low }", "low:variable+readonly"],
    ["account { x money }", "money:type"],
    ["# words\n## more", "# words:comment ## more:comment+documentation"],
    ['test "text" { }', '"text":string'],
    ["role level owns accounts", "level:interface+declaration"],
    ["trigger a { do alert csm }", "csm:interface"],
    ["trigger b { when arr > $3 outside year_end }", "year_end:namespace"],
    ["trigger c for large { }", "large:enumMember"],
    ["trigger d { level red }", "level:keyword red:enumMember"],
    ["broken {{ touch ( 3d", "touch:keyword 3d:number"],
  ])("of %s", (text, expected) => {
    const found = coloured(text);
    for (const part of expected.split(/ (?=\S+:)/)) expect(found.join(" ")).toContain(part);
  });

  it("never overlap", () => {
    const { analysis } = fixture("# none", around);
    const colours = coloursOf(analysis, "model.play");
    for (const [index, { span }] of colours.slice(1).entries()) {
      expect(span.start).toBeGreaterThanOrEqual(colours[index]!.span.end);
    }
  });
});

describe("hints", () => {
  const hinted = (text: string) => {
    const { analysis, path, files } = fixture(text, around);
    const whole = files.get(path)!;
    return hintsIn(analysis, path, { start: 0, end: whole.length }).map(
      ({ offset, text: hint }) => `${/\S+$/.exec(whole.slice(0, offset))![0]}${hint}`,
    );
  };
  it.each([
    ["trigger t { level red when arr < low do alert csm }", ["low = $3K"]],
    ["trigger t { level red when arr > $9 do touch call within soon }", ["t (35min a time)", "soon = 48h"]],
    ["cadence c from contract_start { every 2 weeks touch call }", ["weeks (26 a year, 15h 10min)"]],
    ["cadence c from contract_start { every 1 quarter touch call task notes }", ["quarter (4 a year, 3h 40min)"]],
    ["cadence c from contract_start { every 1 year alert csm }", ["year (1 a year)"]],
    ["cadence c from contract_start { day 3 touch call }", []],
    ["cadence c from contract_start { every 2 weeks touch nosuch }", ["weeks (26 a year)"]],
    ["touch x { }", []],
  ])("in %s", (text, expected) => {
    expect(hinted(text)).toEqual(expected);
  });

  it("are only those that are seen", () => {
    const { analysis, path } = fixture("trigger t { level red when arr < low do alert csm }", around);
    expect(hintsIn(analysis, path, { start: 0, end: 10 })).toEqual([]);
  });
});

describe("links", () => {
  it("lead to files that are there", () => {
    const { analysis, path, files } = fixture(
      'touch x { template "hello.md" }\ntouch y { template "none.md" }\npolicy { holidays "days.yaml" }\n',
      { ...around, "hello.md": "Hello", "days.yaml": "2026-12-25: Christmas\n" },
    );
    expect(
      linksIn(analysis, path).map(({ span, target }) => [files.get(path)!.slice(span.start, span.end), target]),
    ).toEqual([
      ["hello.md", "hello.md"],
      ["days.yaml", "days.yaml"],
    ]);
  });
});

describe("calls", () => {
  const text = `trigger st$0art_it { level red when arr > $9 do touch call start climb }
play climb { level red start when arr > $8 win when arr > $9 end after 9d pauses play rescue pauses cadence rhythm escalation ladder
  phase first day 1..3 { touch call, mail task notes }
}
cadence other from contract_start { every 2 weeks touch call not within 3d of touch mail when time since last done mail > 4d }
`;
  const names = (calls: readonly { other: { kind: string; name: string } }[]) =>
    calls.map(({ other }) => `${other.kind} ${other.name}`).sort();

  it.each([
    [{ kind: "trigger", name: "start_it" }, ["play climb", "touch call"]],
    [{ kind: "play", name: "climb" }, ["escalation ladder", "task notes", "touch call", "touch mail"]],
    [{ kind: "cadence", name: "other" }, ["touch call"]],
    [{ kind: "touch", name: "call" }, []],
  ] as const)("from %j", (caller, expected) => {
    expect(names(callsFrom(fixture(text, around).analysis, caller))).toEqual(expected);
  });

  it.each([
    [{ kind: "play", name: "climb" }, ["trigger start_it"]],
    [{ kind: "escalation", name: "ladder" }, ["play climb"]],
    [{ kind: "touch", name: "call" }, ["cadence other", "cadence rhythm", "play climb", "trigger start_it"]],
    [{ kind: "touch", name: "mail" }, ["play climb"]],
    [{ kind: "play", name: "rescue" }, []],
    [{ kind: "play", name: "nobody" }, []],
  ] as const)("to %j", (caller, expected) => {
    expect(names(callsTo(fixture(text, around).analysis, caller))).toEqual(expected);
  });

  it("begin at a name", () => {
    const { analysis, path, offset } = fixture(text, around);
    expect(callerAt(analysis, path, offset)).toMatchObject({ kind: "trigger", name: "start_it" });
    expect(callerAt(analysis, "model.play", model.indexOf("arr"))).toBeUndefined();
  });
});

describe("lenses", () => {
  const titles = (text: string, others: Record<string, string> = {}) => {
    const { analysis, path } = fixture(text, { ...around, ...others });
    return lensesIn(analysis, path).map(({ title }) => title);
  };
  const summary = JSON.stringify({ accounts: { total: 500 }, triggers: [{ trigger: "t", fires: 40, accounts: 34 }] });

  it.each([
    ['test "a" { }\ntest "b" { }', {}, ["run test", "run test"]],
    ["cadence c from contract_start { }\ntrigger t { }", {}, ["simulate"]],
    [
      "trigger t { }",
      { ".playc/last/summary.json": summary },
      ["fired 40 times for 34 of 500 accounts in the last run", "simulate"],
    ],
    ["trigger u { }", { ".playc/last/summary.json": summary }, ["simulate"]],
    ["trigger t { }", { ".playc/last/summary.json": "{ nonsense" }, ["simulate"]],
    ["trigger t { }", { ".playc/last/summary.json": '{"triggers":[null,3,{"trigger":7}]}' }, ["simulate"]],
    ["touch x { }", {}, []],
  ])("of %s", (text, others, expected) => {
    expect(titles(text, others)).toEqual(expected);
  });
});
