/** What a file declares, as a tree; and names of the whole project by what they are called. */
import { namesOf } from "../../compiler/names/collect.ts";
import type { SymbolKind } from "../../compiler/names/symbols.ts";
import type { Declaration, File, Name, Span } from "../../grammar/tree.ts";
import type { Analysis } from "./analysis.ts";
import { isInside, type Place } from "./places.ts";

export interface Outline {
  readonly name: string;
  readonly kind: Declaration["kind"] | SymbolKind | "phase";
  /** All that belongs to it. */
  readonly span: Span;
  /** What is selected to show it; lies in `span`. */
  readonly nameSpan: Span;
  readonly children: readonly Outline[];
}

export function outlineOf(file: File): Outline[] {
  return file.declarations.flatMap((declaration) => outlinesOf(declaration, file.text));
}

function outlinesOf(declaration: Declaration, text: string): Outline[] {
  const { span, kind } = declaration;
  switch (kind) {
    case "account":
    case "segments":
    case "models": {
      const parts =
        declaration.kind === "account"
          ? declaration.fields
          : declaration.kind === "segments"
            ? declaration.segments
            : declaration.models;
      const partKind = ({ account: "field", segments: "segment", models: "model" } as const)[kind];
      const children = parts.flatMap((part) => leaf(partKind, part.name, part.span));
      return [{ name: kind, kind, span, nameSpan: wordOf(declaration), children }];
    }
    case "journey": {
      const children = declaration.stages.flatMap((stage) => leaf("stage", stage.name, stage.span));
      return leaf(kind, declaration.name, span, children);
    }
    case "play": {
      const children = declaration.phases.flatMap((phase) => leaf("phase", phase.name, phase.span));
      return leaf(kind, declaration.name, span, children);
    }
    case "health": {
      const named = namesOf(declaration);
      const [score, ...components] = named;
      const children = components.flatMap(([, { text: full, span: at }]) => {
        const component = declaration.components.find(({ name }) => name?.span.start === at.start);
        return component ? leaf("metric", { text: full, span: at }, component.span) : [];
      });
      return score ? leaf("metric", score[1], span, children) : [];
    }
    case "test": {
      const title = declaration.title;
      const name = title?.kind === "text" ? title.value : "test";
      return [{ name: name || "test", kind, span, nameSpan: title?.span ?? wordOf(declaration), children: [] }];
    }
    case "event":
    case "contact": {
      const [only] = declaration.names;
      if (declaration.names.length === 1) return leaf(kind, only, span);
      return declaration.names.flatMap((name) => leaf(kind, name, name.span));
    }
    case "policy":
    case "team":
    case "roi":
    case "assume":
      return [{ name: kind, kind, span, nameSpan: wordOf(declaration), children: [] }];
    case "cover":
    case "use": {
      const name = declaration.kind === "use" ? declaration.name : declaration.role;
      const label = text.slice(span.start, span.end).split(/[\n{]/)[0]!.trim();
      return [{ name: label, kind, span, nameSpan: name?.span ?? wordOf(declaration), children: [] }];
    }
    default:
      return leaf(kind, declaration.name, span);
  }
}

function leaf(kind: Outline["kind"], name: Name | undefined, span: Span, children: readonly Outline[] = []): Outline[] {
  if (!name || name.text === "") return [];
  const nameSpan = isInside(name.span, span) ? name.span : span;
  return [{ name: name.text, kind, span, nameSpan, children }];
}

function wordOf({ kind, span }: Declaration): Span {
  return { start: span.start, end: Math.min(span.end, span.start + kind.length) };
}

/** At most so many names are found at once: whoever sees more types on. */
const mostFound = 500;

/** Names that have the letters of the query in their order, whatever the case; the project's own files. */
export function namesLike(analysis: Analysis, query: string): { outline: Outline; place: Place }[] {
  const letters = query.toLowerCase();
  const found: { outline: Outline; place: Place }[] = [];
  const visit = (path: string, outline: Outline) => {
    if (found.length >= mostFound) return;
    if (isLike(outline.name.toLowerCase(), letters)) found.push({ outline, place: { path, span: outline.nameSpan } });
    for (const child of outline.children) visit(path, child);
  };
  for (const file of analysis.files) for (const outline of outlineOf(file)) visit(file.path, outline);
  return found;
}

function isLike(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
