/** Puts a segment or touch model that never gets anybody before those that take its customers. */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import type { Name, Span } from "../../grammar/tree.ts";
import type { Action } from "./actions.ts";
import type { Analysis } from "./analysis.ts";
import { overlap } from "./places.ts";

interface Part {
  readonly name?: Name;
  readonly span: Span;
}

export function reordered(analysis: Analysis, diagnostic: Diagnostic): Action[] {
  if (diagnostic.slug !== "segment-shadowed" && diagnostic.slug !== "model-shadowed") return [];
  const text = analysis.textOf(diagnostic.file) ?? "";
  const declaration = analysis.declarationAt(diagnostic.file, diagnostic.span.start);
  const parts = partsOf(declaration);
  const { before }: { before?: unknown } = diagnostic.parameters;
  const others = Array.isArray(before) ? before : [];
  const first = parts.findIndex(({ name }) => name !== undefined && others.includes(name.text));
  const shadowed = parts.findIndex(({ span }) => overlap(span, diagnostic.span));
  const moved = parts[shadowed];
  if (!declaration || !moved?.name || first < 0 || first >= shadowed) return [];
  // What stands before a part belongs to it, but for a comment behind the part before.
  const from = ownStart(text, parts[shadowed - 1]!.span.end);
  const brace = text.indexOf("{", declaration.span.start) + 1;
  const to = ownStart(text, first === 0 ? brace : parts[first - 1]!.span.end);
  const edits = [
    { path: diagnostic.file, span: { start: to, end: to }, text: text.slice(from, moved.span.end) },
    { path: diagnostic.file, span: { start: from, end: moved.span.end }, text: "" },
  ];
  const title = `Put \`${moved.name.text}\` before \`${parts[first]!.name!.text}\``;
  return [{ title, kind: "quickfix", edits, mends: [diagnostic] }];
}

function partsOf(declaration: ReturnType<Analysis["declarationAt"]>): readonly Part[] {
  if (declaration?.kind === "segments") return declaration.segments;
  return declaration?.kind === "models" ? declaration.models : [];
}

/** Behind a comment that ends the line. */
function ownStart(text: string, offset: number): number {
  const [rest = ""] = /^[^\n\r]*/.exec(text.slice(offset)) ?? [];
  return /^\s*#/.test(rest) ? offset + rest.length : offset;
}
