/** The panel that compares with the last commit: what it reads is checked, names stay text, and all that was said is shown. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { committedFileOf, queryOf } from "../../extension/compare/committed-file.ts";
import { comparisonContent, type ShownComparison } from "../../extension/compare/content.ts";
import { reportOf } from "../../extension/compare/report.ts";
import type { DiffReport } from "../../review/types.ts";
import { brokenReport, sampleReport } from "./compare-sample.ts";

const schema = JSON.parse(readFileSync(new URL("../../review/diff.schema.json", import.meta.url), "utf8"));
const hasShape = new Ajv2020({ strict: false }).compile(schema);

const shown = (report: DiffReport | undefined, more: Partial<ShownComparison> = {}): ShownComparison => ({
  project: "",
  base: "HEAD",
  busy: undefined,
  report,
  hasOldFigures: false,
  failure: undefined,
  unsimulated: undefined,
  unwitnessed: undefined,
  needsProgram: false,
  unsaved: 0,
  ...more,
});
const tagsOf = (html: string) => [...html.matchAll(/<([a-z][\w-]*)/gi)].map(([, tag]) => tag!);
const textOf = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
const hostile = "<img src=x onerror=alert(1)>";

describe("a report", () => {
  it("is read back as it was printed, and what is no report is not taken for one", () => {
    for (const report of [sampleReport("login_drop"), brokenReport("login_drop")]) {
      expect(hasShape(report), JSON.stringify(hasShape.errors)).toBe(true);
      expect(reportOf(JSON.stringify(report))).toEqual(report);
    }
    for (const text of ["", "[]", '{"error":{}}', '{"format":"playc-diff","version":1}'])
      expect(reportOf(text)).toBeUndefined();
  });

  it("that somebody wrote by hand cannot put anything but figures where figures stand", () => {
    const usual = new Set(tagsOf(comparisonContent(shown(sampleReport("x")))));
    const text = JSON.stringify(sampleReport("x"));
    let taken = 0;
    for (const { index, 0: found } of text.matchAll(/:(?:-?\d+|true|false|null|"[^"]*")/g)) {
      for (const value of [JSON.stringify(hostile), "null", "{}", "3"]) {
        const report = reportOf(`${text.slice(0, index)}:${value}${text.slice(index + found.length)}`);
        if (!report) continue;
        taken++;
        const html = comparisonContent(shown(report));
        expect(html).not.toContain(hostile);
        expect(tagsOf(html).filter((tag) => !usual.has(tag))).toEqual([]);
      }
    }
    expect(taken).toBeGreaterThan(100);
  });
});

describe("the panel", () => {
  it("shows names as names, whatever they are", () => {
    const usual = { whole: tagsOf(comparisonContent(shown(sampleReport("x")))) };
    const odd = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
      fc.constantFrom(hostile, "</script><script>alert(1)</script>", "'; script-src *", "&amp;", "\u202eevil"),
    );
    fc.assert(
      fc.property(odd, (name) => {
        // A place in a library is told by its colon.
        const html = comparisonContent(shown(sampleReport(`${name.replaceAll(":", "")}!`)));
        expect(tagsOf(html)).toEqual(usual.whole);
        expect(html.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\s(?:on\w+|style|href|src)=/);
        expect(tagsOf(comparisonContent(shown(brokenReport(name))))).toEqual(
          tagsOf(comparisonContent(shown(brokenReport("x")))),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("says what was changed and what it does", () => {
    const html = comparisonContent(shown(sampleReport("login_drop")));
    const text = textOf(html);
    for (const said of [
      "+2.0 touches, +2.5 h a week; login_drop&#39;s peak 6.7 h in the week of 2026-01-05 to 10.0 h in the week of 2026-01-12",
      "HEAD (aaaaaaaa) to this folder",
      "when login_drop &gt; 20%, was &gt; 30%",
      "login_drop 10 14 +4 3 3 +0 10.0 15.0 +5.0 6.7 10.0",
      "-1.0 +6.0&#9650;",
      "login_drop, newly: 2026-01-12 (10.0 of 8.0)",
      "OVER, login_drop in the week of 2026-01-05 (6)",
      "Broken by trigger login_drop",
      "2: login_drop, A2",
      "dropped login_drop 1 3 +2",
      "USD 1,000.00 to USD 1,200.50",
      "not judged, as no data holds it: metric login_drop",
      "1 begin anew, 1 are carried on by nothing",
      "orphaned: gone",
      "test &quot;login_drop&quot;",
      "no history was found",
      "login_drop: 1 touch and 2 other things of one program alone",
    ]) {
      expect(text, said).toContain(said);
    }
    expect(html).toContain('data-ask="after" data-value="0"');
    expect(html).toContain('data-ask="before" data-value="1"');
    // A library's file is in no commit of the project.
    expect(html).not.toContain('data-ask="before" data-value="2"');
    expect(html).toContain('data-ask="insert" data-value="0"');
    expect(html).not.toContain('data-ask="insert" data-value="1"');
  });

  it("says what is under way, what is missing, and what went wrong", () => {
    const { simulated: _, ...plain } = sampleReport("x");
    const said = (more: Partial<ShownComparison>, report: DiffReport | undefined = plain) =>
      textOf(comparisonContent(shown(report, more)));
    expect(said({ busy: "comparing" }, undefined)).toContain("Stop Comparing with HEAD ...");
    expect(said({ busy: "simulating" })).toContain("Simulating both programs ...");
    expect(said({ busy: "simulating" })).toContain("3 changes in 3 declarations.");
    expect(said({ unsaved: 2 })).toContain("2 files are not saved, and no part of this. Save and compare");
    expect(said({ needsProgram: true })).toContain("playc.path");
    expect(said({ unsimulated: "accounts.csv is not there" })).toContain("accounts.csv is not there");
    expect(said({ hasOldFigures: true }, sampleReport("x"))).toContain("of the comparison before this one");
    expect(said({ failure: "no git repository" }, undefined)).toContain("no git repository");
    expect(said({}, brokenReport("x"))).toContain("x.play:3 x");
    const { problems, ...broken } = brokenReport("x");
    const inBase = { ...broken, problems: { ...problems, after: [] } };
    expect(said({}, inBase)).toContain("HEAD (aaaaaaaa) has errors, so that what the change means cannot be said.");
    const { witnesses: _none, ...unseen } = plain;
    expect(said({}, unseen)).toContain("Find a history that shows each change");
    for (const more of [{ busy: "simulating" as const }, { busy: "searching" as const }])
      expect(said(more, unseen)).not.toContain("Find a history");
    expect(said({ unwitnessed: "it was stopped" }, unseen)).toContain("None could be looked for. it was stopped");
    expect(said({}, { ...plain, changes: [] })).toContain("Both say the same.");
  });

  it("leaves out what nobody could read, and says so", () => {
    const many = Array.from({ length: 40_000 }, (_, index) => `A${index}`);
    const report = sampleReport("x", many.slice(0, 31_000));
    const { simulated } = report;
    const changes = Array.from({ length: 2_000 }, () => report.changes![0]!);
    const triggers = [{ ...simulated!.triggers[0]!, gained: many }];
    const people = Array.from({ length: 20 }, () => simulated!.people[0]!);
    const html = comparisonContent(shown({ ...report, changes, simulated: { ...simulated!, triggers, people } }));
    expect(html.length).toBeLessThan(6_000_000);
    const text = textOf(html);
    expect(text).toContain("1500 more changes, in the report.");
    expect(text).toContain("40000: A0, A1");
    expect(text).toContain("and 39980 more");
    expect(text).toContain("19 more people are in the report.");
  });
});

describe("a committed file", () => {
  it("is asked for by a whole commit, and comes back as it was", () => {
    const file = { commit: "0".repeat(40), inRepository: "books & co", file: "a b.play", folder: "/work/books" };
    expect(committedFileOf(queryOf(file))).toEqual(file);
    for (const commit of ["HEAD", "--help", "0".repeat(39), ""]) {
      expect(committedFileOf(queryOf({ ...file, commit }))).toBeUndefined();
    }
    for (const query of ["", "{}", "[1,2,3,4]", "null"]) expect(committedFileOf(query)).toBeUndefined();
  });
});
