/** What `playc.yaml` gives data for is held against what the program declares. */
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { modelText } from "../../compiler/diagnostics/explanations/model.ts";
import { readProjectFile } from "../../project/read.ts";

const account = "currency: GBP\naccount: { file: a.csv, key: id }\n";
const people = "people: { csm: { column: owner } }\n";

/** The diagnostics of a program and a project file, each with the text it is about. */
function told(projectFile: string, text = "") {
  const yaml = account + projectFile;
  const { mapping } = readProjectFile("playc.yaml", yaml);
  const files = [
    { path: "model.play", text: modelText.replaceAll("$", "£") },
    { path: "a.play", text },
  ];
  const readers = { readText: () => undefined, exists: () => false };
  const { diagnostics } = compile({ files, currency: "GBP", mapping: mapping!, ...readers });
  return diagnostics.map(({ code, file, span, hint }) => ({
    what: `${code} ${(file === "playc.yaml" ? yaml : text).slice(span.start, span.end)}`,
    hint,
  }));
}

const usage = (columns: string) => `${people}metrics: { file: u.csv, key: id, day: d, columns: { ${columns} } }\n`;
const trigger = (condition: string) => `trigger t { level red  when ${condition}  do alert csm }`;

describe("names that the program does not declare", () => {
  it.each([
    ["none", usage("logins: n"), []],
    ["a slip in a metric", usage("login: n"), ["PLAY416 login"]],
    ["another metric", usage("logins: n, visits: v"), ["PLAY417 visits"]],
    ["one very like a metric that has its data", usage("logins: n, login: v"), ["PLAY417 login"]],
    ["a slip in an event", `${people}events: { repli: { file: e.csv, key: id, at: t } }\n`, ["PLAY416 repli"]],
    [
      "a field of an event",
      `${people}events: { ticket: { file: e.csv, key: id, at: t, fields: { id: n, severty: s, owner: o } } }\n`,
      ["PLAY416 severty", "PLAY417 owner"],
    ],
    [
      "an event with its fields",
      `${people}events: { visit: { file: e.csv, key: id, at: t, fields: { a: n } } }\n`,
      ["PLAY417 visit"],
    ],
    ["a person", "people: { csm: { column: owner }, sponser: { column: s } }\n", ["PLAY416 sponser"]],
    ["nobody who owns accounts", "people: { sponsor: { column: s } }\n", ["PLAY418 people"]],
    ["no field to assign by", "people: { csm: { assign: { rule: least_loaded, by: territory } } }\n", ["PLAY419 by"]],
    ["a field to assign by", "people: { csm: { assign: { rule: least_loaded, by: plan } } }\n", []],
    ["an amount to assign by", "people: { csm: { assign: { rule: least_loaded, by: arr } } }\n", ["PLAY419 by"]],
    [
      "names that only look like ones",
      usage("logins: n, __proto__: v, constructor: w"),
      ["PLAY417 __proto__", "PLAY417 constructor"],
    ],
  ])("%s", (_, projectFile, codes) => expect(told(projectFile).map(({ what }) => what)).toEqual(codes));
});

describe("the roster of playc.yaml", () => {
  const roster = (...rows: string[]) => `${people}team: { people: [${rows.map((row) => `{ role: csm, ${row} }`)}] }\n`;
  const policy = "policy { hours 09:00..17:00 mon..fri }";
  it.each([
    ["as many as `team` says", roster("person: Dana", "person: Eli"), "team { csm 2 people }", []],
    ["fewer", roster("person: Dana"), "team { csm 2 people }", ["PLAY429 people"]],
    ["nobody of the role", `${people}team: { people: [{ role: sales, person: Dana }] }\n`, "team { csm 2 people }", []],
    ["hours that just fit", roster("person: Dana, hours: 40h, zone: UTC"), policy, []],
    ["hours that do not", roster("person: Dana, hours: 40.1h, zone: UTC"), policy, ["PLAY431 person"]],
    ["of which half are for plays", roster("person: Dana, hours: 60h, share: 50%, zone: UTC"), policy, []],
    ["whose zone nobody says", roster("person: Dana, hours: 100h"), policy, []],
    [
      "by the role's hours",
      roster('person: Dana, shift: "09:00..10:00"'),
      "team { csm 6h per week }",
      ["PLAY431 person"],
    ],
    [
      "by the role's share",
      roster('person: Dana, shift: "09:00..10:00"'),
      "team { csm 10h per week 50% for plays }",
      [],
    ],
    ["one person in two rows", roster("person: Dana", "person: Dana"), "team { csm 2 people }", ["PLAY429 people"]],
    [
      "too many hours of one person in two rows",
      roster("person: Dana, hours: 41h, zone: UTC", "person: Dana, hours: 41h, zone: UTC"),
      policy,
      ["PLAY431 person"],
    ],
    [
      "one after the other",
      roster("person: Dana, to: 2026-03-31", "person: Eli, from: 2026-04-01"),
      "team { csm 1 people }",
      [],
    ],
    [
      "one after the other, and both counted",
      roster("person: Dana, to: 2026-03-31", "person: Eli, from: 2026-04-01"),
      "team { csm 2 people }",
      ["PLAY429 people"],
    ],
    ["more days", roster('person: Dana, hours: 6h, days: "mon..sat", shift: "09:00..10:00"'), "", []],
  ])("%s", (_, projectFile, program, codes) => {
    expect(told(projectFile, program).map(({ what }) => what)).toEqual(codes);
  });

  it.each([
    ["40.02h", "`Dana` has 40 hours and 1 minute a week for plays, and the shifts of a week are 40 hours long."],
    ["40.5h", "`Dana` has 40.5 hours a week for plays, and the shifts of a week are 40 hours long."],
  ])("tells of %s to the minute", (hours, message) => {
    const { mapping } = readProjectFile(
      "playc.yaml",
      `${account}${roster(`person: Dana, hours: ${hours}, zone: UTC`)}`,
    );
    const files = [{ path: "a.play", text: `role csm\n${policy}` }];
    const readers = { readText: () => undefined, exists: () => false };
    const { diagnostics } = compile({ files, currency: "GBP", mapping: mapping!, ...readers });
    expect(diagnostics.map((each) => each.message)).toContain(message);
  });

  it("tells of a person at her own row, behind one who has two", () => {
    const file = `${account}${roster("person: Dana", "person: Dana", "person: Eli, hours: 41h, zone: UTC")}`;
    const { mapping } = readProjectFile("playc.yaml", file);
    const files = [{ path: "a.play", text: `role csm\n${policy}` }];
    const readers = { readText: () => undefined, exists: () => false };
    const { diagnostics } = compile({ files, currency: "GBP", mapping: mapping!, ...readers });
    const found = diagnostics.filter(({ code }) => code === "PLAY431");
    expect(found.map(({ span }) => file.slice(span.start, span.start + 11))).toEqual(["person: Eli"]);
  });
});

describe("a name that only playc.yaml knows", () => {
  it.each([
    ["orders > 3", usage("orders: n"), "`metric orders count per day missing is zero`"],
    ["count of visit over 7d > 3", `${people}events: { visit: { file: e.csv, key: id, at: t } }\n`, "`event visit`"],
  ])("%s", (condition, projectFile, declaration) => {
    expect(told(projectFile, trigger(condition))[0]?.hint).toContain(`playc.yaml has its data: `);
    expect(told(projectFile, trigger(condition))[0]?.hint).toContain(declaration);
  });
});

describe("amounts in a hint", () => {
  it.each([
    ["arr > 1200", "`£1200`"],
    ["arr > $1200", "`£1200`"],
    ["arr > USD 25K", "`£25K`"],
    ["arr > 30%", "`£25K`"],
  ])("%s", (condition, amount) => expect(told(people, trigger(condition))[0]?.hint).toContain(amount));
});
