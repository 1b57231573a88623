/** Compiles a piece of a program together with the shared model of `test/fixtures/language`. */
import { readFileSync } from "node:fs";
import { type Compilation, compile } from "../../compiler/compile.ts";
import type { Library } from "../../compiler/libraries/library.ts";
import { parse } from "../../grammar/parser.ts";
import type { Declaration, Name } from "../../grammar/tree.ts";

export const sharedText = readFileSync(new URL("../fixtures/language/shared.play", import.meta.url), "utf8");

/** What blocks that `use house` take from. */
const house: Library = {
  name: "house",
  prefix: "house:",
  span: { start: 0, end: 0 },
  files: [
    {
      path: "house:house.play",
      text: readFileSync(new URL("../fixtures/language/house.play", import.meta.url), "utf8"),
    },
  ],
  readText: () => undefined,
  exists: () => false,
};

export interface Surroundings {
  currency?: string;
  /** Other files of the project. */
  files?: Record<string, string>;
}

/** The piece is the file `case.play`; what it declares takes the place of the shared declaration of that kind and name. */
export function compileWithShared(piece: string, surroundings: Surroundings = {}): Compilation {
  const others = new Map(Object.entries({ "holidays.yaml": "2026-12-25: Christmas Day\n", ...surroundings.files }));
  return compile({
    files: [
      { path: "case.play", text: piece },
      { path: "shared.play", text: sharedWithout(piece) },
    ],
    libraries: /^use house\b/m.test(piece) ? [house] : [],
    currency: surroundings.currency ?? "USD",
    readText: (path) => others.get(path),
    exists: (path) => others.has(path),
  });
}

const singular = ["account", "segments", "policy", "team"];

function sharedWithout(piece: string): string {
  const taken = new Set(parse("case.play", piece).file.declarations.flatMap(keysOf));
  let text = sharedText;
  for (const declaration of [...parse("shared.play", sharedText).file.declarations].reverse()) {
    const names = "names" in declaration ? declaration.names : [];
    const kept = names.filter((name) => !taken.has(`${declaration.kind} ${name.text}`));
    if (kept.length > 0) {
      const { start } = names[0]!.span;
      const { end } = names[names.length - 1]!.span;
      text = text.slice(0, start) + kept.map((name) => name.text).join(", ") + text.slice(end);
    } else if (keysOf(declaration).some((key) => taken.has(key))) {
      text = text.slice(0, declaration.span.start) + text.slice(declaration.span.end);
    }
  }
  return text;
}

function keysOf(declaration: Declaration): string[] {
  if (singular.includes(declaration.kind)) return [declaration.kind];
  if ("names" in declaration) return declaration.names.map((name: Name) => `${declaration.kind} ${name.text}`);
  return "name" in declaration && declaration.name ? [`${declaration.kind} ${declaration.name.text}`] : [];
}

/** A program with the place of its one mistake between `⟦` and `⟧`. */
export function marked(text: string): { text: string; start: number; end: number } {
  const start = text.indexOf("⟦");
  const end = text.indexOf("⟧") - 1;
  if (start === -1 || end < start) throw new Error(`no place is marked in ${text}`);
  return { text: text.replace("⟦", "").replace("⟧", ""), start, end };
}
