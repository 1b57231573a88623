/**
 * Diagnostics in many guises: minimal programs with exactly one mistake, and their mended twins that have none. That every
 * code has an example is asked by test/diagnostics/explanations.test.ts.
 */
import { describe, expect, it } from "vitest";
import { diagnosticTable } from "../../compiler/diagnostics/table.ts";
import type { Case } from "./cases/case.ts";
import { meaningCases } from "./cases/meaning.ts";
import { nameCases } from "./cases/names.ts";
import { holidayCases, projectCases } from "./cases/project.ts";
import { syntaxCases } from "./cases/syntax.ts";
import { typeCases } from "./cases/types.ts";
import { compileWithShared, marked, type Surroundings } from "./support.ts";

const cases = [...syntaxCases, ...nameCases, ...typeCases, ...meaningCases, ...projectCases];

/** What is reported in a file, without the warnings of unused declarations unless they are asked for. */
function reported(text: string, code: string, surroundings?: Surroundings, file = "case.play") {
  return compileWithShared(text, surroundings)
    .diagnostics.filter((diagnostic) => code === "PLAY107" || diagnostic.code !== "PLAY107")
    .filter((diagnostic) => code !== "PLAY107" || diagnostic.file === file);
}

describe("each mistake is reported once, at its place, and its mended twin is clean", () => {
  it.each(cases.map((each, index) => [`${each.code} ${index}`, each] as const))("%s", (_, each: Case) => {
    const { text, start, end } = marked(each.bad);
    const found = reported(text, each.code, each.surroundings);
    expect(found.map(({ code, file, span }) => ({ code, file, text: text.slice(span.start, span.end), span }))).toEqual(
      [{ code: each.code, file: "case.play", text: text.slice(start, end), span: { start, end } }],
    );
    if (each.hint) expect(found[0]!.hint).toContain(each.hint);
    expect(reported(each.good, each.code, each.goodSurroundings)).toEqual([]);
  });

  it.each(holidayCases)("$code in the holidays", (each) => {
    const { text, start, end } = marked(each.bad);
    const policy = 'policy { holidays "holidays.yaml" }';
    const found = reported(policy, each.code, { files: { "holidays.yaml": text } });
    expect(found.map(({ code, file, span }) => ({ code, file, span }))).toEqual([
      { code: each.code, file: "holidays.yaml", span: { start, end } },
    ]);
    expect(reported(policy, each.code, { files: { "holidays.yaml": each.good } })).toEqual([]);
  });

  it("PLAY401: a currency that does not exist", () => {
    const { diagnostics, schedule } = compileWithShared("", { currency: "XQZ" });
    expect(diagnostics.some(({ code, file }) => code === "PLAY401" && file === "playc.yaml")).toBe(true);
    expect(schedule).toBeUndefined();
  });

  it("PLAY013: a file of five million characters", () => {
    expect(reported(" ".repeat(5_000_000), "PLAY013").map(({ code }) => code)).toEqual(["PLAY013"]);
  });

  it("PLAY014: a file full of problems", () => {
    const codes = new Set(reported("@ x ".repeat(3000), "PLAY014").map(({ code }) => code));
    expect(codes.has("PLAY014")).toBe(true);
  });
});

describe("the table", () => {
  const definitions = Object.entries(diagnosticTable);

  it("uses every code once", () => {
    const codes = definitions.map(([, { code }]) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("says every sentence as one sentence", () => {
    for (const { bad, surroundings, code } of cases) {
      for (const found of reported(marked(bad).text, code, surroundings)) {
        for (const sentence of [found.message, found.reason, found.hint]) {
          expect(sentence).toMatch(/^[A-Z`"(].*[.?]$/su);
          expect(sentence).not.toContain("undefined");
        }
      }
    }
  });
});
