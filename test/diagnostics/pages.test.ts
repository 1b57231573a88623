/** docs/diagnostics/ holds what the table and its explanations say today, and every code is reported somewhere. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codes, diagnosticTable } from "../../compiler/diagnostics/table.ts";
import { diagnosticPages } from "../../scripts/diagnostic-pages.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "docs/diagnostics");

describe("docs/diagnostics", () => {
  const pages = diagnosticPages();

  it("has a page a code and an index, and no other", () => {
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
    expect([...pages.keys()].sort()).toEqual(["README.md", ...codes.map((code) => `${code}.md`)].sort());
  });

  it.each([...pages])("%s is not stale (npm run generate)", (name, page) => {
    expect(readFileSync(join(folder, name), "utf8")).toBe(page);
  });
});

describe("the sources", () => {
  const sources = readdirSync(join(root, "compiler"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/-messages\.ts$|explanations\/|fixes\//.test(path))
    .map((path) => readFileSync(join(root, "compiler", path), "utf8"))
    .join("\n");

  it.each(Object.keys(diagnosticTable))("report %s somewhere", (slug) => {
    expect(sources).toMatch(new RegExp(`(?:report|diagnostic)\\(\\s*"${slug}"`));
  });
});
