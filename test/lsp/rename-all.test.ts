/**
 * Every name of the example projects, given another: the program says the same as before, so that no use was missed and
 * nothing else was touched.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../lsp/service/analysis.ts";
import { rename } from "../../lsp/service/rename.ts";
import { targetAt } from "../../lsp/service/targets.ts";
import { fixture } from "./fixture.ts";

const playbooks = join(import.meta.dirname, "../../playbooks");

function filesOf(name: string): Record<string, string> {
  const root = join(playbooks, name);
  const paths = (readdirSync(root, { recursive: true }) as string[]).filter(
    (path) => /\.(play|md|yaml)$/.test(path) && !path.startsWith(".") && statSync(join(root, path)).isFile(),
  );
  return Object.fromEntries(paths.map((path) => [relative(".", path), readFileSync(join(root, path), "utf8")]));
}

/** What is said, without names. */
const said = (analysis: Analysis) => analysis.first.diagnostics.map(({ file, code }) => `${file} ${code}`).sort();

describe.each(["saas", "wholesale", "learning", "standard"])("every name of playbooks/%s", (name) => {
  const files = filesOf(name);
  const given = fixture("# nothing\n", files);
  const before = said(given.analysis);

  it("is renamed everywhere it stands", () => {
    const refused: string[] = [];
    // Of the largest every ninth: each takes a check of the whole.
    const all = given.analysis.symbols;
    const tried = all.filter((_, index) => all.length < 150 || index % 9 === 0);
    for (const { kind, name: old, file, span } of tried) {
      const result = rename(given.analysis, file.path, span.start, "a_name_of_its_own");
      if ("refused" in result) {
        refused.push(`${kind} ${old}: ${result.refused}`);
        continue;
      }
      const changed = new Map(Object.entries(files));
      for (const { path, span: at } of [...result.places].reverse()) {
        const text = changed.get(path)!;
        expect(text.slice(at.start, at.end)).toBe(old.slice(old.indexOf(".") + 1));
        changed.set(path, text.slice(0, at.start) + result.text + text.slice(at.end));
      }
      const after = fixture("# nothing\n", Object.fromEntries(changed));
      expect(said(after.analysis), `${kind} ${old}`).toEqual(before);
      const [score] = old.includes(".") ? [`${old.slice(0, old.indexOf("."))}.`] : [""];
      const renamed = after.analysis.symbols.find(
        (each) => each.kind === kind && each.name === `${score}a_name_of_its_own`,
      )!;
      const found = targetAt(after.analysis, file.path, renamed.span.start);
      expect(found?.target.places.length, `${kind} ${old}`).toBe(result.places.length);
    }
    const others = refused.filter((each) => !each.startsWith("field ") && !each.startsWith("metric health:"));
    expect(others).toEqual([]);
  });
});
