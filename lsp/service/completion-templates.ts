/** Completion in templates: what stands in braces, `{account.goal}`. */
import type { SymbolKind } from "../../compiler/names/symbols.ts";
import type { Analysis } from "./analysis.ts";
import type { Completion } from "./completion.ts";
import { lineOf } from "./describe.ts";
import { wordAt } from "./places.ts";

const kindBehind: Readonly<Record<string, SymbolKind>> = {
  account: "field",
  contact: "contact",
  role: "role",
  metric: "metric",
};
const ofTouch = ["name", "purpose", "kind", "owner"];

export function templateCompletions(analysis: Analysis, path: string, text: string, offset: number): Completion[] {
  if (!isTemplate(analysis, path)) return [];
  const before = text.slice(Math.max(0, offset - 200), offset);
  const span = wordAt(text, offset);
  const [, subject] = /\{[ \t]*([a-z]+)\.\w*$/.exec(before) ?? [];
  if (subject === "touch") return ofTouch.map((label) => ({ label, kind: "value", rank: 0, span }));
  if (subject !== undefined) {
    const kind = kindBehind[subject];
    return analysis.symbols
      .filter((symbol) => symbol.kind === kind)
      .map((symbol) => ({ label: symbol.name, kind: symbol.kind, detail: lineOf(analysis, symbol), rank: 0, span }));
  }
  if (!/\{[ \t]*\w*$/.test(before)) return [];
  return [...Object.keys(kindBehind), "touch"].map((label) => ({ label, kind: "word", rank: 0, span }));
}

/** A file that a touch names. */
function isTemplate(analysis: Analysis, path: string): boolean {
  return analysis.examination.work.touches.some(({ template }) => template === path);
}
