/** Every code is explained by an example that has exactly it, at the marked place, and by a mend that is clean. */
import { describe, expect, it } from "vitest";
import { compileExample, exampleOf, explanations } from "../../compiler/diagnostics/explain.ts";
import { codes, diagnosticTable, type Slug } from "../../compiler/diagnostics/table.ts";

const slugs = Object.keys(diagnosticTable) as Slug[];

describe("the examples", () => {
  it.each(slugs.map((slug) => [`${diagnosticTable[slug].code} ${slug}`, slug] as const))("of %s", (_, slug) => {
    const explanation = explanations[slug];
    const { file, start, end } = exampleOf(explanation, "failing");
    const found = compileExample(explanation, "failing").filter(({ code }) => !explanation.with?.includes(code));
    expect(found.map((each) => ({ code: each.code, file: each.file, span: each.span }))).toEqual([
      { code: diagnosticTable[slug].code, file, span: { start, end } },
    ]);
    expect(compileExample(explanation, "mended").map(({ message }) => message)).toEqual([]);
  });

  it("are of at least 60 codes", () => expect(codes.length).toBeGreaterThanOrEqual(60));
});
